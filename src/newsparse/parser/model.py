"""The learned model: which blocks of a page are its story.  A value that the parser is handed."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TypeAlias

from attrs import fields, frozen

from newsparse.parser.features import Page
from newsparse.parser.measures import Survey
from newsparse.parser.relations import relate
from newsparse.parser.verdict import measure_whole

__all__ = ["Model", "Weights", "chance_of", "default_model", "glance"]

# No page has so many blocks; what has more is looked at in parts, so that memory stays flat.
_PART = 20_000
_LARGEST = 30.0  # beyond it the chance is 0 or 1 to a float


Weights: TypeAlias = Callable[[Sequence[float]], float]


@frozen(eq=False)
class Model:
    """Weights, as a function.

    Attributes:
        draft: From the measures of a block (see `newsparse.parser.measures`) to the log-odds that
            it is part of the story, at first sight.
        story: The same at second sight, from where it stands to what the first one took for the
            story (see `newsparse.parser.relations`).
        caption: From the same to the log-odds that a block is the caption of a picture.
        verdict: From the measures of a whole text (see `newsparse.parser.verdict`) to the log-odds
            that it has a story.
        title: From the measures of a line (see `newsparse.parser.titles`) to the log-odds that it
            is the title.
    """

    draft: Weights
    story: Weights
    caption: Weights
    verdict: Weights
    title: Weights

    def look(self, page: Page) -> "Look":
        """Look twice at every block that may be of the story."""
        rows: dict[int, tuple[float, ...]] = {}
        wholes = []
        for start, survey in _surveys(page):
            drafts = [chance_of(self.draft(row)) for row in survey.rows()]
            near = (start + at for at in survey.near)
            rows.update(zip(near, relate(survey, drafts), strict=True))
            if drafts:
                wholes.append(measure_whole(survey, drafts))
        return Look(rows, tuple(wholes))

    def chances(self, page: Page, look: "Look | None" = None) -> list[float]:
        """The chance of every block to be part of the story, 0 to 1.

        Args:
            page: What is seen of the blocks.
            look: What `look` gives for it, where that is known.
        """
        found = [0.0] * len(page.features)
        for at, row in (look or self.look(page)).rows.items():
            found[at] = chance_of(self.story(row))
        return found

    def chance_of_story(self, look: "Look") -> float:
        """The chance that there is a story in a page at all, 0 to 1."""
        return max((chance_of(self.verdict(row)) for row in look.wholes), default=0.0)


@frozen(eq=False)
class Look:
    """What is seen of a page at second sight.

    Attributes:
        rows: Of every block that may be of the story (`newsparse.parser.relations.STORY_NAMES`),
            by its index.
        wholes: Of the whole (`newsparse.parser.verdict.VERDICT_NAMES`); several only of a page of
            many thousand blocks, none of one without any that may be of a story.
    """

    rows: Mapping[int, tuple[float, ...]]
    wholes: tuple[tuple[float, ...], ...]


def glance(page: Page) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield what `Model.draft` sees of every block that may be of the story, after its index."""
    for start, survey in _surveys(page):
        for at, row in zip(survey.near, survey.rows(), strict=True):
            yield start + at, row


def _surveys(page: Page) -> Iterator[tuple[int, Survey]]:
    for start in range(0, len(page.features), _PART):
        yield start, Survey(page.features[start : start + _PART])


def chance_of(odds: float) -> float:
    """The chance, 0 to 1, that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, odds))))


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that comes with the library; its weights are imported when first needed."""
    names = [one.name for one in fields(Model)]
    modules = [import_module(f"newsparse.parser.weights.{name}") for name in names]
    return Model(**{
        name: getattr(module, name) for name, module in zip(names, modules, strict=True)
    })
