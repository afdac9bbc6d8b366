"""By whom: the names that a page declares, weighed against each other and against its own text.

Pages name their authors in several places at once, and put other things there too: the site, a login,
the word "Staff".  What several places agree on counts more than what one says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from newsparse.article import Article, Author, Note, Provenance
from newsparse.document import Field
from newsparse.languages import Language
from newsparse.markup.clean import key_of
from newsparse.parser.bylines import (
    is_labelled,
    is_name,
    is_title,
    looks_like_byline,
    parse_byline,
    parse_end_credit,
)
from newsparse.parser.dates import find_times
from newsparse.parser.zones import host_of

__all__ = ["Sites", "join_authors"]

_WRITERS = frozenset({"author", "agency"})


@frozen
class Sites:
    """What the site of a page goes by, letters and digits only.

    Attributes:
        names: Its publisher's names.
        hosts: Its host and the parts of that, which may also be a person's who writes there.
        spelled: Its publisher's names as they are written.
    """

    names: frozenset[str]
    hosts: frozenset[str]
    spelled: tuple[str, ...] = ()

    @classmethod
    def of(cls, publishers: Iterable[str], url: str | None) -> "Sites":
        """The names of a site, by what it says of itself and by its address."""
        parts = host_of(url).removeprefix("www.").split(".")
        ends = (".".join(parts[at:]) for at in range(len(parts)))
        hosts = frozenset(map(key_of, (*parts[:-1], *ends)))
        spelled = tuple(publishers)
        names = frozenset(map(key_of, spelled)) - {""}
        return cls(names, hosts - {"", key_of(parts[-1])}, spelled)


def join_authors(
    article: Article,
    candidates: Sequence[Field],
    tables: tuple[Language, ...],
    sites: Sites,
) -> Article:
    """The article with the authors that most speaks for.

    Args:
        article: With those that its text names.
        candidates: What the source declares as authors.
        tables: Language tables.
        sites: What the site and its publisher are called: they sign where nobody else does.
    """
    binding = [field for field in candidates if field.binding]
    if binding:
        people = [author for field in binding for author in _bound(field, tables)]
        return _with(article, _unique(people), binding[0])
    return _Weigher(tables, sites).join(article, candidates)


def _bound(field: Field, tables: tuple[Language, ...]) -> Sequence[Author]:
    text = " ".join(str(field.value).split())
    return parse_byline(text, tables) or (Author(name=text),)


def _with(article: Article, people: Sequence[Author], field: Field) -> Article:
    """The article with these for its writers; what its text says of one of them is kept."""
    told = {key_of(author.name): author for author in article.authors}
    named = {key_of(author.name) for author in people}
    writers = [told.get(key_of(author.name), author) for author in people]
    writers = [a if a.role in _WRITERS else evolve(a, role="author") for a in writers]
    others = [a for a in article.authors if a.role not in _WRITERS and key_of(a.name) not in named]
    notes = article.notes
    if field.binding and any(
        a.role in _WRITERS and key_of(a.name) not in named for a in article.authors
    ):
        message = f"{field.source} declares {[a.name for a in writers]}, the text names others"
        notes = (*notes, Note(code="declared_differs", message=message, where="authors"))
    origin = Provenance(field="authors", source=field.source, where=field.where)
    return evolve(
        article,
        authors=(*writers, *others),
        notes=notes,
        provenance=(*article.provenance, origin),
    )


def _without_helpers(
    article: Article, candidates: Sequence[Field], tables: tuple[Language, ...]
) -> Sequence[Field]:
    """The candidates without links to those who helped or checked: "Peer reviewed by Ada Lund"."""
    linked = [field for field in candidates if field.source.startswith(_LINK)]
    if not linked:
        return candidates
    texts = [*(block.text for block in article.boilerplate), *(p.text for p in article.paragraphs)]
    lines = [text for text in texts if len(text) <= _MAX_HELPER_LINE]
    helpers = {key_of(author.name) for line in lines for author in parse_end_credit(line, tables)}
    return [
        field
        for field in candidates
        if not field.source.startswith(_LINK)
        or helpers.isdisjoint(
            key_of(author.name) for author in parse_byline(str(field.value), tables)
        )
    ]


def _unique(people: Iterable[Author]) -> list[Author]:
    found: dict[str, Author] = {}
    for author in people:
        found.setdefault(key_of(author.name), author)
    found.pop("", None)
    return list(found.values())


def _renamed(people: Iterable[Author], names: Mapping[str, str]) -> list[Author]:
    """The people, each once, by other names where their keys have one."""
    return _unique(evolve(a, name=names.get(key_of(a.name), a.name)) for a in people)


@frozen(kw_only=True)
class _Group:
    """The people that one source names.

    Attributes:
        family: Sources that one part of a publishing system fills share a family.
        weight: How far it is to be trusted.
        people: Whom it names.
        field: The first of its fields; ``None`` for the text.
    """

    family: str
    weight: float
    people: Sequence[Author]
    field: Field | None = None


_LINK = "href"
_MAX_HELPER_LINE = 120
_HINTED = 2.0  # a link to someone's page may be to anyone's
# Family and weight of a source, by how it begins; the first that fits counts.
_SOURCES = (
    ("json-ld:author", "json-ld", 5.0),
    ("json-ld", "json-ld", 4.0),
    ("microdata", "microdata", 4.5),
    ("rdfa", "microdata", 4.5),
    ("rel", "element", 4.0),
    ("meta:twitter", "meta", 3.0),
    ("meta", "meta", 3.5),
    ("class", "element", 3.0),
    (_LINK, "element", _HINTED),
)
_OTHER_SOURCE = ("other", 3.0)
# A line with a word like "by" before the names, and one without: that may as well be a button.
_TOLD, _UNTOLD = 5.5, 1.5
_AGREED = 2.0
# Whole names come before single words, which are often logins or sections, whoever says them; and
# whatever else is named before the site itself.
_WHOLE, _LINE, _SINGLE, _SITE = 20.0, 12.0, 10.0, 0.0
_HOUSE = ":organization"
# Values that stand behind a label, which must be one of authors; and those in the midst of others.
_LABELLED = ("meta:twitter:",)
_CLASS = "class"
_ELEMENTS = (_CLASS, "rel", "href", "microdata", "rdfa")
_MARKS = " \t\u00a0|·•,;:–—-/()[]~»›>●⋅∙"
_MAX_NAME, _MAX_CANDIDATES = 60, 60
_TWO = 2
# What programs declare where they know nobody.
_NOBODY = frozenset({"undefined", "null", "none", "nan", "unknown", "n/a"})
# Families of what readers see, where a name and what follows it are one text.
_SEEN = frozenset({"element", "text"})
_NO_NAME = re.compile(r"[\d,;|:]|\.\w")


class _Weigher:
    """Weighs what the sources of one page name."""

    def __init__(self, tables: tuple[Language, ...], sites: Sites) -> None:
        self._tables = tables
        self._sites = sites

    def join(self, article: Article, candidates: Sequence[Field]) -> Article:
        groups = self._with_desks(_without_helpers(article, candidates, self._tables))
        article = self._marked(article)
        printed = [author for author in article.authors if author.role in _WRITERS]
        if printed:
            told = looks_like_byline(article.byline or "", self._tables)
            weight = _TOLD if told else _UNTOLD
            groups.append(_Group(family="text", weight=weight, people=printed))
        groups, article = self._cut(groups, article)
        printed = [author for author in article.authors if author.role in _WRITERS]
        best = max(groups, key=lambda group: self._score(group, groups), default=None)
        if best is None or best.field is None:
            return article
        people = [self._in_full(a) for a in self._filled(best.people, printed, groups)]
        return _with(article, people, best.field)

    def _marked(self, article: Article) -> Article:
        """The article with the site for an agency; beside a person it is whom that works for."""
        authors = [
            evolve(a, role="agency") if a.role == "author" and self._is_site(a.name) else a
            for a in article.authors
        ]
        staffed = {a.where for a in authors if a.role == "author"}
        houses = {a.where: a.name for a in authors if a.where in staffed and self._is_house(a)}
        authors = [
            evolve(a, organisation=a.organisation or houses.get(a.where))
            if a.role == "author"
            else a
            for a in authors
            if not (self._is_house(a) and a.where in staffed)
        ]
        return evolve(article, authors=tuple(authors))

    def _is_house(self, author: Author) -> bool:
        return author.role == "agency" and author.where is not None and self._is_site(author.name)

    def _in_full(self, author: Author) -> Author:
        """The author of a site that has their name, in full: "Ada" at adalund.example, "Ada Lund Knits"."""
        for spelled in self._sites.spelled if " " not in author.name else ():
            name = " ".join(spelled.split()[:2])
            is_same = name.casefold().startswith(f"{author.name.casefold()} ")
            if is_same and key_of(name) in self._sites.hosts and is_name(name, self._tables):
                return evolve(author, name=name)
        return author

    def _cut(self, groups: Sequence[_Group], article: Article) -> tuple[list[_Group], Article]:
        """Groups and article without what runs on behind names that others have by themselves.

        Two others, or one and the site, which is called so.
        A category or a label stands right behind the name in an element or a line: "Ada Lund Sponsored".
        """
        families: dict[str, set[str]] = {}
        spelled: dict[str, str] = {}
        for group in groups:
            for author in group.people:
                families.setdefault(key_of(author.name), set()).add(group.family)
                spelled.setdefault(key_of(author.name), author.name)
        sites = self._sites.names
        sure = [key for key, found in families.items() if len(found) >= _TWO or key in sites]
        shorter: dict[str, str] = {}
        for key, found in families.items():
            shorts = sites & families.keys() if key in sure else sure
            starts = [start for start in shorts if key.startswith(start) and start != key]
            if starts and found <= _SEEN:
                shorter[key] = spelled[max(starts, key=len)]
        if not shorter:
            return list(groups), article
        article = self._marked(evolve(article, authors=tuple(_renamed(article.authors, shorter))))
        return [evolve(group, people=_renamed(group.people, shorter)) for group in groups], article

    def _with_desks(self, candidates: Sequence[Field]) -> list[_Group]:
        """The groups that name anybody; without any, those that two of them name by a job alone.

        "Staff" or "News Desk" signs where nobody does.
        """
        groups = [group for group in self._groups(candidates) if group.people]
        if groups:
            return groups
        desks = [
            field
            for field in candidates[:_MAX_CANDIDATES]
            if not field.source.startswith(_LABELLED)
            and self._is_desk(str(field.value))
            and is_title(str(field.value), self._tables)
        ]
        families = {field.source.partition(":")[0] for field in desks}
        if len(families) < _TWO:
            return []
        people = [Author(name=str(desks[0].value), role="agency")]
        return [_Group(family="desk", weight=_OTHER_SOURCE[1], people=people, field=desks[0])]

    def _groups(self, candidates: Sequence[Field]) -> Iterator[_Group]:
        by_source: dict[str, list[Field]] = {}
        for field in candidates[:_MAX_CANDIDATES]:
            by_source.setdefault(field.source.removesuffix(_HOUSE), []).append(field)
        for source, fields in by_source.items():
            rows = (row[1:] for row in _SOURCES if source.startswith(row[0]))
            family, weight = next(rows, _OTHER_SOURCE)
            people = _unique(author for field in fields for author in self._named(field))
            grades = [self._grade(author) for author in people]
            least = max([_SINGLE, *grades]) if family == "element" else _SINGLE
            least = _WHOLE if source.startswith(_LINK) else least
            kept = [a for a, grade in zip(people, grades, strict=True) if grade >= least]
            if not kept and not source.startswith(_LINK):
                kept = people
            yield _Group(family=family, weight=weight, people=kept, field=fields[0])

    def _named(self, field: Field) -> Sequence[Author]:
        """Whom a value names; a house that signs has the role of an agency."""
        text = " ".join(str(field.value).split())
        if text.casefold() in _NOBODY:
            return ()
        if field.source.endswith(_HOUSE) or self._is_site(text):
            return (Author(name=text, role="agency"),)
        if field.source.startswith(_LABELLED) and not is_labelled(text, self._tables):
            return ()
        pieces = self._pieces(text) if field.source.startswith(_ELEMENTS) else [text]
        parts = (part.strip() for piece in pieces for part in piece.split(";"))
        people = (author for part in parts for author in self._read(part, field.source))
        return [author for author in people if not is_title(author.name, self._tables)]

    def _pieces(self, text: str) -> list[str]:
        """What stands around the moments in a text."""
        at, found = 0, []
        for moment in find_times(text, self._tables).moments:
            found.append(text[at : moment.label_start])
            at = moment.end
        found.append(text[at:])
        return [piece.strip(_MARKS) for piece in found if piece.strip(_MARKS)]

    def _read(self, text: str, source: str) -> Sequence[Author]:
        known = parse_byline(text, self._tables)
        if known:
            return known
        if len(text) > _MAX_NAME or _NO_NAME.search(text) or is_labelled(text, self._tables):
            return ()
        words = text.split()
        is_cased = words[0][0].isupper() and any(word[0].islower() for word in words)
        if is_cased and source.startswith(_CLASS):  # "Personal finance", where anything may stand
            return ()
        return (Author(name=text, role="agency" if self._is_desk(text) else "author"),)

    def _is_desk(self, name: str) -> bool:
        """Whether a name has the word of a job: "Varn News Staff"."""
        return any(is_title(word, self._tables) for word in name.split())

    # -- what a name is worth

    def _is_site(self, name: str) -> bool:
        """Whether a name is the site's: as its publisher spells it, or as its address does."""
        words = name.split()
        if key_of(name) in self._sites.names:
            return True
        if any("." in word and key_of(word) in self._sites.hosts for word in words):
            return True
        return key_of(name) in self._sites.hosts and not is_name(name, self._tables)

    def _grade(self, author: Author) -> float:
        if self._is_site(author.name):
            return _SITE
        if self._is_desk(author.name):
            return _SINGLE
        return _WHOLE if self._is_whole(author) else _SINGLE

    def _is_whole(self, author: Author) -> bool:
        """Whether a name has a first name and a last one, or is an agency's."""
        name = author.name
        uncased = name.upper() == name.lower()
        return author.role == "agency" or uncased or is_name(name, self._tables)

    def _score(self, group: _Group, groups: Sequence[_Group]) -> float:
        keys = {key_of(author.name) for author in group.people}
        families = {
            other.family
            for other in groups
            if other.family != group.family and keys & {key_of(a.name) for a in other.people}
        }
        grade = min(map(self._grade, group.people))
        if group.weight == _UNTOLD and not families:
            grade = min(grade, _LINE)
        if group.weight == _HINTED and not families:
            grade = min(grade, _SITE)
        return grade + group.weight + _AGREED * len(families)

    def _filled(
        self, people: Sequence[Author], printed: Sequence[Author], groups: Sequence[_Group]
    ) -> Sequence[Author]:
        """The people, with those whom the same line of the text, or elements too, names with them."""
        keys = {key_of(author.name) for author in people}
        lines = {author.where for author in printed if key_of(author.name) in keys}
        marked = {
            key_of(author.name)
            for group in groups
            if group.family == "element"
            for author in group.people
        }
        told = [a for a in printed if a.where in lines or key_of(a.name) in marked]
        names = {key_of(author.name) for author in told}
        whole = all(map(self._is_whole, told))
        return told if keys < names and whole else people
