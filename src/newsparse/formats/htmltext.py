"""Text with its marks as inline HTML, and back: what is written reads back as the same marks.

Marks may cross, elements may not: a mark that crosses another one is written in pieces which bear
its number.  Both ways are linear in the text and its marks, but for sorting the marks.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from newsparse.article import Mark, MarkKind

__all__ = [
    "CONTRACT",
    "INLINE_TAGS",
    "MAX_DEPTH",
    "address",
    "attribute",
    "escape",
    "is_kept",
    "read_inline",
    "write_inline",
]

# Stands at the root of a page: its elements are what this version of the contract says.
CONTRACT: Final = "1"
# Deeper elements stand at this depth instead: browsers and parsers stop at some hundreds.
MAX_DEPTH: Final = 32

_TAGS: Final[dict[MarkKind, str]] = {
    "link": "a",
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "strike": "s",
}
_KINDS: Final = {tag: kind for kind, tag in _TAGS.items()}
_BY_NAME: Final[dict[str | None, MarkKind]] = {kind: kind for kind in _TAGS}
# All that stands in the line of a text.
INLINE_TAGS: Final = frozenset({*_KINDS, "span", "br"})

# Each of the marks that are open at a place may have to be written anew behind it.
_MAX_OPEN = 24
# Where a link may lead; other addresses are kept, but lead nowhere.
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

_SPACES = re.compile("[ \t\n\r\f]{1,999999}")
_ESCAPES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_QUOTED: Final = _ESCAPES | {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def escape(text: str) -> str:
    """A text as the content of an element.

    Example:
        >>> escape("Q&A <live>")
        'Q&amp;A &lt;live&gt;'
    """
    return text.translate(_ESCAPES)


def attribute(name: str, value: object) -> str:
    """An attribute with the space before it; nothing where there is no value."""
    return "" if value is None else f' {name}="{str(value).translate(_QUOTED)}"'


def address(name: str, url: str | None) -> str:
    """The attribute of an address: one that might run something is kept as mere data."""
    scheme, colon, _ = (url or "").partition(":")
    bare = "".join(scheme.split())
    relative = not colon or any(mark in bare for mark in "/?#")
    safe = relative or (bare.lower() in _SCHEMES and bare == scheme)
    data = name if name.startswith("data-") else f"data-newsparse-{name}"
    return attribute(name if safe else data, url)


def is_kept(text: str) -> bool:
    """Whether white space matters in a text: a reader of HTML would show it otherwise."""
    return any(line != _collapse(line) for line in text.split("\n"))


def _collapse(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


class _Span(NamedTuple):
    """A mark that can be written, and its number among those of the text."""

    start: int
    end: int
    number: int
    mark: Mark


class _Token(NamedTuple):
    """A piece of the output: text, or the start (`opens`) or end of a mark in a tag."""

    text: str = ""
    tag: str = ""
    span: _Span | None = None
    opens: bool = False


def write_inline(text: str, marks: Sequence[Mark] = ()) -> tuple[str, int]:
    """A text as inline HTML, its line ends as ``<br>``.

    Returns:
        The HTML, and how many marks it could not hold: those of nothing, of places out of the
        text, and of too many open at once.
    """
    if not marks:
        return _inline(text), 0
    spans = [
        _Span(mark.start, mark.end, number, mark)
        for number, mark in enumerate(marks)
        if 0 <= mark.start < mark.end <= len(text)
    ]
    spans.sort(key=lambda span: (span.start, -span.end, span.number))
    writing = _Writing(text)
    for span in spans:
        writing.go_to(span.start)
        writing.begin(span)
    writing.go_to(len(text))
    written = {token.span.number for token in writing.tokens if token.span}
    pieces = sum(token.opens for token in writing.tokens)
    numbered = len(written) < pieces or list(marks) != sorted(marks, key=_order)
    html = "".join(_spell(token, numbered=numbered) for token in writing.tokens)
    return html, len(marks) - len(written)


def _order(mark: Mark) -> tuple[int, int, str, bool, str]:
    return mark.start, mark.end, mark.kind, mark.url is not None, mark.url or ""


class _Writing:
    """The state of writing one text: where it is, and the marks that are open there."""

    def __init__(self, text: str) -> None:
        self.tokens: list[_Token] = []
        self._text = text
        self._at = 0
        self._stack: list[tuple[_Span, str]] = []

    def begin(self, span: _Span) -> None:
        """Begin a mark; in one of its own kind it cannot have the same tag."""
        if len(self._stack) >= _MAX_OPEN:
            return
        kind = span.mark.kind
        nested = any(other.mark.kind == kind for other, _ in self._stack)
        tag = "span" if nested else _TAGS[kind]
        self.tokens.append(_Token(tag=tag, span=span, opens=True))
        self._stack.append((span, tag))

    def go_to(self, place: int) -> None:
        """Write the text up to *place*, and close what ends on the way."""
        while self._stack and (end := min(span.end for span, _ in self._stack)) <= place:
            self._write(end)
            again: list[_Span] = []
            while any(span.end == end for span, _ in self._stack):
                span, tag = self._stack.pop()
                self.tokens.append(_Token(tag=tag, span=span))
                if span.end > end:
                    again.append(span)
            for span in reversed(again):
                self.begin(span)
        self._write(place)

    def _write(self, end: int) -> None:
        if self._at < end:
            self.tokens.append(_Token(self._text[self._at : end]))
            self._at = end


def _spell(token: _Token, *, numbered: bool) -> str:
    if token.span is None:
        return _inline(token.text)
    if not token.opens:
        return f"</{token.tag}>"
    mark = token.span.mark
    parts = ["<", token.tag]
    if token.tag == "span":
        parts.append(attribute("data-newsparse-kind", mark.kind))
    if mark.kind == "link":
        name = "href" if token.tag == "a" else "data-newsparse-href"
        parts.append(address(name, mark.url))
    if numbered:
        parts.append(attribute("data-newsparse-mark", token.span.number))
    return "".join([*parts, ">"])


def _inline(text: str) -> str:
    return escape(text).replace("\n", "<br>")


# -- back


class _Opened(NamedTuple):
    """An element of the line whose end is not reached: the mark it makes, and its tail."""

    kind: MarkKind | None = None
    url: str | None = None
    number: int | None = None
    start: int = 0
    tail: str | None = None


def read_inline(element: Any, *, kept: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """The text of an element up to its first child that is no part of the line, and its marks.

    Args:
        element: An lxml element.
        kept: White space matters.

    Raises:
        ValueError: If an element of the line holds one that is none.
    """
    reading = _Reading(kept=kept)
    reading.run(element)
    return reading.text(), reading.ordered()


class _Reading:
    """The state of reading one text."""

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self.parts: list[str] = []
        self.size = 0
        self.last = "\n"  # the last character; a text begins like a line
        self.marks: dict[tuple[int, int], tuple[int, int, MarkKind, str | None]] = {}

    def run(self, element: Any) -> None:
        """Walk what stands in the line.

        Raises:
            ValueError: See `read_inline`.
        """
        self.add(element.text)
        stack = [(iter(element), _Opened())]
        while stack:
            child = next(stack[-1][0], None)
            if child is None:
                self.close(stack.pop()[1])
            elif child.tag in INLINE_TAGS:
                if child.tag == "br":
                    self.append("\n")
                stack.append((iter(child), self.begin(child)))
                self.add(child.text)
            elif len(stack) > 1:
                raise ValueError(f"<{child.tag}> inside of a line")
            else:
                return

    def add(self, text: str | None) -> None:
        """Add text, white space collapsed unless it matters."""
        if not text:
            return
        if not self.kept:
            text = _SPACES.sub(" ", text)
            if self.last in " \n":
                text = text.removeprefix(" ")
        self.append(text)

    def append(self, text: str) -> None:
        """Add text as it is."""
        if text:
            self.parts.append(text)
            self.size += len(text)
            self.last = text[-1]

    def begin(self, child: Any) -> _Opened:
        """Begin an element of the line."""
        kind = _KINDS.get(child.tag) or _BY_NAME.get(child.get("data-newsparse-kind"))
        url = child.get("href", child.get("data-newsparse-href")) if kind == "link" else None
        number = child.get("data-newsparse-mark", "")
        known = int(number) if number.isascii() and number.isdigit() else None
        return _Opened(kind, url, known, self.size, child.tail)

    def close(self, opened: _Opened) -> None:
        """End an element of the line; pieces with one number are one mark."""
        kind, url, number, start, tail = opened
        if kind is not None and start < self.size:
            key = (1, len(self.marks)) if number is None else (0, number)
            first = self.marks[key][0] if key in self.marks else start
            self.marks[key] = (first, self.size, kind, url)
        self.add(tail)

    def text(self) -> str:
        """All of it."""
        whole = "".join(self.parts)
        return whole if self.kept else whole.removesuffix(" ")

    def ordered(self) -> tuple[Mark, ...]:
        """The marks: in the order of their numbers, or else by place."""
        end = len(self.text())
        found = [
            Mark(kind=kind, start=start, end=min(last, end), url=url)
            for _, (start, last, kind, url) in sorted(self.marks.items())
            if start < min(last, end)
        ]
        if any(key[0] for key in self.marks):
            found.sort(key=_order)
        return tuple(found)
