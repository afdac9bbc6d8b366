"""Readers that know next to nothing, and one that knows the gold: what a parser stands between.

All choose among the blocks that the parser itself cuts a text into, so that hard-wrapped lines are
joined for them too, and only the choice differs.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from dataset import Row
from scoring import Fields, clean, shingles

from newsparse.document import Limits, Lines
from newsparse.parser.segment import split_blocks
from newsparse.parser.story import best_run

LONG = 80
# Of the best run of long lines: a line counts its characters, so many at most and less so many;
# a short one costs no more than this.
_MAX_SIZE, _OFFSET, _MAX_COST = 400, 60, 30
# Shortest and longest line that may be the headline above the first long line.
_TITLE_SIZES = range(15, 201)


def cut(text: str) -> list[str]:
    """The blocks of a text, in order."""
    return [block.text for block in split_blocks(Lines(text=text), Limits())]


def read_all(blocks: Sequence[str], row: Row) -> Fields:
    """Every line; the first one is the title."""
    return _fields(blocks, blocks[0] if blocks else None)


def read_long(blocks: Sequence[str], row: Row) -> Fields:
    """Lines of more than 80 characters; the title is the last headline above the first of them."""
    long = [at for at, block in enumerate(blocks) if len(block) > LONG]
    above = blocks[: long[0]] if long else ()
    titles = [block for block in above if len(block) in _TITLE_SIZES]
    return _fields([blocks[at] for at in long], titles[-1] if titles else None)


def read_run(blocks: Sequence[str], row: Row) -> Fields:
    """The run of lines in which long ones outweigh short ones most.

    This is body text extraction (Finn, Kushmerick and Smyth, 2001) on lines.
    """
    sizes = (min(len(block), _MAX_SIZE) - _OFFSET for block in blocks)
    start, end = best_run(max(size, -_MAX_COST) for size in sizes) or (0, 0)
    return _fields(blocks[start:end])


def read_gold(blocks: Sequence[str], row: Row) -> Fields:
    """The lines that are mostly gold, each as often as gold has it: the most that labels can give."""
    paragraphs = [item["t"] for item in row.get("paragraphs", ())]
    left = shingles("\n".join(paragraphs))
    whole = Counter(map(clean, paragraphs))
    kept = []
    for block in blocks:
        own, key = shingles(block), clean(block)
        if whole[key] > 0 or (own & left).total() * 2 > own.total():
            kept.append(block)
            left -= own
            whole[key] -= 1
    return _fields(kept)


BASELINES: dict[str, Callable[[Sequence[str], Row], Fields]] = {
    "all lines": read_all,
    f"lines over {LONG}": read_long,
    "best run": read_run,
    "perfect labels": read_gold,
}


def _fields(lines: Sequence[str], title: str | None = None) -> Fields:
    return {"text": "\n\n".join(lines), "paragraphs": list(lines), "title": title}
