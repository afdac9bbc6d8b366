"""Turn a folder of texts into one file of JSON lines; what cannot be read is named and skipped.

python folder_to_jsonl.py FOLDER OUT
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import newsparse
from newsparse.article import Article


def articles(folder: Path) -> Iterator[Article]:
    """One article at a time, so that the folder may be larger than memory."""
    for path in sorted(folder.glob("*.txt")):
        try:
            yield newsparse.parse(path)
        except newsparse.NewsparseError as error:
            print(f"{path.name}: {error}", file=sys.stderr)


def main(folder: str, out: str) -> None:
    newsparse.write(articles(Path(folder)), "jsonl", to=Path(out))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
