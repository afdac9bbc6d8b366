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
from newsparse.parser.features import Features, Page
from newsparse.parser.measures import Survey

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
MIN_FOUND = 0.8
_SET_WEIGHTS = {"scrapinghub": 1.5, "fundus_publishers": 1.2, "wcxb": 0.6}
_FORM_WEIGHTS = {"innertext": 1.0}
_OTHER_FORM = 0.7
_MAX_TOKENS = 144


@frozen(kw_only=True, eq=False)
class Sample:
    """One text.

    Attributes:
        row: Its row of ``gold.jsonl``.
        form: Which rendering of the page it is.
        page: What the parser sees of it.
        survey: The blocks of it that may be of the story.
        labels: For the story and for captions: 1, 0, or -1 for unknown; one a
            block of the survey.
        weights: How much each of these blocks counts.
    """

    row: Row
    form: str
    page: Page
    survey: Survey
    labels: dict[str, list[int]]
    weights: list[float]


def load_rows(corpus: Path) -> list[Row]:
    """All rows of a corpus, in order."""
    return read_rows(corpus / "gold.jsonl")


def read_rows(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]


def read_text(corpus: Path, row: Row, form: str) -> str:
    """The text of a page in one rendering."""
    with gzip.open(corpus / row["files"][form], "rt", encoding="utf-8", newline="") as file:
        return file.read()


def load_samples(corpus: Path, jobs: int = 2) -> list[Sample]:
    """All texts of a corpus; where gold is another version of the page, labels are unknown."""
    rows = load_rows(corpus)
    work = [(corpus, row, form) for row in rows for form in sorted(row["files"])]
    with ProcessPoolExecutor(jobs) as pool:
        return [sample for sample in pool.map(_sample, work, chunksize=16) if sample]


def read_own_texts() -> list[tuple[Page, int]]:
    """What the parser sees of this project's seeds: 1 for those with a story, 0 for the others."""
    found: list[tuple[Page, int]] = []
    for label, name in ((1, ""), (1, "reasons"), (1, "short"), (0, "no-story")):
        folder = _SEEDS / name
        for path in sorted(folder.glob("*.txt")):
            text = path.read_bytes().decode("utf-8", "replace")
            page = describe_page(Document(lines=Lines(text=text)), Languages())
            if page is not None:
                found.append((page, label))
    return found


_SEEDS = Path(__file__).parents[1] / "seeds"


def _sample(work: tuple[Path, Row, str]) -> Sample | None:
    corpus, row, form = work
    document = Document(lines=Lines(text=read_text(corpus, row, form)))
    page = describe_page(document, Languages())
    if page is None:
        return None
    survey = Survey(page.features)
    texts = [item.text for item in page.features]
    story, found = label_blocks(texts, row.get("paragraphs", ()))
    if not row.get("paragraphs"):
        story = label_by_snippets(texts, row.get("with") or (), row.get("without") or ())
    elif found < MIN_FOUND:
        story = [-1] * len(texts)
    near = [page.features[at] for at in survey.near]
    sizes = [min(len(tokens_of(item.text)) + 1, _MAX_TOKENS) ** 0.5 for item in near]
    share = _SET_WEIGHTS.get(row["set"], 1.0) * _FORM_WEIGHTS.get(form, _OTHER_FORM)
    return Sample(
        row=row,
        form=form,
        page=page,
        survey=survey,
        labels={
            "story": [story[at] for at in survey.near],
            "caption": _label_captions(near, row.get("captions")),
        },
        weights=[50 * share * size / sum(sizes) for size in sizes],
    )


def label_by_snippets(
    texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]
) -> list[int]:
    """Labels of blocks that hold a snippet, or are a good part of one; -1 of all others."""
    keys = [(key_of_text(snippet), 1) for snippet in wanted] + [
        (key_of_text(snippet), 0) for snippet in unwanted
    ]
    keys = [(key, label) for key, label in keys if len(key) >= _MIN_SNIPPET]
    labels = []
    for text in texts:
        own = key_of_text(text)
        found = {
            label for key, label in keys if key in own or (len(own) >= _MIN_PART and own in key)
        }
        labels.append(found.pop() if len(found) == 1 else -1)
    return labels


_MIN_SNIPPET, _MIN_PART = 8, 30


def _label_captions(near: Sequence[Features], captions: Sequence[Row] | None) -> list[int]:
    """Blocks that are a caption, or one and its credit; unknown where gold has no such field."""
    if captions is None:
        return [-1] * len(near)
    keys = {key_of_text(caption["caption"]) for caption in captions if caption["caption"]} - {""}
    return [int(_holds(key_of_text(item.text), keys)) for item in near]


def _holds(key: str, keys: set[str]) -> bool:
    if key in keys:
        return True
    return any(
        len(one) >= _MIN_CAPTION and len(key) <= _MAX_CREDIT * len(one) and one in key
        for one in keys
    )


_MIN_CAPTION, _MAX_CREDIT = 20, 1.8


def tokens_of(text: str) -> list[str]:
    """Words; of scripts without blanks, characters."""
    return _TOKEN.findall(text)


def key_of_text(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def _shingles(text: str) -> list[tuple[str, ...]]:
    tokens = tokens_of(text)
    return [tuple(tokens[at : at + _SHINGLE]) for at in range(len(tokens) - _SHINGLE + 1)]


def label_blocks(texts: Sequence[str], paragraphs: Sequence[Row]) -> tuple[list[int], float]:
    """Labels of blocks, and the share of the gold's shingles found in those that are not 0."""
    gold = Counter(_shingles("\n".join(p["t"] for p in paragraphs)))
    keys = Counter(key_of_text(p["t"]) for p in paragraphs)
    optional = {key_of_text(p["t"]) for p in paragraphs if p.get("optional")}
    labels: list[int | None] = []
    found: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        shingles = _shingles(text)
        labels.append(_label(key_of_text(text), shingles, gold, keys, optional))
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
            places.setdefault(key_of_text(texts[at]), []).append(at)
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
