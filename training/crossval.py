"""Parse each text of a corpus with a model that never saw its publisher.

    python training/crossval.py CORPUS --folds FOLDER -o predictions.jsonl

FOLDER holds the module ``publishers`` with ``fold_of(row, k)``.  Each line of the output is one text:
``set``, ``id``, ``form`` and the fields that were read from it (`outputs`).
"""

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from dataset import Row, load_rows, load_samples, read_text
from learner import learn
from outputs import read_fields
from trees import Learned, to_function

from newsparse.languages import Languages
from newsparse.parser import Context, Model

FOLDS = 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--folds", type=Path, required=True, help="where publishers.py is")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    options = arguments.parse_args()
    sys.path.insert(0, str(options.folds))
    from publishers import fold_of

    rows, samples = load_rows(options.corpus), load_samples(options.corpus)
    work = [
        (
            learn([sample for sample in samples if fold_of(sample.row, FOLDS) != number]),
            options.corpus,
            [row for row in rows if fold_of(row, FOLDS) == number],
        )
        for number in range(FOLDS)
    ]
    n_texts = 0
    with ProcessPoolExecutor(2) as pool, options.output.open("w", encoding="utf-8") as out:
        for found in pool.map(parse_rows, *zip(*work, strict=True)):
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
            n_texts += len(found)
    print(f"{n_texts} texts to {options.output}")


def parse_rows(learned: dict[str, Learned], corpus: Path, rows: list[Row]) -> list[Row]:
    """What one model reads from the texts of some rows."""
    model = Model(**{name: to_function(one.source, name) for name, one in learned.items()})
    context = Context(languages=Languages(), model=model)
    found = []
    for row in rows:
        for form in row["files"]:
            fields = read_fields(read_text(corpus, row, form), context)
            found.append({"set": row["set"], "id": row["id"], "form": form, **fields})
    return found


if __name__ == "__main__":
    main()
