"""Whether a page has a story at all: measures of the whole, as a first look at its blocks sees it."""

import math

from newsparse.parser.columns import longest_run, share
from newsparse.parser.elements import tag_number
from newsparse.parser.relations import LIKELY
from newsparse.parser.storyless import STORYLESS, count_storyless
from newsparse.parser.treerelations import TreeDrafted

__all__ = ["TREE_VERDICT_NAMES", "measure_tree"]

TREE_VERDICT_NAMES = (
    *("story", "best", "best_ten", "likely", "main_share", "main_text", "main_blocks"),
    *("prose", "ended", "mean_size", "linked", "in_cards", "in_like_cards", "in_list", "in_form"),
    *("headed", "parents", "main_titles", "above"),
    *("longest", "title", "title_gap", "title_words", "blocks", "text", "prose_text", "links"),
    *("articles", "described", "told"),
    *STORYLESS,
)
_TOP, _FAR, _MOST = 10, 60, 30
_MANY, _ARTICLE = 3, tag_number("article")


def measure_tree(drafted: TreeDrafted) -> tuple[float, ...]:
    """A row of numbers (`TREE_VERDICT_NAMES`) of a whole page."""
    page, near = drafted.survey.page, drafted.near
    storyless = count_storyless((page.features[at] for at in near), page.tables)
    return (*_measure_story(drafted), *_measure_page(drafted), *storyless)


def _measure_story(drafted: TreeDrafted) -> tuple[float, ...]:
    """What the first look takes for the story."""
    survey, (start, end) = drafted.survey, drafted.main
    elements, homes, drafts = survey.elements, survey.homes, drafted.drafts
    likely = [at for at in range(survey.size) if drafts[at] >= LIKELY]
    items = [survey.page.features[at] for at in likely]
    prose = [item for item in items if item.is_prose]
    places = [homes[at] for at in likely]
    return (
        math.log1p(drafted.mass),
        max(drafts, default=0.0),
        sum(sorted(drafts)[-_TOP:]) / _TOP,
        len(likely),
        drafted.main_share,
        math.log1p(sum(survey.sizes[start:end])),
        end - start,
        len(prose),
        share(item.ended for item in prose),
        math.log1p(sum(item.size for item in prose) / max(1, len(prose))),
        sum(item.linked * item.size for item in items) / max(1, sum(item.size for item in items)),
        share(elements.cards[at] >= 0 for at in places),
        share(elements.repeats[at] >= _MANY for at in places),
        share(elements.is_in(at, "li") for at in places),
        share(elements.is_in(at, "form") for at in places),
        share(item.level > 0 for item in items),
        len({elements.parents[at] for at in places}) / max(1, len(likely)),
        sum(item.level > 0 for item in survey.page.features[start:end]),
        start / max(1, survey.size),
    )


def _measure_page(drafted: TreeDrafted) -> tuple[float, ...]:
    """The page around it."""
    survey, start = drafted.survey, drafted.main[0]
    page, sizes, title = survey.page, survey.sizes, survey.title
    total = max(1.0, sum(sizes))
    linked = sum(item.linked * size for item, size in zip(page.features, sizes, strict=True))
    prose = sum(size for size, flag in zip(sizes, survey.prose, strict=True) if flag)
    return (
        longest_run(survey.prose),
        title >= 0,
        min(_FAR, abs(start - title)) if title >= 0 else -1,
        page.features[title].words if title >= 0 else 0,
        math.log1p(survey.size),
        math.log1p(total),
        prose / total,
        linked / total,
        min(_MOST, survey.elements.tags.count(_ARTICLE)),
        page.described != "",
        page.told != "",
    )
