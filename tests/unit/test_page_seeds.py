"""The seeds that are web pages: what they hold is in their page, and each has both files."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
PAGES = sorted((SEEDS / "pages").glob("*.html"))
WITHOUT = sorted((SEEDS / "no-story-pages").glob("*.html"))
TAGS = re.compile(r"<[^>]{1,4000}>")


def visible(path: Path) -> str:
    text = unescape(TAGS.sub("", path.read_text("utf-8")))
    return " ".join(text.split())


def texts(value: Any) -> list[str]:
    """All that stands in the body, wherever it stands."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if not isinstance(value, dict):
        return []
    own = [value[key] for key in ("text", "credit", "caption", "raw") if key in value]
    nested = [item for item in value.values() if isinstance(item, list | dict)]
    return [text for text in own if isinstance(text, str)] + texts(nested)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_all_of_the_content_is_in_the_page(path: Path) -> None:
    """Every text that a page must give stands in it, letter for letter."""
    content, page = json.loads(path.with_suffix(".json").read_text("utf-8")), visible(path)
    heads = [content[key] for key in ("title", "kicker", "standfirst") if key in content]
    times = [content[key]["raw"] for key in ("timestamp", "updated") if key in content]
    missing = [t for t in (*heads, *times, *texts(content["body"])) if t not in page]
    assert not missing


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_quotes_are_slices_of_the_body(path: Path) -> None:
    """A quote's text is what its element has between its two places."""
    content = json.loads(path.with_suffix(".json").read_text("utf-8"))
    for quote in content.get("quotes", []):
        first, *rest = quote["element"]
        element = content["body"][first]
        for number in rest:
            element = element["body"][number]
        assert element["text"][quote["start"] : quote["end"]] == quote["text"]


def test_each_page_has_its_content() -> None:
    """No page without content, and enough of both kinds."""
    contents = sorted((SEEDS / "pages").glob("*.json"))
    assert [path.stem for path in contents] == [path.stem for path in PAGES]
    assert len(PAGES) >= 12
    assert len(WITHOUT) >= 45


def test_the_readme_has_a_row_for_each_page() -> None:
    """The table says what is hard about each page."""
    rows = re.findall(
        r"^\| `([\w-]+)` \| [^|]+\|$", (SEEDS / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(rows) == [path.stem for path in PAGES]
