"""What the source declares, joined to what was read from its blocks."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve, fields

from newsparse.article import Article, Metadata, Note, Provenance, Timestamp
from newsparse.document import Document, Field
from newsparse.languages import Language
from newsparse.parser.dates import read_declared
from newsparse.parser.people import join_authors

__all__ = ["DeclaredDays", "join_declared"]

# Sources of a title, best first: what a page shows as its headline comes before what it tells
# search engines, and the title tag, which names the site too, last.
_TITLE_ORDER = ("json-ld", "meta:og", "meta", "microdata", "title")
_TIMES = ("timestamp", "updated")


def join_declared(article: Article, document: Document, tables: tuple[Language, ...]) -> Article:
    """Fill what the blocks left open; a binding field wins over what they said.

    Where a binding value contradicts the text, a note says so.
    """
    declared: dict[str, list[Field]] = {}
    for field in document.fields:
        declared.setdefault(field.name, []).append(field)
    if not declared:
        return article
    publishers = declared.get("metadata.publisher", ())
    article = _join_title(article, declared.get("title", ()), publishers)
    for name in _TIMES:
        article = _join_time(article, name, declared.get(name, ()), tables)
    sites = _sites(document, publishers)
    article = join_authors(article, declared.get("authors", ()), tables, sites)
    return _join_metadata(article, declared)


def _sites(document: Document, publishers: Sequence[Field]) -> list[str]:
    """The names that the site goes by: its publisher's, and those in its address."""
    host = urlsplit(document.url or "").hostname or ""
    parts = host.removeprefix("www.").split(".")
    ends = [".".join(parts[at:]) for at in range(len(parts))]
    return [*(str(field.value) for field in publishers), *parts[:-1], *ends[:-1]]


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
        title = _without_site(title, sites, is_tag=best.source == "title")
    return _with(article, "title", title, best)


_SITE_MARKS = (" | ", " – ", " — ", " - ", " » ", " « ", " · ", " :: ")
# Of a title tag: so many words are no headline, and so many no site's name.
_MIN_HEADLINE, _MAX_SITE = 3, 4


def _without_site(title: str, sites: set[str], *, is_tag: bool) -> str:
    """A title without the name of the site, which title tags nearly always end with."""
    at, mark = max((title.rfind(mark), mark) for mark in _SITE_MARKS)
    head, tail = title[: max(0, at)].strip(), title[at + len(mark) :].strip()
    n_head, n_tail = len(head.split()), len(tail.split())
    loose = is_tag and n_head >= _MIN_HEADLINE and n_tail <= min(_MAX_SITE, n_head)
    return head if head and (loose or tail.casefold() in sites) else title


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
