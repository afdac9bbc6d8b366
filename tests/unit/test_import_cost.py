"""What using the library costs before any work is done."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "en-tabloid-ferry-radio.txt"
HEAVY = ("lxml", "dateutil", "importlib.metadata", "charset_normalizer", "click")
# As multiples of what bare Python costs, so that a slow or busy machine changes nothing: 7 and 32,
# where no byte code is kept.  On a quiet machine that keeps it: 60 ms and 0.4 s.
MAX_IMPORT, MAX_CONVERT = 12, 60
STORY = (
    "Ferry runs again\n\nBy Ada Lund\n\n3 May 2024\n\n"
    "The ferry to Varn left on time on Monday, and the harbour was full of people.\n\n"
    "“We are glad,” said Ada Lund, who has waited on the quay since early morning.\n"
)


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running *code*."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stdout.decode().split())


def heavy(modules: set[str], names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in modules]


def fastest(run: Callable[[], object], times: int = 7) -> float:
    """CPU seconds of child processes, the least of several: others may keep the machine busy."""
    took = []
    for _ in range(times):
        start = children()
        run()
        took.append(children() - start)
    return min(took)


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def python(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_loads_nothing_heavy() -> None:
    """Neither parsers nor dateutil, nor what looks for plugins, nor the command's click."""
    modules = loaded("import newsparse")
    assert not heavy(modules, (*HEAVY, "email", "html", "json", "datetime"))
    assert not [m for m in modules if m.startswith("newsparse.") and m != "newsparse._version"]


def test_the_verbs_load_nothing_heavy() -> None:
    """All public names together need attrs, and no more than it."""
    modules = loaded("from newsparse import *")
    assert not heavy(modules, (*HEAVY, "tempfile", "tomllib", "email", "http", "socket"))
    assert "newsparse.parser" not in modules


def test_parsing_text_loads_neither_lxml_nor_dateutil() -> None:
    """Plain text with a byline, a date and quotes needs nothing of what pages need."""
    modules = loaded(f"import newsparse\nassert newsparse.parse({STORY!r}, 'text').quotes")
    assert not heavy(modules, ("lxml", "dateutil", "charset_normalizer", "click"))
    assert not heavy(modules, ("urllib.request", "http", "ssl"))


def test_parsing_knows_nothing_of_explanations() -> None:
    """What tells scores apart is loaded by who asks why, and by nobody else."""
    modules = loaded(f"import newsparse\nassert newsparse.parse({STORY!r}, 'text').quotes")
    why = {"newsparse.explanation", "newsparse.parser.explain", "newsparse.parser.trees"}
    assert not modules & {*why, "newsparse.parser.reasons", "json"}
    assert why <= loaded(f"import newsparse\nassert newsparse.explain({STORY!r}, 'text').blocks")


def test_importing_is_fast() -> None:
    """All public names are there soon after bare Python is."""
    bare = fastest(python("pass"))
    took = fastest(python("from newsparse import *")) - bare
    print(f"import newsparse: {took * 1000:.0f} ms over bare Python's {bare * 1000:.0f} ms")  # noqa: T201 - shown by -rP
    assert took < MAX_IMPORT * bare


def test_converting_one_small_file_is_fast(tmp_path: Path) -> None:
    """The whole command, for a story."""
    bare = fastest(python("pass"))
    command = [sys.executable, "-m", "newsparse", "convert", str(SEED), "-o", "out.json"]
    used = fastest(lambda: subprocess.run(command, check=True, cwd=tmp_path), times=3)
    print(f"newsparse convert: {used:.2f} s of processor time, {used / bare:.0f} x bare Python")  # noqa: T201
    assert (tmp_path / "out.json").stat().st_size > 0
    assert used < MAX_CONVERT * bare
