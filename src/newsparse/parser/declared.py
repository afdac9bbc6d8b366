"""What the source declares, joined to what was read from its blocks."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve, fields

from newsparse.article import Article, Author, Metadata, Note, Provenance, Timestamp
from newsparse.document import Document, Field
from newsparse.languages import Language
from newsparse.parser.bylines import parse_byline
from newsparse.parser.dates import read_declared

__all__ = ["join_declared"]

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
    article = _join_title(article, declared.get("title", ()))
    for name in _TIMES:
        article = _join_time(article, name, declared.get(name, ()), tables)
    article = _join_authors(article, declared.get("authors", ()), tables)
    return _join_metadata(article, declared)


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


def _join_title(article: Article, candidates: Sequence[Field]) -> Article:
    ranked = sorted(candidates, key=lambda field: (not field.binding, _title_rank(field)))
    if not ranked or (article.title is not None and not ranked[0].binding):
        return article
    return _with(article, "title", " ".join(str(ranked[0].value).split()), ranked[0])


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
    binding = [field for field in candidates if field.binding]
    if article.authors and not binding:
        return article
    found: dict[str, Author] = {}
    for field in binding or candidates:
        known = parse_byline(str(field.value), tables)
        for author in known or (Author(name=" ".join(str(field.value).split())),):
            found.setdefault(author.name.casefold(), author)
    if not found:
        return article
    return _with(article, "authors", tuple(found.values()), (binding or candidates)[0])


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
