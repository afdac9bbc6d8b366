"""The benchmarks of web pages: their numbers are those that one gets by hand."""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import accuracy
import peers
import speed
from pagedata import Page, fields_of, load_gold, path_of
from pagescores import PAGE_COLUMNS, is_day, key, score_page

import newsparse
from newsparse.article import Article, Caption, Embed, Figure, ItemList, ListItem, Paragraph

ON_TIME = "The ferry to Varn left on time on Monday, and nobody was left behind on the quay."
BOATS = "The council had asked for more boats, and for a new quay, in a letter last winter."
SUMMER = "The company says that it will run two boats a day until the end of the summer."
PAGE = (
    "<html><body><article><h1>Ferry runs again</h1><p>By Ada Lund</p>"
    f"<p>{ON_TIME}</p><p>{BOATS}</p><p>{SUMMER}</p></article></body></html>"
)
GOLD = {
    "id": "ferry",
    "url": "https://varn.example/ferry",
    "lang": "en",
    "text": f"{ON_TIME}\n\n{BOATS}\n\n{SUMMER}",
    "paragraphs": [ON_TIME, BOATS, SUMMER],
    "title": "Ferry runs again",
    "authors": ["Ada Lund"],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two sets; a page of the second is kept in the first, and one is not there at all."""
    pages = tmp_path / "made" / "pages"
    pages.mkdir(parents=True)
    (pages / "ferry.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "other").mkdir()
    shared = {"id": "copy", "page": "made/pages/ferry.html.gz", "title": "Another title"}
    for name, rows in [("made", [GOLD]), ("other", [shared, {"id": "lost"}])]:
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / name / "gold.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, list[str]]:
    """Printed rows of tables, by first cell; all lines under the empty name."""
    accuracy.main([*map(str, arguments), "--jobs", "1", "--tool", "newsparse"])
    lines = capsys.readouterr().out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    return {cells[0]: cells[1:] for cells in rows} | {"": lines}


def test_the_command_parses_the_pages_of_all_sets(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With intervals; a page that is not there is not asked for."""
    found = run(capsys, corpus, "--ci", 20)
    assert "## made" in found[""]
    assert "1. 1.000 made `ferry` https://varn.example/ferry" in found[""]
    assert found["1 texts"] == ["title (1)"]
    assert found["newsparse"] == [".000 (.000 to .000)"]


def test_the_command_scores_what_a_file_says(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was given is right, and what is lost is told."""
    read = corpus / "read.jsonl"
    read.write_text(json.dumps({"id": "ferry", "paragraphs": [ON_TIME, BOATS]}))
    found = run(capsys, corpus, "--set", "made", "--predictions", read)
    n_given = len(f"{ON_TIME} {BOATS}".split()) - 3
    n_gold = len(f"{ON_TIME} {BOATS} {SUMMER}".split()) - 3
    recall = n_given / n_gold
    body, found_share = (f"{value:.3f}"[1:] for value in (2 * recall / (1 + recall), recall))
    assert found["newsparse"][:4] == [body, "1.000", found_share, ".000"]
    assert found["newsparse"][4:] == [".000", ".000"]
    assert any("article cut at the end" in line for line in found[""])


def test_pages_that_a_file_lacks_are_empty(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a set that the corpus lacks is named."""
    read = corpus / "read.jsonl"
    read.write_text(json.dumps({"id": "nothing"}))
    found = run(capsys, corpus, "--set", "made", "--predictions", read)
    assert "made: 1 pages that read.jsonl lacks count as empty." in found[""]
    assert found["newsparse"][0] == ".000"
    with pytest.raises(SystemExit, match="no set nowhere"):
        accuracy.main([str(corpus), "--set", "nowhere"])


@pytest.mark.parametrize(
    ("row", "fields", "expected"),
    [
        ({"title": "Ferry runs: again"}, {"title": "ferry runs again!"}, {"title": (1, 0, 0)}),
        ({"title": "Ferry"}, {"title": "Bridge"}, {"title": (0, 1, 1)}),
        (
            {"authors": ["Ada Lund"]},
            {"authors": ["By Ada Lund and Bo Moe"]},
            {"authors": (1, 1, 0)},
        ),
        ({"date": "2024-05-03"}, {"date": "2024-05-03T08:00:00"}, {"day": (1, 0, 0)}),
        ({"date": "2024-05-03"}, {}, {"day": (0, 0, 1)}),
        ({"headings": ["Late"]}, {"subheadings": ["LATE", "Again"]}, {"subheadings": (1, 1, 0)}),
        (
            {"captions": ["A boat. Lund/AP"], "text": "Nothing."},
            {"captions": [{"text": "A boat.", "credit": "Lund/AP"}], "text": "A boat: Lund/AP"},
            {"captions": (1, 0, 0), "leak": (1, 0, 0)},
        ),
        (
            {"captions": ["A boat."], "text": "I saw a boat."},
            {"captions": ["A boat."], "text": "A boat"},
            {"captions": (1, 0, 0), "leak": (0, 0, 0)},
        ),
        (
            {"with": ["on  time"], "without": ["Home", "late"]},
            {"text": "It left on\ntime, not late."},
            {"with": (1, 0, 0), "without": (1, 0, 1)},
        ),
        (
            {"text": "", "paragraphs": ["Sum.", "One."], "optional": [0]}
            | {"text": "Sum.\n\nOne."},
            {"text": "One."},
            {"body": (1, 0, 0), "exact": (1, 0, 0)},
        ),
        ({"text": "渡口今天开放"}, {"text": "渡口今天开"}, {"body": (2 / 3, 0, 1 / 3)}),
    ],
)
def test_measures_are_what_one_counts_by_hand(
    row: dict[str, Any], fields: dict[str, Any], expected: dict[str, tuple[float, ...]]
) -> None:
    scores = score_page(row, fields)
    for name, counts in expected.items():
        found = scores[name]
        assert (found.right, found.wrong, found.missed) == pytest.approx(counts)


def test_a_day_is_that_of_golds_own_offset() -> None:
    """Where both sides know theirs; else as it is written."""
    assert is_day("2024-05-02T23:30:00+00:00", "2024-05-03T01:30:00+02:00")
    assert is_day("2024-05-02T23:30:00", "2024-05-03T01:30:00+02:00") is False
    assert is_day("soon", "2024-05-03") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_measure_is_a_share(text: str, gold: str) -> None:
    """Of any two texts; the same text is right."""
    row = {"text": gold, "title": gold, "captions": [gold], "headings": [gold], "with": [gold]}
    fields = {"text": text, "title": text, "captions": [text], "subheadings": [text]}
    scores = score_page(row, fields)
    for column in PAGE_COLUMNS:
        if column.measure in scores:
            value = column.reduce([scores[column.measure]])
            assert value is None or 0 <= value <= 1
    assert "title" not in scores or scores["title"].right == (key(text) == key(gold) != "")


def test_what_counts_as_body_is_for_the_set_to_say() -> None:
    """Captions are part of it in some, posts of others in most."""
    article = Article(
        body=(
            Paragraph(text="One."),
            Figure(captions=(Caption(text="A boat.", credit="Lund"),)),
            ItemList(items=(ListItem(text="Two"), ListItem(text="Three"))),
            Embed(text="A post."),
        )
    )
    assert fields_of(article, "made")["paragraphs"] == ["One.", "Two", "Three", "A post."]
    assert fields_of(article, "readability")["paragraphs"][1] == "A boat. Lund"
    assert fields_of(article, "fundus_publishers")["paragraphs"] == ["One.", "Two", "Three"]


def test_a_reader_that_breaks_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is not installed has no row."""

    def broken(page: Page) -> dict[str, Any]:
        raise ZeroDivisionError(page.set)

    monkeypatch.setattr(peers, "make_reader", lambda _name: broken)
    assert peers.read_page("goose3", Page(set="made", row={}, data=b""))["error"] == (
        "ZeroDivisionError: made"
    )
    monkeypatch.setitem(peers.READERS, "none", ("no-such-distribution", lambda: broken))
    assert list(peers.installed(["newsparse", "none"])) == ["newsparse"]


def test_time_and_memory_of_pages_are_told(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In multiples of the bare parse."""
    speed.main([str(corpus), "--set", "made", "--tool", "newsparse", "--rounds", "1"])
    rows = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("| newsparse")
    ]
    cells = [cell.strip() for cell in rows[1].split("|")[1:-1]]
    assert cells[0] == f"newsparse {newsparse.__version__}"
    assert all(float(cell) > 0 for cell in cells[1:])
    with pytest.raises(SystemExit, match="no set nowhere"):
        speed.main([str(corpus), "--set", "nowhere"])


def test_pages_are_found_where_the_gold_says(corpus: Path) -> None:
    """Under their id, or in another set."""
    assert Counter(row["id"] for row in load_gold(corpus, "other")) == Counter(["copy"])
    assert path_of(corpus, "made", GOLD).name == "ferry.html.gz"
