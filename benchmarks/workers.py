"""The same measured of many texts or pages, by several processes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

__all__ = ["measure_all"]

Measured = TypeVar("Measured")


def measure_all(
    measure: Callable[..., Measured], *work: Sequence[Any], jobs: int, chunksize: int = 4
) -> Iterator[Measured]:
    """Yield what *measure* gives for the items of *work*, in order.

    Args:
        measure: A function of a module, so that processes can be told of it.
        work: A sequence for each of its arguments, all as long.
        jobs: How many processes; with one or less, this one does it.
        chunksize: How many items a process gets at once.
    """
    if jobs <= 1:
        yield from map(measure, *work)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(measure, *work, chunksize=chunksize)
