"""Texts to training rows: the parser's own measures of each block, and whether the block is story.

A block is story if most of its 4-word shingles stand in the gold text, and not if hardly any do; in
between it is left out.  Blocks too short for shingles must equal a gold paragraph and stand near
what was found.  Of a text that the page repeats, the copies that gold has are those with the
most story around them.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from attrs import frozen

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import describe_page
from newsparse.parser.measures import measure

Row = dict[str, Any]

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_SHINGLE = 4
_STORY, _OTHER = 0.7, 0.35
_REACH = 3
_AROUND = 6
# Texts in which less of the gold is found are another version of the page: not learned from.
_MIN_FOUND = 0.8
_SET_WEIGHTS = {"scrapinghub": 1.5, "fundus_publishers": 1.2, "wcxb": 0.6}
_FORM_WEIGHTS = {"innertext": 1.0}
_OTHER_FORM = 0.7
_MAX_TOKENS = 144


@frozen(kw_only=True)
class Sample:
    """One text.

    Attributes:
        row: Its row of ``gold.jsonl``.
        form: Which rendering of the page it is.
        measures: A row of numbers a block, or a line that may be the title.
        labels: 1 for what is to be found, 0 for the rest, -1 unknown; one a row.
        weights: How much each row counts.
    """

    row: Row
    form: str
    measures: list[tuple[float, ...]]
    labels: list[int]
    weights: list[float]


def load_rows(corpus: Path) -> list[Row]:
    """All rows of a corpus, in order."""
    lines = (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_text(corpus: Path, row: Row, form: str) -> str:
    """The text of a page in one rendering."""
    with gzip.open(corpus / row["files"][form], "rt", encoding="utf-8", newline="") as file:
        return file.read()


def load_samples(corpus: Path, jobs: int = 2) -> list[Sample]:
    """All texts of a corpus that can be learned from."""
    rows = [row for row in load_rows(corpus) if row.get("paragraphs")]
    work = [(corpus, row, form) for row in rows for form in sorted(row["files"])]
    with ProcessPoolExecutor(jobs) as pool:
        return [sample for sample in pool.map(_sample, work, chunksize=16) if sample]


def _sample(work: tuple[Path, Row, str]) -> Sample | None:
    corpus, row, form = work
    document = Document(lines=Lines(text=read_text(corpus, row, form)))
    page = describe_page(document, Languages())
    if page is None:
        return None
    texts = [item.text for item in page.features]
    labels, found = label_blocks(texts, row["paragraphs"])
    if found < _MIN_FOUND:
        return None
    rows = dict(measure(page.features))
    sizes = [min(len(tokens_of(texts[at])) + 1, _MAX_TOKENS) ** 0.5 for at in rows]
    share = _SET_WEIGHTS.get(row["set"], 1.0) * _FORM_WEIGHTS.get(form, _OTHER_FORM)
    return Sample(
        row=row,
        form=form,
        measures=list(rows.values()),
        labels=[labels[at] for at in rows],
        weights=[50 * share * size / sum(sizes) for size in sizes],
    )


def tokens_of(text: str) -> list[str]:
    """Words; of scripts without blanks, characters."""
    return _TOKEN.findall(text)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def _shingles(text: str) -> list[tuple[str, ...]]:
    tokens = tokens_of(text)
    return [tuple(tokens[at : at + _SHINGLE]) for at in range(len(tokens) - _SHINGLE + 1)]


def label_blocks(texts: Sequence[str], paragraphs: Sequence[Row]) -> tuple[list[int], float]:
    """Labels of blocks, and the share of the gold's shingles found in those that are not 0."""
    gold = Counter(_shingles("\n".join(p["t"] for p in paragraphs)))
    keys = Counter(_key(p["t"]) for p in paragraphs)
    optional = {_key(p["t"]) for p in paragraphs if p.get("optional")}
    labels: list[int | None] = []
    found: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        shingles = _shingles(text)
        labels.append(_label(_key(text), shingles, gold, keys, optional))
        if labels[-1] != 0:
            found.update(shingles)
    known = _without_copies(texts, labels, keys)
    share = (found & gold).total() / max(1, gold.total())
    return known, share


def _label(
    key: str,
    shingles: list[tuple[str, ...]],
    gold: Counter[tuple[str, ...]],
    keys: Counter[str],
    optional: set[str],
) -> int | None:
    """1, 0 or -1; ``None`` for a short line that gold has, too."""
    if key in optional:
        return -1
    if key in keys:
        return 1 if shingles else None
    if not shingles:
        return 0
    share = sum(shingle in gold for shingle in shingles) / len(shingles)
    return 1 if share >= _STORY else 0 if share <= _OTHER else -1


def _without_copies(
    texts: Sequence[str], labels: list[int | None], keys: Counter[str]
) -> list[int]:
    """Labels without those of repeated texts beyond what gold has, and of short lines far off."""
    places: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        if label == 1:
            places.setdefault(_key(texts[at]), []).append(at)
    unique = [rows[0] for rows in places.values() if len(rows) == 1]
    for key, rows in places.items():
        rows.sort(key=lambda at: -sum(abs(at - other) <= _AROUND for other in unique))
        for at in rows[max(1, keys[key]) :]:
            labels[at] = 0
    story = [at for at, label in enumerate(labels) if label == 1]
    first, last = (story[0] - _REACH, story[-1] + _REACH) if story else (0, len(labels))
    return [
        int(first <= at <= last) if label is None else label for at, label in enumerate(labels)
    ]
