"""Blocks and nodes of a tree: what is asked of few of them is worked out only when it is."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from newsparse.article import Image, Mark, MarkKind
from newsparse.document import Block, Inline, Node
from newsparse.markup.collapse import collapse, keep_lines
from newsparse.markup.paths import Paths
from newsparse.markup.tags import local_name

__all__ = ["MarkRange", "Range", "TreeBlock", "TreeNode", "count_link_chars"]

# Until the text of a block is put together, places in it are numbers of its parts.
# Element, first part, one past the last part (or less where it is no range), the parts.
Range: TypeAlias = Sequence[Any]
# Kind, first part, one past the last part, address, element.
MarkRange: TypeAlias = tuple[MarkKind, int, int, str, Any]


class TreeNode(Node):
    """An element; its names and its path are looked up only when asked for.

    A page has hundreds of nodes and asks for the paths of fifty.
    """

    __slots__ = ("_element", "_names", "_paths", "base")
    _names: str | None

    def __init__(
        self, element: Any, tag: str, parent: int, first: int, base: int, paths: Paths
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.first = self.last = first
        self.base = base  # where its text begins in that of all blocks
        self.pruned = None
        self._element = element
        self._names = None
        self._paths = paths

    @property
    def names(self) -> str:  # type: ignore[override]  # read-only, and made when read
        """Class, id and role of the element, as written; ``hidden`` too, where it is."""
        if self._names is None:
            self._names = _names(self._element)
        return self._names

    @property
    def path(self) -> str:  # type: ignore[override]  # read-only, and made when read
        """XPath of the element; see `newsparse.markup.paths`."""
        return self._paths.spell(self._element)

    @property
    def images(self) -> tuple[Image, ...]:  # type: ignore[override]  # read-only, and made when read
        """The pictures in it that have an address; each address once."""
        found: dict[str, Image] = {}
        for element in islice(self._element.iter("{*}img"), _MAX_IMAGES):
            get = dict(element.items()).get
            url = next(filter(_is_address, map(get, _ADDRESSES)), None)
            if url is not None:
                sizes = {name: _number(get(name)) for name in ("width", "height")}
                found.setdefault(url, Image(url=url, alt=get("alt") or None, **sizes))
        return tuple(found.values())


# Many sites load pictures late, and have a stand-in where the address belongs.
_ADDRESSES = ("src", "data-src", "data-original", "data-lazy-src")
_MAX_IMAGES = 20
_MAX_ADDRESS = 2_000
_PIXELS = re.compile(r"[0-9]{1,5}")


def _is_address(value: str | None) -> bool:
    return (
        bool(value) and len(value or "") <= _MAX_ADDRESS and not (value or "").startswith("data:")
    )


def _number(value: str | None) -> int | None:
    """A number of pixels; percentages and the like are none."""
    return int(value) if value and _PIXELS.fullmatch(value) else None


class TreeBlock(Block):
    """A block with inline elements; where they stand is worked out only when asked for.

    A page has seventy blocks with links in them, and a dozen of them are its story's.
    """

    __slots__ = ("_inlines", "_made", "_marks", "_parts")
    _made: tuple[Mark, ...]

    def __init__(
        self,
        text: str,
        node: int,
        start: int,
        parts: Sequence[str],
        marks: Sequence[MarkRange],
        inlines: Sequence[Range],
    ) -> None:
        self.text = text
        self.node = node
        self.role = None
        self.start = start
        self.end = start + len(text)
        self.line = self.gap = self.indent = self.level = self.link_chars = 0
        self._parts = parts
        self._marks = marks
        self._inlines = inlines

    @property
    def marks(self) -> tuple[Mark, ...]:  # type: ignore[override]  # read-only, and made when read
        """Inline markup, sorted by start."""
        try:
            return self._made
        except AttributeError:
            self._made = tuple([
                Mark(kind=kind, start=start, end=end, url=url.strip() if kind == "link" else None)
                for start, end, kind, url in sorted(self._iter_marks())
            ])
            return self._made

    def has_marks(self, kinds: Container[MarkKind]) -> bool:
        """As of any block; nothing is worked out for it."""
        return any(mark[0] in kinds for mark in self._marks)

    def _iter_marks(self) -> Iterator[tuple[int, int, MarkKind, str]]:
        ranges = [(first, last) for _, first, last, _, _ in self._marks]
        for (start, end), (kind, _, _, url, _) in zip(
            self._locate(ranges), self._marks, strict=True
        ):
            if start < end:
                yield start, end, kind, url

    @property
    def inlines(self) -> tuple[Inline, ...]:  # type: ignore[override]  # read-only
        """Inline elements, sorted by start, the outer ones first."""
        marked = ((element, first, last) for _, first, last, _, element in self._marks)
        closed = ((item[0], item[1], item[2]) for item in self._inlines if item[1] < item[2])
        ranges = [*closed, *marked]
        places = self._locate([(first, last) for _, first, last in ranges])
        found = [
            Inline(start, end, local_name(element.tag), _names(element), _stated(element))
            for (element, _, _), (start, end) in zip(ranges, places, strict=True)
            if start < end
        ]
        return tuple(sorted(found, key=lambda inline: (inline.start, -inline.end)))

    def _locate(self, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where ranges of parts came to stand in the text."""
        if not ranges:
            return []
        return _place(self._parts, ranges, keep=self.role == "preformatted")


def _place(
    parts: Sequence[str], ranges: Sequence[tuple[int, int]], *, keep: bool
) -> list[tuple[int, int]]:
    pieces = (keep_lines if keep else collapse)(parts)[1]
    return [(pieces[first][0], pieces[last - 1][1]) for first, last in ranges]


def count_link_chars(
    text: str, parts: Sequence[str], marks: Sequence[MarkRange], *, keep: bool
) -> int:
    """How many characters of a text are those of links.

    Args:
        text: What was made of the parts.
        parts: As they were, but cleaned.
        marks: Inline markup in them.
        keep: Whether lines were kept.
    """
    links = [(first, last) for kind, first, last, _, _ in marks if kind == "link"]
    if keep:
        return sum(max(0, end - start) for start, end in _place(parts, links, keep=True))
    found = 0
    for first, last in links:
        if last - first == len(parts):
            return len(text)
        piece = parts[first] if last - first == 1 else "".join(parts[first:last])
        found += len(" ".join(piece.split()))
    return found


def _stated(element: Any) -> str:
    """What an element in the line states for machines."""
    return (element.get("datetime") or "").strip() if element.tag == "time" else ""


# Attributes that say what an element is for.
_NAMING = ("class", "id", "itemprop", "role")
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)


def _names(element: Any) -> str:
    """What its attributes call an element; ``hidden`` too, where one of them hides it."""
    items = element.items()
    if not items:
        return ""
    if len(items) == 1 and items[0][0] == "class":  # as most have it
        return str(items[0][1])
    get = dict(items).get
    found = [name for name in map(get, _NAMING) if name]
    style = get("style")
    is_unseen = style and _UNSEEN.search(style[:200])
    if is_unseen or get("hidden") is not None or get("aria-hidden") == "true":
        found.append("hidden")
    return " ".join(found)
