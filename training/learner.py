"""Which models are learned, and from which rows."""

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import lightgbm
import numpy as np
from dataset import Sample, read_own_texts
from holdout import hold_out, learn_whole, shared, spread, stack, table
from sections import make_section, pick_teasers, pool_of
from trees import Learned, fit, to_files, to_function

from newsparse.languages import Language
from newsparse.markup.clean import key_of
from newsparse.parser import Model
from newsparse.parser.features import Features
from newsparse.parser.measures import NAMES, Survey
from newsparse.parser.model import Weights, chance_of
from newsparse.parser.reading import choose_span
from newsparse.parser.relations import STORY_NAMES, Drafted
from newsparse.parser.storyless import count_storyless
from newsparse.parser.titles import TITLE_NAMES, measure_titles
from newsparse.parser.verdict import VERDICT_NAMES, measure_whole


def learn(samples: Sequence[Sample]) -> dict[str, Learned]:
    """All models by name, from the samples of a corpus.

    The second look is learned from first looks at texts of other publishers than the first was
    learned from: what it sees in training is then what it will see.
    """
    firsts = spread(_first_rows, samples)
    known = [
        at for at, sample in enumerate(samples) if max(sample.labels["story"], default=-1) > -1
    ]
    draft = _learn("draft", samples, firsts, known, _DRAFT_ROUNDS)
    drafts, sources = hold_out(
        "draft",
        samples,
        firsts,
        known,
        _INNER_FOLDS,
        lambda others: _fit("draft", samples, firsts, others, _DRAFT_ROUNDS),
    )
    seconds = spread(_second_rows, samples, drafts)
    found = {"draft": draft, "story": _learn("story", samples, seconds, known, _STORY_ROUNDS)}
    known = [at for at in known if max(samples[at].labels["caption"]) > -1]
    found["caption"] = _learn("caption", samples, seconds, known, _CAPTION_ROUNDS)
    found["verdict"] = _learn_verdict(samples, drafts, sources)
    found["title"] = _learn_titles(samples, {name: one.source for name, one in found.items()})
    return found


_DRAFT_ROUNDS, _STORY_ROUNDS, _CAPTION_ROUNDS, _VERDICT_ROUNDS, _TITLE_ROUNDS = (
    80,
    90,
    40,
    100,
    200,
)
_INNER_FOLDS = 4


def _learn(
    name: str, samples: Sequence[Sample], rows: Sequence[Any], chosen: Sequence[int], rounds: int
) -> Learned:
    return to_files(_fit(name, samples, rows, chosen, rounds), name, stack(rows, chosen))


def _fit(
    name: str, samples: Sequence[Sample], rows: Sequence[Any], chosen: Sequence[int], rounds: int
) -> lightgbm.Booster:
    label = "story" if name == "draft" else name
    return fit(
        stack(rows, chosen),
        np.concatenate([samples[at].labels[label] for at in chosen]),
        np.concatenate([samples[at].weights for at in chosen]),
        rounds,
    )


def _learn_verdict(
    samples: Sequence[Sample], drafts: Sequence[Sequence[float]], sources: Sequence[str]
) -> Learned:
    """The model of whole texts: from all of them, from the same without their story or with teasers
    in its place, and from what this project has of texts with and without one."""
    pool = pool_of(samples)
    teasers = [pick_teasers(sample, pool, random.Random(at)) for at, sample in enumerate(samples)]
    found = [
        one for some in spread(_whole_rows, samples, drafts, sources, teasers) for one in some
    ]
    for page, label in read_own_texts():
        found += _rows_of_whole((page.features, label), page.tables, sources[0], _OWN_WEIGHT)
    return learn_whole("verdict", found, len(VERDICT_NAMES), _VERDICT_ROUNDS, 40)


_Whole = tuple[Sequence[float], int, float]
_OWN_WEIGHT, _MIN_BLOCKS, _MIN_STUMP = 20.0, 5, 3


def _whole_rows(
    at: int, drafts: Sequence[float], source: str, teasers: Sequence[str]
) -> list[_Whole]:
    """A text as it is, the beginning of its story alone, and what is left without the story.

    Where its menus are long enough, they make another that is none, with *teasers* of others.
    """
    sample, found = shared[at], []
    tables = sample.page.tables
    if sample.survey.size and drafts:
        storyless = count_storyless(sample.page.features, tables)
        found.append((measure_whole(Drafted(sample.survey, drafts), storyless), 1, 1.0))
    pairs = list(zip(sample.survey.features, sample.labels["story"], strict=True))
    story = [item for item, label in pairs if label == 1]
    rest = [item for item, label in pairs if label == 0]
    if story and len(rest) >= _MIN_BLOCKS:
        found += _rows_of_whole((rest, 0), tables, source)
    if len(story) > _MIN_STUMP:
        found += _rows_of_whole((story[: _MIN_STUMP + at % _MIN_STUMP], 1), tables, source)
    section = make_section(sample, teasers, random.Random(at))
    if section is not None:
        found += _rows_of_whole((section.features, 0), section.tables, source)
    return found


def _rows_of_whole(
    text: tuple[Sequence[Features], int],
    tables: tuple[Language, ...],
    source: str,
    weight: float = 1.0,
) -> list[_Whole]:
    survey, draft = Survey(text[0]), _cached_draft(source)
    drafts = [chance_of(draft(row)) for row in survey.rows()]
    if not drafts:
        return []
    storyless = count_storyless(text[0], tables)
    return [(measure_whole(Drafted(survey, drafts), storyless), text[1], weight)]


@lru_cache(maxsize=_INNER_FOLDS)
def _cached_draft(source: str) -> Weights:
    return to_function(source, "draft")


def _first_rows(at: int) -> Any:
    return table(shared[at].survey.rows(), len(NAMES))


def _second_rows(at: int, drafts: Sequence[float]) -> Any:
    return table(Drafted(shared[at].survey, drafts).rows(), len(STORY_NAMES))


def _learn_titles(samples: Sequence[Sample], sources: dict[str, str]) -> Learned:
    """The title model: of lines that may be titles, around the story that the others choose."""
    found = [one for one in spread(_title_rows, samples, repeat(sources)) if one]
    measures = np.concatenate([rows for rows, _ in found])
    labels = np.concatenate([labels for _, labels in found])
    booster = fit(measures, labels, np.ones(len(labels)), _TITLE_ROUNDS, num_leaves=10)
    return to_files(booster, "title", measures)


def _title_rows(at: int, sources: dict[str, str]) -> tuple[Any, list[int]] | None:
    """Lines that may be the title of a text, where one is, and which it is."""
    page = shared[at].page
    keys = {key_of(title) for title in shared[at].row.get("titles") or ()} - {""}
    if not keys:
        return None
    lines = measure_titles(page, *choose_span(page, _cached(**sources).look(page).chances))
    labels = [int(key_of(page.features[line].text) in keys) for line, _ in lines]
    return (table((row for _, row in lines), len(TITLE_NAMES)), labels) if any(labels) else None


@lru_cache(maxsize=1)
def _cached(**sources: str) -> Model:
    """A model without titles."""
    functions = {name: to_function(source, name) for name, source in sources.items()}
    return Model(**functions, title=functions["story"])
