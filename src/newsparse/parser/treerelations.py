"""Where a block of a page stands to what the first look took for the story, and what it says.

Besides the text itself: how much of the story each element around a block holds, how far off the
main run is, and on which branch of the page it stands.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import attrgetter, itemgetter
from typing import TypeAlias

from newsparse.markup.clean import key_of
from newsparse.parser.columns import (
    Column,
    distances,
    flags_at,
    later,
    logs,
    offsets,
    running_sums,
    windows,
)
from newsparse.parser.elements import inherit
from newsparse.parser.features import Features
from newsparse.parser.measures import REASON_NUMBER, stems_in
from newsparse.parser.relations import LIKELY, find_runs
from newsparse.parser.treemeasures import TREE_NAMES, TreeSurvey

__all__ = ["TREE_STORY_NAMES", "TreeDrafted"]

_SAYS = (
    *("reason", "how", "time", "credit", "byline", "interface", "signs", "again", "repeats"),
    *("sentences", "commas", "digits", "capitals", "topical", "speaks_of_main"),
    *("words_of_title", "words_of_summary", "told", "declared_title"),
    *("hits_8_before", "hits_8_after", "reason_above", "reason_below"),
)
_RELATIONS = (
    *("draft", "draft_3_above", "draft_2_above", "draft_above"),
    *("draft_below", "draft_2_below", "draft_3_below"),
    *("story_3_before", "story_3_after", "story_8_before", "story_8_after"),
    *("story_20_before", "story_20_after", "likely_4_before", "likely_4_after"),
    *("share_before", "share_after", "since_likely", "until_likely", "to_first", "to_last"),
    *("run_to_main", "to_main", "foreign_between", "text_between"),
    *("kind_draft", "kind_mass"),
)
_WHOLE = ("best", "best_ten", "story", "main_share", "title_to_first")
_HELD = ("mass", "mean", "density")
_BRANCH = ("inside", "steps", "up", "branch_density", "branch_mass", "branch_blocks")
_SHARES = (0.6, 0.9)
_PARENT = (
    *(f"{name}_{level}" for level in (1, 2, 3) for name in _HELD),
    *(f"{name}_{share}" for share in _SHARES for name in _BRANCH),
    *("card_mass", "card_of_like", "article_mass"),
)
TREE_STORY_NAMES: tuple[str, ...] = (
    *TREE_NAMES,
    *_SAYS,
    *_RELATIONS,
    *_WHOLE,
    *_HELD,
    *_PARENT,
)
_HOWS = {"whole": 1.0, "starts": 2.0, "ends": 3.0, "inside": 4.0}
_SENTENCE = re.compile(r"[.!?…。！？](?=[\s\"”’»“)]|\Z)")
_DIGIT = re.compile(r"\d")
_FIRST = itemgetter(0)
_SEEN, _MAX_SIZE, _FAR = 600, 600, 60
_SURE, _TOP, _TOLD, _MIN_TOLD = 0.5, 10, 120, 20
# What is worth a second look: blocks of so much chance, and these steps from likely ones.
_SOME, _STEPS = 0.02, range(-3, 4)


_BYLINE, _INTERFACE = map(attrgetter, ("byline", "interface"))


def _count_digits(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode().translate(None, b"0123456789"))
    return len(_DIGIT.findall(text))


def _share_of_time(item: Features) -> float:
    return item.times.covered if item.times else 0.0


# How a node stands to a spine: steps up to where it leaves it, the node that leaves it (-1 on the
# spine itself), steps from there.
Branch: TypeAlias = tuple[float, int, float]


def _branch_off(around: Branch, at: int) -> Branch:
    up, branch, steps = around
    return up, branch if branch >= 0 else at, steps + 1.0


class TreeDrafted:
    """A page with a first guess at its story.

    Args:
        survey: The page, measured.
        drafts: What the first look says of each block of ``survey.near``, 0 to 1.

    Attributes:
        survey: The page.
        drafts: The same of every block; 0 of those that are not near.
        near: The blocks that are worth a second look, in order.
        main: The run of blocks with the most story in it: its first, and one past its last.
    """

    def __init__(self, survey: TreeSurvey, drafts: Sequence[float]) -> None:
        self.survey = survey
        size = survey.size
        self.drafts = [0.0] * size
        for at, draft in zip(survey.near, drafts, strict=True):
            self.drafts[at] = draft
        self.near = self._find_near(drafts)
        sizes = [min(value, _MAX_SIZE) for value in survey.sizes]
        self._sizes = sizes
        self._mass = running_sums([d * s for d, s in zip(self.drafts, sizes, strict=True)])
        self._count = running_sums(self.drafts)
        self._total = max(1.0, self._mass[-1])
        self._runs = find_runs(self.drafts)
        self._masses = [self._mass[end] - self._mass[start] for start, end in self._runs]
        best = max(range(len(self._runs)), key=self._masses.__getitem__, default=-1)
        self.main = self._runs[best] if best >= 0 else (0, size)
        likely = [at for at, draft in enumerate(self.drafts) if draft >= _SURE]
        self._first, self._last = (likely[0], likely[-1]) if likely else (0, size - 1)
        self._parents: dict[int, tuple[float, ...]] = {}
        self._held: dict[int, tuple[float, ...]] = {}

    def _find_near(self, drafts: Sequence[float]) -> list[int]:
        """Blocks with some chance, and what stands beside likely ones; all where none has any."""
        near = self.survey.near
        likely = [at for at, draft in zip(near, drafts, strict=True) if draft >= _SURE]
        beside = {at + step for at in likely for step in _STEPS}
        some = [
            at for at, draft in zip(near, drafts, strict=True) if draft >= _SOME or at in beside
        ]
        return some or list(near)

    def rows(self, firsts: Sequence[Sequence[float]]) -> Iterator[tuple[float, ...]]:
        """Yield a row a block of `near`; *firsts* are the first look's rows of ``survey.near``."""
        near, survey = self.near, self.survey
        if not near:
            return
        chosen = flags_at(survey.size, near)
        own_rows = compress(firsts, compress(chosen, flags_at(survey.size, survey.near)))
        columns = [*self._says(), *(compress(column, chosen) for column in self._relations())]
        whole = self._whole()
        homes, parents = survey.homes, survey.elements.parents
        for at, first, own in zip(near, own_rows, zip(*columns, strict=True), strict=True):
            home = homes[at]
            yield (
                *first,
                *own,
                *whole,
                *self._holding(home),
                *self._parent_row(parents[home]),
            )

    @property
    def mass(self) -> float:
        """How many characters the story has, at first sight."""
        return self._mass[-1]

    @property
    def main_share(self) -> float:
        """How much of it stands in the main run."""
        start, end = self.main
        return (self._mass[end] - self._mass[start]) / self._total

    # -- what it says

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        features = self.survey.page.features
        return [stems_in(features[at].text[:_SEEN]) for at in self.near]

    def _says(self) -> Iterator[Column]:
        """Columns of the blocks of `near` alone."""
        features = self.survey.page.features
        items = [features[at] for at in self.near]
        hits = [item.hit for item in items]
        reasons = [REASON_NUMBER.get(hit[0], 0.0) if hit else 0.0 for hit in hits]
        yield reasons
        yield [_HOWS[hit[1]] if hit else 0.0 for hit in hits]
        yield later(_share_of_time, items)
        yield [float(item.credit) for item in items]
        yield later(_BYLINE, items)
        yield later(_INTERFACE, items)
        yield [item.signs for item in items]
        yield [(item.repeats > 1) + item.again for item in items]
        yield [min(item.repeats, 5) for item in items]
        yield from self._shapes(items)
        yield from self._topics()
        yield from self._agreement()
        some = running_sums([hit is not None for hit in hits])
        yield windows(some, -8, -1)
        yield windows(some, 1, 8)
        yield [-1.0, *reasons[:-1]]
        yield [*reasons[1:], -1.0]

    @staticmethod
    def _shapes(items: Sequence[Features]) -> Iterator[Column]:
        """Sentences; commas and capitals by words, digits by characters."""
        texts = [item.text[:_SEEN] for item in items]
        counts = [max(1, item.words) for item in items]
        yield [len(_SENTENCE.findall(text)) for text in texts]
        yield [text.count(",") / n for text, n in zip(texts, counts, strict=True)]
        yield [_count_digits(text) / len(text) for text in texts]
        yield [
            sum(map(str.isupper, map(_FIRST, text.split()))) / n
            for text, n in zip(texts, counts, strict=True)
        ]

    def _topics(self) -> Iterator[Column]:
        """How far blocks speak of what the running text does, and of what the main run does."""
        prose, drafts = self.survey.prose, self.drafts
        start, end = self.main
        yield self._shared([prose[at] for at in self.near])
        yield self._shared([start <= at < end and drafts[at] >= LIKELY for at in self.near])

    def _shared(self, flags: Sequence[bool]) -> Column:
        """Share of a block's longer words that flagged blocks have too; -1 of those without."""
        said: set[str] = set()
        again: set[str] = set()
        for stems in compress(self._stems, flags):
            again |= stems & said
            said |= stems
        return [
            len(stems & (again if own else said)) / len(stems) if len(stems) > 1 else -1.0
            for stems, own in zip(self._stems, flags, strict=True)
        ]

    def _agreement(self) -> Iterator[Column]:
        """How far blocks say what the page declares of its story."""
        page = self.survey.page
        title = page.features[self.survey.title].text if self.survey.title >= 0 else ""
        for text in (title, page.described):
            words = stems_in(text)
            yield [
                len(stems & words) / len(stems) if words and len(stems) > 1 else -1.0
                for stems in self._stems
            ]
        items = [page.features[at] for at in self.near]
        yield [
            key_of(item.text[:_TOLD]) in page.told if page.told and item.size >= _MIN_TOLD else -1
            for item in items
        ]
        yield [item.declared_title for item in items]

    # -- where it stands

    def _relations(self) -> Iterator[Column]:
        """Columns of all blocks."""
        size, drafts = self.survey.size, self.drafts
        yield drafts
        padded = [-1.0, -1.0, -1.0, *drafts, -1.0, -1.0, -1.0]
        for shift in (0, 1, 2, 4, 5, 6):
            yield padded[shift : shift + size]
        for start, end in ((-3, -1), (1, 3), (-8, -1), (1, 8), (-20, -1), (1, 20)):
            yield logs(windows(self._mass, start, end))
        yield windows(self._count, -4, -1)
        yield windows(self._count, 1, 4)
        yield [before / self._total for before in self._mass[:-1]]
        yield [1 - after / self._total for after in self._mass[1:]]
        likely = [draft >= _SURE for draft in drafts]
        yield distances(likely)
        yield distances(likely[::-1])[::-1]
        yield offsets(size, self._first, _FAR)
        yield offsets(size, self._last, _FAR)
        yield from self._between()
        yield from self._kinds()

    def _between(self) -> Iterator[Column]:
        """The run that a block stands in, and what stands between it and the main one."""
        size, (start, end) = self.survey.size, self.main
        main = max(1.0, self._mass[end] - self._mass[start])
        to_main = [-1.0] * size
        for mass, (first, last) in zip(self._masses, self._runs, strict=True):
            to_main[first:last] = [mass / main] * (last - first)
        yield to_main
        yield [
            float(max(-_FAR, min(_FAR, start - at if at < start else min(0, end - 1 - at))))
            for at in range(size)
        ]
        foreign = [draft < LIKELY for draft in self.drafts]
        text = [value * flag for value, flag in zip(self._sizes, foreign, strict=True)]
        edges = [
            (at + 1, start) if at < start else (end, at) if at >= end else (at, at)
            for at in range(size)
        ]
        for sums in (running_sums(foreign), running_sums(text)):
            yield [sums[high] - sums[low] for low, high in edges]

    def _kinds(self) -> Iterator[Column]:
        """What the first look says of the other blocks in elements of the same kind."""
        kinds = self.survey.kind_of_block
        sums: dict[object, float] = {}
        counts: Counter[object] = Counter(kinds)
        for kind, draft in zip(kinds, self.drafts, strict=True):
            sums[kind] = sums.get(kind, 0.0) + draft
        yield [
            (sums[kind] - draft) / (counts[kind] - 1) if counts[kind] > 1 else -1.0
            for kind, draft in zip(kinds, self.drafts, strict=True)
        ]
        yield [sums[kind] for kind in kinds]

    def _whole(self) -> tuple[float, ...]:
        title = self.survey.title
        to_first = float(max(-_FAR, min(_FAR, self._first - title))) if title >= 0 else -99.0
        return (
            max(self.drafts, default=0.0),
            sum(sorted(self.drafts)[-_TOP:]) / _TOP,
            math.log1p(self._total),
            self.main_share,
            to_first,
        )

    # -- what the elements around it hold

    def _holding(self, at: int) -> tuple[float, ...]:
        found = self._held.get(at)
        if found is None:
            node = self.survey.page.nodes[at]
            first, last = node.first, node.last
            mass, sizes = self._mass[last] - self._mass[first], self.survey.size_sums
            size, count = sizes[last] - sizes[first], last - first
            found = self._held[at] = (
                mass / self._total,
                (self._count[last] - self._count[first]) / max(1, count),
                mass / (size if size > 1 else 1.0),
            )
        return found

    def _parent_row(self, at: int) -> tuple[float, ...]:
        found = self._parents.get(at)
        if found is None:
            elements = self.survey.elements
            grand = elements.parents[at]
            found = self._parents[at] = (
                *self._holding(at),
                *self._holding(grand),
                *self._holding(elements.parents[grand]),
                *self._branch_row(self._spines[0], at),
                *self._branch_row(self._spines[1], at),
                *self._card_row(at),
            )
        return found

    @cached_property
    def _spines(self) -> list[dict[int, Branch]]:
        """For each share of the story, where nodes stand to the innermost that holds so much."""
        return [self._find_spine(share) for share in _SHARES]

    def _find_spine(self, share: float) -> dict[int, Branch]:
        """That element and those around it, which are on no branch."""
        mass, least, deepest = self._mass, share * self._total, 0
        for at, node in enumerate(self.survey.page.nodes):
            if mass[node.last] - mass[node.first] >= least:
                deepest = at
        parents = self.survey.elements.parents
        found: dict[int, Branch] = {deepest: (0.0, -1, 0.0)}
        while deepest > 0:
            deepest = parents[deepest]
            found[deepest] = (float(len(found)), -1, 0.0)
        return found

    def _branch_row(self, spine: dict[int, Branch], at: int) -> tuple[float, ...]:
        """How an element stands to a spine: inside, so many steps off, on which branch."""
        up, branch, steps = inherit(self.survey.elements.parents, spine, at, _branch_off)
        if branch < 0:
            return float(up == 0), 0.0, up, -1.0, -1.0, -1.0
        mass, _, density = self._holding(branch)
        size = self.survey.elements.size(branch)
        return float(up == 0), steps, up, density, mass, math.log1p(size)

    @cached_property
    def _like_cards(self) -> dict[object, float]:
        """The share of the story in all cards of one kind, side by side."""
        elements = self.survey.elements
        found: dict[object, float] = {}
        for card in set(elements.cards) - {-1}:
            key = elements.parents[card], elements.kinds[card]
            found[key] = found.get(key, 0.0) + self._holding(card)[0]
        return found

    def _card_row(self, at: int) -> tuple[float, ...]:
        elements = self.survey.elements
        card, article = elements.cards[at], elements.articles[at]
        whole = self._holding(article)[0] if article >= 0 else -1.0
        if card < 0:
            return -1.0, -1.0, whole
        mass = self._holding(card)[0]
        like = self._like_cards[elements.parents[card], elements.kinds[card]]
        return mass, mass / max(1e-6, like), whole
