"""Whether a page has a story at all: measures of the whole, as a first look at its blocks sees it."""

import math
from collections.abc import Iterable

from newsparse.parser.relations import LIKELY
from newsparse.parser.treerelations import TreeDrafted

__all__ = ["TREE_VERDICT_NAMES", "measure_tree"]

TREE_VERDICT_NAMES = (
    *("story", "best", "best_ten", "likely", "main_share", "main_text", "main_blocks"),
    *("longest", "prose", "ended", "mean_size", "linked", "in_cards", "in_like_cards", "headed"),
    *("parents", "title", "title_gap", "title_words", "blocks", "text", "prose_text", "links"),
    *("articles", "main_titles", "described", "told", "in_list", "in_form", "above"),
)
_MANY = 3


def measure_tree(drafted: TreeDrafted) -> tuple[float, ...]:
    """A row of numbers (`TREE_VERDICT_NAMES`) of a whole page."""
    survey, (start, end) = drafted.survey, drafted.main
    features, elements, homes = survey.page.features, survey.elements, survey.homes
    drafts = drafted.drafts
    likely = [at for at in range(survey.size) if drafts[at] >= LIKELY]
    items = [features[at] for at in likely]
    prose = [item for item in items if item.is_prose]
    cards = [elements.cards[homes[at]] for at in likely]
    repeats = [elements.repeats[homes[at]] for at in likely]
    parents = {elements.parents[homes[at]] for at in likely}
    sizes = [item.size for item in prose]
    total = sum(survey.sizes)
    title = survey.title
    return (
        math.log1p(drafted.mass),
        max(drafts, default=0.0),
        sum(sorted(drafts)[-10:]) / 10,
        len(likely),
        drafted.main_share,
        math.log1p(sum(survey.sizes[start:end])),
        end - start,
        _longest(survey.prose),
        len(prose),
        _share(item.ended for item in prose),
        math.log1p(sum(sizes) / max(1, len(sizes))),
        sum(item.linked * item.size for item in items) / max(1, sum(item.size for item in items)),
        _share(card >= 0 for card in cards),
        _share(count >= _MANY for count in repeats),
        _share(item.level > 0 for item in items),
        len(parents) / max(1, len(likely)),
        title >= 0,
        min(60, abs(start - title)) if title >= 0 else -1,
        features[title].words if title >= 0 else 0,
        math.log1p(survey.size),
        math.log1p(total),
        sum(size for size, flag in zip(survey.sizes, survey.prose, strict=True) if flag)
        / max(1.0, total),
        sum(item.linked * size for item, size in zip(features, survey.sizes, strict=True))
        / max(1.0, total),
        min(30, sum(node.tag == "article" for node in survey.page.nodes)),
        sum(item.level > 0 for item in features[start:end]),
        survey.page.described != "",
        survey.page.told != "",
        _share(elements.is_in(homes[at], "li") for at in likely),
        _share(elements.is_in(homes[at], "form") for at in likely),
        start / max(1, survey.size),
    )


def _share(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / len(values) if values else 0.0


def _longest(prose: Iterable[bool]) -> int:
    """The most blocks of running text without another block between them."""
    longest = length = 0
    for flag in prose:
        length = length + 1 if flag else 0
        longest = max(longest, length)
    return longest
