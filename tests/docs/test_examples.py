"""The example scripts run on the seeds."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )


def test_quotes_of_a_story() -> None:
    done = run("examples/quotes_of_a_story.py", "seeds/en-tabloid-ferry-radio.txt")
    assert done.stdout.startswith("Ferry crew’s radio fell silent off Kestle Point\n")
    assert "I thought it was a wreck." in done.stdout


def test_folder_to_jsonl(tmp_path: Path) -> None:
    out = tmp_path / "articles.jsonl"
    done = run("examples/folder_to_jsonl.py", "seeds", str(out))
    assert done.stderr == ""
    titles = [json.loads(line)["title"] for line in out.read_text("utf-8").splitlines()]
    assert len(titles) == len(list((ROOT / "seeds").glob("*.txt")))


def test_every_example_is_in_the_index() -> None:
    index = (ROOT / "examples" / "README.md").read_text("utf-8")
    scripts = [path.name for path in (ROOT / "examples").glob("*.py")]
    assert [name for name in scripts if f"[`{name}`]" not in index] == []
