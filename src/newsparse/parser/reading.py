"""A page is read: which blocks are its story, and which is its title."""

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from newsparse.parser.features import Features, Page
from newsparse.parser.headlines import Headline, choose_headline
from newsparse.parser.model import Model
from newsparse.parser.story import best_run, find_story
from newsparse.parser.storyless import is_wall, kind_of
from newsparse.parser.titles import find_title
from newsparse.parser.treemodel import TreeModel

__all__ = ["CHANCE", "SURE", "Reading", "choose_span", "read_page"]


@frozen(kw_only=True, eq=False)
class Reading:
    """A page whose story and title are chosen, and whose blocks have no roles yet.

    Attributes:
        page: What is seen of the blocks.
        chances: Of each to be part of the story, 0 to 1.
        span: The story: its first block, and one past its last.
        title: The title's block, or ``None``.
        captions: The chances of some to be a caption, by their index.
        headings: The chances of some to be a subheading, likewise.
        headline: What the source declares as the title, where that says it better than any block.
    """

    page: Page
    chances: Sequence[float]
    span: tuple[int, int]
    title: int | None
    captions: Mapping[int, float]
    headings: Mapping[int, float]
    headline: Headline | None = None


# Blocks are of the story from this chance on: missing a sentence costs as much as adding one.
CHANCE = 0.42
# Sure blocks this near to the main run still belong to it.
_NEAR = 12
_MAX_WEIGHT = 300


def choose_span(page: Page, chances: Sequence[float]) -> tuple[int, int]:
    """The run of blocks with the most story in it, and sure blocks near its ends.

    In a tree an element may stand between two parts of a story, and be as long as they are: there
    all blocks from the first to the last that are likely story are the run.
    """
    if page.is_tree:
        likely = [at for at, chance in enumerate(chances) if chance >= CHANCE]
        if likely:
            return likely[0], likely[-1] + 1
    span = best_run(
        (chance - CHANCE) * min(item.size, _MAX_WEIGHT)
        for item, chance in zip(page.features, chances, strict=True)
    )
    if span is None:
        top = max(range(len(chances)), key=chances.__getitem__)
        span = (top, top + 1)
    first, last = span
    for at in range(first - 1, max(-1, first - _NEAR), -1):
        first = at if chances[at] > SURE else first
    for at in range(last, min(len(chances), last + _NEAR)):
        last = at + 1 if chances[at] > SURE else last
    return first, last if page.is_tree else _before_comments(page, chances, first, last)


SURE = 0.6


def _before_comments(page: Page, chances: Sequence[float], first: int, last: int) -> int:
    """Where the story ends if comments follow: they read like a story, and their heading does not.

    A button or a poll in the middle of a story says the same words.  Soon below it there are no lines
    that say when a comment was written, or offer to answer it.
    """
    letters = 0
    for at in range(first, last):
        item = page.features[at]
        if _heads_comments(item) and letters > _MIN_LETTERS:
            below = page.features[at + 1 : min(last, at + 1 + _NEAR)]
            if sum(map(_marks_comment, below)) >= _MIN_SIGNS:
                return at
        letters += item.size if chances[at] >= CHANCE else 0
    return last


def _heads_comments(item: Features) -> bool:
    return item.hit == ("comments", "whole")


def _marks_comment(item: Features) -> bool:
    is_timed = item.times is not None and not item.is_prose
    return is_timed or _heads_comments(item)


# The first two comments say their times within so many blocks.
_MIN_SIGNS, _NEAR = 2, 12
# What is above a heading of comments is a story from this size on, and no counter beside its title.
_MIN_LETTERS = 600


def read_page(page: Page, model: Model | TreeModel) -> Reading | None:
    """Choose the story and the title; ``None`` as for `label_blocks`."""
    look = model.look(page)
    chances = look.chances
    is_unlike = max(chances) < CHANCE  # anything learned from: what reads best is the story
    story = find_story(page.features) if is_unlike or not page.is_tree else None
    if story is None and (is_unlike or not page.is_tree):
        return None
    if not _is_told(page) and _has_no_story(page, chances, look.whole):
        return None
    if story is not None and is_unlike:
        chances[slice(*story)] = [SURE] * (story[1] - story[0])
    first, last = choose_span(page, chances)
    title, headline = None, None
    if isinstance(model, TreeModel):
        headline = choose_headline(page, model.page_headline)
    if headline is not None and headline.block is not None:
        title, headline = headline.block, None
    else:
        title = find_title(page, first, last, model.title)
    return Reading(
        page=page,
        chances=chances,
        span=(first, last),
        title=title,
        captions=look.captions,
        headings=look.headings,
        headline=headline,
    )


def _is_told(page: Page) -> bool:
    """Whether the source itself says what its parts are: then nothing has to be guessed.

    Of a tree, that its lines count or that a part is a menu, is said by tags.
    """
    if page.is_tree:
        return any(item.role in _TOLD for item in page.features)
    return any(item.role is not None for item in page.features)


_TOLD = frozenset({"paragraph", "title", "subheading", "list_item", "block_quote"})


def _has_no_story(page: Page, chances: Sequence[float], chance: float) -> bool:
    """Whether the whole is unlike a story, and no block of it is a paragraph of one for sure."""
    if len(page.told) >= _TOLD_LETTERS:
        return False
    if is_wall(page.features, chances, page.tables):
        return True
    if len(page.features) <= _FEWEST and any(item.is_prose for item in page.features):
        return False
    bars = _OF_PAGES if page.is_tree else _OF_TEXTS
    if chance >= bars.least:
        return chance < SURE and _has_no_sentence(page.features, chances)
    is_small = len(page.features) < _FEW_BLOCKS
    if is_small and chance >= _LEAST_OF_FEW and kind_of(page.features, page.tables) is None:
        return False
    paragraph = bars.paragraph if chance >= _HARDLY else _TEASER
    items = zip(page.features, chances, strict=True)
    return max(chance * item.size for item, chance in items) < paragraph


def _has_no_sentence(items: Sequence[Features], chances: Sequence[float]) -> bool:
    """Whether nothing of what reads like a story ends as sentences do: tags, codes, addresses."""
    likely = [item for item, one in zip(items, chances, strict=True) if one >= CHANCE]
    return bool(likely) and not any(_SENTENCE_END.search(item.text) for item in likely)


# Or writes in a script that has no sign for it: Thai, Lao, Tibetan, Burmese, Khmer.
_SENTENCE_END = re.compile(
    r"[.!?…؟।۔։።](?=[\s\"'”’»«)\]]|$)|[。！？]|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)


@frozen
class _Bars:
    """What a text without a story stays below: its chance, and the weight of its best paragraph."""

    least: float
    paragraph: float


# Who declares a story's text has one, and nothing is to be told from a sentence with nothing around it.
_TOLD_LETTERS, _FEWEST, _FEW_BLOCKS = 150, 2, 12
# Chosen on texts with and without a story: home pages have many sentences that might be one's, and
# no paragraph.  A text of a few blocks says little, and is taken for what its user says it is.  What is
# lost by it, some 10 in 1,000 development texts, are paywalled stumps and bare lists.
_LEAST_OF_FEW = 0.012
_OF_TEXTS = _Bars(0.15, 125)
# Of pages the elements say more: below this no development page of news is, and of pages without a
# story nearly all are; what is lost are pages whose story is a picture or one short line.
_OF_PAGES = _Bars(0.1, 200)
# Below this chance, what might be a paragraph is a teaser or a notice up to this size.
_HARDLY, _TEASER = 0.03, 250
