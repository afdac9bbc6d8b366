"""The learned model: which blocks of a page are its story.  A value that the parser is handed."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import frozen

from newsparse.parser.features import Page
from newsparse.parser.measures import measure

__all__ = ["Model", "Weights", "chance_of", "default_model", "iter_rows"]

# No page has so many blocks; what has more is looked at in parts, so that memory stays flat.
_PART = 20_000
_LARGEST = 30.0  # beyond it the chance is 0 or 1 to a float


Weights: TypeAlias = Callable[[Sequence[float]], float]


@frozen(eq=False)
class Model:
    """Weights, as a function.

    Attributes:
        story: From the measures of a block (see `newsparse.parser.measures`) to the log-odds that
            it is part of the story.
        title: From the measures of a line (see `newsparse.parser.titles`) to the log-odds that it
            is the title.
    """

    story: Weights
    title: Weights

    def chances(self, page: Page) -> list[float]:
        """The chance of every block to be part of the story, 0 to 1."""
        found = [0.0] * len(page.features)
        for at, row in iter_rows(page):
            found[at] = chance_of(self.story(row))
        return found


def iter_rows(page: Page) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield the index and the measures of every block that may be of the story, in order."""
    for start in range(0, len(page.features), _PART):
        for at, row in measure(page.features[start : start + _PART]):
            yield start + at, row


def chance_of(odds: float) -> float:
    """The chance, 0 to 1, that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, odds))))


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that comes with the library; its weights are imported when first needed."""
    from newsparse.parser.weights.story import story  # noqa: PLC0415 - loaded when needed
    from newsparse.parser.weights.title import title  # noqa: PLC0415 - likewise

    return Model(story, title)
