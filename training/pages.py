"""Pages to training rows: what the parser sees of each block of a tree, and what it should be.

A corpus of pages has a folder a set, with ``gold.jsonl`` and the pages under ``pages/``.
"""

import gzip
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from attrs import evolve, frozen
from dataset import (
    MIN_FOUND,
    Row,
    key_of_text,
    label_blocks,
    label_by_snippets,
    read_rows,
    tokens_of,
)

from newsparse.document import Document, Node, Source
from newsparse.errors import InputError
from newsparse.formats.html import read
from newsparse.languages import Languages
from newsparse.parser import describe_page
from newsparse.parser.features import Page
from newsparse.spec import Options, Report

SETS = {
    "scrapinghub": 1.5,
    "fundus_publishers": 1.2,
    "wcxb": 0.6,
    "readability": 0.4,
    "trafilatura_eval": 0.4,
}
# Sets whose gold holds the captions among the paragraphs.
_WITH_CAPTIONS = frozenset({"readability"})
_MAX_TOKENS = 144


@frozen(kw_only=True, eq=False)
class PageSample:
    """One page.

    Attributes:
        row: Its row of ``gold.jsonl``, with ``set``.
        page: What the parser sees of it.
        labels: By what is to be learned: 1, 0, or -1 for unknown; one a block.
        weights: How much each block counts.
    """

    row: Row
    page: Page
    labels: dict[str, list[int]]
    weights: list[float]


def load_page_rows(corpus: Path) -> list[Row]:
    """The rows of all sets, each with the name of its set."""
    return [
        {**row, "set": name} for name in SETS for row in read_rows(corpus / name / "gold.jsonl")
    ]


def read_page(corpus: Path, row: Row) -> Document | None:
    """The document that a page is, its paths and tree left out; ``None`` if it cannot be read."""
    path = row.get("page") or f"{row['set']}/pages/{row['id']}.html.gz"
    source = Source(
        gzip.decompress((corpus / path).read_bytes()),
        url=row.get("url"),
        encoding=row.get("encoding"),
    )
    try:
        document = next(iter(read(source, None, Report())))
    except InputError:
        return None
    nodes = [
        Node(
            tag=node.tag,
            names=node.names,
            parent=node.parent,
            first=node.first,
            last=node.last,
            pruned=node.pruned,
        )
        for node in document.nodes
    ]
    return evolve(document, nodes=nodes, raw=None)


def load_pages(corpus: Path, jobs: int = 2) -> list[PageSample]:
    """All pages of a corpus that hold a block of text."""
    rows = load_page_rows(corpus)
    with ProcessPoolExecutor(jobs) as pool:
        return [one for one in pool.map(_sample, repeat(corpus), rows, chunksize=16) if one]


def _sample(corpus: Path, row: Row) -> PageSample | None:
    document = read_page(corpus, row)
    page = describe_page(document, Languages()) if document else None
    if page is None or not page.is_tree:
        return None
    story = _label_story(row, page)
    sizes = [min(len(tokens_of(item.text)) + 1, _MAX_TOKENS) ** 0.5 for item in page.features]
    known = sum(size for size, label in zip(sizes, story, strict=True) if label >= 0)
    return PageSample(
        row=row,
        page=page,
        labels={
            "story": story,
            "caption": _label_lines(page, row.get("captions"), story, wanted=None),
            "heading": _label_lines(page, row.get("headings"), story, wanted=1),
        },
        weights=[50 * SETS[row["set"]] * size / max(1.0, known) for size in sizes],
    )


def _label_story(row: Row, page: Page) -> list[int]:
    texts = [item.text for item in page.features]
    paragraphs = row.get("paragraphs")
    if not paragraphs:
        return label_by_snippets(texts, row.get("with") or (), row.get("without") or ())
    optional = set(row.get("optional") or ())
    known = [{"t": text, "optional": at in optional} for at, text in enumerate(paragraphs)]
    labels, found = label_blocks(texts, known)
    if found < MIN_FOUND:
        return [-1] * len(texts)
    if row["set"] in _WITH_CAPTIONS:
        return [
            -1 if label == 1 and "figcaption" in (item.tag, *item.parents) else label
            for label, item in zip(labels, page.features, strict=True)
        ]
    return labels


def _label_lines(
    page: Page, lines: Sequence[str] | None, story: Sequence[int], wanted: int | None
) -> list[int]:
    """Blocks that say one of some lines, or one and a little more; unknown without any."""
    if lines is None:
        return [-1] * len(page.features)
    keys = {key_of_text(line) for line in lines} - {""}
    labels = []
    for item, label in zip(page.features, story, strict=True):
        if wanted is not None and label != wanted:
            labels.append(-1)
            continue
        labels.append(int(_says(key_of_text(item.text), keys, whole=wanted is not None)))
    return labels


def _says(key: str, keys: set[str], *, whole: bool) -> bool:
    if key in keys or whole:
        return key in keys
    return any(
        len(one) >= _MIN_CAPTION and len(key) <= _MAX_CREDIT * len(one) and one in key
        for one in keys
    )


_MIN_CAPTION, _MAX_CREDIT = 20, 1.8


def title_keys(row: Row) -> set[str]:
    """What the title of a page may be, folded to letters and digits."""
    return {key_of_text(row["title"])} - {""} if row.get("title") else set()
