"""Learn the weights of the package from a corpus.

python training/train.py CORPUS [--only text|pages] [-o FOLDER]
"""

import argparse
from pathlib import Path

from dataset import load_samples
from learner import learn
from pagelearner import learn_pages
from pages import load_pages

WEIGHTS = Path(__file__).parents[1] / "src" / "newsparse" / "parser" / "weights"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--only", choices=("text", "pages"), help="one of the two engines")
    arguments.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = arguments.parse_args()
    found = {}
    if options.only != "pages":
        found |= learn(load_samples(options.corpus / "raw"))
    if options.only != "text":
        found |= learn_pages(load_pages(options.corpus))
    for name, learned in found.items():
        for kind, content in (("py", learned.source), ("json", learned.trees)):
            path = options.output / f"{name}.{kind}"
            path.write_text(content, encoding="utf-8")
            print(f"{len(content):,} bytes to {path}")


if __name__ == "__main__":
    main()
