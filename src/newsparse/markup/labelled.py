"""Elements whose attributes say that they hold a time or an author: microdata, RDFa, rel, class names.

A page shows the times and the authors of other stories too.  What counts stands near the headline, and
in nothing that is a list of other stories, a comment or a menu.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen

from newsparse.markup.clean import key_of
from newsparse.markup.tags import local_name
from newsparse.markup.values import clean_value, is_name

__all__ = ["Labelled", "find_labelled"]


@frozen(kw_only=True)
class Labelled:
    """What an element says.

    Attributes:
        name: The field: ``"timestamp"``, ``"updated"`` or ``"authors"``.
        value: Its text, or the value that its attributes state.
        source: What labels it: ``"microdata:author"``, ``"class:date"``.
        is_stated: A vocabulary for machines says so, and no class name that anyone may choose.
    """

    name: str
    value: str
    source: str
    is_stated: bool


# What a class name that says anything has in it, in any case of its first letter; what it says is told
# word by word below.  Reading 700 classes that way would cost more than all the rest.
_HINTS = (
    *("uthor", "yline", "utor", "uteur", "erfasser", "orfatter", "kribent", "riter", "ournalist"),
    *("date", "Date", "ublish", "osted", "time", "Time", "atum", "reated", "echa", "odified"),
)
_MAX_ELEMENTS = 1_000
_MAX_VALUES = 6

# -- what a word of an attribute says


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PROPERTIES = {
    **dict.fromkeys(("author", "creator"), "authors"),
    **dict.fromkeys(
        ("datepublished", "datecreated", "date", "created", "issued", "pubdate", "dateposted"),
        "timestamp",
    ),
    **dict.fromkeys(("datemodified", "modified"), "updated"),
}
_AUTHOR_WORDS = _words(
    "author authors authorname byline bylines autor autoren autorin auteur auteurs autore autori"
    " verfasser forfatter skribent writer writers journalist journalists"
)
_TIME_WORDS = _words(
    "date datum datetime published publishdate publisheddate publishtime publishedtime publication"
    " pubdate postdate posted timestamp time created fecha"
)
_CHANGE_WORDS = _words("updated modified lastmod lastmodified changed")
# With one of these, a class name means what stands beside a name, or another time.
_NOT_AUTHOR = _words(
    "bio about avatar image img photo pic picture portrait description desc social follow role title"
    " job position email twitter count comment comments list related archive more"
)
_NOT_TIME = _words(
    "event start end expiry picker current today comment comments read reading archive count"
    " related until deadline video duration zone range filter"
)
_DATED_WORD = re.compile(
    r"(?:news|article|entry|post|story|meta|publish)(?:date|time)|(?:date|time)(?:data|text|box|line)"
)
_WORD = re.compile(r"[A-Z]?[a-z]{1,40}|[A-Z]{1,40}")
# An address of a person's page: "/author/ada-lund", "/people/ada".
_PERSON = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|people|persons?|staff|profile?s?|contributors?"
    r"|journalists?|redaktion|writers?)/[^/?#]{2,80}/?(?:$|[?#])"
)

Kind: TypeAlias = tuple[str, str, bool]  # field, source, stated


def _kinds(element: Any) -> Iterator[Kind]:
    """What the attributes of an element label it as; the strongest label first."""
    get = element.get
    told = list(_properties(get("itemprop"), get("property")))
    yield from told
    if "author" in (get("rel") or "").split():
        yield "authors", "rel:author", True
    names = get("class") or ""
    tag = local_name(element.tag)
    words = _words_in(names[:300]) if names else _NONE
    if not _AUTHOR_WORDS.isdisjoint(words) and ("name" in words or _NOT_AUTHOR.isdisjoint(words)):
        yield "authors", "class:author", False
    if tag == "time" and not told:
        yield _time_kind(element, names)
    elif tag != "time" and _NOT_TIME.isdisjoint(words):
        if not _CHANGE_WORDS.isdisjoint(words):
            yield "updated", "class:updated", False
        elif not _TIME_WORDS.isdisjoint(words) or any(map(_DATED_WORD.fullmatch, words)):
            yield "timestamp", "class:date", False
    if tag == "a" and _PERSON.search(get("href") or ""):
        yield "authors", "href:author", False


def _properties(microdata: str | None, rdfa: str | None) -> Iterator[Kind]:
    for value, label in ((microdata, "microdata"), (rdfa, "rdfa")):
        for word in value[:200].split() if value else ():
            key = re.split("[:/#]", word)[-1].lower()
            if key in _PROPERTIES:
                yield _PROPERTIES[key], f"{label}:{key}", True


_NONE: frozenset[str] = frozenset()
# "entry-date published updated" is the time of publication of a story that never changed.
_PUBLISHED = re.compile(r"publi[sc]|posted|pub-?date|datecreated|issued", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)


def _time_kind(element: Any, names: str) -> Kind:
    """The field that a ``<time>`` is for, as far as its class says."""
    if element.get("pubdate") is not None or _PUBLISHED.search(names):
        return "timestamp", "time:timestamp", True
    if _UPDATED.search(names):
        return "updated", "time:updated", True
    return "timestamp", "time", False


# -- what an element holds

_MAX_PARTS, _MAX_TEXT, _MAX_FIRST = 30, 200, 60
_DATED = ("content", "datetime", "data-datetime", "data-date", "title")
_YEAR = re.compile(r"\d{4}")
_ISO_START = re.compile(r"\s{0,9}\d{4}-\d\d-\d\d")


def _text(element: Any) -> str | None:
    parts = list(islice(element.itertext("*"), _MAX_PARTS + 1))
    if len(parts) > _MAX_PARTS:
        return None
    text = clean_value(" ".join(parts))
    return text if text and len(text) <= _MAX_TEXT else None


def _moment(element: Any, *, is_stated: bool) -> str | None:
    """The time that an attribute states, of the element or of a ``<time>`` in it, or its text."""
    inner = element if local_name(element.tag) == "time" else _within(element, "time")
    for holder in (element, inner) if inner is not None else (element,):
        for attribute in _DATED:
            value = holder.get(attribute)
            if value and (_ISO_START.match(value) or (is_stated and attribute == "content")):
                return clean_value(value)
    texts = (_text(element), clean_value(element.get("title")))
    told = [text for text in texts if text and any(map(str.isdecimal, text))]
    return next(filter(_YEAR.search, told), next(iter(told), None))


def _within(element: Any, tag: str | None) -> Any:
    """The first element near the start of another that has a tag, or else is a name of a thing."""
    near = islice(element.iter("*"), 1, _MAX_PARTS)
    if tag is None:
        return next((at for at in near if at.get("itemprop") == "name"), None)
    return next((at for at in near if at.tag == tag), None)


def _person(element: Any) -> str | None:
    """The name that an element holds: of a person described in it, their name alone."""
    if element.get("itemscope") is not None:
        named = _within(element, None)
        element = element if named is None else named
    value = clean_value(element.get("content")) or _text(element) or _first_text(element)
    return value if value and is_name(value) else None


def _first_text(element: Any) -> str | None:
    """The first words in an element that goes on to tell more of a person."""
    words = filter(None, map(clean_value, islice(element.itertext("*"), _MAX_PARTS)))
    first = next(words, None)
    return first if first and len(first) <= _MAX_FIRST else None


# -- where it stands

_OTHER_STORIES = _words(
    "comment comments reply replies related recommended recommendation recommendations teaser teasers"
    " sidebar popular trending latest carousel slider promo newsletter menu nav navigation breadcrumb"
    " disqus recirc mostread toplist"
)
_MAX_DEPTH = 12
_STORY_TYPE = re.compile(r"(?:Article|Posting|Comment|Review|Product|Event)$")


class _Place:
    """The headline of a page, and how elements stand to it."""

    def __init__(self, elements: list[Any], titles: frozenset[str]) -> None:
        headings = [i for i, e in enumerate(elements) if local_name(e.tag) in _HEADINGS]
        told = [i for i in headings if key_of(_text(elements[i]) or "") in titles]
        first = [i for i in headings if local_name(elements[i].tag) == "h1"]
        self.index = next(iter((*told, *first)), -1)
        self.around: set[Any] = set()
        self.others: dict[Any, bool] = {}  # whether elements looked at are of other things
        if self.index >= 0:
            self.around = {elements[self.index], *elements[self.index].iterancestors()}

    def is_apart(self, element: Any) -> bool:
        """Whether it belongs to something else on the page than the story."""
        at, others = element, self.others
        for _ in range(_MAX_DEPTH):
            if at is None or at in self.around:
                return False
            found = others.get(at)
            if found is None:
                found = others[at] = _is_other(at)
            if found:
                return True
            at = at.getparent()
        return False


def _is_other(at: Any) -> bool:
    """Whether an element's own attributes say that it is another thing than the story."""
    get = at.get
    if local_name(at.tag) == "nav" or _STORY_TYPE.search(get("itemtype") or ""):
        return True
    names = f"{get('class') or ''} {get('id') or ''}"
    return not _OTHER_STORIES.isdisjoint(_words_in(names[:300]))


@lru_cache(maxsize=1024)
def _words_in(names: str) -> frozenset[str]:
    return frozenset([word.lower() for word in _WORD.findall(names)])


_HEADINGS = ("h1", "h2")

# -- all of a page


def _select(root: Any) -> list[Any]:
    """The headings, and the elements that may say something, in the order of the page."""
    found: list[Any] = []
    for element in root.iter("*"):
        get, tag = element.get, element.tag
        names = get("class")
        if names and _has_hint(names):
            found.append(element)
        elif tag == "a":
            if _leads_to_person(get("href")) or "author" in (get("rel") or ""):
                found.append(element)
        elif tag in _SELECTED or get("itemprop") or get("property"):
            found.append(element)
    return found[:_MAX_ELEMENTS]


@lru_cache(maxsize=2048)
def _has_hint(names: str) -> bool:
    return any(map(names.__contains__, _HINTS))


def _leads_to_person(address: str | None) -> bool:
    return address is not None and _PERSON.search(address) is not None


_SELECTED = frozenset({"h1", "h2", "time"})

Found: TypeAlias = tuple[int, Any, Labelled]  # place in the order, element, what it says


def find_labelled(root: Any, titles: Iterable[str]) -> list[Labelled]:
    """The times and authors that elements of a page are labelled as, those that count first.

    Args:
        root: The page's tree.
        titles: What the page declares as its title, to know its headline by.
    """
    elements = _select(root)
    place = _Place(elements, frozenset(map(key_of, titles)) - {""})
    groups: dict[Kind, list[Found]] = {}
    for index, element in enumerate(elements):
        kinds = [kind for kind in _kinds(element) if len(groups.get(kind, ())) < _MAX_FOUND]
        if not kinds or local_name(element.tag) in _UNSEEN or place.is_apart(element):
            continue
        for kind in kinds:
            value = (
                _person(element) if kind[0] == "authors" else _moment(element, is_stated=kind[2])
            )
            if value:
                said = Labelled(name=kind[0], value=value, source=kind[1], is_stated=kind[2])
                groups.setdefault(kind, []).append((index, element, said))
    return [said for found in groups.values() for said in _nearest(found, place.index)]


_UNSEEN = frozenset({"meta", "link", "script", "style", "body", "html"})
_MAX_FOUND = 40


def _nearest(found: list[Found], headline: int) -> list[Labelled]:
    """Those right behind the headline, else right before it; of authors, all that stand together."""
    found = _innermost(found)
    after = [row for row in found if row[0] >= headline]
    ordered = [*after, *reversed(found[: len(found) - len(after)])]
    if ordered[0][2].name != "authors":
        return [said for _, _, said in ordered[:_MAX_VALUES]]
    ordered = [row for row in ordered if not _DAY_ALONE.match(row[2].value)] or ordered
    dated = {said.value for _, _, said in ordered if _YEAR.search(said.value)}
    if sum(not any(v != w and w in v for w in dated) for v in dated) > 1:
        # a list of stories, each with its day and author
        ordered = [row for row in ordered if row[2].value not in dated]
    if not ordered:
        return []
    home = set(islice(ordered[0][1].iterancestors(), _TOGETHER))
    near = (
        said
        for _, element, said in ordered
        if not home.isdisjoint(islice(element.iterancestors(), _TOGETHER))
    )
    return list(islice(near, _MAX_VALUES))


# "August 28, 2025 • 5 min read": a year, and at most a word before its first number.
_DAY_ALONE = re.compile(r"[^\W\d]{0,20}\W{0,3}\d(?=.{0,40}\d{4}|\d{3})")
# So many levels up, the elements of a story's authors have a parent in common.
_TOGETHER = 3


def _innermost(found: list[Found]) -> list[Found]:
    """Without elements that hold another one of the same kind, if that may be all they hold of it."""
    outer = {
        at
        for _, element, said in found
        if said.name != "authors" or not any(map(str.isdecimal, said.value))
        for at in islice(element.iterancestors(), _MAX_DEPTH)
    }
    return [row for row in found if row[1] not in outer]
