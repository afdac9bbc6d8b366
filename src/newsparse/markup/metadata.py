"""What a page declares beside its text: title tag, meta tags, links, times, JSON-LD.

On web pages all of it is a candidate, with its source; the parser weighs it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen

from newsparse.article import Note
from newsparse.document import Field
from newsparse.markup.addresses import find_day
from newsparse.markup.jsonld import read_jsonld
from newsparse.markup.labelled import find_labelled
from newsparse.markup.scripts import find_author, find_published
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
_TAGS = tuple(f"{{*}}{tag}" for tag in ("title", "meta", "link", "script"))

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
        _READERS[element.tag](page, element)
    return page.declared(root)


class _Page:
    """The state of one pass."""

    def __init__(self, url: str | None) -> None:
        self.base = url
        self.found: list[Ranked] = []
        self.scripts: list[str] = []
        self.programs: list[str] = []
        self.languages: dict[str, str] = {}
        self.cards: dict[str, str] = {}
        self.has_title = False

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
        row = _META.get(label) or _row_by_words(label)
        if label.startswith(_CARD):
            self.cards[label] = get("content") or ""
        content = (get("content") or get("value")) if row else None
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
        if element.text:
            linked = kind and "ld+json" in kind.lower()
            (self.scripts if linked else self.programs).append(element.text)

    def read_cards(self) -> None:
        """Pairs of a label, in the words of the page's language, and what it is of."""
        for number in ("1", "2"):
            label = clean_value(self.cards.get(f"twitter:label{number}"), escaped=True)
            value = clean_value(self.cards.get(f"twitter:data{number}"), escaped=True)
            if label and value and is_name(value):
                self.add(_LAST, "authors", f"{label}: {value}", f"meta:twitter:data{number}")
        for name, raw in self.cards.items():
            value = clean_value(raw, escaped=True)
            if name.startswith(_MISC) and value and is_name(value):
                label = name.removeprefix(_MISC)
                self.add(_LAST, "authors", f"{label}: {value}", "meta:twitter:misc")

    def read_labelled(self, root: Any, titles: Iterable[str]) -> None:
        """What elements of the page are labelled as."""
        for said in find_labelled(root, titles):
            kind, _, more = said.source.partition(":")
            rank = _STATED if kind == "time" and more else _LABELLED[kind]
            self.add(rank, said.name, said.value, said.source)

    def read_address(self) -> None:
        """The day that the page's address states."""
        known = [f.value for name in _URLS for _, f in self.found if f.name == name]
        days = (find_day(address) for address in (self.base, *known) if address)
        self.add(_LAST, "timestamp", next(filter(None, days), None), "url")

    def read_programs(self, linked: Iterable[Field]) -> None:
        """The time and the author that the page's own scripts have, where nothing else declares any."""
        known = {field.name for field in (*linked, *(field for _, field in self.found))}
        if "timestamp" not in known:
            self.add(_LAST, "timestamp", find_published(self.programs), "script")
        if "authors" not in known:
            name = clean_value(find_author(self.programs))
            self.add(_LAST, "authors", name if name and is_name(name) else None, "script")

    def declared(self, root: Any) -> Declared:
        """All that was found, in order of trust."""
        linked, notes = read_jsonld(self.scripts, self.base)
        titles = [f.value for f in (*linked, *(f for _, f in self.found)) if f.name == "title"]
        self.read_cards()
        self.read_labelled(root, titles)
        self.read_address()
        self.read_programs(linked)
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


class _Readers(dict[str, Callable[[_Page, Any], None]]):
    """What reads an element, by tag; also for tags in a namespace or in capitals."""

    def __missing__(self, tag: str) -> Callable[[_Page, Any], None]:
        return self[local_name(tag)]


# Not of a page: it would hold itself, and its scripts, until the collector of cycles comes by.
_READERS = _Readers(
    title=_Page.read_title,
    meta=_Page.read_meta,
    link=_Page.read_link,
    script=_Page.read_script,
)
_DRAWINGS = frozenset({"svg", "g", "symbol", "a"})
_LAST, _STATED = 1_000, 500
_MISC = "twitter:misc:"
_CARD = ("twitter:label", "twitter:data", _MISC)
# Behind what meta tags say, but for vocabularies made for machines.
_LABELLED = {"microdata": 1, "rdfa": 1, "rel": 1, "time": 700, "class": 600, "href": 800}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = frozenset({"language", "metadata.url"})
_URLS = ("metadata.url", "metadata.canonical_url")

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
    " og:article:author citation_author article.author authors cxenseparse:author"
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

# Names that no list has, by the words in them, letters only: they come behind all that are known.
_BY_WORDS: tuple[tuple[re.Pattern[str], str, Reader], ...] = (
    (
        re.compile(r"(?:publish(?:ed)?|publication|posted|created?)(?:date|time|on)"),
        "timestamp",
        _text,
    ),
    (re.compile(r"(?:modified|updated?|modification)(?:date|time|on)"), "updated", _text),
    (re.compile(r"authors?(?:name)?$"), "authors", _name),
)
_LETTERS = re.compile(r"[^a-z]{1,9}")
_UNKNOWN = 100


@lru_cache(maxsize=1024)
def _row_by_words(label: str) -> tuple[int, str, Reader] | None:
    letters = _LETTERS.sub("", label)
    for pattern, name, read in _BY_WORDS:
        if pattern.search(letters):
            return _UNKNOWN, name, read
    return None
