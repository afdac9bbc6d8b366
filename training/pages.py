"""Pages to training rows: what the parser sees of each block of a tree, and what it should be.

A corpus of pages has a folder a set, with ``gold.jsonl`` and the pages under ``pages/``.
"""

import gzip
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate, repeat
from pathlib import Path

from attrs import evolve, frozen
from augment import Pool, add_foreign_text
from dataset import (
    MIN_FOUND,
    Row,
    key_of_text,
    label_blocks,
    label_by_snippets,
    read_rows,
    tokens_of,
)

from newsparse.document import Block, Document, Node, Source
from newsparse.errors import InputError
from newsparse.formats.html import read
from newsparse.languages import Languages
from newsparse.parser import describe_page
from newsparse.parser.features import Page
from newsparse.spec import Report

SETS = {
    "scrapinghub": 1.5,
    "fundus_publishers": 1.2,
    "wcxb": 0.6,
    "readability": 0.4,
    "trafilatura_eval": 0.4,
    # Without gold of blocks: they tell that a page has a story, and what its title is.
    "htmldate_eval": 0.0,
    "postlight": 0.0,
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
        bare: The same page without its story, where that is known.
        section: The same with other stories in place of its own.
    """

    row: Row
    page: Page
    labels: dict[str, list[int]]
    weights: list[float]
    bare: Page | None = None
    section: Page | None = None


def load_page_rows(corpus: Path) -> list[Row]:
    """The rows of all sets, each with the name of its set."""
    return [
        {**row, "set": name} for name in SETS for row in read_rows(corpus / name / "gold.jsonl")
    ]


def open_page(corpus: Path, row: Row) -> Document | None:
    """The document that a page is; ``None`` if it cannot be read."""
    path = row.get("page") or f"{row['set']}/pages/{row['id']}.html.gz"
    source = Source(
        gzip.decompress((corpus / path).read_bytes()),
        url=row.get("url"),
        encoding=row.get("encoding"),
    )
    try:
        return next(iter(read(source, None, Report())))
    except InputError:
        return None


def read_page(corpus: Path, row: Row) -> Document | None:
    """The same without paths and tree, so that it may go from process to process."""
    document = open_page(corpus, row)
    if document is None:
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
    blocks = [
        Block(
            block.text,
            block.node,
            block.role,
            level=block.level,
            marks=block.marks,
            link_chars=block.link_chars,
        )
        for block in document.blocks
    ]
    return evolve(document, blocks=blocks, nodes=nodes, raw=None)


def load_pages(corpus: Path, jobs: int = 2) -> list[PageSample]:
    """All pages of a corpus that hold a block of text, and some once more with foreign text."""
    rows = load_page_rows(corpus)
    with ProcessPoolExecutor(jobs) as pool:
        read = list(pool.map(read_page, repeat(corpus), rows, chunksize=16))
    pairs = [(row, one) for row, one in zip(rows, read, strict=True) if one is not None]
    stories = Pool.of([(_language(one), row) for row, one in pairs])
    found = []
    for number, (row, document) in enumerate(pairs):
        found += _samples(row, document, stories, number)
    return found


def _language(document: Document) -> str:
    return (document.language or "").partition("-")[0]


def _samples(row: Row, document: Document, pool: Pool, number: int) -> list[PageSample]:
    page = describe_page(document, Languages())
    if page is None or not page.is_tree:
        return []
    story = _label_story(row, page)
    bare = _without_story(document, story)
    section = None
    home = _home_of(document, story)
    if bare is not None:
        section = _as_section(bare, home, pool, random.Random(-1 - number))
        bare = describe_page(bare, Languages())
    found = [evolve(_sample(row, page, story), bare=bare, section=section)]
    chance = random.Random(number)
    if row.get("paragraphs") and max(story) == 1 and chance.random() < _AUGMENTED:
        added = add_foreign_text(document, home, _language(document), pool, chance)
        changed = describe_page(added[0], Languages()) if added else None
        if added and changed:
            labels = [*story[: added[1]], *[0] * (added[2] - added[1]), *story[added[1] :]]
            found.append(_sample({**row, "augmented": True}, changed, labels))
    return found


_AUGMENTED = 0.9


def _as_section(bare: Document, home: int, pool: Pool, chance: random.Random) -> Page | None:
    """A page without its story, with one list of others or several in its place."""
    changed: Document | None = None
    for _ in range(chance.randint(1, 3)):
        added = add_foreign_text(
            changed or bare, home, _language(bare), pool, chance, comments=False
        )
        changed = added[0] if added else changed
    return describe_page(changed, Languages()) if changed else None


def _without_story(document: Document, story: Sequence[int]) -> Document | None:
    """What is left of a page if its story is taken out, and all whose label is unknown."""
    if max(story) < 1:
        return None
    keep = [label == 0 for label in story]
    before = [0, *accumulate(keep)]
    nodes = [
        Node(n.tag, n.names, n.parent, before[n.first], before[n.last], pruned=n.pruned)
        for n in document.nodes
    ]
    blocks = [block for block, flag in zip(document.blocks, keep, strict=True) if flag]
    return evolve(document, blocks=blocks, nodes=nodes)


def read_own_pages() -> list[tuple[Page, int]]:
    """What the parser sees of this project's pages: 1 for those with a story, 0 for the others."""
    found = []
    for label, folder in ((1, _SEEDS / "pages"), (0, _SEEDS / "no-story-pages")):
        for path in sorted(folder.glob("*.html")):
            document = next(iter(read(Source(path.read_bytes()), None, Report())))
            page = describe_page(document, Languages())
            if page is not None and page.is_tree:
                found.append((page, label))
    return found


_SEEDS = Path(__file__).parents[1] / "seeds"


def _home_of(document: Document, story: Sequence[int]) -> int:
    """The innermost node that holds nine of ten blocks of the story."""
    total, best = sum(label == 1 for label in story), 0
    for at, node in enumerate(document.nodes):
        held = sum(label == 1 for label in story[node.first : node.last])
        if held >= 0.9 * total:
            best = at
    return best


def _sample(row: Row, page: Page, story: list[int]) -> PageSample:
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
