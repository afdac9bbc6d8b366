"""Check the laws over a folder of real files and print where one breaks.

    python benchmarks/laws.py FOLDER [FOLDER ...] [--jobs 2] [--limit N]

Every ``.txt``, ``.html``, ``.htm`` and ``.json`` file below the folders is read (also gzipped, with
``.gz`` behind its name).  Checked for each: nothing vanishes and everything points home
(`newsparse.testing.check_laws`); of pages also that the reader's blocks hold every letter of the
visible text; same in, same out; what each format that is read and written has of the article reads
back equal, plain text apart; own JSON is byte-stable; no exception but typed ones.
The exit code is 1 if any law breaks.
"""

import argparse
import collections
import concurrent.futures
import gzip
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

import newsparse
from newsparse.article import Article
from newsparse.document import Document, Source
from newsparse.errors import NewsparseError
from newsparse.registry import default_registry
from newsparse.spec import Report
from newsparse.testing import check_laws

FORMATS = {".txt": "text", ".html": "html", ".htm": "html", ".json": "json"}
# Formats that give back what they hold. Plain text is parsed anew, which is another question.
ROUND = [f.name for f in newsparse.list_formats() if f.reads and f.writes and f.name != "text"]
INVISIBLE = "ancestor::head or ancestor::script or ancestor::style or ancestor::template or ancestor::noscript"
VISIBLE = etree.XPath(f"//text()[not({INVISIBLE})]", smart_strings=False)


def format_of(path: Path) -> str | None:
    name = path.name.removesuffix(".gz")
    return FORMATS.get(Path(name).suffix)


def load(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.name.endswith(".gz") else data


def letters(texts: object) -> collections.Counter[str]:
    return collections.Counter(char for text in texts for char in text if char.isalnum())


def documents(data: bytes, format: str) -> list[Document]:
    registry = default_registry()
    read = registry.load(registry.get(format, "read"), "read")
    found = list(read(Source(data), None, Report()))
    return [item for item in found if isinstance(item, Document)]


def check(path: Path) -> tuple[str, int, list[str]]:
    """(outcome, size, what breaks) of one file."""
    data, format = load(path), format_of(path)
    try:
        article = newsparse.parse(data, format=format)
    except NewsparseError as error:
        return type(error).__name__, len(data), []
    except Exception as error:  # noqa: BLE001 - what is looked for
        return "foreign", len(data), [f"{type(error).__name__}: {error}"]
    broken = []
    for document in documents(data, format):
        broken += [f"{b.law} at {b.where}: {b.detail}" for b in check_laws(article, document)]
        if document.raw is not None and format == "html":
            seen = letters(VISIBLE(document.raw))
            kept = letters(block.text for block in document.blocks)
            if seen != kept:
                broken.append(f"blocks lose {seen - kept} and add {kept - seen}")
    if newsparse.parse(data, format=format) != article:
        broken.append("a second parse differs")
    written = newsparse.write(article, "json")
    if newsparse.write(newsparse.parse(written, "json"), "json") != written:
        broken.append("JSON does not read back")
    broken += (line for name in ROUND for line in differing(article, name))
    return "article", len(data), broken


def differing(article: Article, name: str) -> Iterator[str]:
    """What does not come back from a format, of the fields that it both reads and writes."""
    format = default_registry().get(name, "write")
    try:
        again = newsparse.parse(newsparse.write(article, name), name)
    except NewsparseError as error:
        yield f"{name} does not read back: {error}"
        return
    for field in sorted(format.reads & format.writes):
        if getattr(again, field) != getattr(article, field):
            yield f"{name} does not give back {field}"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("folder", type=Path, nargs="+")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--limit", type=int, default=None, help="only so many files")
    options = arguments.parse_args()
    paths = sorted(p for f in options.folder for p in ([f] if f.is_file() else f.rglob("*")))
    paths = [p for p in paths if p.is_file() and format_of(p)][: options.limit]
    if not paths:
        sys.exit("no .txt, .html, .htm or .json there: nothing was checked")
    outcomes: collections.Counter[str] = collections.Counter()
    n_bytes = n_broken = 0
    start = time.perf_counter()
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for path, (outcome, size, broken) in zip(
            paths, pool.map(check, paths, chunksize=8), strict=True
        ):
            outcomes[outcome] += 1
            n_bytes += size
            n_broken += bool(broken)
            for line in broken[:3]:
                print(f"{path}: {line}")
    print(f"files {len(paths)}  MB {n_bytes / 1e6:.1f}  seconds {time.perf_counter() - start:.0f}")
    for outcome, count in outcomes.most_common():
        print(f"{outcome:24s}{count:8d}")
    print(f"{'files that break a law':24s}{n_broken:8d}")
    return 1 if n_broken else 0


if __name__ == "__main__":
    sys.exit(main())
