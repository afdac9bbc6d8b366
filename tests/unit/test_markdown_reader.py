"""Markdown, read: what newsparse wrote comes back equal, anything else is read like a page."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import articles
from timing import cpu_seconds

import newsparse
from newsparse.article import (
    Article,
    BlockQuote,
    Figure,
    Image,
    ItemList,
    JsonMap,
    LiveEntry,
    Mark,
    Paragraph,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.document import Source
from newsparse.errors import InputError, LimitError, MalformedError
from newsparse.formats.markdownblocks import split_markdown
from newsparse.formats.markdownelements import elements_of
from newsparse.formats.markdowninline import read_inline
from newsparse.formats.markdownmatter import read_matter, split_matter
from newsparse.registry import default_registry
from newsparse.spec import Report
from newsparse.testing import check_laws

SEEDS = Path(__file__).parents[2] / "seeds"
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
STORY = """\
# The bridge opens after ten years

By **Ada Lund**

3 May 2022

The bridge at Varn opened on *Monday*, and [the mayor](https://varn.example/m) cut a ribbon of
paper. It had been ten years in the making, and had cost more than anybody had thought.

![A bridge](https://varn.example/b.jpg)
*The bridge at dawn. (Ole Vik/AP)*

## What it cost

- 10 million for the piers
- 4 million for the roadway

> We have waited long enough, the mayor said to all who had come to the river.

1. The first to cross was a horse
2. The second was its owner

The day ended with fireworks \\* and a song for all who had stayed until midnight.
"""


def held() -> list[str]:
    [format] = [format for format in newsparse.list_formats() if format.name == "markdown"]
    return sorted(format.reads & format.writes)


def same(one: Article, other: Article) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in held())


def back(article: Article, **options: Any) -> Article:
    return newsparse.parse(newsparse.write(article, "markdown", options=options), "markdown")


# -- what newsparse wrote


@pytest.mark.parametrize(
    "path",
    [*sorted(SEEDS.glob("*.txt")), *sorted((SEEDS / "pages").glob("*.html"))],
    ids=lambda path: path.stem,
)
def test_every_seed_reads_back_equal(path: Path) -> None:
    """On all fields that are both read and written; with front matter too."""
    article = newsparse.parse(path)
    assert same(back(article), article)
    assert same(back(article, front_matter=True), article)
    assert back(article).origin.format == "markdown"


@given(articles)
def test_any_article_reads_back_equal(article: Article) -> None:
    bare = evolve(article, boilerplate=(), extra=JsonMap())
    again = back(bare)
    assert same(again, bare)
    assert newsparse.write(again, "markdown") == newsparse.write(bare, "markdown")


def test_several_articles_read_back_in_order() -> None:
    several = [Article(title=f"Rain {n}", body=(Paragraph(text="It fell."),)) for n in range(4)]
    data = newsparse.write(several, "markdown")
    assert list(newsparse.parse_all(data)) == several


def test_no_reader_of_markdown_shows_the_record() -> None:
    article = newsparse.parse(SEEDS / "en-kicker-correction-railway.txt")
    data = newsparse.write(article, "markdown").decode()
    assert data.startswith("[newsparse]: #1\n\n")
    bare = newsparse.write(article, "markdown", options={"record": False}).decode()
    assert PARSER.render(data) == PARSER.render(bare)


def test_a_changed_letter_makes_it_a_text_like_others() -> None:
    """Nothing of the record is believed then."""
    article = newsparse.parse(SEEDS / "en-kicker-correction-railway.txt")
    data = newsparse.write(article, "markdown").decode()
    changed = data.replace("railway", "tramway", 1)
    assert changed != data
    again = newsparse.parse(changed, "markdown")
    assert again.origin.parser_version is not None
    assert "newsparse" not in again.text
    assert "newsparse" not in "".join(entry.text for entry in again.boilerplate)


@pytest.mark.parametrize(
    "record",
    [
        '{"fields":["title"],"patch":{"body":{"9":[1]}}}',
        '{"fields":["title"],"patch":[]}',
        '{"fields":["title"],"patch":{"body":{"at":[[0,1]]}}}',
        '{"fields":["title"],"patch":{"quotes":[[{"element":[0],"start":0,"end":1}]]}}',
        '{"fields":["title"],"patch":{"quotes":[[1]]}}',
        '{"fields":["pope"]}',
        '{"fields":7}',
        '{"fields":["title"],"patch":{"title":"x"}}',
        "{}",
        "{x}",
        "{" * 5_000 + "}",
    ],
)
def test_a_record_that_nobody_wrote_says_nothing(record: str) -> None:
    source = f"[newsparse]: #1\n\n{STORY}\n\n[newsparse-record]: #1 '{record}'\n"
    assert newsparse.parse(source, "markdown").title == "The bridge opens after ten years"


# -- any other text


def test_an_article_of_anybody_is_read() -> None:
    """Elements by their signs; who and when by the parser, as on a page."""
    article = newsparse.parse(STORY, "markdown")
    assert article.title == "The bridge opens after ten years"
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert article.timestamp is not None
    assert [type(element) for element in article.body] == [
        *(Paragraph, Figure, Subheading, ItemList, BlockQuote, ItemList, Paragraph)
    ]
    lead, figure, _, bullets, _, numbers, _ = article.body
    assert isinstance(lead, Paragraph)
    assert [mark.kind for mark in lead.marks] == ["emphasis", "link"]
    assert isinstance(figure, Figure)
    assert [image.url for image in figure.images] == ["https://varn.example/b.jpg"]
    assert [(c.text, c.credit) for c in figure.captions] == [("The bridge at dawn.", "Ole Vik/AP")]
    assert isinstance(bullets, ItemList)
    assert isinstance(numbers, ItemList)
    assert (len(bullets.items), bullets.ordered) == (2, False)
    assert (len(numbers.items), numbers.ordered) == (2, True)


def test_front_matter_is_declared() -> None:
    matter = (
        '---\ntitle: "The bridge: opened"\ndate: 2022-05-03T10:00:00+02:00\nauthor:\n  - Ada Lund\n'
        "  - 'Ole Vik'\ntags: [bridges, \"Varn, old\"]\nlang: en\nlayout: post\n---\n"
    )
    article = newsparse.parse(matter + STORY.partition("3 May 2022\n")[2], "markdown")
    assert article.title == "The bridge: opened"
    assert [author.name for author in article.authors] == ["Ada Lund", "Ole Vik"]
    assert article.timestamp is not None
    assert str(article.timestamp.value) == "2022-05-03 10:00:00+02:00"
    assert article.metadata.keywords == ("bridges", "Varn, old")
    assert article.language == "en"
    assert next(iter(newsparse.detect(matter + STORY))) == "markdown"


@pytest.mark.parametrize("text", ["---\n", "---\na: b\n", "--- \n\n---", "----\na: b\n---\n", ""])
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    lines, start = split_matter(text)
    assert not list(read_matter(lines))
    assert start <= len(text)


@given(st.text(alphabet="ab \n#>*-_`~[]()!|:.\\1<&;=\t\"'", max_size=200))
def test_any_markdown_keeps_the_laws(text: str) -> None:
    """And gives the same twice; each letter that is shown has one owner."""
    source = f"{STORY}\n\n{text}\n"
    registry = default_registry()
    reader: Any = registry.load(registry.get("markdown", "read"), "read")
    [document] = reader(Source(source), None, Report())
    article = newsparse.parse(source, "markdown")
    assert check_laws(article, document) == []
    assert newsparse.parse(source, "markdown") == article


def test_a_tree_is_no_markdown() -> None:
    with pytest.raises(MalformedError):
        newsparse.parse(object(), "markdown")


def test_lines_are_limited() -> None:
    with pytest.raises(LimitError):
        newsparse.parse("a\n\n" * 30, "markdown", limits=newsparse.Limits(max_blocks=10))


# -- inline


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("a *b* c", "a b c", [("emphasis", 2, 3)]),
        ("**a *b* c**", "a b c", [("emphasis", 2, 3), ("strong", 0, 5)]),
        ("***a***", "a", [("emphasis", 0, 1), ("strong", 0, 1)]),
        ("snake_case_name 2*3*4", "snake_case_name 234", [("emphasis", 17, 18)]),
        ("a ~~b~~", "a b", [("strike", 2, 3)]),
        ("a ~b~", "a ~b~", []),
        ("`` a`b `` *", "a`b *", [("code", 0, 3)]),
        ("`*a*", "`a", [("emphasis", 1, 2)]),
        ("\\*a\\* &amp; &copy; &x", "*a* & © &x", []),
        ("[a *b*](<u v> 'w')", "a b", [("emphasis", 2, 3), ("link", 0, 3)]),
        ("[a](b(c)d)", "a", [("link", 0, 1)]),
        ("[a] [b](", "[a] [b](", []),
        ("<https://varn.example/>", "https://varn.example/", [("link", 0, 21)]),
        ("a<br>b <b>c</b>", "ab c", []),
        ("a\\\nb  \nc\nd", "a\nb\nc d", []),
        ("*a **b*", "*a *b", [("emphasis", 4, 5)]),
        ("**a", "**a", []),
    ],
)
def test_a_line_is_read(source: str, text: str, marks: list[tuple[str, int, int]]) -> None:
    inline = read_inline(source)
    assert inline.text == text
    assert sorted((m.kind, m.start, m.end) for m in inline.marks) == marks


def test_images_have_no_text() -> None:
    inline = read_inline("![a *b*](u.png 'c') d")
    assert inline.text == "d"
    assert inline.images == (Image(url="u.png", alt="a b"),)


@given(st.text(alphabet="ab \n*_`~[]()<>\\#+-.=|&:;!\"'", max_size=60))
def test_what_is_written_is_read_like_markdown_it_does(text: str) -> None:
    """Text and marks of the writer's own dialect."""
    marks = (Mark(kind="strong", start=1, end=4), Mark(kind="link", start=2, end=7, url="u"))
    body = (Paragraph(text=text, marks=marks),)
    source = newsparse.write(Article(body=body), "markdown", options={"record": False}).decode()
    tokens = [token for token in PARSER.parse(source) if token.type == "inline"]
    shown = [
        "".join(
            "\n" if child.type == "hardbreak" else child.content for child in token.children or ()
        )
        for token in tokens
    ]
    found = elements_of(split_markdown(source.strip("\n")))
    assert [e.text for e in found if isinstance(e, Paragraph)] == shown


# -- blocks


def kinds(source: str) -> list[str]:
    return [block.kind for block in split_markdown(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\nb\n\nc", ["paragraph", "paragraph"]),
        ("# a #\nb", ["heading", "paragraph"]),
        ("a\n===\nb\n---", ["heading", "heading"]),
        ("a\n\n---\n\nb", ["paragraph", "break", "paragraph"]),
        ("> a\nb\n\nc", ["quote", "paragraph"]),
        ("- a\n- b\n* c", ["list", "list"]),
        ("1. a\n2. b", ["list"]),
        ("a\n2. b", ["paragraph"]),
        ("- a\n\n  b\n\nc", ["list", "paragraph"]),
        ("```x\n# a\n```\nb", ["code", "paragraph"]),
        ("    a\n\n    b\nc", ["code", "paragraph"]),
        ("| a | b |\n|---|:-:|\n| c | d |\n\ne", ["table", "paragraph"]),
        ("[a]: b 'c'\n\nd", ["definition", "paragraph"]),
        ("```\na", ["code"]),
    ],
)
def test_blocks_are_told_by_their_signs(source: str, expected: list[str]) -> None:
    assert kinds(source) == expected


def test_what_elements_look_like() -> None:
    source = (
        "![a](u.png)\n\n*Boats. (Ole/AP)*\n\n### Rain\n\n**10:32**\n\nIt fell.\n\n**11:05**\n\nOn.\n\n"
        "| a\\|b |\n|---|\n| c |"
    )
    figure, first, second = elements_of(split_markdown(source))
    assert isinstance(figure, Figure)
    assert (figure.captions[0].text, figure.captions[0].credit) == ("Boats.", "Ole/AP")
    assert first == LiveEntry(
        timestamp=Timestamp(raw="10:32"), title="Rain", body=(Paragraph(text="It fell."),)
    )
    assert isinstance(second, LiveEntry)
    assert isinstance(second.body[1], Table)
    assert second.body[1].rows[0][0].text == "a|b"


def test_a_record_is_small_where_the_text_says_it_all() -> None:
    article = Article(
        title="Rain",
        body=(
            Paragraph(text="It fell.", marks=(Mark(kind="strong", start=0, end=2),)),
            Preformatted(text="a\n  b"),
        ),
    )
    data = newsparse.write(article, "markdown").decode()
    assert re.search(
        r"\n\n\[newsparse-record\]: #1 '\{\"fields\":\[\"title\"\],\"sum\":\d+\}'\n\Z", data
    )
    pulled = newsparse.write(evolve(article, body=(PullQuote(text="It's"),)), "markdown").decode()
    assert "It\\u0027s" in pulled


# -- hostile


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "*a" * n,
        lambda n: "**a _b " * n,
        lambda n: "[](" * n,
        lambda n: "![" * n + "](a)" * n,
        lambda n: "[a](b" * n,
        lambda n: " ".join("`" * (i % 300 + 1) for i in range(n // 40)),
        lambda n: ">" * n,
        lambda n: "- " * n,
        lambda n: "\n".join("  " * (i % 40) + "- a" for i in range(n // 4)),
        lambda n: "a|b\n-" + " " * n + "x",
        lambda n: "---\n" + "a: b\n" * n,
        lambda n: "[newsparse]: #1\n\n" + "a\n\n" * n + "[newsparse-record]: #1 '{\"fields\":[]}'",
    ],
)
def test_cost_grows_with_size(make: Callable[[int], str]) -> None:
    """Eight times as much takes no thirty times as long, in the best of a few rounds."""

    def cost(size: int) -> float:
        source = make(size)

        def run() -> None:
            with suppress(InputError):
                newsparse.parse(source, "markdown")

        return cpu_seconds(run, rounds=2)

    assert any(cost(24_000) < 30 * max(cost(3_000), 0.005) for _ in range(4))
