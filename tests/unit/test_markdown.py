"""Markdown: each element, what is escaped, and that a real parser reads the same text back."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import newsparse
from newsparse.article import (
    Article,
    Author,
    BlockQuote,
    Caption,
    Cell,
    Dateline,
    Element,
    Embed,
    Figure,
    Image,
    ItemList,
    ListItem,
    LiveEntry,
    Mark,
    Metadata,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.spec import Report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HTML = {"html_block", "html_inline"}


def written(*body: Element, **fields: Any) -> str:
    """The text alone, without the record."""
    article = Article(body=body, **fields)
    return newsparse.write(article, "markdown", options={"record": False}).decode()


def inline_text(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts)


def read_back(text: str) -> list[tuple[str, str]]:
    """(tag, plain text) of each block that has text."""
    found = []
    tag = ""
    for token in PARSER.parse(text):
        assert token.type not in HTML
        if token.type == "inline":
            assert not HTML & {child.type for child in token.children or ()}
            found.append((tag, inline_text(token)))
        elif token.type == "fence":
            found.append(("pre", token.content))
        tag = token.tag
    return found


def bare_lines(text: str) -> list[str]:
    """What of a text is to come back: its lines without white space around them."""
    lines = text.replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    return [line.strip() for line in lines if line.strip()]


def mark(kind: Any, start: int, end: int, url: str | None = None) -> Mark:
    return Mark(kind=kind, start=start, end=end, url=url)


def item(text: str, *children: Element) -> ListItem:
    return ListItem(text=text, children=children)


ELEMENTS: dict[str, tuple[Element, str]] = {
    "paragraph": (Paragraph(text="Rain fell."), "Rain fell."),
    "line_ends": (Paragraph(text="One\nTwo\r\nThree "), "One\\\nTwo\\\nThree"),
    "blank": (Paragraph(text=" \n "), ""),
    "subheading": (Subheading(text="Later"), "## Later"),
    "subheading_level": (Subheading(text="Later", level=4), "#### Later"),
    "subheading_too_high": (Subheading(text="Later", level=1), "## Later"),
    "subheading_too_deep": (Subheading(text="Later", level=9), "###### Later"),
    "subheading_of_lines": (Subheading(text="One\nTwo"), "## One Two"),
    "subheading_closed": (Subheading(text="In C #"), r"## In C \#"),
    "subheading_sharp": (Subheading(text="In C#"), "## In C#"),
    "block_quote": (
        BlockQuote(body=(Paragraph(text="One"), BlockQuote(body=(Paragraph(text="Two"),)))),
        "> One\n>\n> > Two",
    ),
    "block_quote_empty": (BlockQuote(body=(Paragraph(text=""),)), ""),
    "pull_quote": (PullQuote(text="We acted late."), "> We acted late."),
    "list": (ItemList(items=(item("a"), item("b\nc"))), "- a\n- b\\\n  c"),
    "list_ordered": (
        ItemList(items=(item("a"), item(""), item("b")), ordered=True),
        "1. a\n2. b",
    ),
    "list_nested": (
        ItemList(
            items=(
                item("a", ItemList(items=(item("b", ItemList(items=(item("c"),))),))),
                item("d"),
            )
        ),
        "- a\n  - b\n    - c\n- d",
    ),
    "list_with_paragraphs": (
        ItemList(items=(item("a", Paragraph(text="b"), Preformatted(text="c\n\nd")),)),
        "- a\n\n  b\n\n  ```\n  c\n\n  d\n  ```",
    ),
    "list_of_lists": (ItemList(items=(item("", ItemList(items=(item("a"),))),)), "- - a"),
    "list_empty": (ItemList(items=()), ""),
    "table": (
        Table(
            rows=(
                (Cell(text="Team", header=True), Cell(text="Goals", header=True)),
                (Cell(text="Varn|Orme"), Cell(text="2")),
            ),
            caption="Results",
        ),
        "Results\n\n| Team | Goals |\n| --- | --- |\n| Varn\\|Orme | 2 |",
    ),
    "table_without_head": (
        Table(rows=((Cell(text="a\nb"), Cell(text="c")), (Cell(text="d"),))),
        "|  |  |\n| --- | --- |\n| a b | c |\n| d |",
    ),
    "table_spans": (
        Table(
            rows=(
                (Cell(text="a", rowspan=2), Cell(text="b", colspan=2)),
                (Cell(text="c"), Cell(text="d")),
            )
        ),
        "|  |  |  |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |",
    ),
    "table_empty": (Table(rows=((), ())), ""),
    "figure": (
        Figure(
            images=(Image(url="https://varn.example/a b.jpg", alt="A [boat]"),),
            captions=(Caption(text="The boat.", credit="Lena Orme"),),
        ),
        "![A \\[boat\\]](https://varn.example/a%20b.jpg)\n\n*The boat. (Lena Orme)*",
    ),
    "figure_of_data": (Figure(images=(Image(url="data:image/png;base64,AA=="),)), ""),
    "figure_of_mail": (Figure(images=(Image(url="mailto:a@varn.example"),)), ""),
    "caption_of_credit": (Figure(captions=(Caption(text="", credit="AP"),)), "*(AP)*"),
    "embed": (
        Embed(url="https://varn.example/1", text="A post"),
        "[A post](https://varn.example/1)",
    ),
    "embed_without_text": (
        Embed(url="https://varn.example/_1_"),
        "[https://varn.example/\\_1\\_](https://varn.example/_1_)",
    ),
    "embed_without_address": (Embed(text="A post"), "A post"),
    "embed_of_script": (Embed(url="javascript:alert(1)", text="A post"), "A post"),
    "preformatted": (Preformatted(text="a\n  *b*"), "```\na\n  *b*\n```"),
    "preformatted_fences": (Preformatted(text="````\n```"), "`````\n````\n```\n`````"),
    "preformatted_empty": (Preformatted(text=""), ""),
    "notice": (Notice(text="Correction: it was May."), "*Correction: it was May.*"),
    "live_entry": (
        LiveEntry(
            timestamp=Timestamp(raw="10:32"), title="Vote over", body=(Paragraph(text="Yes."),)
        ),
        "### Vote over\n\n**10:32**\n\nYes.",
    ),
    "live_entry_bare": (LiveEntry(body=(Paragraph(text="Yes."),)), "Yes."),
}


@pytest.mark.parametrize(("element", "expected"), ELEMENTS.values(), ids=ELEMENTS)
def test_each_element_has_its_form(element: Element, expected: str) -> None:
    assert written(element) == f"{expected}\n"


ESCAPES = {
    "asterisks": ("2*3*4 **", r"2\*3\*4 \*\*"),
    "underscores": ("_a_ snake_case a__b", r"\_a\_ snake_case a\_\_b"),
    "brackets": ("[he said](x)", r"\[he said\](x)"),
    "html": ("<b>bold</b> a < b", r"\<b>bold\</b> a \< b"),
    "entity": ("&amp; &#39; AT&T R&D;", r"\&amp; \&#39; AT&T R\&D;"),
    "backslash": ("a\\b\\", r"a\\b\\"),
    "backtick": ("`a`", r"\`a\`"),
    "tilde": ("~~a~~ ~5", r"\~\~a\~\~ \~5"),
    "heading": ("# a", r"\# a"),
    "hashtag": ("#varn", "#varn"),
    "quote": ("> a", r"\> a"),
    "bullet": ("- a", r"\- a"),
    "minus": ("-5 degrees", "-5 degrees"),
    "plus": ("+ a", r"\+ a"),
    "number": ("1. a", r"1\. a"),
    "parenthesis": ("1) a", r"1\) a"),
    "decimal": ("1.5 m", "1.5 m"),
    "year": ("2024. It", r"2024\. It"),
    "rule": ("---", r"\---"),
    "spaced_rule": ("- - -", r"\- - -"),
    "underline": ("a\n===", "a\\\n\\==="),
    "table": ("a | b\n--|--", "a | b\\\n\\--|--"),
    "tabled": ("a\n| - |\n:-:|", "a\\\n\\| - |\\\n\\:-:|"),
    "code": ("    a", "a"),
    "dash": ("– a", "– a"),
}


@pytest.mark.parametrize(("text", "expected"), ESCAPES.values(), ids=ESCAPES)
def test_what_would_act_as_markup_is_escaped(text: str, expected: str) -> None:
    found = written(Paragraph(text=text))
    assert found == f"{expected}\n"
    assert read_back(found) == [("p", "\n".join(bare_lines(text)))]


SITE = "https://varn.example/"
MARKS = {
    "strong": ("a bc d", [mark("strong", 2, 4)], "a **bc** d"),
    "emphasis": ("a bc d", [mark("emphasis", 2, 4)], "a *bc* d"),
    "strike": ("a bc d", [mark("strike", 2, 4)], "a ~~bc~~ d"),
    "code": ("a b*c d", [mark("code", 2, 5)], "a `b*c` d"),
    "code_of_ticks": ("a `` d", [mark("code", 2, 4)], "a ``` `` ``` d"),
    "link": ("a bc d", [mark("link", 2, 4, SITE)], f"a [bc]({SITE}) d"),
    "superscript": ("m2", [mark("superscript", 1, 2)], "m2"),
    "nested": (
        "a b c",
        [mark("link", 0, 5, SITE), mark("strong", 2, 5), mark("emphasis", 2, 3)],
        f"[a ***b* c**]({SITE})",
    ),
    "equal": ("ab", [mark("emphasis", 0, 2), mark("strong", 0, 2)], "***ab***"),
    "crossing": ("a b c", [mark("strong", 0, 3), mark("emphasis", 2, 5)], "**a *b*** *c*"),
    "crossing_link": (
        "a b c",
        [mark("strong", 0, 3), mark("link", 2, 5, SITE)],
        f"**a** [**b** c]({SITE})",
    ),
    "crossing_links": (
        "a b c",
        [mark("link", 0, 3, SITE), mark("link", 2, 5, "/b")],
        f"[a b]({SITE}) [c](/b)",
    ),
    "crossing_code": ("a b c", [mark("code", 0, 3), mark("strong", 2, 5)], "**`a b` c**"),
    "touching": ("ab", [mark("strong", 0, 1), mark("strong", 1, 2)], "**ab**"),
    "touching_kinds": ("ab", [mark("strong", 0, 1), mark("emphasis", 1, 2)], "**a**b"),
    "spaces": ("a b c", [mark("strong", 1, 4)], "a **b** c"),
    "only_spaces": ("a  b", [mark("strong", 1, 3)], "a  b"),
    "over_lines": ("a\nb", [mark("strong", 0, 3)], "**a**\\\n**b**"),
    "in_a_word": ("abc", [mark("strong", 1, 2)], "a**b**c"),
    "mark_in_a_word": ("(a)b", [mark("strong", 0, 3)], "(a)b"),
    "exclamation": ("a! b", [mark("link", 2, 4, SITE)], f"a! [b]({SITE})"),
    "no_image": ("a!b", [mark("link", 2, 3, SITE)], f"a\\![b]({SITE})"),
    "out_of_range": ("ab", [mark("strong", -3, 1), mark("emphasis", 5, 9)], "**a**b"),
}


@pytest.mark.parametrize(("text", "marks", "expected"), MARKS.values(), ids=MARKS)
def test_marks_become_markup(text: str, marks: list[Mark], expected: str) -> None:
    found = written(Paragraph(text=text, marks=tuple(marks)))
    assert found == f"{expected}\n"
    assert read_back(found) == [("p", text)]


URLS = {
    "https": ("https://varn.example/a?b=c&d", "https://varn.example/a?b=c&d"),
    "mail": ("mailto:ada@varn.example", "mailto:ada@varn.example"),
    "upper_case": ("HTTPS://varn.example", "HTTPS://varn.example"),
    "relative": ("../a:b", "../a:b"),
    "root": ("/a", "/a"),
    "fragment": ("#a:b", "#a:b"),
    "spaces": ("/a b", "/a%20b"),
    "parentheses": ("/a_(b)", "/a_%28b%29"),
    "brackets": ("/<a>\\|", "/%3Ca%3E%5C%7C"),
    "entity": ("/?a&copy;", "/?a&amp;copy;"),
    "script": ("javascript:alert(1)", None),
    "hidden_script": (" java\nscript:alert(1)", None),
    "entity_script": ("javascript&colon;alert(1)", "javascript&amp;colon;alert%281%29"),
    "data": ("data:text/html,a", None),
    "file": ("file:///etc", None),
    "unknown": ("varn:1", None),
    "empty": ("", None),
    "absent": (None, None),
}


@pytest.mark.parametrize(("url", "target"), URLS.values(), ids=URLS)
def test_only_safe_addresses_become_links(url: str | None, target: str | None) -> None:
    found = written(Paragraph(text="a", marks=(mark("link", 0, 1, url),)))
    assert found == (f"[a]({target})\n" if target else "a\n")


def test_the_head_stands_in_the_order_of_a_story() -> None:
    found = written(
        Figure(captions=(Caption(text="A boat."),)),
        Paragraph(text="Rain fell.", marks=(mark("strong", 0, 4),)),
        kicker="Weather",
        title="Rain *again*",
        standfirst="It fell all day",
        byline="By Ada Lund",
        timestamp=Timestamp(raw="3 May 2024"),
        dateline=Dateline(text="VARN (NPA) –"),
        signoff="-30-",
    )
    assert found.split("\n\n") == [
        "Weather",
        r"# Rain \*again\*",
        "**It fell all day**",
        "By Ada Lund",
        "3 May 2024",
        "*A boat.*",
        "VARN (NPA) – **Rain** fell.",
        "-30-\n",
    ]


def test_a_dateline_without_a_paragraph_is_not_lost() -> None:
    assert written(Subheading(text="a"), dateline=Dateline(text="VARN")) == "VARN\n\n## a\n"


def test_captions_can_be_left_out() -> None:
    article = Article(body=(Figure(captions=(Caption(text="A boat."),)), Paragraph(text="a")))
    assert newsparse.write(article, "markdown", options={"captions": False}) == b"a\n"


def test_front_matter_is_quoted() -> None:
    article = Article(
        title='Rain: "again" --- \u2028',
        authors=(Author(name="Ada Lund"), Author(name="O'Neil, Bo")),
        timestamp=Timestamp(raw="3 May 2024", value=dt.date(2024, 5, 3)),
        updated=Timestamp(raw="4 May 2024", value=dt.datetime(2024, 5, 4, 9, 30)),  # noqa: DTZ001
        language="en",
        metadata=Metadata(
            url="https://varn.example/1",
            publisher="Varn Times",
            section="News",
            keywords=("rain", "ferry, boat"),
            image="https://varn.example/1.png",
        ),
    )
    found = newsparse.write(
        article, "markdown", options={"front_matter": True, "record": False}
    ).decode()
    assert found.split("\n")[:13] == [
        "---",
        'title: "Rain: \\"again\\" --- \\u2028"',
        'date: "2024-05-03"',
        'updated: "2024-05-04T09:30:00"',
        'authors: ["Ada Lund", "O\'Neil, Bo"]',
        'url: "https://varn.example/1"',
        'language: "en"',
        'publisher: "Varn Times"',
        'section: "News"',
        'keywords: ["rain", "ferry, boat"]',
        'image: "https://varn.example/1.png"',
        "---",
        "",
    ]


def test_only_the_first_of_several_articles_has_front_matter() -> None:
    report = Report()
    articles = [Article(title="a"), Article(title="b")]
    found = newsparse.write(
        articles, "markdown", options={"front_matter": True, "record": False}, report=report
    ).decode()
    assert found == '---\ntitle: "a"\n---\n\n# a\n\n* * *\n\n# b\n'
    assert [note.code for note in report.notes] == ["front_matter_lost"]


@pytest.mark.parametrize("options", [{"record": False}, {"captions": False}])
def test_without_its_record_what_is_lost_is_said(options: dict[str, bool]) -> None:
    """The record holds what is not printed; there is none where captions are left out."""
    article = Article(title="a", signoff="b", language="en", authors=(Author(name="Ada Lund"),))
    report = Report()
    data = newsparse.write(article, "markdown", options=options, report=report)
    assert b"newsparse" not in data
    assert [note.message for note in report.notes] == [
        "markdown without its record has no authors",
        "markdown without its record has no language",
    ]
    report = Report()
    newsparse.write(article, "markdown", report=report)
    assert report.notes == []


def test_lists_side_by_side_stay_two() -> None:
    one = ItemList(items=(item("a"),))
    assert written(one, one, one) == "- a\n\n* a\n\n- a\n"
    numbered = ItemList(items=(item("a"),), ordered=True)
    assert written(numbered, numbered) == "1. a\n\n1) a\n"


def test_deep_nesting_is_written_as_flat_below_a_depth() -> None:
    deep: Element = Paragraph(text="end")
    for number in range(500):
        deep = (
            ItemList(items=(item(f"i{number}", deep),))
            if number % 3
            else BlockQuote(
                body=(Paragraph(text=f"q{number}"), LiveEntry(title="t", body=(deep,)))
            )
        )
    found = written(deep)
    assert found.count("end") == 1
    assert all(f"i{n}" in found or f"q{n}" in found for n in range(500))
    assert len(found) < 40_000


@given(st.text())
def test_a_paragraph_of_any_text_reads_back(text: str) -> None:
    lines = bare_lines(text)
    assert read_back(written(Paragraph(text=text))) == ([("p", "\n".join(lines))] if lines else [])


@given(st.text(alphabet="a1 \n*_`~[]()<>\\#+-.=|&:;!\"'"))
def test_a_paragraph_of_markup_reads_back(text: str) -> None:
    lines = bare_lines(text)
    assert read_back(written(Paragraph(text=text))) == ([("p", "\n".join(lines))] if lines else [])


@given(st.text() | st.text(alphabet="a1 \n*_`~[]()<>\\#+-.=|&:;!"))
def test_a_heading_of_any_text_reads_back(text: str) -> None:
    line = text.replace("\r", " ").replace("\n", " ").replace("\0", "\ufffd").strip()
    assert read_back(written(Subheading(text=text))) == ([("h2", line)] if line else [])


@st.composite
def marked(draw: st.DrawFn, alphabet: str) -> Paragraph:
    text = draw(st.text(alphabet=alphabet, min_size=1, max_size=12))
    place = st.integers(0, len(text))
    kinds = st.sampled_from(["link", "strong", "emphasis", "code", "strike", "subscript"])
    urls = st.sampled_from(["/a", "/b", "javascript:a", None])
    one = st.builds(mark, kinds, place, place, urls)
    return Paragraph(text=text, marks=tuple(draw(st.lists(one, max_size=6))))


@given(marked("ab (.!*\n") | marked("ab") | marked("a`|€_ "))
def test_marks_never_change_the_text(paragraph: Paragraph) -> None:
    lines = bare_lines(paragraph.text)
    found = read_back(written(paragraph))
    assert found == ([("p", "\n".join(lines))] if lines else [])


@given(marked("ab (.!*|\\`"))
def test_cells_and_items_read_back(paragraph: Paragraph) -> None:
    text, marks = paragraph.text, paragraph.marks
    table = Table(rows=((Cell(text="h", header=True),), (Cell(text=text, marks=marks),)))
    assert read_back(written(table)) == [("th", "h"), ("td", text.strip())]
    found = read_back(written(ItemList(items=(ListItem(text=text, marks=marks),))))
    assert found == ([("p", text.strip())] if text.strip() else [])


@given(st.text())
def test_no_address_breaks_out_of_its_link(url: str) -> None:
    found = read_back(written(Paragraph(text="a", marks=(mark("link", 0, 1, url),))))
    assert found == [("p", "a")]


@given(st.text(alphabet="a`~ \n\t*-", min_size=1))
def test_preformatted_text_reads_back(text: str) -> None:
    assert read_back(written(Preformatted(text=text))) == [("pre", f"{text}\n")]
