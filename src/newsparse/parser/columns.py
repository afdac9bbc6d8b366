"""Numbers of all blocks of a page at once, a column a kind: sums, windows, distances.

All are floats, as the thresholds of trees are: Python compares two floats much faster than a whole
number with one.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import sub
from typing import Any, TypeAlias, cast

__all__ = [
    "Column",
    "distances",
    "flags_at",
    "later",
    "logs",
    "longest_run",
    "offsets",
    "running_sums",
    "share",
    "windows",
]

Column: TypeAlias = Sequence[float]

_FAR = 50.0


class _Later:
    """A number that takes time to find: looked for when it is first compared, or made a float."""

    __slots__ = ("_item", "_make", "_value")
    _value: float

    def __init__(self, make: Callable[[Any], float], item: object) -> None:
        self._make = make
        self._item = item

    def __float__(self) -> float:
        try:
            return self._value
        except AttributeError:
            self._value = float(self._make(self._item))
            return self._value

    def __le__(self, other: float) -> bool:
        try:
            return self._value <= other
        except AttributeError:
            return float(self) <= other


def later(make: Callable[[Any], float], items: Iterable[object]) -> Column:
    """A column of what costs more than all else, and few trees ask for.

    Args:
        make: Finds the number of an item.
        items: One a block.
    """
    return cast("Column", [_Later(make, item) for item in items])


def running_sums(values: Sequence[float]) -> list[float]:
    """The sum before each value, and last that of all: one longer than *values*; floats."""
    return list(accumulate(values, initial=0.0))


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
    low, high = left + start, left + end + 1
    return list(map(sub, padded[high : high + last], padded[low : low + last]))


def logs(values: Iterable[float]) -> list[float]:
    """The logarithm of one more than each value; 0 of what rounding left below 0."""
    return [math.log1p(value) if value > 0.0 else 0.0 for value in values]


def offsets(size: int, place: int, most: int) -> list[float]:
    """How many blocks each of *size* stands behind that at *place*: *most* at most, either way."""
    near = range(min(size, max(0, place - most)), max(0, min(size, place + most)))
    behind = [most] * (size - near.stop)
    beside = range(near.start - place, near.stop - place)
    return list(map(float, [*([-most] * near.start), *beside, *behind]))


def flags_at(size: int, places: Iterable[int]) -> list[bool]:
    """Flags of *size* blocks, set for those at *places*: what `itertools.compress` takes."""
    flags = [False] * size
    for at in places:
        flags[at] = True
    return flags


def share(flags: Iterable[bool]) -> float:
    """The share of flags that are set, 0 of none."""
    values = list(flags)
    return sum(values) / len(values) if values else 0.0


def longest_run(flags: Iterable[bool]) -> int:
    """The most flags that are set one after the other."""
    longest = length = 0
    for flag in flags:
        length = length + 1 if flag else 0
        longest = max(longest, length)
    return longest


def distances(flags: Sequence[bool]) -> list[float]:
    """How many blocks back the last flagged one is, itself left out; `_FAR` at most."""
    found, far = [], _FAR
    for flag in flags:
        found.append(far)
        if flag:
            far = 1.0
        elif far < _FAR:
            far += 1.0
    return found
