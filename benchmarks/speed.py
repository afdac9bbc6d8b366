"""Time and memory of reading web pages, beside bare HTML parsing and other readers.

    python benchmarks/speed.py CORPUS [--set NAME] [--tool NAME ...] [--rounds 3] [--limit N]

Each page is read by all readers in turn, in one process; beside each stands `lxml.html.fromstring`, on
the page's own bytes and a moment before, so that a busy machine slows both.  Of several rounds the
least time counts.  Printed for each reader: the median over pages of its time in multiples of that
parse, milliseconds a page, and in a process of its own what its memory grew to: after the first page,
after all pages once, after all pages in every round, and at its peak.  Peers that are not installed
are left out.
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean, median

import lxml.html

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from pagedata import Page, load_gold, load_page
from peers import OURS, READERS, installed, read_page
from tables import table

from newsparse.document import Limits
from newsparse.markup.html import parse_html
from newsparse.markup.metadata import read_metadata
from newsparse.markup.tree import walk_tree

# What newsparse does before its parser sees the page: a row of its own.
READING = "newsparse, tree to blocks"
_MB = 1_000_000
_WARM = 3


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    if not (options.corpus / options.set / "gold.jsonl").is_file():
        sys.exit(f"no set {options.set} in {options.corpus}: see benchmarks/README.md")
    if options.memory:
        print(*measure_memory(options.memory, options))
        return
    names = installed(tuple(options.tool or READERS))
    pages = load_pages(options)
    size = sum(len(page.data) for page in pages) / _MB
    print(f"{options.set}: {len(pages)} pages, {size:.1f} MB, {options.rounds} rounds.\n")
    readers: dict[str, Callable[[Page], object]] = {
        name: partial(read_page, name) for name in names
    }
    if OURS in readers:
        readers = {READING: read_tree, **readers}
    times = measure_times(pages, readers, options.rounds)
    rows = []
    for name, ratios in times.items():
        memory = [] if name == READING or options.no_memory else _memory(name, arguments)
        label = f"{name} {names.get(name, '')}".strip()
        cells = [f"{median(ratio for ratio, _ in ratios):.2f}"]
        cells += [f"{1_000 * fmean(seconds for _, seconds in ratios):.2f}"]
        rows.append([label, *cells, *(memory or ["–"] * 4)])
    headings = ["× parse", "ms a page", "MB, first page", "all pages", "all rounds", "peak"]
    print(table(["reader", *headings], rows))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--set", default="scrapinghub")
    parser.add_argument("--tool", nargs="+", choices=tuple(READERS), help="only these readers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, help="only so many pages")
    parser.add_argument("--no-memory", action="store_true", help="time alone")
    parser.add_argument("--memory", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def load_pages(options: argparse.Namespace) -> list[Page]:
    rows = load_gold(options.corpus, options.set)[: options.limit]
    return [load_page(options.corpus, options.set, row) for row in rows]


# -- time


def measure_times(
    pages: Sequence[Page], readers: dict[str, Callable[[Page], object]], rounds: int
) -> dict[str, list[tuple[float, float]]]:
    """For each reader, of each page: the time in multiples of the parse beside it, and seconds."""
    for read in readers.values():
        for page in pages[:_WARM]:
            read(page)
    gc.collect()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    for page in pages:
        for name, read in readers.items():
            parse, seconds = zip(
                *((_seconds(parse_alone, page), _seconds(read, page)) for _ in range(rounds)),
                strict=True,
            )
            found[name].append((min(seconds) / min(parse), min(seconds)))
    return found


def _seconds(run: Callable[[Page], object], page: Page) -> float:
    start = time.process_time()
    made = run(page)
    seconds = time.process_time() - start
    del made
    return seconds


def parse_alone(page: Page) -> object:
    return lxml.html.fromstring(page.data)


def read_tree(page: Page) -> object:
    root, _ = parse_html(page.data, Limits())
    return walk_tree(root), read_metadata(root, page.url)


# -- memory


def _memory(name: str, arguments: Sequence[str] | None) -> list[str]:
    command = [sys.executable, __file__, *(sys.argv[1:] if arguments is None else arguments)]
    done = subprocess.run(
        [*command, "--memory", name], capture_output=True, text=True, check=False
    )
    return done.stdout.split() if done.returncode == 0 else []


def measure_memory(name: str, options: argparse.Namespace) -> list[str]:
    """Memory of this process in MB: after a page, after all, after all rounds, at its peak."""
    rows = load_gold(options.corpus, options.set)[: options.limit]
    sizes = []
    for _ in range(options.rounds):
        for row in rows:  # one page in memory at a time
            read_page(name, load_page(options.corpus, options.set, row))
            if not sizes:
                sizes.append(_status("VmRSS"))
        sizes.append(_status("VmRSS"))
    found = [sizes[0], sizes[1], sizes[-1], _status("VmHWM")]
    return [f"{size:.0f}" for size in found]


def _status(name: str) -> float:
    """A size of this process, as Linux tells it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / _MB for line in lines if line.startswith(name))


if __name__ == "__main__":
    main()
