"""What the source declares, joined to what was read from its blocks."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve, fields

from newsparse.article import Article, Metadata, Note, Provenance
from newsparse.document import Document, Field
from newsparse.languages import Language
from newsparse.parser.declaredtimes import join_times
from newsparse.parser.headlines import Headline
from newsparse.parser.people import Sites, join_authors
from newsparse.parser.titlecuts import without_site
from newsparse.parser.zones import countries_of

__all__ = ["join_declared"]

# Sources of a title, best first: what a page shows as its headline comes before what it tells
# search engines, and the title tag, which names the site too, last.
_TITLE_ORDER = ("json-ld", "meta:og", "meta", "microdata", "title")


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
    countries = countries_of(document.language, document.url)
    article = join_times(article, declared, tables, countries)
    sites = Sites.of((str(field.value) for field in publishers), document.url)
    article = join_authors(article, declared.get("authors", ()), tables, sites)
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
