"""A tree to blocks and nodes, in one walk without recursion."""

from collections import deque
from html import unescape
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from newsparse.article import MarkKind
from newsparse.document import Block, Node
from newsparse.markup.collapse import cleaned, strip_lines
from newsparse.markup.elements import MarkRange, Range, TreeBlock, TreeNode, count_link_chars
from newsparse.markup.paths import Paths
from newsparse.markup.pruning import gather_text, is_hidden, is_prunable
from newsparse.markup.tags import (
    BLOCK,
    BREAK,
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

__all__ = ["walk_tree"]


def walk_tree(root: Any) -> tuple[list[Block], list[Node]]:
    """Cut a tree into blocks.

    Args:
        root: An lxml element, from the HTML parser or from elsewhere.

    Returns:
        The blocks with text, in order, and the nodes, parents before children; ``nodes[0]`` is
        *root*.  Blocks keep every letter of the text nodes outside of ``head script style
        template``, and of ``noscript`` that is no story.  Both are empty when *root* itself is one of these.
    """
    if KINDS[root.tag] == HIDDEN:
        return [], []
    walk = _Walk(root)
    walk.run(root)
    return walk.blocks, list[Node](walk.nodes)


# What ending an element takes: nothing; a mark to be closed; the range of an element in the line; a
# node, some with what held before it: the heading level, and whether lines were kept.
Before: TypeAlias = tuple[TreeNode, int, bool]
Ending: TypeAlias = MarkKind | list[Any] | TreeNode | Before | None


class _Walk:
    """The state of one walk: the run of text being gathered, and where the walk is."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[TreeNode] = []
        self.paths = Paths(root)
        self.elements = root.iter()
        # The run: its text, without white space at the start, and the elements in it.
        self.parts: list[str] = []
        self.marks: list[MarkRange] = []
        self.inlines: list[Range] = []
        self.last_break = -1  # index of the part of the last <br>, -1 for none in this run
        self.open: dict[MarkKind, tuple[int, str, Any]] = {}  # kind: first part, address, element
        # The node that the walk is in.
        self.node = -1
        self.level = 0
        self.pre = False
        self.size = 0  # of the text of all blocks so far, each with one space behind it
        self.n_sections = 0  # how many articles and the like the walk is in
        self.budget = _PEEK_BUDGET

    # One long loop: a call for each element would cost more than all that is done with it.
    def run(self, root: Any) -> None:  # noqa: C901, PLR0912, PLR0915
        """Walk *root*, which is always a node, and all below it.

        Elements come in the order of the tree; one has ended when all its children have.
        """
        kinds, elements = KINDS, self.elements
        stack: list[tuple[Any, int, Ending]] = []
        parent, missing = next(elements), len(root)
        ending: Ending = self.open_node(root, root.tag, BLOCK)
        self.add(root.text)
        for element in elements:  # noqa: PLR1702
            tag = element.tag
            kind = kinds[tag]
            inner: Ending = None
            if kind == HIDDEN and is_hidden(element, tag):
                self.skip(element, tag)
            elif kind == PRUNED and self.prune(element, tag):
                pass
            else:
                if kind == BLOCK:
                    inner = self.open_node(element, tag, kind)
                elif kind != INLINE:
                    inner = self.enter(element, tag, kind)
                text = element.text
                if text and (self.parts or not text.isspace()):
                    if kind == INLINE:
                        inner = [element, len(self.parts), -1, self.parts]
                        self.inlines.append(inner)
                    self.parts.append(text)
                if n_children := len(element):
                    if kind == INLINE and inner is None:
                        inner = [element, len(self.parts), -1, self.parts]
                        self.inlines.append(inner)
                    stack.append((parent, missing, ending))
                    parent, missing, ending = element, n_children, inner
                    continue
                if inner is not None:
                    self.leave(inner)
            text = element.tail
            if text and (self.parts or not text.isspace()):
                self.parts.append(text)
            missing -= 1
            while not missing and stack:
                if ending is not None:
                    self.leave(ending)
                text = parent.tail
                if text and (self.parts or not text.isspace()):
                    self.parts.append(text)
                parent, missing, ending = stack.pop()
                missing -= 1
        self.leave(ending)

    def skip(self, element: Any, tag: Any) -> None:
        """Pass what is no text, comments too; an entity left in a tree is what it names."""
        missing = len(element)
        while missing:
            missing += len(next(self.elements)) - 1
        if tag is etree.Entity:
            self.add(unescape(element.text))

    def enter(self, element: Any, tag: str, kind: int) -> Ending:
        """Begin an element that is not just a part of the line."""
        if kind == MARK:
            return self.open_mark(element, tag)
        if kind == BREAK:
            self.break_line()
            return None
        return self.open_node(element, tag, kind)

    def add(self, text: str | None) -> None:
        """Add to the run."""
        if text and (self.parts or not text.isspace()):
            self.parts.append(text)

    def leave(self, ending: Ending) -> None:
        """End an element."""
        if isinstance(ending, TreeNode):
            self.close_node(ending)
        elif isinstance(ending, list):
            if ending[3] is self.parts:  # else a block ended in it
                ending[2] = len(self.parts)
        elif isinstance(ending, tuple):
            node, level, pre = ending
            self.close_node(node)
            self.level, self.pre = level, pre
            if node.tag in _SECTIONS:
                self.n_sections -= 1
        elif ending is not None:
            self.close_mark(ending)

    # Nodes

    def open_node(self, element: Any, tag: str, kind: int) -> TreeNode | Before:
        if self.parts:
            self.flush()
        if tag not in KINDS:
            tag = local_name(tag)
        nodes = self.nodes
        node = TreeNode(element, tag, self.node, len(self.blocks), self.size, self.paths)
        self.node = len(nodes)
        nodes.append(node)
        if kind == BLOCK and tag not in _MARKED_TAGS:
            return node
        before = (node, self.level, self.pre)
        self.pre = self.pre or kind == PRE
        self.level = HEADING_LEVELS.get(tag, self.level)
        self.n_sections += tag in _SECTIONS
        return before

    def close_node(self, node: TreeNode) -> None:
        if self.parts:
            self.flush()
        node.last = len(self.blocks)
        self.node = node.parent

    # Subtrees that are no story

    def prune(self, element: Any, tag: str) -> bool:
        """Make one block of a subtree that is no story by its tag, unless it may hold one."""
        name = local_name(tag)
        if self.budget <= 0 or (name == "footer" and self.n_sections):
            return False
        tags = [inner.tag for inner in islice(element.iter(), _PEEK)]
        self.budget -= len(tags)
        if len(tags) == _PEEK or not is_prunable(name, tags):
            return False
        deque(islice(self.elements, len(tags) - 1), maxlen=0)
        if self.parts:
            self.flush()
        node = TreeNode(element, name, self.node, len(self.blocks), self.size, self.paths)
        self.nodes.append(node)
        node.pruned = PRUNE_REASONS[name]
        text, link_chars = gather_text(element, tags)
        if text:
            block = Block(text, len(self.nodes) - 1, node.pruned, 0, len(text))
            block.level = self.level
            block.link_chars = len(text) if "link" in self.open else link_chars
            self.size += len(text) + 1
            self.blocks.append(block)
        node.last = len(self.blocks)
        return True

    # Marks and line breaks

    def open_mark(self, element: Any, tag: str) -> MarkKind | None:
        kind = MARK_KINDS.get(tag) or MARK_KINDS[local_name(tag)]
        url = element.get("href") if kind == "link" else ""
        if kind in self.open or url is None:
            return None
        self.open[kind] = (len(self.parts), url, element)
        return kind

    def close_mark(self, kind: MarkKind) -> None:
        start, url, element = self.open.pop(kind)
        if len(self.parts) > start:
            self.marks.append((kind, start, len(self.parts), url, element))

    def cut_marks(self, size: int) -> None:
        """End what is open with the run; the next run begins with it."""
        for kind, (start, url, element) in self.open.items():
            if start < size:
                self.marks.append((kind, start, size, url, element))
            self.open[kind] = (0, url, element)

    def break_line(self) -> None:
        if self.pre:
            self.parts.append("\n")
        elif self.last_break >= 0 and "".join(self.parts[self.last_break :]).isspace():
            self.flush()
        elif self.parts:
            self.last_break = len(self.parts)
            self.parts.append(" ")

    # Blocks

    def flush(self) -> None:
        """End the run of text: it becomes a block if anything in it is seen."""
        parts = self.parts
        self.parts, self.last_break = [], -1
        if self.open:
            self.cut_marks(len(parts))
        text = "".join(parts)
        text = strip_lines(text) if self.pre else " ".join(text.split())
        if not text.isprintable():  # to be cleaned, or only the ends of lines
            parts = cleaned(parts)
            text = "".join(parts)
            text = strip_lines(text) if self.pre else " ".join(text.split())
        if text:
            self.append_block(text, parts)
        if self.marks or self.inlines:
            self.marks, self.inlines = [], []

    def append_block(self, text: str, parts: list[str]) -> None:
        start = self.size - self.nodes[self.node].base
        self.size += len(text) + 1
        if self.marks or self.inlines:
            block: Block = TreeBlock(text, self.node, start, parts, self.marks, self.inlines)
            if self.pre:
                block.role = "preformatted"
            if self.marks:
                block.link_chars = count_link_chars(text, parts, self.marks, keep=self.pre)
        else:
            role = "preformatted" if self.pre else None
            block = Block(text, self.node, role, start, start + len(text))
        block.level = self.level
        self.blocks.append(block)


_SECTIONS = frozenset({"article", "main", "section", "blockquote"})
_MARKED_TAGS = _SECTIONS | HEADING_LEVELS.keys()
# How many elements are looked at to see what an element holds: in one, and in a whole page, where
# such elements may stand in each other.
_PEEK = 2_000
_PEEK_BUDGET = 100_000
