"""What both engines are learned by: workers, tables of rows, and first looks held out by publisher."""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from dataset import Row
from trees import Learned, fit, to_files

# What the worker processes see of texts or pages: they are forked, so that none is copied.
shared: list[Any] = []


def spread(work: Callable[..., Any], samples: Sequence[Any], *arguments: Any) -> list[Any]:
    """What *work* gives for each sample's number in `shared`, and its item of each argument."""
    shared[:] = samples
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(work, range(len(samples)), *arguments, chunksize=32))


def table(rows: Iterable[Sequence[float]], width: int) -> Any:
    return np.array(list(rows), dtype=np.float64).reshape(-1, width)


def stack(rows: Sequence[Any], chosen: Sequence[int]) -> Any:
    return np.concatenate([rows[at] for at in chosen])


def hold_out(
    name: str,
    samples: Sequence[Any],
    rows: Sequence[Any],
    known: Sequence[int],
    folds: int,
    learn: Callable[[Sequence[int]], lightgbm.Booster],
) -> tuple[list[list[float]], list[str]]:
    """First looks at each sample, learned from other publishers', and what each was taken by.

    Args:
        name: Of the model.
        samples: Texts or pages, with their rows of gold.
        rows: What the first look sees of each.
        known: Which have labels.
        folds: Into how many parts publishers are parted.
        learn: Learns a first look from chosen samples.
    """
    parts = [_site_fold(sample.row, folds) for sample in samples]
    drafts: list[list[float]] = [[] for _ in samples]
    sources = []
    for part in range(folds):
        others = [at for at in known if parts[at] != part]
        booster = learn(others)
        sources.append(to_files(booster, name, stack(rows, others)).source)
        for at, own in enumerate(parts):
            if own == part and len(rows[at]):
                drafts[at] = booster.predict(rows[at]).tolist()
    return drafts, [sources[part] for part in parts]


def _site_fold(row: Row, folds: int) -> int:
    """A fold by publisher: by the longest label of the host, or by what the id begins with."""
    host = urlsplit(row.get("url") or "").hostname or ""
    site = max(host.split("."), key=len) or re.split(r"[\d_]", row["id"], maxsplit=1)[0]
    return zlib.crc32(site.encode()) % folds


def learn_whole(
    name: str,
    found: Sequence[tuple[Sequence[float], int, float]],
    width: int,
    rounds: int,
    least: int,
) -> Learned:
    """A model of wholes, from rows with label and weight; both labels weigh the same in all."""
    measures = table((row for row, _, _ in found), width)
    labels = np.array([label for _, label, _ in found])
    weights = np.array([weight for _, _, weight in found])
    weights[labels == 0] *= weights[labels == 1].sum() / weights[labels == 0].sum()
    booster = fit(measures, labels, weights, rounds, num_leaves=8, min_data_in_leaf=least)
    return to_files(booster, name, measures, in_steps=False)
