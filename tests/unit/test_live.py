"""Live blogs: what is one, what only looks like one, and what stands in each post."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article, Figure, LiveEntry, Paragraph, text_of
from newsparse.document import Source
from newsparse.formats.jsonmodel import encode_article
from newsparse.registry import default_registry
from newsparse.spec import Report
from newsparse.testing import check_laws

SEEDS = Path(__file__).parents[2] / "seeds"
PROSE = (
    "The ferry from Varn reached the harbour in the morning, and the crew went ashore.",
    "Nobody was hurt, said the harbour master, who had waited on the pier since seven.",
    "The next boat is to leave as soon as the wind has gone down, the company says.",
    "Two hundred people stood along the quay and watched the pilots at their work.",
)
LEAD = (
    "The island has been cut off from the mainland for three days now. Our reporters follow what"
    " happens at the harbour hour by hour, and what the company has to say of it."
)


def posts(article: Article) -> list[LiveEntry]:
    return [element for element in article.body if isinstance(element, LiveEntry)]


def raws(article: Article) -> list[str]:
    return [post.timestamp.raw for post in posts(article) if post.timestamp]


def text(*clocks: str, head: str = "3 May 2024", bodies: tuple[str, ...] = PROSE) -> str:
    parts = ["Live: the ferry comes back to Varn", head, LEAD]
    for number, clock in enumerate(clocks):
        parts += [clock, bodies[number % len(bodies)], bodies[(number + 1) % len(bodies)]]
    return "\n\n".join(parts)


def page(*entries: str, head: str = "", name: str = "entries") -> str:
    return (
        f"<html lang=en><head>{head}<title>The ferry comes back to Varn</title></head><body>"
        "<main><h1>The ferry comes back to Varn</h1><p>By Ada Lund</p><p>3 May 2024</p>"
        f"<p>{LEAD}</p><div class='{name}'>{''.join(entries)}</div></main></body></html>"
    )


def entry(number: int, time: str, *, inner: str = "") -> str:
    first, second = PROSE[number % 4], PROSE[(number + 1) % 4]
    return f"<div class=e><div>{time}</div>{inner}<p>{first}</p><p>{second}</p></div>"


def laws(data: str, format: str) -> list[Any]:
    registry = default_registry()
    reader: Any = registry.load(registry.get(format, "read"), "read")
    [document] = reader(Source(data), None, Report())
    return check_laws(newsparse.parse(data, format), document)


# -- text


@pytest.mark.parametrize(
    ("language", "clocks"),
    [
        ("en", ("10:32", "11:05", "14:40")),
        ("en", ("4:12 p.m.", "2:50 p.m.", "11:40 a.m.")),
        ("en", ("[17.45]", "[16.20]", "[9.05]", "[8.00]")),
        ("de", ("17:45 Uhr", "16:20 Uhr", "9:05 Uhr")),
        ("fr", ("14h05", "15h10", "16h00")),
        ("sv", ("kl. 10.32", "kl. 11.05", "kl. 14.40")),
        ("en", ("00:40", "23:55", "22:10")),
    ],
)
def test_clocks_on_lines_of_their_own_begin_posts(language: str, clocks: tuple[str, ...]) -> None:
    """Rising or falling, over midnight too, with the words of the language or without any."""
    article = newsparse.parse(text(*clocks), "text", language=language)
    assert [clock.strip("[]").removeprefix("kl. ") for clock in clocks] == raws(article)
    assert all([type(e) for e in post.body] == [Paragraph, Paragraph] for post in posts(article))
    assert laws(text(*clocks), "text") == []


@pytest.mark.parametrize(
    "clocks",
    [
        ("10:32", "11:05"),
        ("10:32", "17:05", "09:40", "14:00", "08:20"),
        ("0:12", "1:40", "3:55", "7:10"),
        ("3 May", "4 May", "5 May"),
        ("12:56", "yesterday 14:40", "31 October 2023 17:46"),
        ("5 min ago", "1 hour ago", "2 hours ago"),
        ("10:32", "10:32", "10:32"),
    ],
    ids=["few", "unordered", "recording", "days", "mixed", "relative", "same"],
)
def test_other_times_begin_none(clocks: tuple[str, ...]) -> None:
    """Too few, in no order, of a recording, days alone, times of other stories."""
    assert posts(newsparse.parse(text(*clocks), "text")) == []


def test_the_last_post_is_one_however_short() -> None:
    """It opens the coverage, in a sentence or two, and reads like a teaser below a story."""
    article = newsparse.parse(SEEDS / "short" / "en-live-blog.txt")
    last = posts(article)[-1]
    assert raws(article) == ["15:52", "15:31", "15:04", "14:40", "14:12"]
    assert last.title == "Good afternoon"
    assert [text_of(element) for element in last.body] == [
        "Welcome to our live coverage of Storm Ottoline. We will be here all day."
    ]


def test_a_programme_without_running_text_is_none() -> None:
    clocks = ("09:00", "10:30", "12:00", "14:00")
    bodies = ("Registration", "Opening words", "Lunch")
    source = text(*clocks, bodies=bodies) + "\n\n" + "\n\n".join(PROSE * 2)
    assert posts(newsparse.parse(source, "text")) == []


def test_a_post_has_the_day_of_its_story_where_all_is_of_one_day() -> None:
    article = newsparse.parse(text("10:32", "11:05", "14:40"), "text")
    values = [post.timestamp.value for post in posts(article) if post.timestamp]
    assert values[0] == dt.datetime(2024, 5, 3, 10, 32)  # noqa: DTZ001 - no zone is stated
    over_midnight = newsparse.parse(text("00:40", "23:55", "22:10"), "text")
    assert {post.timestamp.value for post in posts(over_midnight) if post.timestamp} == {None}


@given(
    st.lists(
        st.sampled_from([
            *PROSE,
            "10:32",
            "11:05",
            "9.40",
            "17:45 Uhr",
            "Rain",
            "- rain",
            "4 p.m.",
        ]),
        max_size=14,
    )
)
def test_any_order_of_clocks_and_lines_keeps_the_laws(lines: list[str]) -> None:
    """Each letter has one owner, and stands where it is said to stand."""
    source = "\n\n".join(["Live: the ferry comes back", LEAD, *lines, *PROSE])
    assert laws(source, "text") == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from([
                "10:32",
                "<time>11:05</time> Share",
                "9:40 By Ada Lund",
                "",
                "4 p.m.",
            ]),
            st.sampled_from([
                "<h2>Rain</h2>",
                "",
                "<ul><li>rain<li>sun</ul>",
                "<a href=#>Share</a>",
            ]),
        ),
        max_size=6,
    )
)
def test_any_posts_of_a_page_keep_the_laws(parts: list[tuple[str, str]]) -> None:
    source = page(*(entry(n, time, inner=inner) for n, (time, inner) in enumerate(parts)))
    assert laws(source, "html") == []


def test_quotes_are_found_in_posts() -> None:
    said = "“We are glad to be here at last,” said Ada Lund, who had waited for the boat."
    article = newsparse.parse(text("10:32", "11:05", "14:40", bodies=(said, *PROSE)), "text")
    quote = article.quotes[0]
    assert quote.element == (1, 0)
    assert text_of(posts(article)[0].body[0])[quote.start : quote.end] == quote.text


# -- pages


TIMES = ("10:32", "11:05", "14:40")


def test_elements_side_by_side_with_a_time_each_are_posts() -> None:
    entries = [entry(n, t, inner=f"<h2>Post {n} of the day</h2>") for n, t in enumerate(TIMES)]
    article = newsparse.parse(page(*entries), "html")
    assert raws(article) == list(TIMES)
    assert [post.title for post in posts(article)] == [f"Post {n} of the day" for n in range(3)]
    assert "Post 1 of the day" not in [h.text for h in article.subheadings]


def test_what_an_element_states_for_machines_is_the_value() -> None:
    """The words stay as they are printed, and what stands beside them is no part of them."""
    entries = [
        entry(n, f"<time datetime='2024-05-03T{t}:21+02:00'>{t}</time><a href=#x>Copy link</a>")
        for n, t in enumerate(TIMES)
    ]
    article = newsparse.parse(page(*entries), "html")
    assert raws(article) == list(TIMES)
    stamp = posts(article)[0].timestamp
    assert stamp is not None
    assert stamp.value == dt.datetime(
        2024, 5, 3, 10, 32, 21, tzinfo=dt.timezone(dt.timedelta(hours=2))
    )
    assert (stamp.precision, stamp.zone, stamp.source) == ("minute", "stated", "time")


def test_a_declared_live_blog_needs_fewer_posts_and_may_print_days() -> None:
    updates = [
        {"headline": "One of the day", "datePublished": "2024-05-03T10:32:00+02:00"},
        {"headline": "Two of the day", "datePublished": "2024-05-04T08:05:00+02:00"},
    ]
    linked = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "The ferry comes back to Varn",
        "liveBlogUpdate": updates,
    }
    head = f"<script type=application/ld+json>{json.dumps(linked)}</script>"
    entries = [
        entry(0, "10:32", inner="<h2>One of the day</h2>"),
        entry(1, "8:05", inner="<h2>Two of the day</h2>"),
    ]
    assert posts(newsparse.parse(page(*entries), "html")) == []
    article = newsparse.parse(page(*entries, head=head), "html")
    values = [post.timestamp.value for post in posts(article) if post.timestamp]
    assert [value and value.isoformat() for value in values] == [
        update["datePublished"] for update in updates
    ]
    dated = [entry(n, f"3 May 2024, {t}") for n, t in enumerate(TIMES)]
    assert len(posts(newsparse.parse(page(*dated, head=head), "html"))) == len(TIMES)
    assert posts(newsparse.parse(page(*dated), "html")) == []
    assert len(posts(newsparse.parse(page(*dated, name="LiveBlog-posts"), "html"))) == len(TIMES)


@pytest.mark.parametrize(
    "source",
    [
        page(*(entry(n, t) for n, t in enumerate(TIMES)), name="comments"),
        page(*(entry(n, f"{n} May 2024, {t}") for n, t in enumerate(TIMES, start=3))),
        page(
            *(
                entry(n, t, inner=f"<h2><a href=/{n}>Another story of the island {n}</a></h2>")
                for n, t in enumerate(TIMES)
            )
        ),
    ],
    ids=["comments", "days", "teasers"],
)
def test_what_looks_like_posts_is_none(source: str) -> None:
    """What readers say, a forum, headings that lead to other stories."""
    assert posts(newsparse.parse(source, "html")) == []


def test_the_live_page_of_the_seeds_reads_as_told() -> None:
    """But for the picture of one post, which no element says to be a figure."""
    article = newsparse.parse(SEEDS / "pages" / "en-live-river.html")
    told = json.loads((SEEDS / "pages" / "en-live-river.json").read_text("utf-8"))
    for post in told["body"]:
        for element in post["body"]:
            element.pop("images", None)
    found = encode_article(article, provenance=False)
    assert found["body"] == told["body"]
    assert [quote["element"] for quote in found["quotes"]] == [[0, 1]]
    assert any(isinstance(e, Figure) for post in posts(article) for e in post.body)


# -- other stories of a page


def story(title: str, *texts: str, tag: str = "article", heading: str = "h1") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return f"<{tag} class=story><{heading}>{title}</{heading}>{paragraphs}</{tag}>"


OTHER = tuple(
    f"On the other side of the island, {word} farmers have begun to cut the hay, for the weather of"
    " the coming week is said to be dry, and the barns have stood empty since the winter."
    for word in ("the", "some", "many", "old")
)


def test_a_story_beside_the_story_is_left_out_and_named() -> None:
    source = f"<html lang=en><body>{story('The ferry comes back', LEAD, *PROSE)}"
    source += f"{story('Hay is cut early', *OTHER)}</body></html>"
    article = newsparse.parse(source, "html")
    assert article.title == "The ferry comes back"
    assert "hay" not in article.text
    [note] = [note for note in article.notes if note.code == "other_stories"]
    assert "'Hay is cut early'" in note.message
    assert note.where == "/html/body/article[2]"
    assert laws(source, "html") == []


@pytest.mark.parametrize(
    "beside",
    [
        "<article><h2>Hay is cut early</h2><p>The farmers have begun.</p></article>",
        f"<div class=comments>{story('Ann writes', *OTHER, tag='div')}</div>",
        "".join(f"<article><h3>{o[:30]}</h3><p>{o}</p></article>" for o in OTHER),
    ],
    ids=["teaser", "comments", "list"],
)
def test_a_teaser_is_no_other_story(beside: str) -> None:
    source = f"<html lang=en><body>{story('The ferry comes back', LEAD, *PROSE)}{beside}"
    article = newsparse.parse(source, "html")
    assert not [note for note in article.notes if note.code == "other_stories"]
