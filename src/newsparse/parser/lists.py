"""Lists: blocks that are items side by side, without the signs before them."""

from collections.abc import Sequence

from attrs import evolve

from newsparse.article import ItemList, ListItem, Mark
from newsparse.document import Block
from newsparse.parser.features import Features
from newsparse.parser.places import Places

__all__ = ["build_list"]


def build_list(
    blocks: Sequence[Block], features: Sequence[Features], run: range, places: Places
) -> tuple[ItemList, list[int]]:
    """Make a list of blocks.

    Args:
        blocks: All blocks.
        features: What is seen of them.
        run: Those that are its items.
        places: Where blocks stand in the source.

    Returns:
        The list, and where in each item's block its text begins.
    """
    items, starts = [], []
    for at in run:
        block = blocks[at]
        start = features[at].marker or (2 if block.text[:1] in "-–—" else 0)
        marks = _shift(block.marks, start)
        items.append(ListItem(text=block.text[start:], marks=marks, where=places.where(at)))
        starts.append(start)
    marker = blocks[run[0]].text[: features[run[0]].marker]
    ordered = any(char.isdigit() for char in marker) or "ol" in features[run[0]].parents[:1]
    where = places.run(run[0], run[-1])
    return ItemList(items=tuple(items), ordered=ordered, where=where), starts


def _shift(marks: tuple[Mark, ...], start: int) -> tuple[Mark, ...]:
    """The marks of a text whose first *start* characters were cut off."""
    if not start or not marks:
        return marks
    return tuple(
        evolve(mark, start=max(0, mark.start - start), end=mark.end - start)
        for mark in marks
        if mark.end > start
    )
