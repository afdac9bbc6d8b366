"""What a page declares beside its text: title tag, meta tags, links, times, JSON-LD.

On web pages all of it is a candidate, with its source; the parser weighs it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen

from newsparse.article import Note
from newsparse.document import Field
from newsparse.markup.jsonld import read_jsonld
from newsparse.markup.tags import local_name
from newsparse.markup.values import (
    clean_language,
    clean_url,
    clean_value,
    is_name,
    split_keywords,
)

__all__ = ["Declared", "read_metadata"]


@frozen(kw_only=True)
class Declared:
    """What a page declares.

    Attributes:
        fields: Candidates, of each field the most trusted first.
        language: BCP 47 tag, or ``None``.
        url: The page's own address, or ``None``.
        notes: What could not be read.
    """

    fields: tuple[Field, ...] = ()
    language: str | None = None
    url: str | None = None
    notes: tuple[Note, ...] = ()


# Real pages have up to 200 of these elements; each further one says nothing new.
_MAX_ELEMENTS = 2_000
_TAGS = tuple(f"{{*}}{tag}" for tag in ("title", "meta", "link", "script", "time"))

# Rank, then order in the page.
Ranked: TypeAlias = tuple[int, Field]


def read_metadata(root: Any, url: str | None = None) -> Declared:
    """Collect what the page declares, in one pass over the few elements that do.

    Args:
        root: The page's tree.
        url: Its address, as the caller knows it; relative addresses count from there.
    """
    page = _Page(url)
    for element in islice(root.iter(*_TAGS), _MAX_ELEMENTS):
        page.readers[element.tag](element)
    return page.declared(root)


class _Readers(dict[str, Callable[[Any], None]]):
    """What reads an element, by tag; also for tags in a namespace or in capitals."""

    def __missing__(self, tag: str) -> Callable[[Any], None]:
        return self[local_name(tag)]


class _Page:
    """The state of one pass."""

    def __init__(self, url: str | None) -> None:
        self.base = url
        self.found: list[Ranked] = []
        self.scripts: list[str] = []
        self.languages: dict[str, str] = {}
        self.has_title = False
        self.n_times = 0
        self.readers = _Readers(
            title=self.read_title,
            meta=self.read_meta,
            link=self.read_link,
            script=self.read_script,
            time=self.read_time,
        )

    def add(self, rank: int, name: str, value: Any, source: str) -> None:
        if value:
            self.found.append((rank, Field(name=name, value=value, source=source)))

    def read_title(self, element: Any) -> None:
        """The first that is not the title of a drawing."""
        parent = element.getparent()
        drawn = parent is not None and local_name(parent.tag) in _DRAWINGS
        if not self.has_title and not drawn:
            self.has_title = True
            self.add(_LAST, "title", clean_value(element.text), "title")

    def read_meta(self, element: Any) -> None:
        get = element.get
        label, kind = get("property") or get("name"), "meta"
        if not label:
            label, kind = get("itemprop"), "microdata"
        if not label:
            label = get("http-equiv") or ""
        label = label[:60].strip().lower()
        row = _META.get(label)
        content = get("content") if row else None
        if row is None or not content:
            return
        rank, name, read = row
        for value in read(content, self.base):
            self.add(rank, name, value, f"{kind}:{label}")

    def read_link(self, element: Any) -> None:
        rel = element.get("rel")
        if rel and rel.strip().lower() == "canonical":
            url = clean_url(element.get("href"), self.base)
            self.add(0, "metadata.canonical_url", url, "link:canonical")

    def read_script(self, element: Any) -> None:
        kind = element.get("type")
        if kind and "ld+json" in kind.lower() and element.text:
            self.scripts.append(element.text)

    def read_time(self, element: Any) -> None:
        text = clean_value(element.get("datetime"))
        if text and self.n_times < _MAX_TIMES:
            self.n_times += 1
            name, rank = _time_kind(element)
            self.add(rank, name, text, "time" if rank == _LAST else f"time:{name}")

    def declared(self, root: Any) -> Declared:
        """All that was found, in order of trust."""
        linked, notes = read_jsonld(self.scripts, self.base)
        ranked = sorted(self.found, key=lambda row: row[0])
        fields = [*linked, *(field for _, field in ranked)]
        languages = [clean_language(root.get("lang") or root.get(_XML_LANG))]
        languages += [field.value for field in fields if field.name == "language"]
        urls = [field.value for name in _URLS for field in fields if field.name == name]
        return Declared(
            fields=tuple(field for field in fields if field.name not in _OWN),
            language=next(filter(None, languages), None),
            url=next(iter(urls), None),
            notes=tuple(notes),
        )


_DRAWINGS = frozenset({"svg", "g", "symbol", "a"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = frozenset({"language", "metadata.url"})
_URLS = ("metadata.url", "metadata.canonical_url")

# -- times

# "entry-date published updated" is the time of publication of a story that never changed.
_PUBLISHED = re.compile(r"publi[sc]|posted|pub-?date|datecreated|issued", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)
_MAX_TIMES = 20
_LAST = 1_000
_STATED = 500


def _time_kind(element: Any) -> tuple[str, int]:
    """The field that a ``<time>`` is for, and how far it is to be trusted."""
    get = element.get
    said = f"{get('itemprop') or ''} {get('class') or ''}"[:200]
    if get("pubdate") is not None or _PUBLISHED.search(said):
        return "timestamp", _STATED
    if _UPDATED.search(said):
        return "updated", _STATED
    return "timestamp", _LAST


# -- meta tags

Reader: TypeAlias = Callable[[str, str | None], Iterable[Any]]


def _text(content: str, _base: str | None) -> Iterator[str]:
    if text := clean_value(content, escaped=True):
        yield text


def _name(content: str, base: str | None) -> Iterator[str]:
    return filter(is_name, _text(content, base))


def _url(content: str, base: str | None) -> Iterator[str]:
    if url := clean_url(content, base):
        yield url


def _keywords(content: str, _base: str | None) -> Iterator[tuple[str, ...]]:
    if words := split_keywords(content):
        yield words


def _tag(content: str, base: str | None) -> Iterator[tuple[str, ...]]:
    """One keyword, commas and all."""
    for text in _text(content, base):
        yield (text,)


def _language(content: str, _base: str | None) -> Iterator[str]:
    if language := clean_language(content):
        yield language


def _tier(content: str, _base: str | None) -> Iterator[bool]:
    if content in {"free", "locked"}:
        yield content == "locked"


# Names of meta tags, of each field the most trusted first.
_TITLES = (
    "og:title headline twitter:title sailthru.title parsely-title dc.title dcterms.title"
    " twitter:text:title title"
)
_PUBLISHED_TIMES = (
    "article:published_time datepublished parsely-pub-date sailthru.date dcterms.created"
    " dc.date.issued dcterms.issued dc.date.created dcterms.date dc.date"
    " cxenseparse:recs:publishtime og:article:published_time article:published publishdate"
    " publish_date publish-date publication_date pubdate datecreated article.published"
    " citation_publication_date published_time og:published_time last-published date"
)
_UPDATED_TIMES = (
    "article:modified_time datemodified dcterms.modified dc.date.modified og:updated_time"
    " article.updated lastmod last-modified revised"
)
_AUTHORS = (
    "author parsely-author sailthru.author article:author dc.creator dcterms.creator byl"
    " og:article:author citation_author article.author authors"
)
_PUBLISHERS = "og:site_name dc.publisher dcterms.publisher publisher application-name"
_SECTIONS = "article:section articlesection parsely-section section"
_IMAGES = "og:image og:image:secure_url og:image:url twitter:image"
_LANGUAGES = "og:locale content-language language dc.language inlanguage"

_ROWS: tuple[tuple[str, Reader, str], ...] = (
    ("title", _text, _TITLES),
    ("description", _text, "og:description description twitter:description dc.description"),
    ("timestamp", _text, _PUBLISHED_TIMES),
    ("updated", _text, _UPDATED_TIMES),
    ("authors", _name, _AUTHORS),
    ("metadata.publisher", _text, _PUBLISHERS),
    ("metadata.section", _text, _SECTIONS),
    ("metadata.keywords", _tag, "article:tag"),
    ("metadata.keywords", _keywords, "news_keywords parsely-tags sailthru.tags keywords"),
    ("metadata.image", _url, _IMAGES),
    ("metadata.url", _url, "og:url"),
    ("metadata.rights", _text, "dc.rights dcterms.rights copyright"),
    ("metadata.paywalled", _tier, "article:content_tier"),
    ("language", _language, _LANGUAGES),
)
_META: dict[str, tuple[int, str, Reader]] = {
    label: (rank, name, read)
    for name, read, labels in _ROWS
    for rank, label in enumerate(labels.split())
}
