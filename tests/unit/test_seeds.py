"""The seeds: whole stories, and what each must parse to."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsparse
from newsparse.formats.jsonmodel import encode_article

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
ROW = re.compile(r"^\| `(?P<name>[\w-]+)` \| (?P<language>\w+) \|", re.MULTILINE)
LANGUAGES = {
    "en",
    "sv",
    "nb",
    "nn",
    "da",
    "fi",
    "is",
    "de",
    "nl",
    "fr",
    "es",
    "it",
    "pt",
    "pl",
    "ar",
    "fa",
    "he",
    "hi",
    "ru",
    "uk",
    "id",
    "vi",
    "cs",
    "hu",
    "ro",
    "el",
    "tr",
    "ja",
    "ko",
    "zh",
}


def expected(name: str) -> dict[str, Any]:
    content = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def parsed(name: str) -> dict[str, Any]:
    article = newsparse.parse(SEEDS / f"{name}.txt")
    content: dict[str, Any] = encode_article(article, provenance=False)
    del content["newsparse"]
    return content


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_parses_to_its_content(name: str) -> None:
    """Every field is as written down."""
    assert parsed(name) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_read_alike_as_bytes_and_as_a_path(name: str) -> None:
    """The name of the file plays no part in what it says."""
    path = SEEDS / f"{name}.txt"
    assert newsparse.parse(path.read_bytes()) == newsparse.parse(path)


def test_every_text_has_its_content_and_its_row() -> None:
    """No text without content, none without a row in the README's table, and no row too many."""
    rows = [match["name"] for match in ROW.finditer((SEEDS / "README.md").read_text("utf-8"))]
    assert sorted(rows) == NAMES == sorted(path.stem for path in SEEDS.glob("*.json"))
    assert len(NAMES) >= 15


def test_the_table_states_the_language_of_each_seed() -> None:
    """All languages with a table of their own have a seed, and rows and contents agree."""
    rows = ROW.finditer((SEEDS / "README.md").read_text("utf-8"))
    stated = {match["name"]: match["language"] for match in rows}
    assert stated == {name: expected(name)["language"] for name in NAMES}
    assert set(stated.values()) == LANGUAGES


_HASHED = """
import sys, newsparse
for path in sys.argv[1:]:
    print(newsparse.write(newsparse.parse(open(path, "rb").read(), format="text"), "json"))
"""


def test_the_order_of_hashes_plays_no_part() -> None:
    """Sets of words are taken in an order of their own."""
    names = [name for name in NAMES if name[:2] in {"ar", "de", "ja", "zh"}]
    paths = [str(SEEDS / f"{name}.txt") for name in names]
    printed = {
        subprocess.run(
            [sys.executable, "-c", _HASHED, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


_THREADED = """
import sys, concurrent.futures, newsparse
sys.setswitchinterval(1e-5)
sources = [(open(path, "rb").read(), path.rpartition(".")[2]) for path in sys.argv[1:]]
def run(source):
    return newsparse.write(newsparse.parse(source[0], {"txt": "text"}.get(source[1])), "json")
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    found = list(pool.map(run, sources * 2))
alone = list(map(run, sources))
print([path for path, a, b, c in zip(sys.argv[1:], alone, found, found[len(alone):])
    if not a == b == c])
"""


def test_eight_threads_get_what_one_gets() -> None:
    """Texts and pages of all languages; the threads are first to need each table and model."""
    pages = sorted(map(str, (SEEDS / "pages").glob("*.html")))
    texts = [str(SEEDS / f"{name}.txt") for name in NAMES]
    assert pages
    printed = subprocess.run(
        [sys.executable, "-c", _THREADED, *texts, *pages],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == "[]"
