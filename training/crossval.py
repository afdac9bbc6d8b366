"""Parse each text and page of a corpus with a model that never saw its publisher.

    python training/crossval.py CORPUS --folds FOLDER [--only text|pages] -o predictions.jsonl

FOLDER holds the module ``publishers`` with ``fold_of(row, k)``.  Each line of the output is one text or
page: ``set``, ``id``, of a text ``form``, and the fields that were read from it (`outputs`).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from dataset import Row, load_rows, load_samples, read_text
from learner import learn
from outputs import read_fields
from pagelearner import learn_pages
from pages import load_page_rows, load_pages, open_page
from trees import Learned, to_function

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import Context, Model
from newsparse.parser.treemodel import TreeModel

FOLDS = 5


@frozen
class Engine:
    """How one of the two engines is learned and tried.

    Attributes:
        load_rows: The rows of its gold.
        load_samples: What it is learned from.
        learn: Samples to models by name.
        model: Functions by name to a model.
        documents: Yield the documents of a row, each with what names it.
    """

    load_rows: Callable[[Path], list[Row]]
    load_samples: Callable[[Path], Any]
    learn: Callable[[Any], dict[str, Learned]]
    model: Callable[..., Model | TreeModel]
    documents: Callable[[Path, Row], Iterator[tuple[dict[str, str], Document | None]]]


def _texts(corpus: Path, row: Row) -> Iterator[tuple[dict[str, str], Document | None]]:
    for form in row["files"]:
        text = read_text(corpus / "raw", row, form)
        yield {"form": form}, Document(lines=Lines(text=text))


def _pages(corpus: Path, row: Row) -> Iterator[tuple[dict[str, str], Document | None]]:
    yield {}, open_page(corpus, row)


ENGINES = {
    "text": Engine(
        lambda corpus: load_rows(corpus / "raw"),
        lambda corpus: load_samples(corpus / "raw"),
        learn,
        Model,
        _texts,
    ),
    "pages": Engine(load_page_rows, load_pages, learn_pages, TreeModel, _pages),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--folds", type=Path, required=True, help="where publishers.py is")
    arguments.add_argument("--only", choices=tuple(ENGINES), help="one of the two engines")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    options = arguments.parse_args()
    sys.path.insert(0, str(options.folds))
    from publishers import fold_of

    n_parsed = 0
    with options.output.open("w", encoding="utf-8") as out:
        for name in (options.only,) if options.only else ENGINES:
            for found in _try(name, options.corpus, fold_of):
                out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
                n_parsed += len(found)
    print(f"{n_parsed} texts and pages to {options.output}")


def _try(name: str, corpus: Path, fold_of: Callable[[Row, int], int]) -> Iterator[list[Row]]:
    engine = ENGINES[name]
    rows, samples = engine.load_rows(corpus), engine.load_samples(corpus)
    work = [
        (
            name,
            engine.learn([sample for sample in samples if fold_of(sample.row, FOLDS) != number]),
            corpus,
            [row for row in rows if fold_of(row, FOLDS) == number],
        )
        for number in range(FOLDS)
    ]
    with ProcessPoolExecutor(2) as pool:
        yield from pool.map(parse_rows, *zip(*work, strict=True))


def parse_rows(name: str, learned: dict[str, Learned], corpus: Path, rows: list[Row]) -> list[Row]:
    """What one model reads from the texts or pages of some rows."""
    engine = ENGINES[name]
    model = engine.model(**{key: to_function(one.source, key) for key, one in learned.items()})
    context = Context(languages=Languages(), model=model)
    found = []
    for row in rows:
        for names, document in engine.documents(corpus, row):
            fields = read_fields(
                document, evolve(context, url=row.get("url") if not names else None)
            )
            found.append({"set": row["set"], "id": row["id"], **names, **fields})
    return found


if __name__ == "__main__":
    main()
