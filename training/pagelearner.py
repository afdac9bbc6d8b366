"""Which models of pages are learned, and from which rows."""

import re
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import repeat
from multiprocessing import get_context
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from dataset import Row, key_of_text
from pages import PageSample, title_keys
from trees import Learned, fit, to_files, to_function

from newsparse.parser.reading import choose_span
from newsparse.parser.titles import TREE_TITLE_NAMES, measure_tree_titles
from newsparse.parser.treemeasures import TREE_NAMES, TreeSurvey
from newsparse.parser.treemodel import TreeModel
from newsparse.parser.treerelations import TREE_STORY_NAMES, TreeDrafted

_DRAFT = {"num_leaves": 10, "learning_rate": 0.12, "min_data_in_leaf": 40, "max_bin": 63}
_STORY = {
    "num_leaves": 13,
    "learning_rate": 0.08,
    "min_data_in_leaf": 30,
    "max_bin": 63,
    "feature_fraction": 0.4,
}
_ROUNDS = {"draft": 50, "story": 110, "caption": 40, "heading": 40, "title": 60}
_INNER_FOLDS = 3


def learn_pages(samples: Sequence[PageSample]) -> dict[str, Learned]:
    """All models of pages by name."""
    _shared[:] = samples
    firsts = _spread(_first_rows, samples)
    near = [one[0] for one in firsts]
    rows = [one[1] for one in firsts]
    known = [at for at, one in enumerate(samples) if max(one.labels["story"]) > -1]
    labels = _Labels(samples, near)
    draft = _fit("draft", rows, labels, "story", known, _DRAFT)
    drafts = _held_out(samples, rows, labels, known)
    seconds = _spread(_second_rows, samples, drafts, rows)
    found = {"page_draft": to_files(draft, "page_draft", _stack(rows, known))}
    story = _fit("story", seconds, labels, "story", known, _STORY)
    found["page_story"] = to_files(story, "page_story", _stack(seconds, known))
    for name in ("caption", "heading"):
        some = [at for at in known if max(samples[at].labels[name]) > -1]
        booster = _fit(name, seconds, labels, name, some, _STORY)
        found[f"page_{name}"] = to_files(booster, f"page_{name}", _stack(seconds, some))
    found["page_title"] = _learn_titles(samples, {n: one.source for n, one in found.items()})
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


def _stack(rows: Sequence[Any], chosen: Sequence[int]) -> Any:
    return np.concatenate([rows[at] for at in chosen])


def _fit(
    name: str,
    rows: Sequence[Any],
    labels: _Labels,
    label: str,
    chosen: Sequence[int],
    parameters: dict[str, Any],
) -> lightgbm.Booster:
    return fit(
        _stack(rows, chosen),
        np.concatenate([labels.of(label, at) for at in chosen]),
        np.concatenate([labels.weights(at) for at in chosen]),
        _ROUNDS[name],
        **parameters,
    )


def _held_out(
    samples: Sequence[PageSample], rows: Sequence[Any], labels: _Labels, known: Sequence[int]
) -> list[list[float]]:
    """First looks at each page, learned from other publishers'."""
    folds = [_site_fold(sample.row) for sample in samples]
    drafts: list[list[float]] = [[] for _ in samples]
    for fold in range(_INNER_FOLDS):
        others = [at for at in known if folds[at] != fold]
        booster = _fit("draft", rows, labels, "story", others, _DRAFT)
        for at, own in enumerate(folds):
            if own == fold and len(rows[at]):
                drafts[at] = booster.predict(rows[at]).tolist()
    return drafts


def _site_fold(row: Row) -> int:
    host = urlsplit(row.get("url") or "").hostname or ""
    site = max(host.split("."), key=len) or re.split(r"[\d_]", row["id"], maxsplit=1)[0]
    return zlib.crc32(site.encode()) % _INNER_FOLDS


_shared: list[PageSample] = []


def _spread(work: Callable[..., Any], samples: Sequence[PageSample], *arguments: Any) -> list[Any]:
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(work, range(len(samples)), *arguments, chunksize=16))


def _first_rows(at: int) -> Any:
    survey = TreeSurvey(_shared[at].page)
    return survey.near, _table(list(survey.rows()), len(TREE_NAMES))


def _second_rows(at: int, drafts: Sequence[float], firsts: Any) -> Any:
    survey = TreeSurvey(_shared[at].page)
    rows = TreeDrafted(survey, drafts).rows(firsts.tolist())
    return _table(list(rows), len(TREE_STORY_NAMES))


def _table(rows: Sequence[Sequence[float]], width: int) -> Any:
    return np.array(rows, dtype=np.float64).reshape(-1, width)


def _learn_titles(samples: Sequence[PageSample], sources: dict[str, str]) -> Learned:
    found = [one for one in _spread(_title_rows, samples, repeat(sources)) if one]
    measures = np.concatenate([rows for rows, _ in found])
    labels = np.concatenate([labels for _, labels in found])
    booster = fit(measures, labels, np.ones(len(labels)), _ROUNDS["title"], min_data_in_leaf=20)
    return to_files(booster, "page_title", measures)


def _title_rows(at: int, sources: dict[str, str]) -> tuple[Any, list[int]] | None:
    page, keys = _shared[at].page, title_keys(_shared[at].row)
    if not keys:
        return None
    span = choose_span(page, _cached(**sources).look(page).chances)
    lines = measure_tree_titles(page, *span)
    labels = [int(key_of_text(page.features[line].text) in keys) for line, _ in lines]
    if not any(labels):
        return None
    return _table([row for _, row in lines], len(TREE_TITLE_NAMES)), labels


@lru_cache(maxsize=1)
def _cached(**sources: str) -> TreeModel:
    functions = {name: to_function(source, name) for name, source in sources.items()}
    return TreeModel(**functions, page_title=functions["page_story"])
