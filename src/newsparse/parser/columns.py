"""Numbers of all blocks of a page at once, a column a kind: sums, windows, distances."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

__all__ = ["Column", "distances", "running_sums", "windows"]

Column: TypeAlias = Sequence[float]

_FAR = 50


def running_sums(values: Sequence[float]) -> list[float]:
    """The sum before each value, and last that of all: one longer than *values*."""
    return [0.0, *accumulate(values)]


def windows(sums: Sequence[float], start: int, end: int) -> list[float]:
    """For each block, the sum over the blocks from *start* to *end* away.

    Args:
        sums: The running sums of what is added up.
        start: The first block, counted from each; negative above it.
        end: The last one, itself included.
    """
    last = len(sums) - 1
    left, right = max(0, -start), max(0, end + 1)
    padded = [*([sums[0]] * left), *sums, *([sums[last]] * right)]
    lows, highs = padded[left + start :], padded[left + end + 1 :]
    return [high - low for low, high, _ in zip(lows, highs, range(last), strict=False)]


def distances(flags: Sequence[bool]) -> list[int]:
    """How many blocks back the last flagged one is, itself left out; `_FAR` at most."""
    found, last = [], -_FAR
    for at, flag in enumerate(flags):
        found.append(min(at - last, _FAR))
        if flag:
            last = at
    return found
