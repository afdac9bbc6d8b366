"""Why each block got its role: the decisions of `roles`, taken once more with their evidence."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from newsparse.article import Article
from newsparse.document import Field
from newsparse.explanation import BlockExplanation, Candidate, Contribution, Score
from newsparse.parser.features import Page
from newsparse.parser.labels import Label
from newsparse.parser.measures import NAMES
from newsparse.parser.model import Model, chance_of
from newsparse.parser.places import Places
from newsparse.parser.reading import CHANCE, Reading, read_page
from newsparse.parser.reasons import describe_label, describe_weight
from newsparse.parser.relations import STORY_NAMES
from newsparse.parser.roles import Labeller
from newsparse.parser.titles import (
    MIN_ODDS,
    TITLE_NAMES,
    TREE_TITLE_NAMES,
    measure_titles,
    measure_tree_titles,
)
from newsparse.parser.treemeasures import TREE_NAMES
from newsparse.parser.treemodel import TreeModel
from newsparse.parser.treerelations import TREE_STORY_NAMES
from newsparse.parser.trees import take_apart

__all__ = ["explain_fields", "explain_page"]

_FIELDS = ("title", "timestamp", "updated", "authors")


def explain_fields(fields: Sequence[Field], article: Article | None) -> tuple[Candidate, ...]:
    """What the source declares of title, times and authors, and what of it the article has."""
    chosen = {(row.field, row.source) for row in article.provenance} if article else set()
    ranked = sorted(
        (field for field in fields if field.name in _FIELDS),
        key=lambda field: _FIELDS.index(field.name),
    )
    return tuple(
        Candidate(
            field=field.name,
            value=str(field.value),
            source=field.source,
            chosen=(field.name, field.source) in chosen,
        )
        for field in ranked
    )


def explain_page(
    page: Page, labels: Sequence[Label] | None, places: Places, model: Model | TreeModel
) -> tuple[tuple[BlockExplanation, ...], tuple[int, int] | None]:
    """Explain every block of a page, in order.

    Args:
        page: What is seen of the blocks.
        labels: The roles that they have in the end, ``None`` where nothing reads like a story.
        places: Where they stand in the source.
        model: The model that parsing uses.

    Returns:
        The explanations, and the story's first block and one past its last; ``None`` instead,
        and no roles, where nothing reads like a story.

    Raises:
        LookupError: If nothing is known of the model's trees.
    """
    kind = "page_" if page.is_tree else ""
    drafts = {at: _score(f"{kind}draft", model, row) for at, row in model.glance(page)}
    stories = {at: _score(f"{kind}story", model, row) for at, row in model.rows(page)}
    reading = None if labels is None else read_page(page, model)
    if labels is None or reading is None:
        return tuple(_without_role(page, places, drafts, stories)), None
    measure = measure_tree_titles if page.is_tree else measure_titles
    lines = measure(page, *reading.span)
    titles = {at: _score(f"{kind}title", model, row) for at, row in lines}
    explainer = _Explainer(reading, stories, titles)
    explained = []
    for index, label in enumerate(labels):
        runner_up, likely = explainer.find_rival(index, label)
        explained.append(
            BlockExplanation(
                index=index,
                text=page.features[index].text,
                where=places.where(index),
                role=label.role,
                confidence=label.confidence,
                reason=explainer.describe(index, label),
                runner_up=runner_up,
                runner_up_confidence=likely,
                scores=_present(stories.get(index), drafts.get(index), titles.get(index)),
            )
        )
    return tuple(explained), explainer.span


def _without_role(
    page: Page,
    places: Places,
    drafts: Mapping[int, Score],
    stories: Mapping[int, Score],
) -> Iterator[BlockExplanation]:
    for index, item in enumerate(page.features):
        yield BlockExplanation(
            index=index,
            text=item.text,
            where=places.where(index),
            role=None,
            confidence=0.0,
            reason=describe_weight(item),
            runner_up=None,
            runner_up_confidence=0.0,
            scores=_present(stories.get(index), drafts.get(index)),
        )


def _present(*scores: Score | None) -> tuple[Score, ...]:
    return tuple(score for score in scores if score is not None)


# -- scores


_NAMES = {
    "draft": NAMES,
    "story": STORY_NAMES,
    "title": TITLE_NAMES,
    "page_draft": TREE_NAMES,
    "page_story": TREE_STORY_NAMES,
    "page_title": TREE_TITLE_NAMES,
}


def _score(name: str, model: Model | TreeModel, row: Sequence[float]) -> Score:
    parts, names = take_apart(getattr(model, name), row), _NAMES[name]
    contributions = [
        Contribution(name=names[number], value=float(row[number]), added=added)
        for number, added in parts.added.items()
    ]
    contributions.sort(key=lambda one: (-abs(one.added), one.name))
    return Score(
        model=name,
        log_odds=parts.score,
        chance=chance_of(parts.score),
        bias=parts.bias,
        shift=parts.shift,
        contributions=tuple(contributions),
    )


# -- what else a block might have been


# Where the model knows nothing like a page, the rules that find a story have the say.
_BY_RULES = "; so the rules say, since the model knows nothing like this text"
# Of a page, elements have a say after the model.
_IN_TABLE = "; the cells of its table have one chance, the mean of what the model says of each"
_APART = (
    "; it stands in an element that is hidden or called what no story is, or in another article"
)
# Below it nothing else came into question.
_LEAST = 0.005


class _Explainer(Labeller):
    """Labels a page once more, and tells why, and what each block would have been otherwise.

    Args:
        reading: The page, its story and its title.
        stories: What the story model says of the blocks that it saw.
        titles: What the title model says of the lines that may be the title.
    """

    def __init__(
        self, reading: Reading, stories: Mapping[int, Score], titles: Mapping[int, Score]
    ) -> None:
        super().__init__(reading)
        self._stories = stories
        self._titles = {at: score.chance for at, score in titles.items()}
        self._untitled = self._label_without_title(reading, titles)
        self._firsts = self.labels()

    def _label_without_title(self, reading: Reading, titles: Mapping[int, Score]) -> Label | None:
        """What the title would be if the second best line were it, or none."""
        if reading.title is None:
            return None
        others = [at for at in titles if at != reading.title and titles[at].log_odds > MIN_ODDS]
        second = max(others, key=lambda at: titles[at].log_odds, default=None)
        return Labeller(evolve(reading, title=second)).labels()[reading.title]

    @property
    def span(self) -> tuple[int, int]:
        """The story, below title and byline: its first block, and one past its last."""
        return self._first, self._last

    def describe(self, index: int, label: Label) -> str:
        """What decided on a block's role in the end."""
        chance = self._chances[index]
        words = describe_label(
            label,
            self._features[index],
            self._page.tables,
            chance=chance,
            is_before=index < self._first,
        )
        known = self._stories.get(index)
        if known is None or known.chance == chance:
            return words
        if max(score.chance for score in self._stories.values()) < CHANCE:
            return f"{words}{_BY_RULES}"
        return f"{words}{_IN_TABLE if chance else _APART}"

    def find_rival(self, index: int, label: Label) -> tuple[str | None, float]:
        """The runner-up of a block, and how likely it is.

        Each decision has a chance: that the block is story text, that it is not, that it is the
        title.  A role on its other side has that chance times the confidence in the role, and
        no more than what the confidence in the role that was chosen leaves.  Of a block whose
        role was changed at second sight, it is the first role.
        """
        first = self._firsts[index]
        rivals = self._rivals(index) if first.role == label.role else [(first.role, 1.0)]
        others = [rival for rival in rivals if rival[0] != label.role]
        role, likely = max(others, key=lambda rival: rival[1], default=("", 0.0))
        likely = min(likely, 1 - label.confidence)
        return (role, likely) if likely >= _LEAST else (None, 0.0)

    def _rivals(self, index: int) -> Iterator[tuple[str, float]]:
        if index == self._title and self._untitled is not None:
            chance = self._titles.get(index, 0.0)
            yield self._untitled.role, (1 - chance) * self._untitled.confidence
            return
        yield "title", self._titles.get(index, 0.0)
        chance = self._chances[index]
        role, confidence, rule = self._text_role(index, self._features[index])
        yield role, chance * confidence
        if rule:  # its shape made it more than a paragraph
            yield "paragraph", chance * (1 - confidence)
        yield self._outside(index, 1 - chance)

    def _outside(self, index: int, chance: float) -> tuple[str, float]:
        """What a block is that is no story text, and stands where it stands."""
        if self._first <= index < self._last:
            role, confidence, _ = self._aside(index)
            return role, confidence
        section = "navigation" if index < self._first else "other"
        role, confidence, _ = self._rest_role(index, self._features[index], section)
        return role, chance * confidence
