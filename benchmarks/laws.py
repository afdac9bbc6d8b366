"""Check the laws over folders of real files and print where one breaks.

    python benchmarks/laws.py FOLDER [FOLDER ...] [--jobs 2] [--limit N] [--every N]

Every ``.txt``, ``.html``, ``.htm``, ``.json`` and ``.jsonl`` file below the folders is read (also
gzipped, with ``.gz`` behind its name); of ``.jsonl`` the ``text`` of each line.  A ``gold.jsonl``
is no input: it tells the address and the encoding of the pages beside it.  Checked for each:

* nothing vanishes and everything points home (`newsparse.testing.check_laws`);
* of pages, that the reader's blocks hold every letter of the visible text in its order, and that
  every path is the XPath of one element, with the text that is counted in;
* marks stand on their text;
* same in, same out: a second parse gives the same bytes of JSON.  The digest printed at the end
  is of all of them: it is the same for every run, whatever ``PYTHONHASHSEED`` says;
* what each format that is read and written has of the article reads back equal, and is written
  anew byte for byte.  Plain text is parsed anew, so what it gives back is counted only;
* no exception but typed ones.

The exit code is 1 if any law breaks.
"""

import argparse
import collections
import concurrent.futures
import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from lawchecks import WRITTEN, Input, Outcome, check_input

FORMATS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "text",  # of each line
}
GOLD = "gold.jsonl"
MAX_SHOWN = 3


def stem_of(path: Path) -> Path:
    """The name of a file, without what says that it is compressed."""
    return Path(path.name.removesuffix(".gz"))


def find_files(folders: Iterable[Path]) -> list[Path]:
    """All files that can be checked, in order."""
    paths = (p for f in folders for p in ([f] if f.is_file() else f.rglob("*")))
    return sorted(
        p for p in paths if p.is_file() and stem_of(p).suffix in FORMATS and p.name != GOLD
    )


def iter_inputs(path: Path) -> Iterator[Input]:
    """What a file has to parse."""
    data = path.read_bytes()
    if path.name.endswith(".gz"):
        data = gzip.decompress(data)
    stem = stem_of(path)
    if stem.suffix != ".jsonl":
        row = _gold(path.parent.parent / GOLD).get(stem.stem, {}) if stem.suffix != ".json" else {}
        yield Input(
            name=str(path),
            data=data,
            format=FORMATS[stem.suffix],
            url=row.get("url"),
            encoding=row.get("encoding"),
        )
        return
    for number, line in enumerate(data.splitlines(), 1):
        text = json.loads(line).get("text")
        if text:
            yield Input(name=f"{path}:{number}", data=text.encode(), format="text")


@lru_cache(maxsize=64)
def _gold(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a set of pages, by id; none where there is no gold."""
    if not path.is_file():
        return {}
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").split("\n")))
    return {row["id"]: row for row in rows}


def check_file(path: Path) -> list[Outcome]:
    return [check_input(source) for source in iter_inputs(path)]


def show(outcomes: list[Outcome], seconds: float) -> None:
    """Print what came out, by kind; what plain text gives back; and the digest of it all."""
    size = sum(outcome.n_bytes for outcome in outcomes)
    print(f"inputs {len(outcomes)}  MB {size / 1e6:.1f}  seconds {seconds:.0f}")
    for kind, count in collections.Counter(o.kind for o in outcomes).most_common():
        print(f"{kind:24s}{count:8d}")
    for format in WRITTEN:
        trips = [o.differing[format.name] for o in outcomes if format.name in o.differing]
        fields = collections.Counter(name for trip in trips for name in trip).most_common()
        said = ", ".join(f"{name} {count}" for name, count in fields)
        equal = sum(not trip for trip in trips)
        print(f"{format.name:24s}{equal:8d} of {len(trips)} read back equal  {said}")
    print(f"{'break a law':24s}{sum(bool(o.broken) for o in outcomes):8d}")
    digest = hashlib.sha256("".join(o.digest for o in outcomes).encode())
    print(f"digest {digest.hexdigest()[:16]}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=int, default=None, help="only so many files")
    parser.add_argument("--every", type=int, default=1, help="one of so many files")
    options = parser.parse_args(arguments)
    paths = find_files(options.folder)[:: options.every][: options.limit]
    if not paths:
        sys.exit(f"no {' '.join(FORMATS)} there: nothing was checked")
    start, outcomes = time.perf_counter(), []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for outcome in chain.from_iterable(pool.map(check_file, paths, chunksize=8)):
            outcomes.append(outcome)
            for line in outcome.broken[:MAX_SHOWN]:
                print(f"{outcome.name}: {line}", flush=True)
    show(outcomes, time.perf_counter() - start)
    return 1 if any(outcome.broken for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
