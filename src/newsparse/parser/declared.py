"""What the source declares, joined to what was read from its blocks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from attrs import evolve, fields

from newsparse.article import Article, Author, Metadata, Note, Provenance, Timestamp
from newsparse.document import Document, Field
from newsparse.languages import Language
from newsparse.parser.bylines import looks_like_byline, parse_byline
from newsparse.parser.dates import read_declared
from newsparse.parser.headlines import Headline
from newsparse.parser.titlecuts import without_site

__all__ = ["DeclaredDays", "join_declared"]

# Sources of a title, best first: what a page shows as its headline comes before what it tells
# search engines, and the title tag, which names the site too, last.
_TITLE_ORDER = ("json-ld", "meta:og", "meta", "microdata", "title")
_TIMES = ("timestamp", "updated")


def join_declared(
    article: Article,
    document: Document,
    tables: tuple[Language, ...],
    headline: Headline | None = None,
) -> Article:
    """Fill what the blocks left open; a binding field wins over what they said.

    Args:
        article: What the blocks make.
        document: What they were read from.
        tables: Language tables.
        headline: The best of the declared titles, where that is known.

    Where a binding value contradicts the text, a note says so.
    """
    declared: dict[str, list[Field]] = {}
    for field in document.fields:
        declared.setdefault(field.name, []).append(field)
    if not declared:
        return article
    publishers = declared.get("metadata.publisher", ())
    if headline is not None and not any(field.binding for field in declared.get("title", ())):
        chosen = Field(name="title", value=headline.text, source=headline.source or "title")
        article = _with(article, "title", headline.text, chosen)
    article = _join_title(article, declared.get("title", ()), publishers)
    for name in _TIMES:
        article = _join_time(article, name, declared.get(name, ()), tables)
    article = _join_authors(article, declared.get("authors", ()), tables)
    return _join_metadata(article, declared)


# What publishing systems state of themselves, rather than what a template leaves in a page.
_TRUSTED = {
    "timestamp": frozenset({
        "json-ld:datePublished",
        "meta:article:published_time",
        "microdata:datepublished",
    }),
    "updated": frozenset({
        "json-ld:dateModified",
        "meta:article:modified_time",
        "microdata:datemodified",
    }),
}
# A text may state the day in another zone than the page's metadata.
_SAME_DAY = dt.timedelta(days=1)


class DeclaredDays:
    """The days that a page declares as those of its story and of its last change.

    Args:
        fields: What it declares.
        tables: Language tables.
    """

    def __init__(self, fields: Sequence[Field], tables: tuple[Language, ...]) -> None:
        self._days: dict[str, dt.date] = {}
        for field in fields:
            if field.name not in self._days and field.source in _TRUSTED.get(field.name, ()):
                day = _day_of(read_declared(str(field.value), tables)[0])
                if day is not None:
                    self._days[field.name] = day

    def allow(self, name: str, value: dt.date | None) -> bool:
        """Whether nothing that is declared contradicts a time in the text."""
        return name not in self._days or value is None or self.names(name, value)

    def names(self, name: str, value: dt.date | None) -> bool:
        """Whether a time in the text is the one declared, or is that in another zone."""
        day, known = _day_of(value), self._days.get(name)
        return day is not None and known is not None and abs(day - known) <= _SAME_DAY


def _day_of(value: dt.date | None) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


def _with(article: Article, name: str, value: Any, field: Field) -> Article:
    known = getattr(article, name)
    notes = article.notes
    if field.binding and known not in (None, (), value):
        notes = (
            *notes,
            Note(
                code="declared_differs",
                message=f"{field.source} declares {value!r}, the text has {known!r}",
                where=name,
            ),
        )
    origin = Provenance(field=name, source=field.source, where=field.where)
    changed: dict[str, Any] = {name: value}
    return evolve(article, **changed, notes=notes, provenance=(*article.provenance, origin))


def _join_title(
    article: Article, candidates: Sequence[Field], publishers: Sequence[Field]
) -> Article:
    ranked = sorted(candidates, key=lambda field: (not field.binding, _title_rank(field)))
    if not ranked or (article.title is not None and not ranked[0].binding):
        return article
    best = ranked[0]
    title = " ".join(str(best.value).split())
    if not best.binding:
        sites = {str(field.value).casefold() for field in publishers}
        title = without_site(title, sites, is_tag=best.source == "title")
    return _with(article, "title", title, best)


def _title_rank(field: Field) -> int:
    places = (i for i, name in enumerate(_TITLE_ORDER) if field.source.startswith(name))
    return next(places, len(_TITLE_ORDER))


def _join_time(
    article: Article, name: str, candidates: Sequence[Field], tables: tuple[Language, ...]
) -> Article:
    """Take the first that can be read; words of the page itself stay as `raw`."""
    seen: Timestamp | None = getattr(article, name)
    for field in sorted(candidates, key=lambda field: not field.binding):
        raw = " ".join(str(field.value).split())
        value, precision, zone = read_declared(raw, tables)
        if value is None:
            continue
        stamp = Timestamp(
            raw=seen.raw if seen else raw,
            value=value,
            precision=precision,
            zone=zone,
            source=field.source,
            where=seen.where if seen else None,
        )
        if seen is not None and not field.binding and seen.day not in {None, stamp.day}:
            return article
        return _with(article, name, stamp, field)
    return article


def _join_authors(
    article: Article, candidates: Sequence[Field], tables: tuple[Language, ...]
) -> Article:
    """Take the names of one source, where the text has none or says the same with more words."""
    for group in _by_source(candidates):
        found = _people(group, tables)
        if found and (group[0].binding or _fits(found, article, tables)):
            others = (author for author in article.authors if author.role not in _WRITERS)
            return _with(article, "authors", (*found, *others), group[0])
    return article


_WRITERS = frozenset({"author", "agency"})


def _by_source(candidates: Sequence[Field]) -> list[list[Field]]:
    groups: dict[tuple[bool, str], list[Field]] = {}
    for field in candidates:
        groups.setdefault((not field.binding, field.source), []).append(field)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def _people(group: Sequence[Field], tables: tuple[Language, ...]) -> list[Author]:
    found: dict[str, Author] = {}
    for field in group:
        known = parse_byline(str(field.value), tables)
        for author in known or (Author(name=" ".join(str(field.value).split())),):
            found.setdefault(author.name.casefold(), author)
    return list(found.values())


def _fits(found: Sequence[Author], article: Article, tables: tuple[Language, ...]) -> bool:
    """Whether the text does not name its authors, names these, or only may name others.

    A name without a word like "by" before it may as well be a place or a button.
    """
    printed = [author.name for author in article.authors if author.role in _WRITERS]
    if not printed:
        return True
    line = article.byline or " ".join(printed)
    if all(author.name.casefold() in line.casefold() for author in found):
        return True
    return not looks_like_byline(line, tables)


_LISTS = frozenset({"keywords", "subjects", "identifiers"})
_METADATA = frozenset(attribute.name for attribute in fields(Metadata))


def _join_metadata(article: Article, declared: dict[str, list[Field]]) -> Article:
    values: dict[str, Any] = {}
    origins = []
    for name, candidates in declared.items():
        key = name.removeprefix("metadata.")
        if key == name or key not in _METADATA:
            continue
        if key in _LISTS:
            known = getattr(article.metadata, key)
            values[key] = tuple(dict.fromkeys([*known, *_strings(candidates)]))
        else:
            values[key] = candidates[0].value
        origins.append(Provenance(field=name, source=candidates[0].source))
    metadata = evolve(article.metadata, **values)
    return evolve(article, metadata=metadata, provenance=(*article.provenance, *origins))


def _strings(candidates: Sequence[Field]) -> list[str]:
    found: list[str] = []
    for field in candidates:
        value = field.value
        found.extend(map(str, value) if isinstance(value, list | tuple) else [str(value)])
    return [value.strip() for value in found if value.strip()]
