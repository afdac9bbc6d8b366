"""CPU time of a piece of work, without the garbage of other tests."""

import gc
import time
from collections.abc import Callable

__all__ = ["cpu_seconds"]


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
