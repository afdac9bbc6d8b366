"""Web pages, written: the form of each element, what is escaped, and that all of it reads back."""

import datetime as dt
import json
import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import newsparse
from newsparse.article import (
    Article,
    Author,
    BlockQuote,
    Boilerplate,
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
    Quote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.errors import InputError, MultipleArticlesError, NoArticleError
from newsparse.formats.htmltext import read_inline, write_inline
from newsparse.spec import Report


def mark(kind: Any, start: int, end: int, url: str | None = None) -> Mark:
    return Mark(kind=kind, start=start, end=end, url=url)


def written(article: Article) -> str:
    return newsparse.write(article, "html").decode()


def body_of(*elements: Element) -> str:
    page = written(Article(body=elements))
    return page.partition('<div class="body">\n')[2].partition("\n</div>\n</article>")[0]


def back(article: Article) -> Article:
    return newsparse.parse(newsparse.write(article, "html"), "html")


UTC_PLUS_2 = dt.timezone(dt.timedelta(hours=2))
STAMP = Timestamp(
    raw="3 May 2024, 14.05",
    value=dt.datetime(2024, 5, 3, 14, 5, tzinfo=UTC_PLUS_2),
    precision="minute",
    zone="stated",
)
ELEMENTS: dict[str, tuple[Element, str]] = {
    "paragraph": (Paragraph(text="Q&A <live>"), "<p>Q&amp;A &lt;live&gt;</p>"),
    "line_ends": (Paragraph(text="One\nTwo"), "<p>One<br>Two</p>"),
    "spaces": (Paragraph(text="a  b"), '<p class="keep">a  b</p>'),
    "return": (Paragraph(text="a\rb"), '<p class="keep">a&#13;b</p>'),
    "empty": (Paragraph(text=""), "<p></p>"),
    "marks": (
        Paragraph(text="Rain fell", marks=(mark("strong", 0, 4), mark("emphasis", 5, 9))),
        "<p><strong>Rain</strong> <em>fell</em></p>",
    ),
    "link": (
        Paragraph(text="Rain", marks=(mark("link", 0, 4, 'http://a.example/?x=1&y="2"'),)),
        '<p><a href="http://a.example/?x=1&amp;y=&quot;2&quot;">Rain</a></p>',
    ),
    "link_without_address": (
        Paragraph(text="Rain", marks=(mark("link", 0, 4),)),
        "<p><a>Rain</a></p>",
    ),
    "link_that_runs": (
        Paragraph(text="Rain", marks=(mark("link", 0, 4, " java\nscript:alert(1)"),)),
        '<p><a data-newsparse-href=" java&#10;script:alert(1)">Rain</a></p>',
    ),
    "marks_that_cross": (
        Paragraph(text="abc", marks=(mark("strong", 0, 2), mark("emphasis", 1, 3))),
        (
            '<p><strong data-newsparse-mark="0">a<em data-newsparse-mark="1">b</em></strong>'
            '<em data-newsparse-mark="1">c</em></p>'
        ),
    ),
    "link_in_link": (
        Paragraph(text="ab", marks=(mark("link", 0, 1, "/b"), mark("link", 0, 2, "/a"))),
        (
            '<p><a href="/a"><span data-newsparse-kind="link" data-newsparse-href="/b">a</span>'
            "b</a></p>"
        ),
    ),
    "subheading": (Subheading(text="Later", level=4), "<h4>Later</h4>"),
    "subheading_too_high": (
        Subheading(text="Later", level=1),
        '<h2 data-newsparse-level="1">Later</h2>',
    ),
    "block_quote": (
        BlockQuote(body=(Paragraph(text="a"), Paragraph(text="b"))),
        "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
    ),
    "pull_quote": (PullQuote(text="a"), '<aside class="pull-quote"><p>a</p></aside>'),
    "notice": (Notice(text="a"), '<aside class="notice"><p>a</p></aside>'),
    "list": (
        ItemList(
            items=(
                ListItem(
                    text="a", children=(ItemList(items=(ListItem(text="b"),), ordered=True),)
                ),
                ListItem(text="", children=(Paragraph(text="c"),)),
            )
        ),
        "<ul>\n<li>a<ol>\n<li>b</li>\n</ol></li>\n<li><p>c</p></li>\n</ul>",
    ),
    "table": (
        Table(
            caption="Results",
            rows=(
                (Cell(text="Team", header=True, rowspan=2), Cell(text="Goals", header=True)),
                (Cell(text="2", colspan=3),),
                (),
            ),
        ),
        (
            "<table><caption>Results</caption>\n<tbody>\n"
            '<tr><th rowspan="2">Team</th><th>Goals</th></tr>\n<tr><td colspan="3">2</td></tr>\n'
            "<tr></tr>\n</tbody></table>"
        ),
    ),
    "figure": (
        Figure(
            images=(Image(url="a.png", alt="", width=3), Image(url="javascript:1")),
            captions=(Caption(text="A boat.", credit="Ada/AP"), Caption(text="")),
        ),
        (
            '<figure>\n<img src="a.png" alt="" width="3">\n<img data-newsparse-src="javascript:1">\n'
            '<figcaption><p><span class="caption">A boat.</span> <span class="credit">Ada/AP</span>'
            '</p><p><span class="caption"></span></p></figcaption>\n</figure>'
        ),
    ),
    "embed": (
        Embed(url="https://a.example/1", text="A post"),
        '<div class="embed"><a href="https://a.example/1">A post</a></div>',
    ),
    "embed_bare": (
        Embed(url="https://a.example/1"),
        '<div class="embed"><a class="bare" href="https://a.example/1">https://a.example/1</a></div>',
    ),
    "embed_without_address": (Embed(text="A"), '<div class="embed"><p>A</p></div>'),
    "preformatted": (Preformatted(text="a\n  <b>"), "<pre>a\n  &lt;b&gt;</pre>"),
    "preformatted_after_a_line_end": (Preformatted(text="\na"), "<pre><span>\na</span></pre>"),
    "live_entry": (
        LiveEntry(timestamp=STAMP, title="Rain", body=(Subheading(text="b", level=3),)),
        (
            '<section class="live-entry">\n<time class="posted" datetime="2024-05-03T14:05:00+02:00"'
            ' data-newsparse-precision="minute" data-newsparse-zone="stated">3 May 2024, 14.05</time>'
            '\n<h3 class="entry-title">Rain</h3>\n<h3>b</h3>\n</section>'
        ),
    ),
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_each_element_has_its_form(name: str) -> None:
    """What is written is what HTML has for it, and reads back as the same element."""
    element, form = ELEMENTS[name]
    assert body_of(element) == form
    assert back(Article(body=(element,))).body == (element,)


WHOLE = Article(
    title="Ferry & co",
    kicker="Varn",
    standfirst="After a week",
    byline="By Ada Lund, NPA",
    authors=(
        Author(name="Ed Itor", role="editor"),
        Author(name="Ada Lund", job="Reporter", organisation="Varn Times", contact="a@b.example"),
        Author(name="NPA", role="agency"),
        Author(name="Pho To", role="photographer", contact="@photo"),
    ),
    dateline=Dateline(text="VARN (NPA) —", place="VARN", agency="NPA"),
    timestamp=STAMP,
    updated=Timestamp(raw="4 May", value=dt.date(2024, 5, 4), precision="day"),
    language="sv",
    body=(
        Subheading(text="Before"),
        Paragraph(text="“Rain fell”, she said.", marks=(mark("strong", 1, 5),)),
        *(element for element, _ in ELEMENTS.values()),
    ),
    quotes=(Quote(text="Rain fell", element=(1,), start=1, end=10, speaker="she", cue="said"),),
    signoff="-30-",
    metadata=Metadata(
        url="https://a.example/1?x&y",
        canonical_url="https://a.example/1",
        image="https://a.example/1.png",
        publisher="Varn Times",
        provider="NPA",
        section="News",
        keywords=("rain", "ferry, boat"),
        subjects=("weather",),
        rights="©",
        identifiers=("a-1",),
        urgency=4,
        embargo=dt.datetime(2024, 5, 3, tzinfo=dt.UTC),
        status="usable",
        version="2",
        paywalled=False,
    ),
)


def test_a_whole_article_reads_back_equal() -> None:
    """All fields at once, the dateline apart from the paragraph that it heads."""
    assert back(WHOLE) == WHOLE
    assert newsparse.write(back(WHOLE), "html") == newsparse.write(WHOLE, "html")


def test_a_finished_page_says_where_it_comes_from() -> None:
    """Nothing is decided in it, and there is no place that anything was guessed from."""
    article = back(WHOLE)
    assert article.origin.format == "html"
    assert article.origin.encoding == "utf-8"
    assert "nothing was decided" in (newsparse.explain(written(WHOLE)).why or "")


def test_the_dateline_heads_the_first_paragraph() -> None:
    article = Article(dateline=WHOLE.dateline, body=(Paragraph(text="Rain fell."),))
    lead = '<span class="dateline" data-newsparse-place="VARN" data-newsparse-agency="NPA">'
    assert f"<p>{lead}VARN (NPA) —</span> Rain fell.</p>" in written(article)
    alone = Article(dateline=WHOLE.dateline, body=(Notice(text="Wrong."),))
    assert back(alone) == alone


def test_json_ld_says_what_schema_org_has_words_for() -> None:
    """It is what other readers of pages look at, and so does ours in pages of others."""
    page = lxml_html.fromstring(written(WHOLE))
    [script] = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(script)
    assert data["@type"] == "LiveBlogPosting"
    assert data["headline"] == "Ferry & co"
    assert data["datePublished"] == "2024-05-03T14:05:00+02:00"
    assert data["dateModified"] == "2024-05-04"
    assert [person["name"] for person in data["author"]] == ["Ada Lund", "NPA"]
    assert data["author"][0]["worksFor"] == {"@type": "Organization", "name": "Varn Times"}
    assert data["editor"] == [{"@type": "Person", "name": "Ed Itor"}]
    assert data["publisher"] == {"@type": "Organization", "name": "Varn Times"}
    assert data["isAccessibleForFree"] is True
    assert data["keywords"] == ["rain", "ferry, boat"]
    assert (data["inLanguage"], data["articleSection"]) == ("sv", "News")


def test_the_head_names_the_page() -> None:
    page = written(WHOLE)
    assert '<html lang="sv" data-newsparse="1">' in page
    assert "<title>Ferry &amp; co</title>" in page
    assert '<link rel="canonical" href="https://a.example/1">' in page
    assert '<meta property="og:title" content="Ferry &amp; co">' in page


def test_no_text_ends_a_script() -> None:
    """What looks like markup in a script stands there as JSON escapes."""
    article = Article(title="</script><!-- \u2028 \x1f", metadata=Metadata(section="</script>"))
    page = written(article)
    assert page.count("</script>") == 2
    assert back(article).metadata == article.metadata


def test_what_no_page_holds_is_replaced_and_told() -> None:
    report = Report()
    data = newsparse.write(Article(title="a\x07\ud800b"), "html", report=report)
    assert [note.code for note in report.notes] == ["characters_replaced"] * 2
    assert newsparse.parse(data).title == "a\ufffd\ufffdb"


def test_marks_of_nothing_are_told() -> None:
    report = Report()
    marks = (mark("strong", 2, 2), mark("emphasis", 0, 99), mark("strong", -1, 2))
    newsparse.write(Article(body=(Paragraph(text="abc", marks=marks),)), "html", report=report)
    [note] = report.notes
    assert (note.code, note.where, note.message.split()[0]) == ("marks_lost", "article 0", "3")


def test_what_is_too_deep_stands_beside_what_it_was_in() -> None:
    element: Element = Paragraph(text="deep")
    for _ in range(5_000):
        element = BlockQuote(body=(element,))
    report = Report()
    data = newsparse.write(Article(body=(element,)), "html", report=report)
    assert [note.code for note in report.notes] == ["nesting_lost"]
    assert newsparse.parse(data).text == "deep"


def test_several_articles_are_one_page() -> None:
    articles = [Article(title="a", language="en"), Article(title="b")]
    data = newsparse.write(articles, "html")
    assert list(newsparse.parse_all(data, "html")) == articles
    with pytest.raises(MultipleArticlesError):
        newsparse.parse(data)
    with pytest.raises(NoArticleError):
        newsparse.parse(newsparse.write([], "html"))


def test_a_field_that_is_no_model_is_an_error() -> None:
    wrong: Any = Metadata(urgency="high")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"article 0\.metadata\.urgency"):
        newsparse.write(Article(metadata=wrong), "html")


STORY = newsparse.parse(
    "Ferry runs again\n\nBy Ada Lund\n\nThe ferry to Varn left on time on Monday, and the harbour"
    " was full of people who waved until it was out of sight behind the lighthouse.\n\n"
    "It had not sailed for nine weeks, after a gearbox broke in the storm that also took the roof"
    " off the ticket office and sank three boats.\n\n"
    "“We have eaten nothing but herring since Easter,” said Bo Ek, who runs the shop at the quay"
    " and had come to meet the first lorry.\n\n"
    "The company says that the gearbox was made anew by a workshop in Orme, because the firm that"
    " had built it closed in 1987. The bill came to four million crowns.\n\n"
    "Two more sailings a day will be added in June. Nobody has to book, and bicycles travel free"
    " until the end of the summer, the captain told passengers.\n"
)
CHANGES = {
    "text_beside": ("<header>", "Stray words<header>"),
    "another_element": ('<div class="body">', "<nav>Menu</nav><div class='body'>"),
    "in_the_body": ('<div class="body">', '<div class="body"><form>a</form>'),
    "in_a_line": ("The ferry", "<b>The</b> <div>ferry</div>"),
    "another_contract": ('data-newsparse="1"', 'data-newsparse="2"'),
    "broken_record": ('"authors":[', '"authors":[7,'),
    "no_json": ('"authors":[', "authors"),
    "an_unknown_class": ('class="byline"', 'class="author"'),
    "a_bad_time": ("<header>", '<header><time class="updated" datetime="T">a</time>'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_page_that_was_changed_is_read_like_any_other(name: str) -> None:
    """What newsparse did not write may hold anything: its parts are guessed, nothing vanishes."""
    old, new = CHANGES[name]
    page = written(STORY)
    assert old in page
    article = newsparse.parse(page.replace(old, new, 1), "html")
    assert article.provenance
    assert "left on time on Monday" in article.text


def test_white_space_between_elements_is_nothing() -> None:
    """A page that a tool has set anew, with other line breaks, reads the same."""
    page = re.sub(r"(?<=>)\n(?=<)", "\n\n    ", written(STORY)).replace(
        " on time ", "\n   on time "
    )
    assert newsparse.parse(page) == attrs.evolve(STORY, boilerplate=())


def test_boilerplate_is_reported_as_lost() -> None:
    report = Report()
    article = Article(boilerplate=(Boilerplate(text="Menu", reason="navigation"),))
    assert b"Menu" not in newsparse.write(article, "html", report=report)
    assert [note.message for note in report.notes] == ["html has no boilerplate"]


TEXTS = st.text(st.sampled_from("ab \n\t<&>é\u00a0\r\"'"), max_size=14)
KINDS = st.sampled_from((
    "link",
    "strong",
    "emphasis",
    "code",
    "superscript",
    "subscript",
    "strike",
))
URLS = st.none() | st.sampled_from(("", "/a?b=1&c=2", "javascript:1", "a b", "x:y", "HTTP://a"))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text with marks on it, of any kinds, that may cross and repeat each other."""
    text = draw(TEXTS)
    marks = []
    for _ in range(draw(st.integers(0, 6)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(KINDS)
        marks.append(mark(kind, start, end, draw(URLS) if kind == "link" else None))
    return text, tuple(marks)


@given(marked())
def test_any_marks_read_back_in_their_order(text_and_marks: tuple[str, tuple[Mark, ...]]) -> None:
    """In each element that holds marks."""
    text, marks = text_and_marks
    body = (
        Paragraph(text=text, marks=marks),
        Subheading(text=text, marks=marks),
        ItemList(items=(ListItem(text=text, marks=marks, children=(Paragraph(text=text),)),)),
        Table(rows=((Cell(text=text, marks=marks),),)),
        Figure(captions=(Caption(text=text, marks=marks, credit=text),)),
        PullQuote(text=text, marks=marks),
    )
    article = Article(title=text, body=body, dateline=Dateline(text=text))
    assert back(article) == article


def test_marks_cost_the_same_however_many_cross() -> None:
    """Of those that are open at one place, all but the first few are left out."""
    text = "a" * 4_000
    marks = [mark("strong", n, min(len(text), n + 2_000)) for n in range(2_000)]
    html, lost = write_inline(text, marks)
    assert len(html) < 3_000_000
    assert lost > 0
    element = lxml_html.fromstring(f"<p>{html}</p>")
    assert read_inline(element, kept=True)[0] == text


HOSTILE = {
    "deep": ("<p>The ferry", "<blockquote>" * 400 + "<p>The ferry"),
    "long_number": (
        "<p>The ferry",
        f'<h2 data-newsparse-level="{"9" * 5_000}">a</h2><p>The ferry',
    ),
    "nan": ('"authors":[', '"authors":[NaN,'),
    "twice": ('"authors":[', '"authors":[],"authors":['),
    "brackets": ('"authors":[', '"authors":' + "[" * 99_999),
    "a_mark_of_a_long_number": ("<p>The", f'<p><b data-newsparse-mark="{"9" * 5_000}">x</b>The'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_only_claims_to_be_ours_is_read_like_any_other(name: str) -> None:
    old, new = HOSTILE[name]
    article = newsparse.parse(written(STORY).replace(old, new, 1), "html")
    assert article.provenance


def test_what_no_text_holds_is_mended_in_the_record() -> None:
    """JSON can escape NUL and halves of surrogate pairs; an article never has them."""
    page = written(STORY).replace('"name":"Ada Lund"', '"name":"A\\u0000\\ud800"')
    assert newsparse.parse(page).authors[0].name == "A\ufffd\ufffd"
