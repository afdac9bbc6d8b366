"""The learned model of pages: as `newsparse.parser.model.Model`, from elements as well as text."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from attrs import frozen

from newsparse.parser.features import Page
from newsparse.parser.model import Look, Model, Weights, chance_of, default_model, load_model
from newsparse.parser.treemeasures import TREE_NAMES, TreeSurvey
from newsparse.parser.treerelations import TreeDrafted
from newsparse.parser.treeverdict import measure_tree

__all__ = ["TreeModel", "model_for"]

Row = tuple[float, ...]


@frozen(eq=False)
class TreeModel:
    """Weights, as functions from measures to log-odds.

    Attributes:
        page_draft: Of a block to be part of the story, at first sight (`TREE_NAMES`).
        page_story: The same at second sight (`TREE_STORY_NAMES`).
        page_caption: Of a block to be the caption of a picture, from the same measures.
        page_heading: Of a block of the story to be a subheading, from the same.
        page_verdict: Of a whole page to have a story (`newsparse.parser.treeverdict`).
        page_title: Of a line to be the title (`newsparse.parser.titles.TREE_TITLE_NAMES`).
        page_headline: Of what a page offers as its title to be that of the story
            (`newsparse.parser.headlines.HEADLINE_NAMES`).
    """

    page_draft: Weights
    page_story: Weights
    page_caption: Weights
    page_heading: Weights
    page_verdict: Weights
    page_title: Weights
    page_headline: Weights

    @property
    def title(self) -> Weights:
        """What tells titles, by the name that the model of text has for it."""
        return self.page_title

    def look(self, page: Page) -> Look:
        """Look twice at every block that may be of the story."""
        chances, captions, headings = [0.0] * len(page.features), {}, {}
        drafted, firsts = self._draft(page)
        for at, row in zip(drafted.near, drafted.rows(firsts), strict=True):
            chances[at] = chance = chance_of(self.page_story(row))
            if _may_be_caption(row) or (_TRACE < chance < _SURE and row[_SIZE] < _MAX_CAPTION):
                captions[at] = chance_of(self.page_caption(row))
            if chance > _TRACE and row[_SIZE] < _MAX_HEADING:
                headings[at] = chance_of(self.page_heading(row))
        _leave_apart(drafted.survey, chances)
        _leave_other_articles(drafted.survey, chances)
        _level_tables(drafted.survey, chances)
        whole = chance_of(self.page_verdict(measure_tree(drafted)))
        return Look(chances, captions, whole, headings)

    def rows(self, page: Page) -> Iterator[tuple[int, Row]]:
        """Yield what the second look sees of each block that it looks at, and its index."""
        drafted, firsts = self._draft(page)
        return zip(drafted.near, drafted.rows(firsts), strict=True)

    def glance(self, page: Page) -> Iterator[tuple[int, Row]]:
        """Yield what `page_draft` sees of every block that may be of the story, with its index."""
        survey = TreeSurvey(page)
        return zip(survey.near, survey.rows(), strict=True)

    def _draft(self, page: Page) -> tuple[TreeDrafted, list[Row]]:
        survey = TreeSurvey(page)
        firsts = list(survey.rows())
        return TreeDrafted(survey, [chance_of(self.page_draft(row)) for row in firsts]), firsts


# A block that the first look has no doubt is outside of the story is no part of it; a caption may
# stand apart from it all the same, in an element that says what it is.
_TRACE = 0.01
# Of sizes as the model sees them.
_MAX_HEADING, _MAX_CAPTION = 5.6, 6.3
_SURE = 0.97
_SIZE = TREE_NAMES.index("size")
_caption_signs = itemgetter(
    *map(TREE_NAMES.index, ("in_figure", "in_figcaption", "named_caption"))
)


def _may_be_caption(row: Sequence[float]) -> bool:
    return any(_caption_signs(row))


def _level_tables(survey: TreeSurvey, chances: list[float]) -> None:
    """Give all cells of a table the same chance: it is of the story, or it is not.

    Of a long table only the cells near running text were looked at.  They speak for the others if
    they are most of it, if the story goes on behind it, or if it goes on in them for sure.
    """
    tables: dict[int, list[int]] = {}
    features, homes = survey.page.features, survey.homes
    for at in survey.near:
        table = survey.elements.table_of(homes[at]) if features[at].tag in _CELLS else 0
        if table:
            tables.setdefault(table, []).append(at)
    for table, cells in tables.items():
        node = survey.page.nodes[table]
        whole = range(node.first, node.last)
        n_beside = sum(
            chance >= _INSIDE
            for chance in (
                *chances[node.first - 1 : node.first],
                *chances[node.last : node.last + 1],
            )
        )
        is_most = len(cells) >= len(whole) * _MOSTLY
        mean = _mean_chance(survey, chances, whole if is_most else cells)
        if is_most or n_beside == _BOTH or (n_beside and mean >= _INSIDE):
            for at in whole:
                chances[at] = mean


def _mean_chance(survey: TreeSurvey, chances: Sequence[float], cells: Iterable[int]) -> float:
    """The mean chance of cells, long ones counting more."""
    roots = {at: math.sqrt(survey.sizes[at]) for at in cells}
    return sum(chances[at] * root for at, root in roots.items()) / max(1.0, sum(roots.values()))


_CELLS = frozenset({"td", "th"})
# A table in which other elements hold more is one that lays out a page.
_MOSTLY, _BOTH, _INSIDE = 0.6, 2, 0.6


def _leave_apart(survey: TreeSurvey, chances: list[float]) -> None:
    """Take blocks in elements that are hidden, or called what no story is, out of the story.

    Not where little else is left: a story that is hidden may be shown by a script, and names are
    only names.
    """
    homes, is_apart = survey.homes, survey.elements.is_apart
    likely = [at for at in survey.near if chances[at] > _TRACE]
    apart = [at for at in likely if is_apart(homes[at])]
    if not apart:
        return
    weight = {at: chances[at] * survey.sizes[at] for at in likely}
    whole = sum(weight.values())
    if whole - sum(weight[at] for at in apart) >= max(_LEFT, _LEFT_SHARE * whole):
        for at in apart:
            chances[at] = 0.0


# In characters.
_LEFT, _LEFT_SHARE = 300, 0.2


def _leave_other_articles(survey: TreeSurvey, chances: list[float]) -> None:
    """Take ``article`` elements out of the story that stand beside the one with its title.

    Not where that one holds next to nothing: then the story's parts are called articles.
    """
    own = (
        survey.elements.outermost_article(survey.homes[survey.title]) if survey.title >= 0 else -1
    )
    if own < 0:
        return
    likely = [at for at in survey.near if chances[at] > _TRACE]
    outer = {at: survey.elements.outermost_article(survey.homes[at]) for at in likely}
    held = sum(chances[at] * survey.sizes[at] for at in likely if outer[at] == own)
    if held >= _OWN_ARTICLE:
        for at in likely:
            if outer[at] not in {-1, own}:
                chances[at] = 0.0


# In characters.
_OWN_ARTICLE = 150


@lru_cache(maxsize=1)
def _tree_model() -> TreeModel:
    return load_model(TreeModel)


def model_for(page: Page) -> Model | TreeModel:
    """The model that comes with the library for pages of a kind: trees, or text."""
    return _tree_model() if page.is_tree else default_model()
