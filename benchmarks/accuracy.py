"""Measure the reading of web pages on a corpus, beside other readers.

    python benchmarks/accuracy.py CORPUS [--set NAME ...] [--tool NAME ...]
                                  [--predictions FILE.jsonl] [--ci 1000] [--worst 20]

CORPUS is laid out as ``benchmarks/README.md`` says.  Without predictions every page is parsed here and
now; weights that were learned from the corpus itself then look better than they are.  Peers that are
not installed are left out.  Printed as Markdown: for each set what `pagescores` measures, a row a
reader; and the pages of it that newsparse reads worst, with what went wrong on each.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from alignment import align
from attrs import evolve
from dataset import Row
from pagedata import list_sets, load_gold, load_page
from pagescores import PAGE_COLUMNS, score_page
from peers import BODY_READERS, OURS, READERS, installed, read_page
from rawreport import readers_table, reasons_table, worst_texts
from rawtexts import Text
from reasons import find_reasons
from scoring import Fields
from workers import measure_all

import newsparse
from newsparse.errors import InputError

# Corpus, set, gold, readers, and what was read before where a file says it.
Work = tuple[Path, str, Row, tuple[str, ...], Fields | None]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    names = options.set or list_sets(options.corpus)
    missing = [name for name in names if not (options.corpus / name / "gold.jsonl").is_file()]
    if missing or not names:
        sys.exit(f"no set {' '.join(missing)} in {options.corpus}: see benchmarks/README.md")
    readers = installed(tuple(dict.fromkeys([OURS, *(options.tool or BODY_READERS)])))
    told = load_predictions(options.predictions) if options.predictions else None
    source = f"read from {options.predictions.name}" if told is not None else "parsed now"
    peers = ", ".join(f"{name} {version}" for name, version in readers.items() if name != OURS)
    print(f"newsparse, {source}{f'; {peers}' if peers else ''}.")
    for name in names:
        work = list(_work(options.corpus, name, tuple(readers), told))
        if told is not None and (lost := sum(fields == {} for *_, fields in work)):
            print(f"\n{name}: {lost} pages that {options.predictions.name} lacks count as empty.")
        _print_set(list(measure_all(measure_page, work, jobs=options.jobs)), work, options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--set", nargs="+", help="only these sets")
    parser.add_argument("--tool", nargs="+", choices=tuple(READERS), help="only these readers")
    parser.add_argument("--predictions", type=Path, help="score these in newsparse's place")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="explain so many pages")
    parser.add_argument("--ci", type=int, default=0, metavar="N", help="95%% intervals, N draws")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


def load_predictions(path: Path) -> dict[tuple[str, str], Fields]:
    """What was read, by set and id; the set is empty where the file does not say it."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return {(row.get("set") or "", row["id"]): row for row in rows}


def _work(
    corpus: Path, name: str, readers: tuple[str, ...], told: dict[tuple[str, str], Fields] | None
) -> Iterator[Work]:
    for row in load_gold(corpus, name):
        fields = None
        if told is not None:
            fields = told.get((name, row["id"]), told.get(("", row["id"]), {}))
            fields = fields and {"text": "\n\n".join(fields.get("paragraphs") or ()), **fields}
        yield corpus, name, row, readers, fields


def measure_page(work: Work) -> Text:
    """What all readers make of a page."""
    corpus, name, row, readers, told = work
    page = load_page(corpus, name, row)
    scores = {}
    for reader in readers:
        fields = told if reader == OURS else None
        scores[reader] = score_page(row, read_page(reader, page) if fields is None else fields)
    return Text(row={**row, "set": name}, form="page", scores=scores)


# -- printing


def _print_set(texts: Sequence[Text], work: Sequence[Work], options: argparse.Namespace) -> None:
    name = work[0][1] if work else ""
    headings = {column.heading for column in PAGE_COLUMNS}
    print(f"\n## {name}\n\n{readers_table(texts, options.ci, PAGE_COLUMNS, headings)}")
    bodies = [(text, item) for text, item in zip(texts, work, strict=True) if _has_body(text)]
    if not options.worst or not bodies:
        return
    bodies.sort(key=lambda pair: pair[0].scores[OURS]["body"].f1)
    worst = [evolve(text, reasons=explain(item)) for text, item in bodies[: options.worst]]
    print(f"\n### What went wrong, {name}\n\n{reasons_table(worst)}\n")
    print("\n".join(worst_texts(worst, options.worst)))


def _has_body(text: Text) -> bool:
    return "body" in text.scores[OURS]


def explain(work: Work) -> tuple[Any, ...]:
    """What is wrong with the body of a page, from its blocks beside its gold."""
    corpus, name, row, _, told = work
    page = load_page(corpus, name, row)
    fields: Fields = told if told is not None else read_page(OURS, page)
    blocks: list[tuple[str, str | None, float]] = []
    try:
        found = newsparse.explain(page.data, "html", url=page.url, encoding=page.encoding)
        blocks = [(block.text, block.role, block.confidence) for block in found.blocks]
    except InputError as error:
        fields = {**fields, "error": error.reason}
    if told is None:
        fields = {**fields, "blocks": blocks}
    text = "\n".join(block for block, *_ in blocks)
    return tuple(find_reasons(align(text, _paragraphs(row), fields), fields.get("error")))


def _paragraphs(row: Row) -> list[Row]:
    optional = set(row.get("optional") or ())
    lines: Iterable[str] = row.get("paragraphs") or row["text"].split("\n")
    return [
        {"t": line, "optional": at in optional} for at, line in enumerate(lines) if line.strip()
    ]


if __name__ == "__main__":
    main()
