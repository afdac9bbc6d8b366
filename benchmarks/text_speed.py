"""Speed and memory of the raw-text parser on texts joined to growing sizes.

    python benchmarks/text_speed.py FOLDER [--sizes 1 5 50]

The ``.txt`` and ``.txt.gz`` files below FOLDER are joined in the order of their names' hashes, never
one twice, to one text of each size (MB of UTF-8), and each is parsed as a whole in a process of its
own.  Printed: CPU seconds, MB a second, the same relative to the first size (1.00 is linear), and
peak memory.  A folder with less text than a size asks for gives what it has.
"""

import argparse
import gzip
import hashlib
import resource
import subprocess
import sys
import time
from pathlib import Path

import newsparse

MB = 1_000_000


def gather(folder: Path, size: int) -> str:
    """Texts of *folder*, joined to at least *size* bytes where there are so many."""
    paths = [p for p in folder.rglob("*") if p.name.endswith((".txt", ".txt.gz"))]
    paths.sort(key=lambda p: hashlib.sha256(p.relative_to(folder).as_posix().encode()).digest())
    parts, total = [], 0
    for path in paths:
        if total >= size:
            break
        data = path.read_bytes()
        parts.append((gzip.decompress(data) if path.suffix == ".gz" else data).decode())
        total += len(parts[-1].encode())
    return "\n\n".join(parts).encode()[:size].decode("utf-8", "ignore")


def measure(folder: Path, size: int) -> None:
    text = gather(folder, size)
    newsparse.parse("Ferry runs again\n\nThe ferry to Varn left on time on Monday.", "text")
    start = time.process_time()
    newsparse.parse(text, "text")
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(len(text.encode()), seconds, peak)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--sizes", type=float, nargs="+", default=[1, 5, 50], metavar="MB")
    arguments.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if not gather(options.folder, 1):
        sys.exit(f"no .txt or .txt.gz below {options.folder}")
    sizes = [int(size * MB) for size in options.sizes]
    if options.one:
        measure(options.folder, sizes[0])
        return
    print(f"{'MB':>7} {'CPU s':>8} {'MB/s':>7} {'relative':>9} {'peak MB':>8}")
    first = 0.0
    for size in sizes:
        command = [
            sys.executable,
            __file__,
            str(options.folder),
            "--one",
            "--sizes",
            str(size / MB),
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        n_bytes, seconds, peak = map(float, done.stdout.split())
        pace = n_bytes / MB / seconds
        first = first or pace
        row = f"{n_bytes / MB:7.1f} {seconds:8.2f} {pace:7.2f}"
        print(f"{row} {first / pace:9.2f} {peak / 1024:8.0f}")


if __name__ == "__main__":
    main()
