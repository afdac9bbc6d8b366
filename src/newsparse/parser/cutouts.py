"""Pieces inside a paragraph of a page that are none of it: buttons, and what only some readers hear.

A block keeps the inline elements that stood in its line.  Those that are controls, that are hidden,
that say nothing but what a button says, or that hold a list of links are cut out of its text.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from attrs import evolve, frozen

from newsparse.article import Mark
from newsparse.document import Block, Inline
from newsparse.parser.classnames import GROUPS, groups_of

__all__ = ["LABELS", "Cut", "CutText", "Home", "cut_out"]

Cut = tuple[int, int, str]  # first character, one past the last, reason


@frozen
class Home:
    """Where the text of an element stands in a block.

    Attributes:
        block: The block.
        joints: (first character of the text from here on, how much later it stands in the block),
            in order.
    """

    block: int
    joints: tuple[tuple[int, int], ...] = ((0, 0),)

    def at(self, index: int) -> int:
        """Where a character of the text stands in the block's."""
        return index + self.joints[bisect_right(self.joints, index, key=itemgetter(0)) - 1][1]


# Reasons of phrases that stand on buttons.
LABELS = frozenset({"ui_label", "share", "related", "newsletter", "advertisement"})
_HIDDEN = 1 << GROUPS.index("hidden")
# What a writer marks words of a sentence with is never cut for what it says.
_WRITTEN = frozenset({
    *("a", "strong", "b", "em", "i", "q", "cite", "abbr", "code", "mark", "u", "sub", "sup"),
})
_CONTROLS = frozenset({"button"})
# A window over the text that opens on a name: so many links, and hardly anything else.
_LINKS, _LINKED, _MAX_LABEL, _MIN_REST = 3, 0.9, 60, 20
# A line of more pieces is no paragraph.
_MAX_PIECES = 200


@frozen
class CutText:
    """What is left of a block.

    Attributes:
        text: Its text.
        marks: The marks on it.
        cuts: What was cut out of the block's text, in order.
        joints: Where it stands in the block, as for `Home`.
    """

    text: str
    marks: tuple[Mark, ...]
    cuts: tuple[Cut, ...] = ()
    joints: tuple[tuple[int, int], ...] = ((0, 0),)


def cut_out(block: Block, reason_of: Callable[[str], str | None]) -> CutText:
    """Cut out of a block what is none of its text.

    Args:
        block: Of a tree.
        reason_of: Why a text is boilerplate if it is nothing else than a label, ``None`` if not.
    """
    text = block.text
    if not block.inlines:
        return CutText(text, block.marks)
    cuts = list(_find_cuts(block, reason_of))
    rest = len(text) - sum(end - start for start, end, _ in cuts)
    if not cuts or rest < _MIN_REST:
        return CutText(text, block.marks)
    return _without(text, block.marks, cuts)


def _find_cuts(block: Block, reason_of: Callable[[str], str | None]) -> Iterator[Cut]:
    """Yield what is cut out, in order; of labels in each other the outer one."""
    windows = _find_windows(block)
    end, done = len(block.text.rstrip()), 0
    for inline in block.inlines:
        if inline.start < done or inline.end <= inline.start:
            continue
        is_window = (inline.start, inline.end) in windows
        is_last = inline.end >= end
        reason = "related" if is_window else _reason(block, inline, reason_of, is_last=is_last)
        if reason is not None:
            done = inline.end
            yield inline.start, inline.end, reason


def _reason(
    block: Block, inline: Inline, reason_of: Callable[[str], str | None], *, is_last: bool
) -> str | None:
    """Why an inline element is none of its text, or ``None``; *is_last* where nothing follows it."""
    if inline.tag in _CONTROLS:
        return "ui_label"
    if inline.tag in _WRITTEN or inline.end - inline.start > _MAX_LABEL:
        return None
    if groups_of(inline.names) & _HIDDEN or "screen-reader" in inline.names:
        return "ui_label"
    # A word that a sentence begins with may be set off, and be what a button says as well.
    text = block.text[inline.start : inline.end].strip()
    return reason_of(text) if is_last or text.startswith("(") else None


def _find_windows(block: Block) -> set[tuple[int, int]]:
    """Where inline elements hold some links and hardly anything else: of several the inner ones."""
    links = [(mark.start, mark.end) for mark in block.marks if mark.kind == "link"]
    found: set[tuple[int, int]] = set()
    if not _LINKS <= len(links) <= _MAX_PIECES or len(block.inlines) > _MAX_PIECES:
        return found
    for inline in reversed(block.inlines):
        start, end = inline.start, inline.end
        if any(start <= first and last <= end for first, last in found):
            continue
        own = [last - first for first, last in links if start <= first and last <= end]
        if len(own) >= _LINKS and sum(own) >= _LINKED * (end - start):
            found.add((start, end))
    return found


def _without(text: str, marks: tuple[Mark, ...], cuts: Sequence[Cut]) -> CutText:
    """The text around the cuts: of two spaces that meet, the first stays."""
    parts: list[str] = []
    joints: list[tuple[int, int]] = []
    at = size = 0
    for start, end, _ in [*cuts, (len(text), len(text), "")]:
        begin = at
        if begin < start and text[begin] == " " and (not parts or parts[-1].endswith(" ")):
            begin += 1
        joints.append((size, begin - size))
        parts.append(text[begin:start])
        size += start - begin
        at = end
    whole = "".join(parts).rstrip()
    left = tuple(_moved(marks, joints, len(whole)))
    return CutText(whole, left, tuple(cuts), tuple(joints))


def _moved(marks: Sequence[Mark], joints: Sequence[tuple[int, int]], size: int) -> Iterator[Mark]:
    """Yield marks where their text stands now; those whose text is gone are gone."""
    begins = [joint + late for joint, late in joints]

    def now(at: int) -> int:
        """Where a character of the old text stands in the new one, or what follows it."""
        number = bisect_right(begins, at)
        found = at - joints[number - 1][1] if number else 0
        return min(found, joints[number][0] if number < len(joints) else size)

    for mark in marks:
        start, end = now(mark.start), now(mark.end)
        if start < end:
            yield evolve(mark, start=start, end=end)
