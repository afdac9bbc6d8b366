"""The model: what every reader ends in and every writer starts from.

All classes are frozen attrs classes with slots and keyword-only fields.  Two articles are equal
when their content is: `where`, confidences, `provenance`, `notes` and `origin` take no part.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, TypeAlias

from attrs import evolve, field, frozen

__all__ = [
    "Article",
    "Author",
    "BlockQuote",
    "Boilerplate",
    "Caption",
    "Cell",
    "Dateline",
    "Element",
    "Embed",
    "Figure",
    "Image",
    "ItemList",
    "JsonMap",
    "ListItem",
    "LiveEntry",
    "Mark",
    "Metadata",
    "Note",
    "Notice",
    "Origin",
    "Paragraph",
    "Preformatted",
    "Provenance",
    "PullQuote",
    "Quote",
    "Reason",
    "Span",
    "Subheading",
    "Table",
    "Timestamp",
    "Where",
    "text_of",
    "unnest",
]

Reason: TypeAlias = Literal[
    "navigation",
    "related",
    "share",
    "newsletter",
    "cookie",
    "advertisement",
    "comments",
    "copyright",
    "paywall",
    "ui_label",
    "duplicate_title",
    "identifier",
    "agency_tail",
    "author_box",
    "tags",
    "other",
]
AuthorRole: TypeAlias = Literal["author", "agency", "contributor", "editor", "photographer"]
MarkKind: TypeAlias = Literal[
    "link", "strong", "emphasis", "code", "superscript", "subscript", "strike"
]
Precision: TypeAlias = Literal["second", "minute", "hour", "day", "month", "year"]
Zone: TypeAlias = Literal["stated", "assumed", "unknown"]
QuoteStyle: TypeAlias = Literal["dash", "marks", "block", "pull"]


class JsonMap(Mapping[str, Any]):
    """A read-only JSON object; lists in it are tuples.  Order is kept, equality ignores it."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        self._items = {str(key): _freeze(value) for key, value in (items or {}).items()}

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items))

    def __repr__(self) -> str:
        return f"JsonMap({self._items!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return JsonMap, (self._items,)


_NOTHING = JsonMap()


def _freeze(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value if isinstance(value, JsonMap) else JsonMap(value)
    if isinstance(value, list | tuple):
        return tuple(_freeze(item) for item in value)
    return value


def _aside(default: Any = None) -> Any:
    """A field that says how we know, not what: it takes no part in equality."""
    return field(default=default, eq=False)


class _Value:
    """What all classes of the model share.

    Written once here and not generated for each class: generating them is most of what
    importing the model would cost.
    """

    __slots__ = ()
    __attrs_attrs__: ClassVar[tuple[Any, ...]] = ()

    def _content(self) -> tuple[Any, ...]:
        return tuple(getattr(self, a.name) for a in self.__attrs_attrs__ if a.eq)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def __repr__(self) -> str:
        """Name the fields that differ from their defaults."""
        shown = []
        for attribute in self.__attrs_attrs__:
            value = getattr(self, attribute.name)
            if value != attribute.default:
                shown.append(f"{attribute.name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


@frozen(kw_only=True, eq=False, repr=False)
class Where(_Value):
    """A place in the source.

    Attributes:
        start: For text, the first character: an index into the ``str`` given, or into the bytes
            decoded by ``article.origin.encoding``.  For trees, an index into the node's text: its
            blocks, each with white space collapsed, joined by one space.
        end: One past the last character.
        path: For trees, the node as an XPath (``/html/body/div[2]/p[1]``) that takes no map of
            namespaces; ``None`` for text.
        line: For text, the 1-based number of the line that `start` stands in, where known.
    """

    start: int
    end: int
    path: str | None = None
    line: int | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Note(_Value):
    """One thing guessed against evidence, repaired, lost or skipped.

    Attributes:
        code: A short stable name, ``"mojibake_repaired"``.
        message: The same for a person, with the values that matter.
        where: The place, as in `newsparse.errors.InputError`, or ``None``.
    """

    code: str
    message: str
    where: str | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Mark(_Value):
    """Standoff markup on ``text[start:end]``; `url` only on links, empty where none is known."""

    kind: MarkKind
    start: int
    end: int
    url: str | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Image(_Value):
    """An image of a figure; all fields as the source gives them."""

    url: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Caption(_Value):
    """What stands under an image: the sentence, and who is credited for the picture.

    Attributes:
        text: The caption without label, interface words and credit; empty for a lone credit.
        credit: ``"Jane Doe/AP"``, without its label ("Photo:"); ``None`` where nobody is named.
    """

    text: str
    credit: str | None = None
    marks: tuple[Mark, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Paragraph(_Value):
    """A paragraph of prose."""

    text: str
    marks: tuple[Mark, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Subheading(_Value):
    """A crosshead; `level` 2 is the first below the title."""

    text: str
    level: int = 2
    marks: tuple[Mark, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class BlockQuote(_Value):
    """A passage set apart as quoted."""

    body: tuple["Element", ...]
    where: Where | None = _aside()

    @property
    def text(self) -> str:
        """The body's text, one blank line between elements."""
        return join_text(self.body)


@frozen(kw_only=True, eq=False, repr=False)
class PullQuote(_Value):
    """A sentence of the story set large beside it; it often repeats one of the body."""

    text: str
    marks: tuple[Mark, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class ListItem(_Value):
    """One item; `children` are elements below its first line (nested lists)."""

    text: str
    marks: tuple[Mark, ...] = ()
    children: tuple["Element", ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class ItemList(_Value):
    """A list; `ordered` when its items are numbered."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Cell(_Value):
    """A table cell."""

    text: str
    marks: tuple[Mark, ...] = ()
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@frozen(kw_only=True, eq=False, repr=False)
class Table(_Value):
    """A table: rows of cells, top to bottom."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Figure(_Value):
    """Images and their captions; from raw text there are no images."""

    images: tuple[Image, ...] = ()
    captions: tuple[Caption, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Embed(_Value):
    """A post, a video or another foreign piece; `text` is what of it can be read."""

    url: str | None = None
    text: str = ""
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Preformatted(_Value):
    """Text whose line breaks and spaces matter: tables set by hand, poems, code."""

    text: str
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Notice(_Value):
    """A correction or an editor's note."""

    text: str
    marks: tuple[Mark, ...] = ()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Timestamp(_Value):
    """A moment as the source states it.

    Attributes:
        raw: The words of the source without their label: ``"12 dec. 2022 kl. 10.32"``.
        value: An aware datetime when the zone is stated or assumed, a naive one when it is
            unknown, a date when only the day is known, ``None`` when the words name no moment
            by themselves ("Just now" without a reference time).
        precision: The smallest unit stated; ``None`` without a value.
        zone: Whether the UTC offset was stated, assumed or is unknown.
        source: Where it came from: ``"text"``, ``"json-ld:datePublished"``; ``"updated"`` where
            it repeats the time of the last change, for want of a time of publication.
    """

    raw: str
    value: dt.datetime | dt.date | None = None
    precision: Precision | None = None
    zone: Zone = "unknown"
    source: str | None = _aside()
    where: Where | None = _aside()

    @property
    def day(self) -> dt.date | None:
        """The calendar day in the stated zone, or ``None``."""
        return self.value.date() if isinstance(self.value, dt.datetime) else self.value


@frozen(kw_only=True, eq=False, repr=False)
class LiveEntry(_Value):
    """One post of a live blog."""

    timestamp: Timestamp | None = None
    title: str | None = None
    body: tuple["Element", ...] = ()
    where: Where | None = _aside()

    @property
    def text(self) -> str:
        """Title and body, one blank line between them."""
        parts = [self.title] if self.title else []
        return "\n\n".join([*parts, *filter(None, map(text_of, self.body))])


Element: TypeAlias = (
    Paragraph
    | Subheading
    | BlockQuote
    | PullQuote
    | ItemList
    | Table
    | Figure
    | Embed
    | Preformatted
    | Notice
    | LiveEntry
)


@frozen(kw_only=True, eq=False, repr=False)
class Span(_Value):
    """Where an element of the body stands in ``article.text``: ``text[start:end]``."""

    element: Element
    start: int
    end: int


def text_of(element: Element) -> str:
    """An element as plain text: the text that it has, or that of its parts.

    Of a list a line an item, with what stands below it; of a table a line a row, its cells parted by
    tabs; of a figure nothing, for captions are no part of the running text.
    """
    if isinstance(element, ItemList):
        lines = ((item.text, *map(text_of, item.children)) for item in element.items)
        return "\n".join(line for item in lines for line in item)
    if isinstance(element, Table):
        return "\n".join("\t".join(cell.text for cell in row) for row in element.rows)
    return "" if isinstance(element, Figure) else element.text


def unnest(elements: Iterable[Element]) -> tuple[list[Element], int]:
    """Elements with all that others hold in their place, at any depth, for formats that nest less.

    Returns:
        Elements that hold no others, and how many elements and items were taken apart.
    """
    found: list[Element] = []
    waiting: list[Element | ListItem] = [*reversed(tuple(elements))]
    n_apart = 0
    while waiting:
        element = waiting.pop()
        inner: tuple[Element | ListItem, ...] = ()
        if isinstance(element, ListItem):
            inner = (Paragraph(text=element.text, marks=element.marks), *element.children)
        elif isinstance(element, ItemList):
            inner = element.items
        elif isinstance(element, BlockQuote):
            inner = element.body
        elif isinstance(element, LiveEntry) and element.body:
            inner = (evolve(element, body=()), *element.body)
        else:
            found.append(element)
        n_apart += bool(inner)
        waiting.extend(inner[::-1])
    return found, n_apart


def iter_spans(body: tuple[Element, ...]) -> Iterator[Span]:
    """Yield the span of each element that has text, in order, one blank line between them."""
    at = 0
    for element in body:
        size = len(text_of(element))
        if size:
            yield Span(element=element, start=at, end=at + size)
            at += size + 2


def join_text(body: tuple[Element, ...]) -> str:
    """The text of *body*, one blank line between elements, captions left out."""
    return "\n\n".join(filter(None, map(text_of, body)))


@frozen(kw_only=True, eq=False, repr=False)
class Author(_Value):
    """Somebody named for the story.

    Attributes:
        name: The name alone, without "By", job or contact.
        role: What they did for it; agencies have the role ``"agency"``.
        job: The job as printed ("Chief Correspondent").
        organisation: The house they work for, where the byline says so.
        contact: An e-mail address or handle, as printed.
    """

    name: str
    role: AuthorRole = "author"
    job: str | None = None
    organisation: str | None = None
    contact: str | None = None
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Dateline(_Value):
    """Place and agency printed before the first sentence; `text` is all of it as printed.

    It annotates: where the source prints it at the head of the first paragraph, that begins with it.
    """

    text: str
    place: str | None = None
    agency: str | None = None
    date: str | None = None
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Quote(_Value):
    """Words that somebody is reported to have said or written.  It annotates, it owns nothing.

    Attributes:
        text: The words, without quotation marks or dash: ``element.text[start:end]``.
        element: Index path of the element in the body: ``(3,)``, or ``(3, 0)`` inside it.
        start: First character in that element's text.
        end: One past the last.
        continues: The same utterance goes on from the quote before.
        speaker: As written beside the quote ("he"), or ``None``; where the quote has no clause of
            its own, the speaker of the quote it goes with, by name if it is known.
        resolved_speaker: The person meant, by the fullest name in the story, or ``None``.
        cue: The reporting words ("said").
        source: Who reported it ("according to ..."), as written.
        style: How it is marked.
    """

    text: str
    element: tuple[int, ...]
    start: int
    end: int
    continues: bool = False
    speaker: str | None = None
    resolved_speaker: str | None = None
    cue: str | None = None
    source: str | None = None
    style: QuoteStyle = "marks"
    confidence: float | None = _aside()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Boilerplate(_Value):
    """Text that is not the story's, and why."""

    text: str
    reason: Reason
    confidence: float | None = _aside()
    where: Where | None = _aside()


@frozen(kw_only=True, eq=False, repr=False)
class Provenance(_Value):
    """How a field came to its value.

    Attributes:
        field: Name of the field of the article ("title", "metadata.url").
        source: Which line, meta tag, key or rule: ``"line"``, ``"meta:og:title"``.
        where: Its place in the source; where that is visible text, the field owns it.
        confidence: 0 to 1, or ``None`` where the source declares it.
    """

    field: str
    source: str
    where: Where | None = None
    confidence: float | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Metadata(_Value):
    """What is said about the article rather than in it."""

    url: str | None = None
    canonical_url: str | None = None
    image: str | None = None
    publisher: str | None = None
    provider: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    rights: str | None = None
    identifiers: tuple[str, ...] = ()
    urgency: int | None = None
    embargo: dt.datetime | None = None
    status: str | None = None
    version: str | None = None
    paywalled: bool | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Origin(_Value):
    """What was read, and by what."""

    format: str | None = None
    dialect: str | None = None
    encoding: str | None = None
    parser_version: str | None = None


@frozen(kw_only=True, eq=False, repr=False)
class Article(_Value):
    """One story.

    Text fields are as printed, white space collapsed; ``None`` means that the source has none.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[Author, ...] = ()
    dateline: Dateline | None = None
    timestamp: Timestamp | None = None
    updated: Timestamp | None = None
    language: str | None = None
    body: tuple[Element, ...] = ()
    quotes: tuple[Quote, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    signoff: str | None = None
    metadata: Metadata = Metadata()
    notes: tuple[Note, ...] = _aside(())
    provenance: tuple[Provenance, ...] = _aside(())
    extra: JsonMap = field(default=_NOTHING, converter=JsonMap)
    origin: Origin = _aside(Origin())

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body, in order."""
        return tuple(e for e in self.body if isinstance(e, Paragraph))

    @property
    def dateline_apart(self) -> str | None:
        """The dateline as printed, where the first paragraph does not begin with it already."""
        if self.dateline is None:
            return None
        first = next((e.text for e in self.body if isinstance(e, Paragraph)), "")
        return None if first.startswith(self.dateline.text) else self.dateline.text

    @property
    def subheadings(self) -> tuple[Subheading, ...]:
        """The subheadings of the body, in order."""
        return tuple(e for e in self.body if isinstance(e, Subheading))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the body, in order."""
        return tuple(e for e in self.body if isinstance(e, Figure))

    @property
    def captions(self) -> tuple[Caption, ...]:
        """The captions of all figures, in order."""
        return tuple(caption for figure in self.figures for caption in figure.captions)

    @property
    def text(self) -> str:
        """The body as plain text, one blank line between elements, without captions."""
        return join_text(self.body)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Each element that has text and its place in `text`, for citation."""
        return tuple(iter_spans(self.body))
