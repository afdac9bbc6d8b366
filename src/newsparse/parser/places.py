"""Where in the source a piece of a block's text stands."""

from collections.abc import Sequence
from itertools import accumulate

from newsparse.article import Where
from newsparse.document import Block, Node
from newsparse.markup.clean import clean_text
from newsparse.markup.mojibake import repair
from newsparse.parser.residue import iter_addresses

__all__ = ["Places", "TextPlaces", "TreePlaces", "align"]

Span = tuple[int, int]


def align(text: str, source: str, start: int, end: int, *, repaired: bool) -> list[Span]:
    """Where each character of *text* stands in ``source[start:end]``.

    Args:
        text: What was made of that slice: white space collapsed, invisible characters, Markdown
            signs and addresses taken out, garbled letters mended.
        source: The whole source.
        start: First character of the slice.
        end: One past its last.
        repaired: Whether garbled letters were mended.

    Returns:
        (start, end) in the source for every character.
    """
    piece = source[start:end]
    back: Sequence[int] = range(len(piece) + 1)
    if repaired:
        piece, back = repair(piece)
    skip = dict(iter_addresses(piece, 0, len(piece))) if "](" in piece else {}
    found, at, size = [], 0, len(piece)
    for char in text:
        place = at
        if char == " ":
            place = at = skip.get(at, at)
            if not piece[at : at + 1].isspace():  # an image or a sign stood there
                found.append((start + back[at], start + back[at]))
                continue
        while place < size and not _same(piece[place], char):
            place = skip.get(place, place + 1)
        if place < size:
            at = place + 1
        place = min(place, size - 1)
        found.append((start + back[place], start + back[place + 1]))
    return found


def _same(source: str, made: str) -> bool:
    if source == made or (made == " " and source.isspace()):
        return True
    return made == "\ufffd" and clean_text(source) == made


class TextPlaces:
    """Places in a text: indices into it.

    Args:
        source: The whole text.
        blocks: Blocks cut from it.
        repaired: Whether garbled letters were mended in them.
    """

    def __init__(self, source: str, blocks: Sequence[Block], *, repaired: bool) -> None:
        self._source = source
        self._blocks = blocks
        self._repaired = repaired
        self._aligned: dict[int, list[Span]] = {}

    def where(self, index: int, start: int = 0, end: int | None = None) -> Where:
        """The place of ``blocks[index].text[start:end]``; whole blocks with their signs."""
        block = self._blocks[index]
        if start == 0 and end is None:
            return Where(start=block.start, end=block.end, line=block.line)
        first, last = self._range(index, start, len(block.text) if end is None else end)
        return Where(start=first, end=last, line=block.line)

    def run(self, first: int, last: int) -> Where:
        """The place of the blocks *first* to *last*, both included."""
        block = self._blocks[first]
        return Where(start=block.start, end=self._blocks[last].end, line=block.line)

    def residue(self, index: int) -> list[tuple[Where, str]]:
        """What of a block's place has letters and is not in its text: the addresses of links."""
        block = self._blocks[index]
        if self._source.find("](", block.start, block.end) < 0:
            return []
        found, before = [], block.start
        for here, after in [*self._places(index), (block.end, block.end)]:
            if here > before and _has_letters(self._source, before, here):
                found.append(self._trim(before, here))
            before = max(before, after)
        return [
            (Where(start=a, end=b, line=block.line), " ".join(self._source[a:b].split()))
            for a, b in found
        ]

    def whole_text(self, index: int) -> str:
        """A block's text with what `residue` names."""
        block = self._blocks[index]
        if self._source.find("](", block.start, block.end) < 0:
            return block.text
        return " ".join(self._source[block.start : block.end].split())

    def _range(self, index: int, start: int, end: int) -> Span:
        block = self._blocks[index]
        if len(block.text) == block.end - block.start:
            return block.start + start, block.start + end
        places = self._places(index)
        return places[start][0], places[max(start, end - 1)][1]

    def _places(self, index: int) -> list[Span]:
        if index not in self._aligned:
            block = self._blocks[index]
            self._aligned[index] = align(
                block.text, self._source, block.start, block.end, repaired=self._repaired
            )
        return self._aligned[index]

    def _trim(self, start: int, end: int) -> Span:
        while start < end and not self._source[start].isalnum():
            start += 1
        while end > start and not self._source[end - 1].isalnum():
            end -= 1
        return start, end


def _has_letters(source: str, start: int, end: int) -> bool:
    return any(char.isalnum() for char in source[start:end])


class TreePlaces:
    """Places in a tree: a node's path and the range in its blocks, joined by one space."""

    def __init__(self, blocks: Sequence[Block], nodes: Sequence[Node]) -> None:
        self._blocks = blocks
        self._nodes = nodes
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]

    def where(self, index: int, start: int = 0, end: int | None = None) -> Where:
        """The place of ``blocks[index].text[start:end]``."""
        block = self._blocks[index]
        node = self._nodes[block.node]
        base = self._starts[index] - self._starts[node.first]
        last = len(block.text) if end is None else end
        return Where(start=base + start, end=base + last, path=node.path)

    def run(self, first: int, last: int) -> Where:
        """The place of the blocks *first* to *last* in the deepest node that holds them all."""
        node = self._nodes[self._blocks[first].node]
        while node.parent >= 0 and not node.first <= first <= last < node.last:
            node = self._nodes[node.parent]
        base = self._starts[node.first]
        start, end = self._starts[first] - base, self._starts[last + 1] - 1 - base
        return Where(start=start, end=end, path=node.path)

    def residue(self, index: int) -> list[tuple[Where, str]]:  # noqa: ARG002 - as above
        """Nothing: a tree's blocks have all of their text."""
        return []

    def whole_text(self, index: int) -> str:
        """A block's text."""
        return self._blocks[index].text


Places = TextPlaces | TreePlaces
