"""Plain text: what is handed over when reading, and how each element is written."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import (
    Article,
    BlockQuote,
    Caption,
    Cell,
    Dateline,
    Element,
    Embed,
    Figure,
    ItemList,
    ListItem,
    LiveEntry,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.document import Document, Source
from newsparse.errors import DecodeError, LimitError, MalformedError
from newsparse.formats.text import read
from newsparse.spec import Report

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def document(content: Any, **options: Any) -> Document:
    [found] = read(Source(content, **options), None, Report())
    return found


def written(*body: Element, **fields: Any) -> str:
    return newsparse.write(Article(body=body, **fields), "text").decode()


def item(text: str, *children: Element) -> ListItem:
    return ListItem(text=text, children=children)


def test_a_str_is_handed_over_as_it_is() -> None:
    found = document("Rain\r\n\r\nIt fell.")
    assert found.lines is not None
    assert (found.lines.text, found.encoding) == ("Rain\r\n\r\nIt fell.", None)
    assert found.raw == found.lines.text


def test_bytes_are_decoded_and_the_encoding_is_said() -> None:
    found = document("Räksmörgås på Åland".encode("cp1252"), encoding="cp1252")
    assert found.lines is not None
    assert (found.lines.text, found.encoding) == ("Räksmörgås på Åland", "cp1252")


@pytest.mark.parametrize(
    ("content", "error"),
    [(object(), MalformedError), (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, DecodeError)],
    ids=["tree", "binary"],
)
def test_what_is_no_text_is_refused(content: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        document(content)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(LimitError, match="max_bytes"):
        document(b"abc", limits=newsparse.Limits(max_bytes=2))


ELEMENTS: dict[str, tuple[Element, str]] = {
    "paragraph": (Paragraph(text="Rain fell."), "Rain fell.\n"),
    "line_ends": (Paragraph(text="One \n\nTwo"), "One\nTwo\n"),
    "subheading": (Subheading(text="One\nTwo"), "One Two\n"),
    "pull_quote": (PullQuote(text="We acted late."), "We acted late.\n"),
    "notice": (Notice(text="Correction: it was May."), "Correction: it was May.\n"),
    "embed": (Embed(url="https://varn.example", text="A post"), "A post\n"),
    "embed_without_text": (Embed(url="https://varn.example"), "\n"),
    "preformatted": (Preformatted(text="a\n\n  b"), "a\n\n  b\n"),
    "caption": (Figure(captions=(Caption(text="A boat."),)), "A boat.\n"),
    "caption_with_credit": (
        Figure(captions=(Caption(text="A boat.", credit="Lena Orme/NPA"), Caption(text="B"))),
        "A boat. Photo: Lena Orme/NPA\n\nB\n",
    ),
    "credit": (Figure(captions=(Caption(text="", credit="AP"),)), "Photo: AP\n"),
    "block_quote": (
        BlockQuote(
            body=(Paragraph(text="One"), Figure(captions=(Caption(text="Two"),))),
        ),
        "One\n\nTwo\n",
    ),
    "live_entry": (
        LiveEntry(
            timestamp=Timestamp(raw="10:32"),
            title="Vote over",
            body=(Paragraph(text="Yes."), BlockQuote(body=(Paragraph(text="No."),))),
        ),
        "10:32\n\nVote over\n\nYes.\n\nNo.\n",
    ),
    "list": (ItemList(items=(item("a\nb"), item(""), item("c"))), "• a b\n• c\n"),
    "list_ordered": (ItemList(items=(item("a"), item("b")), ordered=True), "1. a\n2. b\n"),
    "list_nested": (
        ItemList(
            items=(
                item("a", ItemList(items=(item("b", Paragraph(text="c")),), ordered=True)),
                item("d", BlockQuote(body=(Paragraph(text="e"),))),
            )
        ),
        "• a\n  1. b\n    c\n• d\n  e\n",
    ),
    "table": (
        Table(
            rows=((Cell(text="Team"), Cell(text="Goals\nshot")), (), (Cell(text="Varn"),)),
            caption="Results",
        ),
        "Results\n\nTeam\tGoals shot\nVarn\n",
    ),
}


@pytest.mark.parametrize(("element", "expected"), ELEMENTS.values(), ids=ELEMENTS)
def test_each_element_has_its_form(element: Element, expected: str) -> None:
    assert written(element) == expected


def test_fields_stand_in_the_order_of_a_story_a_line_each() -> None:
    found = written(
        Figure(captions=(Caption(text="A boat."),)),
        Paragraph(text="Rain fell."),
        Paragraph(text="It stopped."),
        kicker="Weather",
        title="Rain\nagain ",
        standfirst="It fell all day",
        byline="By Ada Lund",
        timestamp=Timestamp(raw="3 May 2024"),
        dateline=Dateline(text="VARN (NPA) –"),
        signoff="-30-",
    )
    assert found.split("\n\n") == [
        "Weather",
        "Rain again",
        "It fell all day",
        "By Ada Lund",
        "3 May 2024",
        "A boat.",
        "VARN (NPA) – Rain fell.",
        "It stopped.",
        "-30-\n",
    ]


def test_a_dateline_without_a_paragraph_is_not_lost() -> None:
    assert written(Subheading(text="a"), dateline=Dateline(text="VARN")) == "VARN\n\na\n"


def test_the_credit_has_the_label_of_the_articles_language() -> None:
    figure = Figure(captions=(Caption(text="En båt.", credit="Lena Orme"),))
    assert written(figure, language="sv") == "En båt. Foto: Lena Orme\n"


def test_captions_can_be_left_out() -> None:
    article = Article(body=(Figure(captions=(Caption(text="A boat."),)), Paragraph(text="a")))
    assert newsparse.write(article, "text", options={"captions": False}) == b"a\n"


def test_articles_are_set_apart() -> None:
    found = newsparse.write([Article(title="a"), Article(title="b")], "text")
    assert found == b"a\n\n* * *\n\nb\n"


def test_what_is_lost_is_said() -> None:
    report = Report()
    newsparse.write(Article(title="a", signoff="b", language="en"), "text", report=report)
    assert [note.message for note in report.notes] == ["text has no language"]


def test_lists_and_quotes_of_any_depth_are_written() -> None:
    deep: Element = Paragraph(text="end")
    for _ in range(3000):
        deep = ItemList(items=(item("a", BlockQuote(body=(deep,))),))
    found = written(deep)
    assert found.count("• a") == 3000
    assert found.endswith(" end\n")


@given(st.text())
def test_every_letter_of_a_paragraph_is_written(text: str) -> None:
    assert "".join(written(Paragraph(text=text)).split()) == "".join(text.split())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_what_is_written_reads_back_as_the_same_story(path: Path) -> None:
    article = newsparse.parse(path)
    found = newsparse.parse(newsparse.write(article, "text"), language=article.language)
    [text] = [format for format in newsparse.list_formats() if format.name == "text"]
    for field in sorted(text.reads & text.writes):
        assert getattr(found, field) == getattr(article, field), field
