"""Measure times, authors and quotes on a corpus, beside other readers.

    python benchmarks/fields.py CORPUS [--set NAME ...] [--tool NAME ...]
                                [--documents FOLDER] [--figures FILE.json ...] [--ci 1000]

CORPUS is laid out as ``benchmarks/README.md`` says: sets of pages, and in ``quotes`` (or the folder that
``--documents`` names) documents with annotated quotations.  Everything is read here and now.  Peers that
are not installed are left out; figures of those that were run elsewhere stand below as their file has
them.  Printed as Markdown, a row a reader: for each set of pages its times and authors (`pagescores`), for
each set of documents its quotes (`quotescores`).
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from dataset import Row
from pagedata import list_sets, load_gold, load_page
from pagescores import AUTHOR_COLUMNS, TIME_COLUMNS, score_page
from peers import AUTHOR_READERS, OURS, TIME_READERS, installed, read_page
from quotereaders import QUOTE_READERS
from quotescores import QUOTE_COLUMNS, score_document
from rawreport import readers_table
from rawtexts import Text
from scoring import Scores
from tables import number, table
from workers import measure_all

# What is asked of pages, of whom, and in which columns.
FIELDS = (
    ("Times", "day", TIME_READERS, TIME_COLUMNS),
    ("Authors", "authors", AUTHOR_READERS, AUTHOR_COLUMNS),
)
PAGE_READERS = tuple(dict.fromkeys((*TIME_READERS, *AUTHOR_READERS)))
PageWork = tuple[Path, str, Row, tuple[str, ...]]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    documents = options.documents or options.corpus / "quotes"
    names = list_sets(options.corpus)
    quoted = list(list_documents(documents))
    wanted = options.set or [*names, *quoted]
    if missing := [name for name in wanted if name not in {*names, *quoted}] or not wanted:
        sys.exit(f"no set {missing} in {options.corpus}: see benchmarks/README.md")
    readers = installed(tuple(dict.fromkeys((OURS, *(options.tool or PAGE_READERS)))))
    print("; ".join(f"{name} {version}" for name, version in readers.items()) + ".")
    for name in wanted:
        if name in names:
            _print_pages(name, tuple(readers), options)
    figures = [row for path in options.figures for row in json.loads(path.read_text("utf-8"))]
    for name in wanted:
        if name in quoted:
            _print_documents(name, load_documents(documents, name), figures, options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--set", nargs="+", help="only these sets, of pages or documents")
    parser.add_argument("--tool", nargs="+", choices=PAGE_READERS, help="only these readers")
    parser.add_argument("--documents", type=Path, help="where the quotations lie")
    parser.add_argument(
        "--figures", type=Path, nargs="+", default=[], help="of tools run elsewhere"
    )
    parser.add_argument("--ci", type=int, default=0, metavar="N", help="95%% intervals, N draws")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


# -- pages


def _print_pages(name: str, readers: tuple[str, ...], options: argparse.Namespace) -> None:
    rows = load_gold(options.corpus, name)
    told = [row for row in rows if row.get("date") or row.get("authors")]
    work: list[PageWork] = [(options.corpus, name, row, readers) for row in told]
    texts = list(measure_all(measure_page, work, jobs=options.jobs))
    for heading, measure, asked, columns in FIELDS:
        found = [_only(text, asked) for text in texts if measure in text.scores[OURS]]
        if found:
            sure = {column.heading for column in columns}
            print(f"\n## {heading}, {name}\n\n{readers_table(found, options.ci, columns, sure)}")


def _only(text: Text, readers: Sequence[str]) -> Text:
    scores = {name: text.scores[name] for name in readers if name in text.scores}
    return Text(row=text.row, form=text.form, scores=scores)


def measure_page(work: PageWork) -> Text:
    """What all readers make of the times and authors of a page."""
    corpus, name, row, readers = work
    page = load_page(corpus, name, row)
    asked = {key: row[key] for key in ("date", "datetime", "authors") if row.get(key)}
    scores = {reader: score_page(asked, read_page(reader, page)) for reader in readers}
    return Text(row={**row, "set": name}, form="page", scores=scores)


# -- documents


def list_documents(folder: Path) -> Iterator[str]:
    """The sets of documents in a folder, by name."""
    for path in sorted(folder.glob("*.jsonl*")):
        if path.name.removesuffix(".gz").endswith(".jsonl"):
            yield path.name.removesuffix(".gz").removesuffix(".jsonl")


def load_documents(folder: Path, name: str) -> list[Row]:
    """The documents of a set, from ``NAME.jsonl`` or ``NAME.jsonl.gz``."""
    packed = folder / f"{name}.jsonl.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.is_file() else None
    text = (data or (folder / f"{name}.jsonl").read_bytes()).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _print_documents(
    name: str, rows: Sequence[Row], figures: Iterable[Row], options: argparse.Namespace
) -> None:
    texts = [Text(row=row, form="text", scores=measure_document(row)) for row in rows]
    sure = {"quotes", "speaker"}
    print(f"\n## Quotes, {name}\n\n{readers_table(texts, options.ci, QUOTE_COLUMNS, sure)}")
    if others := [row for row in figures if row["set"] == name]:
        print(f"\n{figures_table(others)}")


def measure_document(row: Row) -> dict[str, Scores]:
    """What all readers make of the quotes of a document."""
    return {name: score_document(row, read(row)) for name, read in QUOTE_READERS.items()}


def figures_table(rows: Sequence[Row]) -> str:
    """Figures that others gave, under the same headings; a dash where they say nothing."""
    headings = [column.heading for column in QUOTE_COLUMNS]
    cells = ([row["tool"], *(number(row.get(heading)) for heading in headings)] for row in rows)
    return table(["as told elsewhere", *headings], cells)


if __name__ == "__main__":
    main()
