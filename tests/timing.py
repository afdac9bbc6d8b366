"""CPU time of a piece of work, without the garbage of other tests, and what a machine is given."""

import gc
import time
from collections.abc import Callable

__all__ = ["cpu_seconds", "slowness"]

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


def slowness() -> float:
    """By how much limits in seconds are stretched just now: 1 on a machine as fast as is usual.

    A slow or busy machine takes longer for all Python alike, and so for a piece of known work.
    """
    return max(1.0, cpu_seconds(_known_work, rounds=1) / _USUAL)


def _known_work() -> None:
    """Words counted and put together again: what most of parsing is made of."""
    counts: dict[str, int] = {}
    for number in range(40_000):
        word = f"word{number % 997}"
        counts[word] = counts.get(word, 0) + len(word.split("d"))
    "".join(sorted(counts)).find("words")
