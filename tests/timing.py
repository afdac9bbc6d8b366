"""CPU time of a piece of work, without the garbage of other tests, and what a machine is given."""

import gc
import time
from collections.abc import Callable

__all__ = ["cpu_seconds", "is_within"]

# Seconds that `_known_work` takes where the limits in seconds were set with room to spare.
_USUAL = 0.01


def cpu_seconds(run: Callable[[], object], rounds: int) -> float:
    """The least of some rounds; what other tests left in memory is not looked through meanwhile."""
    gc.collect()
    gc.freeze()
    least = float("inf")
    try:
        for _ in range(rounds):
            start = time.process_time()
            run()
            least = min(least, time.process_time() - start)
    finally:
        gc.unfreeze()
    return least


def is_within(took: float, limit: float) -> bool:
    """Whether it took less than a limit in seconds, which is stretched where the machine is slow.

    A slow or busy machine takes longer for all Python alike, and so for a piece of known work, which is
    measured only where the limit as it stands is not kept.
    """
    return took < limit or took < limit * cpu_seconds(_known_work, rounds=1) / _USUAL


def _known_work() -> None:
    """Words counted and put together again: what most of parsing is made of."""
    counts: dict[str, int] = {}
    for number in range(40_000):
        word = f"word{number % 997}"
        counts[word] = counts.get(word, 0) + len(word.split("d"))
    "".join(sorted(counts)).find("words")
