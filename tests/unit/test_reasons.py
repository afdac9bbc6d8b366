"""The reasons of boilerplate: over all seeds and labelled pages, most lines get the right one."""

import json
from collections import Counter
from pathlib import Path

import pytest

import newsparse
from newsparse.article import Article

SEEDS = Path(__file__).parents[2] / "seeds"
PAGES = sorted((SEEDS / "reasons").glob("*.txt"))
STORIES = sorted(SEEDS.glob("*.txt"))
# Shares that must be reached: lines of boilerplate with their reason, lines of stories left there.
LEAST_RIGHT, LEAST_KEPT = 0.95, 0.85
Lines = Counter[tuple[str, str]]


def labelled(page: Path) -> list[tuple[str, str]]:
    """The lines of a page with their reasons, empty for those of the story."""
    rows = (line.partition("|") for line in page.read_text("utf-8").splitlines())
    return [(line.strip(), reason.strip()) for reason, _, line in rows]


def removed(article: Article) -> Lines:
    return Counter(
        (line, entry.reason) for entry in article.boilerplate for line in entry.text.split("\n")
    )


def of_page(page: Path) -> tuple[Lines, Lines]:
    """Lines that are boilerplate with their reasons: as labelled, as found."""
    rows = labelled(page)
    article = newsparse.parse("\n".join(line for line, _ in rows))
    return Counter(row for row in rows if row[1]), removed(article)


def of_story(path: Path) -> tuple[Lines, Lines]:
    entries = json.loads(path.with_suffix(".json").read_text("utf-8")).get("boilerplate", [])
    wanted = Counter(
        (line, entry["reason"]) for entry in entries for line in entry["text"].split("\n")
    )
    return wanted, removed(newsparse.parse(path))


def share_of_right(pairs: list[tuple[Lines, Lines]]) -> float:
    wanted = sum(counts.total() for counts, _ in pairs)
    return sum((counts & found).total() for counts, found in pairs) / wanted


def test_most_lines_of_labelled_pages_get_their_reason() -> None:
    assert share_of_right([of_page(page) for page in PAGES]) >= LEAST_RIGHT


def test_most_boilerplate_of_all_seeds_gets_its_reason() -> None:
    pairs = [*map(of_page, PAGES), *map(of_story, STORIES)]
    assert share_of_right(pairs) >= LEAST_RIGHT


def test_most_lines_of_the_stories_on_labelled_pages_stay_in_them() -> None:
    """What is labelled as the story's is not taken out, whatever the reason."""
    kept = total = 0
    for page in PAGES:
        lines = Counter(line for line, reason in labelled(page) if line and not reason)
        _, found = of_page(page)
        gone = Counter(line for line, _ in found.elements())
        again = Counter(line for line, reason in labelled(page) if reason)
        total += lines.total()
        kept += (lines - (gone - again)).total()
    assert kept / total >= LEAST_KEPT


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_labels_are_reasons_of_the_model(page: Path) -> None:
    """Every line has its bar, and before it a reason that the model knows or nothing."""
    known = set(newsparse.article.Reason.__args__)  # type: ignore[attr-defined]
    lines = [line for line in page.read_text("utf-8").splitlines() if line]
    assert all("|" in line for line in lines)
    assert {reason for _, reason in labelled(page)} - {""} <= known
