"""What readers hand over: blocks of text in order, the nodes they stood in, declared fields."""

import io
from collections.abc import Container, Iterator
from typing import IO, Any, Literal, TypeAlias

from attrs import field, frozen, mutable

from newsparse.article import Image, JsonMap, Mark, MarkKind, Note, Where
from newsparse.errors import LimitError

__all__ = ["Block", "Document", "Field", "Inline", "Limits", "Lines", "Node", "Role", "Source"]

# What a block of text is for.  Beside these, a block may have any `newsparse.article.Reason`:
# then it is boilerplate.
TextRole: TypeAlias = Literal[
    "title",
    "kicker",
    "standfirst",
    "byline",
    "dateline",
    "timestamp",
    "updated",
    "paragraph",
    "subheading",
    "block_quote",
    "pull_quote",
    "list_item",
    "table_row",
    "caption",
    "embed",
    "preformatted",
    "notice",
    "entry_time",
    "entry_title",
    "signoff",
]
Role: TypeAlias = str  # a TextRole or a newsparse.article.Reason

# Sizes of inputs that are still read whole; a larger one is a LimitError.  64 MB of text holds
# the largest single files that news databases export; a page of 8 MB makes a tree of at most
# some 420 MB, and real pages have about 900 elements.
_MIB = 1 << 20


@frozen(kw_only=True)
class Limits:
    """How large one input may be, in units of work and not of time.

    Attributes:
        max_bytes: Bytes of one input, or of one line of a line-by-line format.
        max_markup_bytes: Bytes of one HTML or XML document.
        max_nodes: Elements of one tree.
        max_attributes: Attributes of one element.
        max_blocks: Lines of one text that are not blank.
    """

    max_bytes: int = 64 * _MIB
    max_markup_bytes: int = 8 * _MIB
    max_nodes: int = 500_000
    max_attributes: int = 1_000
    # 50 MB of real texts have 800,000 lines; each costs some hundred bytes and microseconds.
    max_blocks: int = 2_000_000


class Source:
    """One input, read at most once.

    A source is made from content (``str``, ``bytes``, or a parsed tree that a reader knows) or
    from an open binary stream, of which no more is read than asked for.

    Attributes:
        name: File name or other label, for messages; it is never opened.
        url: Where the caller says the content came from.
        encoding: The encoding that the caller says it is in; overrides every declaration.
        media_type: As the caller or the transport says, lower case, without parameters.
        limits: The limits in force.
    """

    __slots__ = ("_content", "_head", "_stream", "encoding", "limits", "media_type", "name", "url")

    def __init__(
        self,
        content: str | bytes | IO[bytes] | Any,
        *,
        name: str | None = None,
        url: str | None = None,
        encoding: str | None = None,
        media_type: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.name = name
        self.url = url
        self.encoding = encoding
        self.media_type = media_type
        self.limits = limits or Limits()
        self._head = b""
        self._stream: Any = content if hasattr(content, "read") else None
        self._content: Any = None if self._stream else content

    @property
    def is_tree(self) -> bool:
        """Whether the content is neither text, bytes nor a stream, but a parsed tree."""
        return self._stream is None and not isinstance(self._content, str | bytes)

    @property
    def content(self) -> Any:
        """The ``str``, ``bytes`` or tree given; of a stream, the bytes of all that is left.

        Raises:
            LimitError: If a stream holds more than ``limits.max_bytes``.
        """
        if self._stream is not None:
            limit = self.limits.max_bytes
            rest = self._stream.read(max(0, limit - len(self._head)) + 1)
            self._content, self._stream = self._head + rest, None
        if isinstance(self._content, str | bytes):
            self._check(len(self._content), "input too large")
        return self._content

    @property
    def data(self) -> bytes:
        """The content as bytes; a ``str`` as UTF-8, lone surrogates replaced.

        Raises:
            LimitError: As for `content`.
        """
        content = self.content
        if isinstance(content, str):
            return content.encode("utf-8", "replace")
        return content if isinstance(content, bytes) else b""

    def head(self, size: int = 65_536) -> bytes | str:
        """The first *size* bytes (or characters of a ``str``), without consuming them."""
        if self._stream is None:
            content = self._content
            return content[:size] if isinstance(content, str | bytes) else b""
        missing = size - len(self._head)
        while missing > 0 and (chunk := self._stream.read(missing)):
            self._head += chunk
            missing = size - len(self._head)
        return self._head[:size]

    def iter_lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield (1-based number, line without its end) in bounded memory.

        Raises:
            LimitError: If one line is longer than ``limits.max_bytes``.
        """
        limit = self.limits.max_bytes
        stream = self._stream
        if stream is None:
            stream, head = io.BytesIO(self.data), b""
        else:
            head, self._head = self._head, b""
        for number, line in enumerate(_lines(head, stream, limit), start=1):
            self._check(len(line), f"line {number} too long")
            yield number, line.rstrip(b"\r\n")

    def _check(self, size: int, what: str) -> None:
        limit = self.limits.max_bytes
        if size > limit:
            raise LimitError(what, limit="max_bytes", value=limit, where=self.name)


def _lines(head: bytes, stream: IO[bytes], limit: int) -> Iterator[bytes]:
    buffered = io.BytesIO(head)
    for line in buffered:
        if line.endswith(b"\n"):
            yield line
        else:
            yield line + stream.readline(limit + 2)
    while line := stream.readline(limit + 2):
        yield line


@frozen
class Inline:
    """An element in the line of a block, on ``text[start:end]``.

    Attributes:
        start: First character of the block's text that stands in it.
        end: One past the last.
        tag: Lower-case local name: ``"span"``, ``"a"``, ``"cite"``.
        names: Its class, id and the like, as in `Node`.
        value: What it states for machines, empty where it states nothing: of a ``time`` its
            ``datetime`` attribute.
    """

    start: int
    end: int
    tag: str
    names: str = ""
    value: str = ""


@mutable(eq=False)
class Block:
    """A run of text that stands for itself: a paragraph, a heading, a line of a menu.

    Attributes:
        text: Its text, white space collapsed to single spaces (kept as is where `role` is
            ``"preformatted"``); never empty.
        node: Index into ``Document.nodes`` of the element it stood in.
        role: Set only where the source declares it.
        start: For text, its first character in the source; unused in trees.
        end: One past its last character in the source.
        line: 1-based line number in text, 0 where there is none.
        gap: Number of blank lines before it in text.
        level: Of headings and list items; 0 where it does not apply.
        indent: Columns of white space before its first line in text.
        marks: Inline markup, sorted by start.
        link_chars: How many characters of `text` are link text.
        inlines: Elements of a tree in its line, sorted by start, the outer ones first.
    """

    text: str
    node: int = 0
    role: Role | None = None
    start: int = 0
    end: int = 0
    line: int = 0
    gap: int = 0
    level: int = 0
    indent: int = 0
    marks: tuple[Mark, ...] = ()
    link_chars: int = 0
    inlines: tuple[Inline, ...] = ()

    def has_marks(self, kinds: Container[MarkKind]) -> bool:
        """Whether some of its marks are of these kinds, also if of no text at all."""
        return any(mark.kind in kinds for mark in self.marks)


@mutable(eq=False)
class Node:
    """An element of the tree that the blocks stood in.

    Attributes:
        tag: Lower-case local name; plain text has one node with the tag ``""``.
        names: Its class, id, ``itemprop`` and ``role`` attributes, as written, joined by a space;
            ``hidden`` behind them, where an attribute hides it.
        parent: Index of the parent node, -1 for the root.
        first: Index of its first block.
        last: One past the index of its last block.
        path: XPath of the element, or ``None`` for text.
        pruned: Why its whole subtree is one block, a `newsparse.article.Reason`, or ``None``.
        images: The pictures in it.
    """

    tag: str
    names: str = ""
    parent: int = -1
    first: int = 0
    last: int = 0
    path: str | None = None
    pruned: str | None = None
    images: tuple[Image, ...] = ()


@frozen(kw_only=True)
class Lines:
    """Raw lines that the parser is to cut into blocks: ``text[start:end]``.

    Attributes:
        text: The whole decoded source, so that places in it are places in the source.
        start: First character that belongs to the document.
        end: One past its last character; ``None`` for the end of the text.
    """

    text: str
    start: int = 0
    end: int | None = None


@frozen(kw_only=True)
class Field:
    """A value that the source declares for a field of the article.

    Attributes:
        name: The field: ``"title"``, ``"timestamp"``, ``"authors"``, ``"metadata.url"``.
        value: A ``str`` as declared (dates too), or what the field itself takes.
        source: What declared it: ``"meta:og:title"``, ``"json-ld:headline"``.
        binding: Declaring is the format's contract: the value wins over every guess.  Otherwise
            it is a candidate.
        where: Its place, where that is known.
    """

    name: str
    value: Any
    source: str
    binding: bool = False
    where: Where | None = None


@frozen(kw_only=True)
class Document:
    """One story's source, not yet understood: either `lines` or `blocks` with their `nodes`.

    Attributes:
        lines: Text that the parser is to cut into blocks.
        blocks: Blocks in reading order, where the reader cut them.
        nodes: The elements they stood in, parents before children; ``nodes[0]`` is the root.
        fields: What the source declares.
        language: BCP 47 tag, where the source declares one.
        url: Where the source says it was published.
        encoding: The encoding its bytes were decoded by.
        notes: What was repaired or lost on the way here.
        extra: What the source says that no field holds.
        raw: The node it was read from, for dialects: the decoded ``str`` of text, the root
            element of a page.
    """

    lines: Lines | None = None
    blocks: tuple[Block, ...] | list[Block] = ()
    nodes: tuple[Node, ...] | list[Node] = field(factory=lambda: [Node(tag="")])
    fields: tuple[Field, ...] = ()
    language: str | None = None
    url: str | None = None
    encoding: str | None = None
    notes: tuple[Note, ...] = ()
    extra: JsonMap = field(factory=JsonMap)
    raw: Any = field(default=None, eq=False, repr=False)
