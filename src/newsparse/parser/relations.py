"""A second look at blocks: where each stands to what a first look took for the story.

A first look says of every block how likely it is part of the story.  Blocks that it takes for
story stand in runs; one of them is the main run, and of every block it counts how far off
that is, what lies between, and whether the block speaks of the same things.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul, neg, truediv

from newsparse.parser.columns import Column, logs, offsets, running_sums, windows
from newsparse.parser.features import Features
from newsparse.parser.measures import OWN_NAMES, Survey, shares_of

__all__ = ["FEW_ALIKE", "LIKELY", "STORY_NAMES", "Drafted", "find_runs", "is_teaser"]

_RELATIONS = (
    *("draft", "draft_before", "draft_after", "draft_2_before", "draft_2_after"),
    *("story_3_before", "story_3_after", "story_8_before", "story_8_after"),
    *("story_20_before", "story_20_after", "share_before", "share_after"),
    *("best_ten", "to_best", "story", "main_share", "run_to_main", "run_share"),
    *("to_main", "blocks_between", "text_between", "hits_between"),
    *(
        "times_between",
        "speaks_of_main",
        "alike",
        "alike_near",
        "teasers",
        "teaser_share",
        "texts",
    ),
    *("times_near", "headings_before", "shared_before", "shared_after"),
)
# What is seen of the block right above and right below, too.
_BESIDE = ("size", "ended", "ending", "beginning", "reason", "time", "credit", "gap")
STORY_NAMES: tuple[str, ...] = (
    *OWN_NAMES,
    *_RELATIONS,
    *(f"{name}_above" for name in _BESIDE),
    *(f"{name}_below" for name in _BESIDE),
)

# From this chance on a block counts as story; so many others may stand inside a run.
LIKELY, _HOLE = 0.35, 2
_MAX_SIZE = 600
_FAR = 60
FEW_ALIKE, _MAX_ALIKE = 2, 6


_NONE = array("d", (-2.0,))


class Drafted:
    """A page with a first guess at its story, measured column by column.

    Args:
        survey: The blocks of a page that may be of its story.
        drafts: What the first look says of each, 0 to 1.

    Attributes:
        survey: The same.
        drafts: The same.
        main: The run of blocks that is likeliest the story: its first, and one past its last.
    """

    def __init__(self, survey: Survey, drafts: Sequence[float]) -> None:
        self.survey = survey
        self.drafts = drafts
        self._features = survey.features
        self._stems = survey.stems
        self._size = len(drafts)
        sizes = [min(item.size, _MAX_SIZE) for item in survey.features]
        self._sizes = sizes
        self._story = running_sums([d * s for d, s in zip(drafts, sizes, strict=True)])
        self._runs = find_runs(drafts)
        self._masses = [self._story[end] - self._story[start] for start, end in self._runs]

        self.main = self._choose_main()

    def _choose_main(self) -> tuple[int, int]:
        """The run with the most story in it, of which two things take off; all without runs.

        Below a story come others like it, and comments, seldom above: a run counts by a factor of
        e to the minus share of the page's running text above it.  Comments and lists come with
        lines of one make: likewise for the share of its lines that are like another's.
        """
        if not self._runs:
            return 0, self._size
        sizes = [item.size for item in self._features]
        prose = running_sums(list(map(mul, sizes, self.survey.prose)))
        alike = running_sums([count > 1 for count in self.survey.alike])
        total = max(1, prose[-1])
        weighed = [
            math.log1p(mass) - prose[start] / total - (alike[end] - alike[start]) / (end - start)
            for mass, (start, end) in zip(self._masses, self._runs, strict=True)
        ]
        return self._runs[max(range(len(weighed)), key=weighed.__getitem__)]

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Yield a row a block: its own measures, then its relations, then its neighbours'."""
        if not self.drafts:
            return iter(())
        own = self.survey.own_columns
        beside = [own[OWN_NAMES.index(name)] for name in _BESIDE]
        above = [_NONE + column[:-1] for column in beside]
        below = [column[1:] + _NONE for column in beside]
        relations = [array("d", column) for column in self._columns()]
        return zip(*own, *relations, *above, *below, strict=True)

    @property
    def best_ten(self) -> float:
        """The mean of the ten best drafts."""
        return sum(sorted(self.drafts)[-_TOP:]) / _TOP

    def _columns(self) -> Iterator[Column]:
        yield from self._neighbours()
        yield from self._amounts()
        yield from self._run_shares()
        yield from self._between()
        yield from self._topics()
        yield from self._likeness()

    def _neighbours(self) -> Iterator[Column]:
        padded = [-1.0, -1.0, *self.drafts, -1.0, -1.0]
        yield self.drafts
        for shift in (1, 3, 0, 4):
            yield padded[shift : shift + self._size]

    def _amounts(self) -> Iterator[Column]:
        story, drafts = self._story, self.drafts
        for start, end in ((-3, -1), (1, 3), (-8, -1), (1, 8), (-20, -1), (1, 20)):
            yield logs(windows(story, start, end))
        total = max(1.0, story[-1])
        yield [before / total for before in story[:-1]]
        yield [1 - after / total for after in story[1:]]
        best = max(drafts)
        start, end = self.main
        mass = story[end] - story[start]
        yield [self.best_ten] * self._size
        yield [draft / best if best else 0.0 for draft in drafts]
        for value in (math.log1p(total), mass / total):
            yield [value] * self._size

    def _run_shares(self) -> Iterator[Column]:
        """How large the run is that a block stands in; -1 outside of all."""
        start, end = self.main
        main = max(1.0, self._story[end] - self._story[start])
        total = max(1.0, self._story[-1])
        to_main, share = [-1.0] * self._size, [-1.0] * self._size
        for mass, (first, last) in zip(self._masses, self._runs, strict=True):
            size = last - first
            to_main[first:last] = [mass / main] * size
            share[first:last] = [mass / total] * size
        yield to_main
        yield share

    def _between(self) -> Iterator[Column]:
        """How far the main run is, and what stands on the way there."""
        survey, size, (start, end) = self.survey, self._size, self.main
        inside = [0.0] * (end - start)
        before, behind = offsets(start, start, _FAR), offsets(size - end, -1, _FAR)
        yield [*map(neg, before), *inside, *map(neg, behind)]
        foreign = [draft < LIKELY for draft in self.drafts]
        between = list(map(mul, self._sizes, foreign))
        for values in (foreign, between, survey.hits, survey.times):
            sums = running_sums(values)
            first, last = sums[start], sums[end]
            yield [
                *(first - value for value in sums[1 : start + 1]),
                *inside,
                *(value - last for value in sums[end:size]),
            ]

    def _topics(self) -> Iterator[Column]:
        """Share of a block's longer words that the main run has too; -1 of blocks without."""
        start, end = self.main
        main = [start <= at < end and draft >= LIKELY for at, draft in enumerate(self.drafts)]
        words: Counter[str] = Counter()
        for stems, flag in zip(self._stems, main, strict=True):
            if flag:
                words.update(stems)
        yield shares_of(self._stems, words, main, 2)

    def _likeness(self) -> Iterator[Column]:
        """Lines of one make, as comments and teasers have them, and words shared with neighbours."""
        survey, stems = self.survey, self._stems
        yield [min(count, _MAX_ALIKE) for count in survey.alike]
        yield windows(running_sums([count > FEW_ALIKE for count in survey.alike]), -6, 6)
        near = windows(running_sums(self._teasers()), -8, 8)
        texts = windows(running_sums(survey.prose), -8, 8)
        yield near
        yield [some / max(1.0, all_) for some, all_ in zip(near, texts, strict=True)]
        yield texts
        yield windows(running_sums(survey.times), -6, 6)
        yield windows(running_sums(survey.headings), -20, -1)
        shared = [len(one & other) for one, other in pairwise(stems)]
        sizes = [len(own) or 1 for own in stems]
        yield list(map(truediv, (0, *shared), sizes))
        yield list(map(truediv, (*shared, 0), sizes))

    def _teasers(self) -> list[bool]:
        """Which blocks are a headline's summary: `is_teaser` of each and the one above."""
        prose = self.survey.prose
        return [
            False,
            *(
                this and not above and not before.ended
                for this, above, before in zip(prose[1:], prose, self._features, strict=False)
            ),
        ]


_TOP = 10


def find_runs(drafts: Sequence[float]) -> list[tuple[int, int]]:
    """Runs of blocks that are likely story, small holes left in: (first, one past the last)."""
    found: list[tuple[int, int]] = []
    for at, draft in enumerate(drafts):
        if draft < LIKELY:
            continue
        if found and at - found[-1][1] < _HOLE:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def is_teaser(before: Features, item: Features) -> bool:
    """Running text right below a line that is none, and has no end: a headline and its summary."""
    return item.is_prose and not before.is_prose and not before.ended
