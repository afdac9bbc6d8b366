"""Blocks of a page as numbers: what the learned model sees of each before it has read any.

Only what costs next to nothing: sizes, links, tags, and how an element is called and filled.
What the text says is looked at later, and only of blocks that may be of the story.
"""

import math
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import compress, pairwise

from newsparse.article import MarkKind
from newsparse.document import Block
from newsparse.parser.columns import (
    Column,
    distances,
    flags_at,
    logs,
    offsets,
    running_sums,
    windows,
)
from newsparse.parser.elements import (
    AROUND_NAMES,
    HOLDING_NAMES,
    NAMED_AROUND,
    NAMED_OWN,
    Elements,
    inherit,
)
from newsparse.parser.features import Page
from newsparse.parser.headlines import find_headings
from newsparse.parser.measures import ENDINGS, beginning, runs

__all__ = ["TREE_NAMES", "TreeSurvey"]

_OWN = (
    *("size", "words", "ended", "ending", "beginning", "linked", "strong", "emphasis"),
    *("level", "marker", "dash", "preformatted"),
)
_PLACE = (
    *("run", "position", "text_before", "text_after", "log_before", "log_after"),
    *("since_text", "until_text", "since_heading", "until_heading"),
    *("text_3_before", "text_3_after", "text_8_before", "text_8_after"),
    *("text_20_before", "text_20_after", "links_8_before", "links_8_after"),
    *("to_title", "to_h1"),
)
_BESIDE = (
    *(
        f"{name}_{side}"
        for side in ("2_above", "above", "below", "2_below")
        for name in ("size", "linked", "tag")
    ),
    *("same_above", "same_below", "alike_above", "alike_below"),
)
_WHOLE = ("blocks", "text", "n_text", "articles", "has_title")
_NODE = ("tag", *HOLDING_NAMES, *NAMED_OWN, "kind_count", "kind_good", "kind_size")
_PARENT = (
    *("parent_tag", "grand_tag"),
    *(f"{name}_{level}" for level in (1, 2, 3) for name in HOLDING_NAMES),
    *NAMED_AROUND,
    *AROUND_NAMES,
    *("cards", "card_good", "card_blocks"),
    *("article_good", "article_title", "article_h1", "article_number"),
    *("title_steps", "title_good", "title_depth", "title_up"),
)
TREE_NAMES: tuple[str, ...] = (*_OWN, *_PLACE, *_BESIDE, *_WHOLE, *_NODE, *_PARENT)

# The only role of its source that does not say whether a block is of the story.
_KEPT = "preformatted"
_MAX_SIZE = 800
# Running text: so long, and with no more of it in links.
_GOOD, _LINKED = 60, 0.35
_MENU = 0.8
# So many blocks from running text, a block may still be of a story.
_NEAR = 8
_FAR, _NOWHERE = 60, -99.0
_MAX_COUNT, _MAX_REPEATS, _MAX_ARTICLE = 30, 12, 5


class TreeSurvey:
    """A page from a tree, measured: columns for blocks, rows for the elements they stand in.

    Args:
        page: What is seen of the blocks, and the nodes they stand in.

    Attributes:
        page: The same.
        homes: The node of each block.
        sizes: Characters of each block, as far as they count.
        prose: Which blocks are running text.
        near: The indexes of the blocks that may be of a story, in order.
        elements: What is known of the nodes.
        title: The block that is likeliest the title, or -1.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        features = page.features
        self.homes = page.homes
        self.size = len(features)
        self._free = free = [item.role is None or item.role == _KEPT for item in features]
        self.sizes = [float(min(item.size, _MAX_SIZE)) for item in features]
        self._linked = [item.linked for item in features]
        self.prose = [
            ok and item.is_prose and item.linked < _MENU
            for ok, item in zip(free, features, strict=True)
        ]
        good = [
            size if ok and size >= _GOOD and linked < _LINKED else 0.0
            for ok, size, linked in zip(free, self.sizes, self._linked, strict=True)
        ]
        self._good = running_sums(good)
        self._n_good = running_sums([size > 0 for size in good])
        self.size_sums = running_sums(self.sizes)
        links = running_sums([
            size * link for size, link in zip(self.sizes, self._linked, strict=True)
        ])
        self.elements = Elements(page.nodes, self._good, self._n_good, self.size_sums, links)
        self._since = distances(self.prose)
        self._until = distances(self.prose[::-1])[::-1]
        self.near = self._find_near()
        self._h1, self.title = find_headings(page.features)
        self._parents: dict[int, tuple[float, ...]] = {}

    def _find_near(self) -> list[int]:
        near = [
            at
            for at in range(self.size)
            if self._free[at]
            and (self.prose[at] or self._since[at] <= _NEAR or self._until[at] <= _NEAR)
        ]
        return near or [at for at in range(self.size) if self._free[at]]

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Yield a row a block of `near`; the numbers in the order of `TREE_NAMES`."""
        near = self.near
        chosen = flags_at(self.size, near)
        columns = [*self._own(), *(compress(column, chosen) for column in self._of_all())]
        whole = (
            math.log1p(self.size),
            math.log1p(self._good[-1]),
            self._n_good[-1],
            float(len(self._articles)),
            float(self.title >= 0),
        )
        elements, homes, parents = self.elements, self.homes, self.elements.parents
        for at, own in zip(near, zip(*columns, strict=True), strict=True):
            home = homes[at]
            yield (
                *own,
                *whole,
                elements.tags[home],
                *elements.holding(home),
                *elements.own_names(home),
                *self._kind_row(home),
                *self.parent_row(parents[home]),
            )

    def _own(self) -> Iterator[Column]:
        """Columns of the blocks of `near` alone."""
        items = [self.page.features[at] for at in self.near]
        shares = [_shares(self.page.blocks[at]) for at in self.near]
        yield [self._logs[at] for at in self.near]
        yield [float(item.words) for item in items]
        yield [item.ended for item in items]
        yield [ENDINGS.get(item.text[-1], 0) for item in items]
        yield [beginning(item.text[0]) for item in items]
        yield [item.linked for item in items]
        yield [strong for strong, _ in shares]
        yield [emphasis for _, emphasis in shares]
        yield [item.level for item in items]
        yield [item.marker for item in items]
        yield [item.dash for item in items]
        yield [item.role == _KEPT for item in items]

    def _of_all(self) -> Iterator[Column]:
        """Columns of all blocks: where they stand."""
        yield from self._places()
        yield from self._beside()

    @cached_property
    def _logs(self) -> list[float]:
        return [math.log1p(size) for size in self.sizes]

    def _places(self) -> Iterator[Column]:
        size, text = self.size, self._good
        total = max(1.0, text[-1])
        yield runs(self.prose)
        yield [at / size for at in range(size)]
        yield [before / total for before in text[:-1]]
        yield [1 - after / total for after in text[1:]]
        yield logs(text[:-1])
        yield logs([text[-1] - after for after in text[1:]])
        yield self._since
        yield self._until
        headed = [item.level > 0 for item in self.page.features]
        yield distances(headed)
        yield distances(headed[::-1])[::-1]
        for start, end in ((-3, -1), (1, 3), (-8, -1), (1, 8), (-20, -1), (1, 20)):
            yield logs(windows(text, start, end))
        menu = running_sums([linked > _MENU for linked in self._linked])
        yield windows(menu, -8, -1)
        yield windows(menu, 1, 8)
        for place in (self.title, self._h1):
            yield offsets(size, place, _FAR) if place >= 0 else [_NOWHERE] * size

    def _beside(self) -> Iterator[Column]:
        homes, parents, kinds = self.homes, self.elements.parents, self.elements.kinds
        tags = [self.elements.tags[home] for home in homes]
        for shift in (-2, -1, 1, 2):
            for column in (self._logs, self._linked, tags):
                yield _shifted(column, shift)
        around = [parents[home] for home in homes]
        same = [
            2 if one == two else int(above == below)
            for one, two, above, below in zip(homes, homes[1:], around, around[1:], strict=False)
        ]
        alike = [kinds[one] == kinds[two] for one, two in pairwise(homes)]
        yield [-1, *same]
        yield [*same, -1]
        yield [-1, *alike]
        yield [*alike, -1]

    # -- rows of elements

    @cached_property
    def kind_of_block(self) -> list[tuple[int, int]]:
        """What kind of element each block stands in, and that one in."""
        kinds, parents = self.elements.kinds, self.elements.parents
        return [(kinds[home], kinds[parents[home]]) for home in self.homes]

    @cached_property
    def _kinds(self) -> dict[object, tuple[float, ...]]:
        counts: Counter[object] = Counter(self.kind_of_block)
        good, sizes = dict.fromkeys(counts, 0.0), dict.fromkeys(counts, 0.0)
        for at, kind in enumerate(self.kind_of_block):
            good[kind] += self._good[at + 1] - self._good[at]
            sizes[kind] += self._logs[at]
        total = max(1.0, self._good[-1])
        return {
            kind: (float(min(count, _MAX_COUNT)), good[kind] / total, sizes[kind] / count)
            for kind, count in counts.items()
        }

    def _kind_row(self, home: int) -> tuple[float, ...]:
        elements = self.elements
        return self._kinds[elements.kinds[home], elements.kinds[elements.parents[home]]]

    @cached_property
    def _articles(self) -> dict[int, int]:
        found = [at for at, node in enumerate(self.page.nodes) if node.tag == "article"]
        filled = [at for at in found if self.elements.size(at)]
        return {at: number for number, at in enumerate(filled)}

    @cached_property
    def _steps_up(self) -> dict[int, float]:
        """Steps up from the title's node, by node: to itself and those around it."""
        if self.title < 0:
            return {}
        at = self.homes[self.title]
        found = {at: 0.0}
        while at > 0:
            at = self.elements.parents[at]
            found[at] = float(len(found))
        return found

    @cached_property
    def _shared(self) -> dict[int, tuple[int, float]]:
        """By node: the first node up from it that holds the title too, and the steps to there."""
        return {at: (at, 0.0) for at in (0, *self._steps_up)}

    def parent_row(self, at: int) -> tuple[float, ...]:
        """What blocks see of the element around their own, and of those around that."""
        found = self._parents.get(at)
        if found is None:
            found = self._parents[at] = self._measure_parent(at)
        return found

    def _measure_parent(self, at: int) -> tuple[float, ...]:
        elements = self.elements
        grand = elements.parents[at]
        card, article = elements.cards[at], elements.articles[at]
        shared, steps = inherit(elements.parents, self._shared, at, _one_step)
        return (
            elements.tags[at],
            elements.tags[grand],
            *elements.holding(at),
            *elements.holding(grand),
            *elements.holding(elements.parents[grand]),
            *elements.names_around(at),
            *elements.tags_around(at),
            float(min(elements.repeats[at], _MAX_REPEATS)),
            elements.share(card) if card >= 0 else -1.0,
            math.log1p(elements.size(card)) if card >= 0 else -1.0,
            *self._article_row(article),
            steps,
            elements.share(shared),
            elements.depths[shared],
            self._steps_up.get(shared, -1.0),
        )

    def _article_row(self, at: int) -> tuple[float, ...]:
        if at < 0:
            return -1.0, -1.0, -1.0, -1.0
        node = self.page.nodes[at]
        return (
            self.elements.share(at),
            node.first <= self.title < node.last,
            node.first <= self._h1 < node.last,
            min(self._articles.get(at, -1), _MAX_ARTICLE),
        )


_SHARED_MARKS: tuple[MarkKind, ...] = ("strong", "emphasis")


def _shares(block: Block) -> tuple[float, float]:
    """Shares of a block's text that are marked as strong, and as emphasis."""
    if not block.has_marks(_SHARED_MARKS):
        return 0.0, 0.0
    sums = {"strong": 0, "emphasis": 0}
    for mark in block.marks:
        if mark.kind in sums:
            sums[mark.kind] += mark.end - mark.start
    size = len(block.text)
    return sums["strong"] / size, sums["emphasis"] / size


def _one_step(around: tuple[int, float], _at: int) -> tuple[int, float]:
    return around[0], around[1] + 1.0


def _shifted(column: Column, shift: int) -> Column:
    """The column of the blocks *shift* away; -1 where there is none."""
    if shift < 0:
        return [*([-1.0] * -shift), *column[:shift]][: len(column)]
    return [*column[shift:], *([-1.0] * shift)][: len(column)]
