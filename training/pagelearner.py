"""Which models of pages are learned, and from which rows."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import lightgbm
import numpy as np
from attrs import fields
from dataset import key_of_text
from holdout import hold_out, learn_whole, shared, spread, stack, table
from pages import PageSample, read_own_pages, title_keys
from trees import Learned, fit, to_files, to_function

from newsparse.parser.features import Page
from newsparse.parser.headlines import HEADLINE_NAMES, measure_headlines
from newsparse.parser.model import Weights, chance_of
from newsparse.parser.reading import choose_span
from newsparse.parser.titles import TREE_TITLE_NAMES, measure_tree_titles
from newsparse.parser.treemeasures import TREE_NAMES, TreeSurvey
from newsparse.parser.treemodel import TreeModel
from newsparse.parser.treerelations import TREE_STORY_NAMES, TreeDrafted
from newsparse.parser.treeverdict import TREE_VERDICT_NAMES, measure_tree

_DRAFT = {"num_leaves": 10, "learning_rate": 0.12, "min_data_in_leaf": 40, "max_bin": 63}
_STORY = {
    "num_leaves": 13,
    "learning_rate": 0.08,
    "min_data_in_leaf": 30,
    "max_bin": 63,
    "feature_fraction": 0.4,
}
_ROUNDS = {
    "draft": 50,
    "story": 110,
    "caption": 40,
    "heading": 40,
    "verdict": 60,
    "title": 40,
    "headline": 100,
}
_INNER_FOLDS = 3


def learn_pages(samples: Sequence[PageSample]) -> dict[str, Learned]:
    """All models of pages by name."""
    firsts = spread(_first_rows, samples)
    near = [one[0] for one in firsts]
    rows = [one[1] for one in firsts]
    known = [at for at, one in enumerate(samples) if max(one.labels["story"]) > -1]
    labels = _Labels(samples, near)
    draft = _fit("draft", rows, labels, "story", known, _DRAFT)
    drafts, sources = hold_out(
        "page_draft",
        samples,
        rows,
        known,
        _INNER_FOLDS,
        lambda others: _fit("draft", rows, labels, "story", others, _DRAFT),
    )
    looked = spread(_second_rows, samples, drafts, rows)
    seconds = [one[1] for one in looked]
    second_labels = _Labels(samples, [one[0] for one in looked])
    found = {"page_draft": to_files(draft, "page_draft", stack(rows, known))}
    story = _fit("story", seconds, second_labels, "story", known, _STORY)
    found["page_story"] = to_files(story, "page_story", stack(seconds, known))
    for name in ("caption", "heading"):
        some = [at for at in known if max(samples[at].labels[name]) > -1]
        booster = _fit(name, seconds, second_labels, name, some, _STORY)
        found[f"page_{name}"] = to_files(booster, f"page_{name}", stack(seconds, some))
    found["page_verdict"] = _learn_verdict(samples, sources)
    found["page_headline"] = _learn_headlines(samples)
    found["page_title"] = _learn_titles(samples, {name: one.source for name, one in found.items()})
    return found


class _Labels:
    """Labels and weights of the blocks that are looked at."""

    def __init__(self, samples: Sequence[PageSample], near: Sequence[Sequence[int]]) -> None:
        self._samples, self._near = samples, near

    def of(self, name: str, at: int) -> list[int]:
        labels = self._samples[at].labels[name]
        return [labels[block] for block in self._near[at]]

    def weights(self, at: int) -> list[float]:
        weights = self._samples[at].weights
        return [weights[block] for block in self._near[at]]


def _fit(
    name: str,
    rows: Sequence[Any],
    labels: _Labels,
    label: str,
    chosen: Sequence[int],
    parameters: dict[str, Any],
) -> lightgbm.Booster:
    return fit(
        stack(rows, chosen),
        np.concatenate([labels.of(label, at) for at in chosen]),
        np.concatenate([labels.weights(at) for at in chosen]),
        _ROUNDS[name],
        **parameters,
    )


def _first_rows(at: int) -> Any:
    survey = TreeSurvey(shared[at].page)
    return survey.near, table(survey.rows(), len(TREE_NAMES))


def _second_rows(at: int, drafts: Sequence[float], firsts: Any) -> Any:
    survey = TreeSurvey(shared[at].page)
    drafted = TreeDrafted(survey, drafts)
    return drafted.near, table(drafted.rows(firsts.tolist()), len(TREE_STORY_NAMES))


def _learn_verdict(samples: Sequence[PageSample], sources: Sequence[str]) -> Learned:
    """The model of whole pages: from all, from the same without their story or with others in its
    place, and our own."""
    found = [one for some in spread(_whole_rows, samples, sources) for one in some]
    found += [(_measure(page, sources[0]), label, _OWN) for page, label in read_own_pages()]
    return learn_whole("page_verdict", found, len(TREE_VERDICT_NAMES), _ROUNDS["verdict"], 20)


_OWN = 60.0


def _whole_rows(at: int, source: str) -> list[tuple[tuple[float, ...], int, float]]:
    sample = shared[at]
    if sample.row.get("augmented"):
        return []
    others = [page for page in (sample.bare, sample.section) if page is not None and page.is_tree]
    pages = [(sample.page, 1), *((page, 0) for page in others)]
    return [(_measure(page, source), label, 1.0) for page, label in pages]


def _measure(page: Page, source: str) -> tuple[float, ...]:
    survey, draft = TreeSurvey(page), _cached_draft(source)
    return measure_tree(TreeDrafted(survey, [chance_of(draft(row)) for row in survey.rows()]))


@lru_cache(maxsize=_INNER_FOLDS)
def _cached_draft(source: str) -> Weights:
    return to_function(source, "page_draft")


def _learn_titles(samples: Sequence[PageSample], sources: dict[str, str]) -> Learned:
    found = [one for one in spread(_title_rows, samples, repeat(sources)) if one]
    return _learn_choice(found, "page_title")


def _learn_headlines(samples: Sequence[PageSample]) -> Learned:
    found = [one for one in spread(_headline_rows, samples) if one]
    return _learn_choice(found, "page_headline")


def _learn_choice(found: Sequence[tuple[Any, list[int]]], name: str) -> Learned:
    measures = np.concatenate([rows for rows, _ in found])
    labels = np.concatenate([labels for _, labels in found])
    booster = fit(
        measures,
        labels,
        np.ones(len(labels)),
        _ROUNDS[name[5:]],
        min_data_in_leaf=20,
        num_leaves=7,
    )
    return to_files(booster, name, measures, in_steps=False)


def _title_rows(at: int, sources: dict[str, str]) -> tuple[Any, list[int]] | None:
    """Lines that may be the title of a page, where one is, and which it is."""
    page, keys = shared[at].page, title_keys(shared[at].row)
    if not keys:
        return None
    lines = measure_tree_titles(page, *_span(at, sources))
    labels = [int(key_of_text(page.features[line].text) in keys) for line, _ in lines]
    if not any(labels):
        return None
    return table([row for _, row in lines], len(TREE_TITLE_NAMES)), labels


def _headline_rows(at: int) -> tuple[Any, list[int]] | None:
    """The titles that a page offers, where one is right, and which it is."""
    page, keys = shared[at].page, title_keys(shared[at].row)
    if not keys or shared[at].row.get("augmented"):
        return None
    rows = measure_headlines(page)
    labels = [int(key_of_text(headline.text) in keys) for headline, _ in rows]
    if not any(labels):
        return None
    return table([row for _, row in rows], len(HEADLINE_NAMES)), labels


def _span(at: int, sources: dict[str, str]) -> tuple[int, int]:
    page = shared[at].page
    return choose_span(page, _cached(**sources).look(page).chances)


@lru_cache(maxsize=1)
def _cached(**sources: str) -> TreeModel:
    """A model that lacks what is not learned yet."""
    functions = {name: to_function(source, name) for name, source in sources.items()}
    missing = {one.name: functions["page_story"] for one in fields(TreeModel)}
    return TreeModel(**{**missing, **functions})
