"""What a page's head and its machine-readable parts declare: candidates, none of them binding."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from newsparse.article import Note
from newsparse.document import Field
from newsparse.markup.clean import clean_text
from newsparse.markup.jsonld import read_json_ld

__all__ = ["Declared", "read_metadata"]

_MAX_VALUE = 1_000
_MAX_ELEMENTS = 20_000


@frozen(kw_only=True)
class Declared:
    """What a page declares.

    Attributes:
        fields: Candidates, the most trusted first.
        language: BCP 47 tag, or ``None``.
        url: Its canonical address, or ``None``.
        notes: What could not be read.
    """

    fields: tuple[Field, ...] = ()
    language: str | None = None
    url: str | None = None
    notes: tuple[Note, ...] = ()


# Names of ``meta`` elements (``name``, ``property`` or ``itemprop``, in lower case) by field.  Open
# Graph: ogp.me; Dublin Core: dublincore.org; the rest are what publishing systems write.
_META_NAMES = {
    "title": "og:title twitter:title headline parsely-title sailthru.title dc.title dcterms.title",
    "timestamp": (
        "article:published_time og:published_time og:article:published_time datepublished"
        " parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date"
        " pubdate publishdate publish-date publish_date date published_time"
        " citation_publication_date article.published last-published"
    ),
    "updated": (
        "article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified"
        " last-modified lastmod article.updated"
    ),
    "authors": (
        "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl"
        " citation_author article.author"
    ),
    "metadata.keywords": "news_keywords keywords article:tag parsely-tags sailthru.tags",
    "metadata.section": "article:section parsely-section article.section",
    "metadata.publisher": "og:site_name dc.publisher dcterms.publisher",
    "metadata.image": "og:image twitter:image",
    "metadata.rights": "dc.rights dcterms.rights copyright",
}
_FIELD_OF = {key: field for field, keys in _META_NAMES.items() for key in keys.split()}
# Of several names for one field, the first in its row is trusted most.
_RANK = {key: rank for keys in _META_NAMES.values() for rank, key in enumerate(keys.split())}
_LANGUAGE_NAMES = frozenset({"og:locale", "content-language", "language", "dc.language"})
# Words in the class or role of a ``time`` element that say which time it is.
_TIME_WORDS = (
    ("updated", ("modif", "update")),
    ("timestamp", ("publi", "entry-date", "posted", "created", "pubdate")),
)


def read_metadata(root: Any) -> Declared:
    """Read title tags, ``meta``, ``link``, ``time`` and JSON-LD in one pass over a page.

    Args:
        root: Its root element.
    """
    page = _Page()
    tags = ("{*}title", "{*}meta", "{*}link", "{*}script", "{*}time")
    for number, element in enumerate(root.iter(*tags)):
        if number >= _MAX_ELEMENTS:
            break
        page.take(element)
    fields, notes = read_json_ld(page.scripts)
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Declared(
        fields=(*fields, *page.fields()),
        language=_tag(language) or _tag(page.language),
        url=page.canonical or page.og_url,
        notes=tuple(notes),
    )


def _tag(language: str | None) -> str | None:
    """A language tag that can be one, with hyphens."""
    tag = (language or "").strip().replace("_", "-").split(",")[0]
    head = tag.split("-")[0]
    return tag if 2 <= len(head) <= 3 and head.isalpha() and head.isascii() else None  # noqa: PLR2004 - ISO 639


class _Page:
    """What one pass gathers."""

    def __init__(self) -> None:
        self.scripts: list[str] = []
        self.language: str | None = None
        self.canonical: str | None = None
        self.og_url: str | None = None
        self._meta: list[tuple[int, Field]] = []
        self._times: list[Field] = []
        self._titles: list[Field] = []

    def fields(self) -> Iterator[Field]:
        """Yield what was found: meta elements by trust, then times, then the title tag."""
        yield from (field for _, field in sorted(self._meta, key=lambda row: row[0]))
        if self.canonical:
            yield Field(
                name="metadata.canonical_url", value=self.canonical, source="link:canonical"
            )
        yield from sorted(self._times, key=lambda field: field.source == "time")
        yield from self._titles

    def take(self, element: Any) -> None:
        """Take what one element says."""
        getattr(self, "_take_" + element.tag.rpartition("}")[2].lower())(element)

    def _take_title(self, element: Any) -> None:
        parent = element.getparent()
        drawn = parent is not None and parent.tag in {"svg", "g", "symbol"}
        text = _clean(element.text)
        if text and not drawn and not self._titles:
            self._titles.append(Field(name="title", value=text, source="title"))

    def _take_meta(self, element: Any) -> None:
        value = _clean(element.get("content"))
        name = element.get("property") or element.get("name") or element.get("itemprop")
        key = (name or element.get("http-equiv") or "").strip().lower()
        if not value or not key:
            return
        if key in _LANGUAGE_NAMES:
            self.language = self.language or value
        elif key == "og:url":
            self.og_url = self.og_url or value
        elif key in _FIELD_OF:
            self._add(key, value)

    def _add(self, key: str, value: str) -> None:
        name, source = _FIELD_OF[key], f"meta:{key}"
        if name == "metadata.keywords":
            words: Any = [word.strip() for word in value.split(",") if word.strip()]
            self._meta.append((_RANK[key], Field(name=name, value=words, source=source)))
        elif name != "authors" or "://" not in value:
            self._meta.append((_RANK[key], Field(name=name, value=value, source=source)))

    def _take_link(self, element: Any) -> None:
        if (element.get("rel") or "").strip().lower() == "canonical":
            self.canonical = self.canonical or _clean(element.get("href"))

    def _take_script(self, element: Any) -> None:
        if (element.get("type") or "").strip().lower().startswith("application/ld+json"):
            self.scripts.append(element.text or "")

    def _take_time(self, element: Any) -> None:
        value = _clean(element.get("datetime"))
        if value is None:
            return
        said = " ".join(element.get(key) or "" for key in ("class", "itemprop", "pubdate")).lower()
        if element.get("pubdate") is not None:
            said += " pubdate"
        for name, words in _TIME_WORDS:
            if any(word in said for word in words):
                self._times.append(Field(name=name, value=value, source=f"time:{name}"))
                return
        if not self._times:
            self._times.append(Field(name="timestamp", value=value, source="time"))


def _clean(value: str | None) -> str | None:
    return " ".join(clean_text(value[:_MAX_VALUE]).split()) or None if value else None
