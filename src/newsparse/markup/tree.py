"""A tree to blocks and nodes, in one walk without recursion."""

import re
from html import unescape
from itertools import islice
from typing import Any, Literal, TypeAlias

from lxml import etree

from newsparse.article import Mark, MarkKind
from newsparse.document import Block, Node
from newsparse.markup.collapse import Piece, cleaned, collapse, keep_lines
from newsparse.markup.tags import (
    BLOCK,
    BREAK,
    CONTENT_TAGS,
    HEADING_LEVELS,
    HIDDEN,
    INLINE,
    KINDS,
    MARK,
    MARK_KINDS,
    PRE,
    PRUNE_REASONS,
    PRUNED,
    local_name,
)

__all__ = ["TreeNode", "walk_tree"]

# A step of a path: the steps before it (at the root, its path), the tag, its number among those of its tag, and how many
# there are of each tag: known when the walk is over, which is when a path is asked for.
Step: TypeAlias = "tuple[Step, str, int, dict[str, int]] | str"

# A mark before its text is put together: kind, first part, one past the last part, address.
RawMark: TypeAlias = tuple[MarkKind, int, int, str]


class TreeNode(Node):
    """An element; its path is spelled out only when asked for.

    A page has a thousand nodes and asks for the paths of fifty; and in a deep tree all paths
    together are as long as the page is large, times its depth.
    """

    __slots__ = ("_step",)

    def __init__(self, tag: str, names: str, parent: int, first: int, step: Step) -> None:
        self.tag = tag
        self.names = names
        self.parent = parent
        self.first = self.last = first
        self.pruned = None
        self._step = step

    @property
    def path(self) -> str:  # type: ignore[override]  # read-only, and made when read
        """XPath of the element, the same as lxml's ``getpath``."""
        steps = []
        step = self._step
        while not isinstance(step, str):
            step, tag, number, counts = step
            steps.append(_spell(tag, number, counts))
        return "/".join((step, *reversed(steps)))


def _spell(tag: str, number: int, counts: dict[str, int]) -> str:
    total = counts[tag]
    if tag[0] == "{":  # a namespace without a prefix: counted among all elements
        tag, total = "*", sum(counts.values()) - counts.get(_NO_ELEMENT, 0)
    return tag if total == 1 else f"{tag}[{number}]"


def walk_tree(root: Any) -> tuple[list[Block], list[Node]]:
    """Cut a tree into blocks.

    Args:
        root: An lxml element, from the HTML parser or from elsewhere.

    Returns:
        The blocks with text, in order, and the nodes, parents before children; ``nodes[0]`` is
        *root*.  Blocks keep every letter of the text nodes outside of ``head script style
        template noscript``.  Both are empty when *root* itself is one of these.
    """
    if KINDS[root.tag] == HIDDEN:
        return [], []
    walk = _Walk()
    walk.run(root)
    walk.place()
    return walk.blocks, walk.nodes


# What leaving an element takes: nothing; a space; a mark to be closed; or, where it made a node,
# the heading level and whether lines were kept before it.
Closing: TypeAlias = MarkKind | Literal[" "] | tuple[int, bool] | None


class _Walk:
    """The state of one walk: the run of text being gathered, and where the walk is."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.parts: list[str] = []
        self.marks: list[RawMark] = []
        self.open: dict[MarkKind, tuple[int, str]] = {}  # kind: first part, address
        self.last_break = -1  # index of the part of the last <br>, -1 for none in this run
        self.node = -1
        self.level = 0
        self.pre = False
        self.reason: str | None = None  # of the pruned subtree that the walk is in
        self.n_sections = 0  # how many articles and the like the walk is in
        self.budget = _PEEK_BUDGET

    def run(self, root: Any) -> None:
        """Walk *root*, which is always a node, and all below it."""
        step: Step = root.getroottree().getpath(root)
        stack: list[tuple[Any, dict[str, int], Step, Closing, str | None]]
        stack = [(enumerate(root, 1), {}, step, self.open_node(root, BLOCK, step), None)]
        self.add(root.text, None)
        while stack:
            children, counts, step, closing, tail = stack[-1]
            for place, element in children:
                tag = element.tag
                kind = KINDS[tag]
                if kind == HIDDEN:  # never the way to a node, but counted with its siblings
                    self.skip(element, counts)
                    continue
                if tag[0] == "{":
                    tag, number = _count_prefixed(element, place, counts)
                else:
                    number = counts[tag] = counts.get(tag, 0) + 1
                if kind == INLINE and not len(element):
                    self.add(element.text, element.tail)
                    continue
                inner = (step, tag, number, counts)
                closing = self.enter(element, kind, inner)
                stack.append((enumerate(element, 1), {}, inner, closing, element.tail))
                break
            else:
                stack.pop()
                self.leave(closing, tail)

    def skip(self, element: Any, counts: dict[str, int]) -> None:
        """Pass what is no text, comments too; an entity left in a tree is what it names."""
        tag = element.tag if isinstance(element.tag, str) else _NO_ELEMENT
        counts[tag] = counts.get(tag, 0) + 1
        named = unescape(element.text) if element.tag is etree.Entity else None
        self.add(named, element.tail)

    def enter(self, element: Any, kind: int, step: Step) -> Closing:
        """Begin an element, up to its first child."""
        closing: Closing = None
        if kind == MARK:
            closing = self.open_mark(element)
        elif self.reason is not None and kind != INLINE:
            closing = " "
            self.parts.append(" ")
        elif kind == BREAK:
            self.break_line()
        elif kind != INLINE:
            closing = self.open_node(element, kind, step)
        self.add(element.text, None)
        return closing

    def add(self, text: str | None, tail: str | None) -> None:
        """Add to the run; white space at its start is nothing."""
        if text and (self.parts or not text.isspace()):
            self.parts.append(text)
        if tail and (self.parts or not tail.isspace()):
            self.parts.append(tail)

    def leave(self, closing: Closing, tail: str | None) -> None:
        """End an element, and go on with the text after it."""
        if closing is None:
            pass
        elif isinstance(closing, tuple):
            self.close_node(closing)
        elif closing == " ":
            self.parts.append(" ")
        else:
            self.close_mark(closing)
        if tail and (self.parts or not tail.isspace()):
            self.parts.append(tail)

    # Nodes

    def open_node(self, element: Any, kind: int, step: Step) -> Closing:
        if self.parts:
            self.flush()
        tag, names = local_name(element.tag), _names(element)
        node = TreeNode(tag, names, self.node, len(self.blocks), step)
        closing = (self.level, self.pre)
        self.node = len(self.nodes)
        self.nodes.append(node)
        if kind != BLOCK or tag in _MARKED_TAGS:
            self.open_special(node, element, kind)
        return closing

    def open_special(self, node: Node, element: Any, kind: int) -> None:
        """What some tags mean for all that stands in them."""
        tag = node.tag
        self.level = HEADING_LEVELS.get(tag, self.level)
        self.pre = self.pre or kind == PRE
        self.n_sections += tag in _SECTIONS
        if kind == PRUNED and self.is_prunable(tag, element):
            self.reason = node.pruned = PRUNE_REASONS[tag]

    def close_node(self, closing: tuple[int, bool]) -> None:
        if self.parts:
            self.flush()
        node = self.nodes[self.node]
        node.last = len(self.blocks)
        self.node = node.parent
        self.level, self.pre = closing
        if node.tag in _SECTIONS:
            self.n_sections -= 1
        if node.pruned is not None:
            self.reason = None

    def is_prunable(self, tag: str, element: Any) -> bool:
        """Whether an element that is no story by its tag holds none either."""
        if self.budget <= 0 or (tag == "footer" and self.n_sections):
            return False
        seen = [local_name(e.tag) for e in islice(element.iter(etree.Element), _PEEK)]
        self.budget -= len(seen)
        if len(seen) == _PEEK or any(name in CONTENT_TAGS for name in seen):
            return False
        if tag == "aside":
            return not _LISTS.isdisjoint(seen) and _PROSE.isdisjoint(seen)
        return seen.count("p") <= _MAX_PARAGRAPHS

    # Marks and line breaks

    def open_mark(self, element: Any) -> MarkKind | None:
        kind = MARK_KINDS[local_name(element.tag)]
        url = element.get("href") if kind == "link" else ""
        if kind in self.open or url is None:
            return None
        self.open[kind] = (len(self.parts), url)
        return kind

    def close_mark(self, kind: MarkKind) -> None:
        start, url = self.open.pop(kind)
        if len(self.parts) > start:
            self.marks.append((kind, start, len(self.parts), url))

    def break_line(self) -> None:
        if self.pre:
            self.parts.append("\n")
            return
        if self.last_break >= 0 and "".join(self.parts[self.last_break :]).isspace():
            self.flush()
        elif self.parts:
            self.last_break = len(self.parts)
            self.parts.append(" ")

    # Blocks

    def flush(self) -> None:
        """End the run of text: it becomes a block if anything in it is seen."""
        parts, self.parts, self.last_break = self.parts, [], -1
        for kind, (start, url) in self.open.items():
            if start < len(parts):
                self.marks.append((kind, start, len(parts), url))
            self.open[kind] = (0, url)
        marks, self.marks = self.marks, []
        self.append_block(cleaned(parts), marks)

    def append_block(self, parts: list[str], marks: list[RawMark]) -> None:
        keep = self.pre and self.reason is None
        pieces: list[Piece] = []
        if keep:
            text, pieces = keep_lines(parts)
        elif marks:
            text, pieces = collapse(parts)
        else:
            text = " ".join("".join(parts).split())
        if not text:
            return
        block = Block(text, self.node, self.reason or ("preformatted" if keep else None))
        block.level = self.level
        if marks:
            self.set_marks(block, marks, pieces)
        self.blocks.append(block)

    def set_marks(self, block: Block, marks: list[RawMark], pieces: list[Piece]) -> None:
        found = []
        for kind, first, last, url in marks:
            start, end = pieces[first][0], pieces[last - 1][1]
            if start >= end:
                continue
            if kind == "link":
                block.link_chars += end - start
            if self.reason is None:
                found.append((start, end, kind, url))
        found.sort()
        block.marks = tuple(
            Mark(kind=kind, start=start, end=end, url=url.strip() if kind == "link" else None)
            for start, end, kind, url in found
        )

    def place(self) -> None:
        """Say of each block where it stands in the text of its node."""
        starts, at = [], 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + 1
        for start, block in zip(starts, self.blocks, strict=True):
            block.start = start - starts[self.nodes[block.node].first]
            block.end = block.start + len(block.text)


# Attributes that say what an element is for.
_NAMING = ("class", "id", "itemprop", "role")
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def _names(element: Any) -> str:
    """What its attributes call an element; ``hidden`` too, where one of them hides it."""
    get = element.get
    found = [name for name in map(get, _NAMING) if name]
    style = get("style")
    if (
        (style and _UNSEEN.search(style[:200]))
        or get("hidden") is not None
        or get("aria-hidden") == "true"
    ):
        found.append("hidden")
    return " ".join(found)


# Stands for the tag of what has none: a comment, a processing instruction, an entity.
_NO_ELEMENT = ""
_SECTIONS = frozenset({"article", "main", "section", "blockquote"})
_MARKED_TAGS = _SECTIONS | HEADING_LEVELS.keys()
_LISTS = frozenset({"ul", "ol", "nav", "menu"})
_PROSE = frozenset({"p", "blockquote", "figure"})
_MAX_PARAGRAPHS = 10
# How many elements are looked at to see what an element holds: in one, and in a whole page, where
# such elements may stand in each other.
_PEEK = 2_000
_PEEK_BUDGET = 100_000


def _count_prefixed(element: Any, place: int, counts: dict[str, int]) -> tuple[str, int]:
    """The name of an element in a namespace, as a path spells it, and its number.

    With a prefix it is counted among its like, without one among all elements.
    """
    prefix, tag = element.prefix, element.tag
    if prefix:
        tag = f"{prefix}:{tag.rpartition('}')[2]}"
    number = counts[tag] = counts.get(tag, 0) + 1
    return tag, number if prefix else place - counts.get(_NO_ELEMENT, 0)
