"""The learned model: which blocks of a page are its story.  A value that the parser is handed."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TypeAlias, TypeVar

from attrs import AttrsInstance, evolve, field, fields, frozen

from newsparse.parser.features import Page
from newsparse.parser.measures import Survey
from newsparse.parser.relations import Drafted
from newsparse.parser.storyless import count_storyless
from newsparse.parser.verdict import measure_whole

__all__ = ["Model", "Weights", "chance_of", "default_model", "load_model"]

# No page has so many blocks; what has more is looked at in parts, so that memory stays flat.
_PART = 20_000
_LARGEST = 30.0  # beyond it the chance is 0 or 1 to a float


Weights: TypeAlias = Callable[[Sequence[float]], float]


@frozen(eq=False)
class Look:
    """What the model makes of a page.

    Attributes:
        chances: Of every block to be part of the story, 0 to 1.
        captions: Of some blocks to be a caption; the others are far from any story.
        whole: The chance that there is a story at all; of a page of many thousand blocks, in the
            likeliest of its parts.
        headings: The chances of some blocks to be a subheading, if they are story; of text, none.
    """

    chances: list[float]
    captions: dict[int, float]
    whole: float
    headings: Mapping[int, float] = field(factory=dict)


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
        found = Look([0.0] * len(page.features), {}, 0.0)
        # One part is let go before the next is looked at.
        storyless = count_storyless(page.features, page.tables)
        wholes = [
            self._look_at(start, self._draft(page, start), found, storyless)
            for start in _starts(page)
        ]
        return evolve(found, whole=max(wholes, default=0.0))

    def _look_at(
        self, start: int, drafted: Drafted, found: Look, storyless: Sequence[float]
    ) -> float:
        """Note what is seen of a part that begins at block *start*; the chance of a story in it."""
        drafts = [0.0, *drafted.drafts, 0.0]
        for number, (at, row) in enumerate(zip(drafted.survey.near, drafted.rows(), strict=True)):
            if max(drafts[number : number + 3]) < _TRACE:
                continue
            found.chances[start + at] = chance = chance_of(self.story(row))
            if chance > _TRACE:
                found.captions[start + at] = chance_of(self.caption(row))
        if not drafted.drafts:
            return 0.0
        return chance_of(self.verdict(measure_whole(drafted, storyless)))

    def rows(self, page: Page) -> Iterator[tuple[int, tuple[float, ...]]]:
        """Yield what `story` and `caption` see of each block that `look` looks at, and its index."""
        for start in _starts(page):
            drafted = self._draft(page, start)
            for at, row in zip(drafted.survey.near, drafted.rows(), strict=True):
                yield start + at, row

    def glance(self, page: Page) -> Iterator[tuple[int, tuple[float, ...]]]:
        """Yield what `draft` sees of every block that may be of the story, with its index."""
        for start in _starts(page):
            survey = _survey(page, start)
            for at, row in zip(survey.near, survey.rows(), strict=True):
                yield start + at, row

    def _draft(self, page: Page, start: int) -> Drafted:
        survey = _survey(page, start)
        return Drafted(survey, [chance_of(self.draft(row)) for row in survey.rows()])


# A caption inside a story has some chance to be part of it.  What has less at first sight, and so
# have both its neighbours, never had more at second sight: 21,647 of 52,729 blocks of 354 texts.
_TRACE = 0.01


def _starts(page: Page) -> range:
    """Where the parts of a page begin."""
    return range(0, len(page.features), _PART)


def _survey(page: Page, start: int) -> Survey:
    return Survey(page.features[start : start + _PART])


def chance_of(odds: float) -> float:
    """The chance, 0 to 1, that log-odds stand for."""
    if odds > _LARGEST:
        odds = _LARGEST
    elif odds < -_LARGEST:
        odds = -_LARGEST
    return 1 / (1 + math.exp(-odds))


Kind = TypeVar("Kind", bound=AttrsInstance)


def load_model(kind: type[Kind]) -> Kind:
    """The model of a kind that comes with the library; its weights are imported here."""
    names = [one.name for one in fields(kind)]
    modules = [import_module(f"newsparse.parser.weights.{name}") for name in names]
    return kind(**{
        name: getattr(module, name) for name, module in zip(names, modules, strict=True)
    })


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model of text that comes with the library."""
    return load_model(Model)
