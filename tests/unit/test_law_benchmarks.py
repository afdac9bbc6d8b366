"""The benchmark of the laws: it says what is broken, and nothing of what holds."""

import gzip
import json
import sys
from pathlib import Path

import attrs
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import lawchecks
import laws
from lawchecks import Input, check_input, check_letters, check_marks, check_paths, find_differing

from newsparse.article import Article, ItemList, ListItem, Mark, Paragraph, Where
from newsparse.document import Document

STORY = (
    "<p>The ferry to Varn left on time on Monday, and nobody was left behind on the quay.</p>"
    "<p>The council had asked for more boats, and for a new quay, in a letter last winter.</p>"
    "<p>“We will run two boats a day until the end of the summer,” said Ada Lund.</p>"
)
PAGE = f"<html><body><div><h1>Ferry runs again</h1>{STORY}</div><p>Share</p></body></html>"
SOURCE = Input(name="page", data=PAGE.encode(), format="html")


def document_of(page: str) -> Document:
    [document] = Input(name="page", data=page.encode(), format="html").read()
    return document


def with_place(path: str, start: int = 0, end: int = 3) -> Article:
    where = Where(start=start, end=end, path=path)
    return Article(body=(Paragraph(text="The", where=where),))


def test_all_is_well_with_a_page() -> None:
    outcome = check_input(SOURCE)
    assert (outcome.kind, outcome.broken) == ("article", ())
    assert {name for name, fields in outcome.differing.items() if not fields} >= {
        "html",
        "json",
        "jsonl",
        "markdown",
    }
    assert outcome.digest == check_input(SOURCE).digest
    assert outcome.digest != check_input(attrs.evolve(SOURCE, url="https://varn.example")).digest


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/html/body/div/p[9]", "0 elements"),
        ("/html/body/div/p", "3 elements"),
        ("/html/body/div/p[", "no XPath"),
        ("/html/body/div/..", "an element with another text"),
    ],
)
def test_a_path_that_leads_elsewhere_is_told(path: str, said: str) -> None:
    [line] = check_paths(with_place(path, 0, 0), document_of(PAGE))
    assert said in line
    assert line.startswith("article.body[0].where at ")


def test_a_range_beyond_the_text_is_told() -> None:
    document = document_of(PAGE)
    path = "/html/body/div/h1"
    assert list(check_paths(with_place(path, 0, 16), document)) == []
    [line] = check_paths(with_place(path, 0, 17), document)
    assert line.endswith("0 to 17 is beyond its text")
    assert list(check_paths(with_place(path, 9, 4), document)) != []


def test_a_place_without_a_path_is_told() -> None:
    article = Article(body=(Paragraph(text="The", where=Where(start=0, end=3)),))
    assert list(check_paths(article, document_of(PAGE))) == ["article.body[0].where has no path"]


@pytest.mark.parametrize("change", ["cut", "doubled", "turned"])
def test_letters_that_blocks_do_not_hold_are_told(change: str) -> None:
    document = document_of(PAGE)
    first, *rest = document.blocks
    blocks = {"cut": rest, "doubled": [first, first, *rest], "turned": [*rest, first]}[change]
    assert list(check_letters(document)) == []
    assert len(list(check_letters(attrs.evolve(document, blocks=blocks)))) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 5), (2, 2), (-1, 2)])
def test_a_mark_beside_its_text_is_told(start: int, end: int) -> None:
    """At any depth."""
    item = ListItem(text="Rain", marks=(Mark(start=start, end=end, kind="strong"),))
    [line] = check_marks(Article(body=(ItemList(items=(item,)),)))
    assert line == f"article.body[0].items[0] has a mark from {start} to {end} of 4"
    well = attrs.evolve(item, marks=(Mark(start=0, end=4, kind="strong"),))
    assert list(check_marks(Article(body=(ItemList(items=(well,)),)))) == []


def test_a_field_that_does_not_come_back_is_named() -> None:
    """A mark of nothing stands in no page."""
    odd = Article(
        title="Rain", body=(Paragraph(text="a", marks=(Mark(start=0, end=0, kind="strong"),)),)
    )
    assert find_differing(odd, "html") == ("body",)
    assert find_differing(attrs.evolve(odd, body=()), "html") == ()


def test_a_parse_that_differs_from_the_first_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """In confidences, too, which take no part in equality."""
    articles = iter([with_place("/html", 0, 3), with_place("/html", 0, 4)])
    monkeypatch.setattr(Input, "parse", lambda _: next(articles))
    monkeypatch.setattr(Input, "read", lambda _: iter(()))
    assert check_input(SOURCE).broken == ("a second parse differs",)


def test_an_error_without_a_type_of_its_own_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_input(attrs.evolve(SOURCE, data=b"")).kind == "NoArticleError"
    assert check_input(attrs.evolve(SOURCE, data=b"")).broken == ()

    def fail(*args: object, **kwargs: object) -> Article:
        raise KeyError("x")

    monkeypatch.setattr(lawchecks.newsparse, "parse", fail)
    outcome = check_input(SOURCE)
    assert (outcome.kind, outcome.broken) == ("foreign", ("KeyError: 'x'",))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A set with a compressed page and its gold, and texts of which one has a line each."""
    pages = tmp_path / "made" / "pages"
    pages.mkdir(parents=True)
    (pages / "ferry.html.gz").write_bytes(gzip.compress(PAGE.encode("utf-16-le")))
    row = {"id": "ferry", "url": "https://varn.example/f", "encoding": "utf-16-le", "text": "x"}
    (tmp_path / "made" / "gold.jsonl").write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("nothing", encoding="utf-8")
    rows = [{"text": "“Rain,” she said."}, {"id": "empty"}, {"text": "Rain\u2028fell."}]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "said.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_inputs_are_pages_with_their_gold_and_texts_of_lines(corpus: Path) -> None:
    files = laws.find_files([corpus])
    assert [path.name for path in files] == ["ferry.html.gz", "said.jsonl.gz"]
    [page], texts = (list(laws.iter_inputs(path)) for path in files)
    assert (page.format, page.url, page.encoding) == (
        "html",
        "https://varn.example/f",
        "utf-16-le",
    )
    assert page.parse().title == "Ferry runs again"
    assert [(text.name[-2:], text.format) for text in texts] == [(":1", "text"), (":3", "text")]
    assert texts[1].data.decode() == "Rain\u2028fell."


def test_the_command_counts_and_says_by_its_code_what_holds(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert laws.main([str(corpus), "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    assert "inputs 3 " in printed
    assert [line.split() for line in printed.splitlines() if line.startswith("break")] == [
        ["break", "a", "law", "0"]
    ]
    assert printed.count("read back equal") == len(lawchecks.WRITTEN)
    with pytest.raises(SystemExit, match="nothing was checked"):
        laws.main([str(corpus / "notes.md")])
