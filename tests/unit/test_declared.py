"""When and by whom on web pages: what a page declares and shows, weighed against each other."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article
from newsparse.document import Block, Document, Limits, Node, Source
from newsparse.formats.html import read as read_page
from newsparse.languages import Languages
from newsparse.markup.addresses import find_day
from newsparse.markup.html import parse_html
from newsparse.markup.metadata import read_metadata
from newsparse.parser import Context, build_article
from newsparse.parser.zones import countries_of, offsets_at
from newsparse.spec import Report
from newsparse.testing import check_laws

URL = "https://varn.example/news/ferry"
TITLE = "Ferry to Varn runs again after three weeks of repairs"
STORY = (
    "The ferry between Kestle and Varn carried passengers again after three weeks in the yard.",
    "Forty people stood on the quay when it left, and a brass band played in spite of the rain.",
    "“We had almost forgotten how short the crossing is,” said Mona Birk of the harbour office.",
    "The repairs cost more than the council had set aside, and a fund is to pay the rest of it.",
)


def page(
    head: str = "", below: str = "", *, body: tuple[str, ...] = STORY, lang: str = "en"
) -> str:
    story = "".join(f"<p>{text}</p>" for text in body)
    return (
        f"<html lang={lang}><head><title>{TITLE}</title>{head}</head>"
        f"<body><article><h1>{TITLE}</h1>{below}{story}</article></body></html>"
    )


def read(head: str = "", below: str = "", url: str = URL, **how: Any) -> Article:
    article = newsparse.parse(page(head, below, **how), format="html", url=url)
    assert isinstance(article, Article)
    return article


def document_of(html: str) -> Document:
    (found,) = read_page(Source(html), None, Report())
    return found


def linked(**node: Any) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **node})
    return f'<script type="application/ld+json">{data}</script>'


def when(article: Article) -> str | None:
    value = article.timestamp.value if article.timestamp else None
    return value.isoformat() if value else None


def codes(article: Article) -> set[str]:
    return {note.code for note in article.notes}


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


# -- elements that say what they are


@pytest.mark.parametrize(
    ("below", "source", "value"),
    [
        (
            '<p itemprop="datePublished" content="2022-05-03 10:32">May</p>',
            "microdata",
            "2022-05-03T10:32:00",
        ),
        ("<p itemprop=datePublished>3 May 2022</p>", "microdata", "2022-05-03"),
        ('<p property="dc:date dc:created" content="2022-05-03">x</p>', "rdfa", "2022-05-03"),
        ("<p class=entry-date>Owen Tresk, May 3, 2022</p>", "class", "2022-05-03"),
        ('<span class="post_publishedAt" title="3 May 2022">3 May</span>', "class", "2022-05-03"),
        ("<div><time datetime=2022-05-03>3 May</time></div>", "time", "2022-05-03"),
    ],
)
def test_elements_state_times(below: str, source: str, value: str) -> None:
    """Microdata, RDFa Lite, ``time`` elements, class names."""
    article = read(below=f"<div>{below} | Harbours | 4 comments | Share</div>")
    assert when(article) == value
    found = [row.source for row in article.provenance if row.field == "timestamp"]
    assert found[-1].startswith((source, "block"))


@pytest.mark.parametrize(
    ("below", "people"),
    [
        (
            "<span itemprop=author itemscope><b itemprop=name>Ada Lund</b> of Varn</span>",
            ["Ada Lund"],
        ),
        ("<span property=schema:author>Ada Lund</span>", ["Ada Lund"]),
        (
            "<i><a rel=author href=/x>Ada Lund</a> <a rel=author href=/y>Owen Tresk</a></i>",
            ["Ada Lund", "Owen Tresk"],
        ),
        ("<div class=article-author__name>Ada Lund</div>", ["Ada Lund"]),
        ("<div class=author>Ada Lund May 3, 2022 5 min read</div>", ["Ada Lund"]),
        ("<div><a href=/author/ada-lund>Ada Lund</a></div>", ["Ada Lund"]),
        ("<div class=byline>Posted by: Ada Lund. Reviewed by Owen Tresk</div>", ["Ada Lund"]),
    ],
)
def test_elements_name_authors(below: str, people: list[str]) -> None:
    """Each apart from its time, and from those who only helped."""
    article = read(below=f"<div>{below}<p>Harbours, ports and ships</p></div>")
    assert names(article) == people


@pytest.mark.parametrize(
    "below",
    [
        "<div class=author-avatar>Ada Lund</div>",
        "<aside class=sidebar><b class=author>Ada Lund</b></aside>",
        "<ul class=comments><li class=author>Ada Lund</ul>",
        "<nav><a rel=author href=/ada>Ada Lund</a></nav>",
        "<div itemtype=https://schema.org/NewsArticle><b class=byline>Ada Lund</b></div>",
        "<div><a href=/news/ada-lund>Ada Lund</a></div>",
        "<div class=byline>@adalund</div>",
    ],
)
def test_elements_of_other_things_name_no_authors(below: str) -> None:
    """Pictures, comments, menus, other stories."""
    root, _ = parse_html(page(below=f"<div>{below}</div>"), Limits())
    assert [row for row in read_metadata(root, URL).fields if row.name == "authors"] == []


def test_what_stands_nearest_to_the_headline_counts() -> None:
    """Menus above it and lists below it show the times of other stories."""
    other = "<div class=post-date>{}</div>"
    article = read(below=other.format("3 May 2022") + other.format("4 May 2022"))
    assert when(article) == "2022-05-03"


@pytest.mark.parametrize(
    ("card", "people"),
    [
        (("label1", "Written by", "data1", "Ada Lund"), ["Ada Lund"]),
        (("label2", "Verfasst von", "data2", "Ada Lund"), ["Ada Lund"]),
        (("label1", "Reading time", "data1", "Ada Lund"), []),
        (("label1", "Written by", "data2", "Ada Lund"), []),
    ],
)
def test_cards_name_authors_behind_a_label(card: tuple[str, ...], people: list[str]) -> None:
    """The label is in the words of the page's language."""
    label, told, data, name = card
    head = f'<meta name="twitter:{label}" content="{told}"><meta name="twitter:{data}" content="{name}">'
    assert names(read(head, lang="de" if "von" in told else "en")) == people


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("article:published:time", "timestamp"),
        ("w-published-date", "timestamp"),
        ("publicationDate", "timestamp"),
        ("vr:modified_time", "updated"),
        ("cXenseParse:author", "authors"),
        ("thing:authorName", "authors"),
    ],
)
def test_names_of_meta_tags_are_read_by_their_words(name: str, field: str) -> None:
    value = "Ada Lund" if field == "authors" else "2022-05-03"
    root, _ = parse_html(f'<meta name="{name}" content="{value}">', Limits())
    assert [row.value for row in read_metadata(root).fields if row.name == field] == [value]


# -- days in addresses and titles, and before the first sentence


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://varn.example/2022/05/03/ferry", "2022-05-03"),
        ("https://varn.example/news/2022/may/03/ferry", "2022-05-03"),
        ("https://varn.example/2022-05-03-ferry.html", "2022-05-03"),
        ("https://varn.example/news/03-05-2022-ferry", "2022-05-03"),
        ("https://varn.example/a/20220503/ferry", "2022-05-03"),
        ("https://varn.example/2022/0503/ferry", "2022-05-03"),
        (
            "https://web.example/web/20131110121040/http://varn.example/2013/08/07/ferry",
            "2013-08-07",
        ),
        ("https://varn.example/2022/05/ferry", None),
        ("https://varn.example/2022/13/40/ferry", None),
        ("https://varn.example/2022/05/03/to/2022/05/04", None),
        ("https://varn.example/ferry?date=2022-05-03", None),
        ("https://varn.example/v/120220503999/x", None),
        ("https://20220503.example/", None),
        ("", None),
    ],
)
def test_addresses_state_days(address: str, day: str | None) -> None:
    assert find_day(address) == day


@given(st.text(max_size=60))
def test_any_address_is_read(path: str) -> None:
    find_day("https://varn.example/" + path)


def test_the_day_of_the_address_comes_last() -> None:
    url = "https://varn.example/2022/05/01/ferry"
    assert when(read(url=url)) == "2022-05-01"
    assert when(read(below="<p>May 3, 2022</p>", url=url)) == "2022-05-03"


def test_a_day_before_a_bar_of_the_title_counts() -> None:
    assert (
        when(read(head='<meta property="og:title" content="3 May 2022 | Ferry runs">'))
        == "2022-05-03"
    )


@pytest.mark.parametrize(
    ("lede", "day"),
    [
        (
            "(3 May 2022) The ferry between Kestle and Varn carried passengers again today.",
            "2022-05-03",
        ),
        ("Varn, (3 May 2022). The ferry to Kestle carried passengers again.", "2022-05-03"),
        ("Varn, May 3, 2022 – The ferry to Kestle carried passengers again.", "2022-05-03"),
        ("On May 3, 2022 – a Tuesday – the ferry to Kestle carried passengers.", None),
        ("The storm of May 3, 2022 kept the ferry to Kestle in the harbour.", None),
    ],
)
def test_a_day_before_the_first_sentence_is_that_of_the_story(lede: str, day: str | None) -> None:
    article = read(body=(lede, *STORY))
    assert when(article) == day
    document = document_of(page(body=(lede, *STORY)))
    assert check_laws(article, document) == []


# -- instants, clocks and zones


@pytest.mark.parametrize(
    ("declared", "printed", "value"),
    [
        ("2022-05-03T14:32:07Z", "May 3, 2022, 10:32 AM", "2022-05-03T10:32:07-04:00"),
        ("2022-05-04T02:32:07Z", "May 3, 2022, 10:32 PM", "2022-05-03T22:32:07-04:00"),
        ("2022-05-02T22:00:00Z", "May 3, 2022", "2022-05-03"),
        ("2022-05-04T02:32:07Z", "May 3, 2022", "2022-05-03T23:32:07-03:00"),
        ("2022-05-02T19:30:02+02:00", "May 3, 2022", "2022-05-02T19:30:02+02:00"),
        ("2022-05-03", "May 3, 2022, 10:32 AM", "2022-05-03T10:32:00"),
        ("2022-05-03T00:00:00Z", "May 3, 2022, 10:32 AM EDT", "2022-05-03T10:32:00-04:00"),
    ],
)
def test_the_instant_is_shown_as_the_printed_clock_shows_it(
    declared: str, printed: str, value: str
) -> None:
    """What lies between UTC and the printed time is the zone of the page."""
    article = read(linked(datePublished=declared), f"<p>{printed}</p>")
    assert when(article) == value


def test_a_day_that_contradicts_the_instant_is_noted() -> None:
    article = read(linked(datePublished="2022-05-02T19:30:02+02:00"), "<p>May 3, 2022</p>")
    assert "time_differs" in codes(article)
    assumed = read(linked(datePublished="2022-05-04T02:32:07Z"), "<p>May 3, 2022</p>")
    assert "zone_assumed" in codes(assumed)


@pytest.mark.parametrize(
    ("lang", "url", "printed", "value"),
    [
        ("de-AT", URL, "3.5.2022, 10:32 Uhr", "2022-05-03T10:32:00+02:00"),
        ("de", "https://varn.de/ferry", "3.12.2022, 10:32 Uhr", "2022-12-03T10:32:00+01:00"),
        ("ja", "https://varn.jp/ferry", "2022年5月3日 10時32分", "2022-05-03T10:32:00+09:00"),
        ("de", URL, "3.5.2022, 10:32 Uhr", "2022-05-03T10:32:00"),
        ("en-US", URL, "May 3, 2022, 10:32 AM", "2022-05-03T10:32:00"),
    ],
)
def test_the_zone_of_a_country_with_one_is_assumed(
    lang: str, url: str, printed: str, value: str
) -> None:
    article = read(below=f"<p>{printed}</p>", lang=lang, url=url)
    assert when(article) == value
    assert ("zone_assumed" in codes(article)) == ("+" in value)


@pytest.mark.parametrize(
    ("country", "local", "hours"),
    [
        ("de", "2024-03-31T01:59", 1),
        ("de", "2024-03-31T03:00", 2),
        ("de", "2024-10-27T03:00", 1),
        ("gb", "2024-07-01T00:00", 1),
        ("us", "2024-03-10T02:00", -4),
        ("us", "2006-03-20T00:00", -5),
        ("us", "2024-11-03T02:00", -5),
        ("au", "2024-01-01T00:00", 11),
        ("nz", "2024-07-01T00:00", 12),
        ("in", "2024-07-01T00:00", 5.5),
    ],
)
def test_clocks_of_a_country(country: str, local: str, hours: float) -> None:
    found = offsets_at(country, dt.datetime.fromisoformat(local))
    assert next(found) == dt.timedelta(hours=hours)


def test_countries_of_a_page() -> None:
    assert countries_of("en-GB", "https://varn.ie/x") == ("ie", "gb")
    assert countries_of("de", "https://varn.example/x") == ()
    assert countries_of(None, None) == ()


@pytest.mark.parametrize(
    ("lang", "printed", "more", "value"),
    [
        ("en", "03/05/2022", "", "2022-03-05"),
        ("en-GB", "03/05/2022", "", "2022-05-03"),
        ("en-US", "03/05/2022", "", "2022-03-05"),
        ("en", "03/05/2022", "<li>25/04/2022</li>", "2022-05-03"),
        ("es", "03/05/2022", "<li>04/25/2022</li>", "2022-03-05"),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_evidence(
    lang: str, printed: str, more: str, value: str
) -> None:
    """The page's other dates, then its country, then its language; a note says so."""
    article = read(below=f"<p>{printed}</p>", body=(*STORY, f"<ul>{more}</ul>"), lang=lang)
    assert (when(article), "date_order" in codes(article)) == (value, True)


# -- which of several times counts


def test_the_time_of_a_change_written_twice_yields_to_one_that_is_labelled() -> None:
    head = linked(datePublished="2025-11-29T12:28:31Z", dateModified="2025-11-29T12:28:31Z")
    below = "<div>Published <time pubdate datetime=2025-08-13>August 13</time></div>"
    assert when(read(head, below)) == "2025-08-13"


def test_a_page_that_tells_its_last_change_alone_has_that_with_a_note() -> None:
    article = read(below="<p>Last updated May 3, 2022</p>")
    assert (when(article), "time_of_update" in codes(article)) == ("2022-05-03", True)


def below_story(told: str, below: str = "") -> Article:
    """The article of a page with a sentence in the footer below its story, and comments behind it."""
    footer = f"<p><a href=/>Share</a></p><div class=post-footer>{told} <a href=/>Ports</a></div>"
    comments = (
        "<ol class=comments><li>June 4, 2022<p>Fine.</p><li>June 5, 2022<p>Fine too.</p></ol>"
    )
    html = page(below=below).replace("</article>", f"</article>{footer}{comments}")
    return newsparse.parse(html, format="html")


def test_the_sentence_below_a_story_tells_its_day() -> None:
    """As many blogs have it, however long the sentence is; comments behind it have days too."""
    coasts = ", ".join(f"harbours of the {name} coast" for name in ("north", "south", "east"))
    told = f"This entry was posted on May 3, 2022 at 10:05 am by Ada Lund and is filed under {coasts}."
    assert len(told) > 160
    assert when(below_story(told)) == "2022-05-03T10:05:00"


@pytest.mark.parametrize(
    ("near", "value"),
    [
        ("June 9, 2023", "2022-05-03"),
        ("April 9, 2021", "2021-04-09"),
        ("Published June 9, 2023", "2023-06-09"),
    ],
)
def test_the_day_it_was_first_published_counts_before_a_later_one(near: str, value: str) -> None:
    told = "This article was originally published on May 3, 2022 but has been updated since then."
    assert when(below_story(told, f"<p>{near}</p>")) == value


def test_a_day_run_together_with_the_headline_is_the_storys() -> None:
    small = f"{TITLE}<br><small>03.05.2022 • Ferries, Harbours</small></h1>"
    html = page(lang="de").replace(f"{TITLE}</h1>", small)
    assert when(newsparse.parse(html, format="html")) == "2022-05-03"


def test_a_day_before_what_looks_like_a_credit_is_the_storys() -> None:
    below = "<div class=meta-image>3 May 2022 | Harbours, AFP</div>"
    assert when(read(below=below)) == "2022-05-03"


def test_of_times_that_systems_state_differently_the_one_that_is_shown_counts() -> None:
    head = linked(datePublished="2022-05-01T10:25:56Z")
    head += '<meta property="article:published_time" content="2022-05-03T14:25:00Z">'
    shown = "<p class=entry-date>3 May 2022</p>"
    assert when(read(head, shown)) == "2022-05-03T14:25:00+00:00"
    assert when(read(head)) == "2022-05-01T10:25:56+00:00"


def test_a_day_in_a_menu_yields_to_one_beside_the_headline() -> None:
    menu = "<div><ul><li>10 Nov 2013</li><li>News</li><li>Sport</li><li>Sea</li><li>Ports</li></ul></div>"
    html = page(
        below="<div class=entry-meta><i class=date>4 Apr 2013</i> in Sea, Ports, Ships</div>"
    )
    article = newsparse.parse(html.replace("<article>", menu + "<article>"), format="html")
    assert when(article) == "2013-04-04"


PLAIN = st.lists(
    st.sampled_from([
        "the",
        "ferry",
        "left",
        "Varn",
        "with",
        "rain",
        "and",
        "Ada",
        "Lund",
        "saw",
        "her",
        "old",
        "harbour",
        "friends",
    ]),
    min_size=6,
    max_size=20,
)


@given(
    PLAIN,
    st.integers(0, len(STORY)),
    st.sampled_from(["<p>May 3, 2022</p>", "", "<p>By Ada Lund</p>"]),
)
def test_a_sentence_without_a_date_never_changes_the_time(
    words: list[str], at: int, below: str
) -> None:
    sentence = " ".join(words).capitalize() + "."
    body = (*STORY[:at], sentence, *STORY[at:])
    head = linked(datePublished="2022-05-03T10:00:00Z") if not below else ""
    assert read(head, below, body=body).timestamp == read(head, below).timestamp


# -- which of several authors count


@pytest.mark.parametrize(
    ("declared", "below", "people"),
    [
        (
            {"author": {"name": "Varn News"}, "publisher": {"name": "Varn News"}},
            "<p>By Ada Lund</p>",
            ["Ada Lund"],
        ),
        ({"author": {"name": "varn.example"}}, "<p class=author>Ada Lund</p>", ["Ada Lund"]),
        ({"author": {"name": "adalund"}}, "<p class=author>Ada Lund</p>", ["Ada Lund"]),
        ({"author": {"name": "Staff"}}, "", []),
        ({"author": {"name": "page.head.author"}}, "", []),
        ({"author": {"name": "undefined"}}, "", []),
        ({"author": [{"name": "Ada Lund"}, {"name": "ADA LUND"}]}, "", ["Ada Lund"]),
        (
            {"author": {"name": "Ada Lund"}},
            "<p>Ada Lund and Owen Tresk</p>",
            ["Ada Lund", "Owen Tresk"],
        ),
        ({"author": {"name": "Ada Lund"}}, "<p>By Owen Tresk</p>", ["Owen Tresk"]),
        ({"author": {"name": "Ada Lund"}}, "<p>Closing Bell</p>", ["Ada Lund"]),
    ],
)
def test_the_authors_that_most_speaks_for_count(
    declared: dict[str, Any], below: str, people: list[str]
) -> None:
    """Whole names before logins, people before the house, what the text says of itself first."""
    assert names(read(linked(**declared), below)) == people


def test_two_sources_that_agree_outweigh_a_line() -> None:
    head = linked(author={"name": "Ada Lund"}) + '<meta name="author" content="Ada Lund">'
    assert names(read(head, "<p>By Owen Tresk</p>")) == ["Ada Lund"]


def roles(article: Article) -> list[tuple[str, str]]:
    return [(author.name, author.role) for author in article.authors]


def meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def test_a_desk_signs_where_two_sources_have_nobody_else() -> None:
    desk = linked(author={"@type": "Person", "name": "News Desk"})
    assert roles(read(desk + meta("author", "News Desk"))) == [("News Desk", "agency")]
    assert roles(read(desk)) == []
    assert roles(read(desk + meta("author", "Ada Lund"))) == [("Ada Lund", "author")]


def test_a_label_right_behind_a_name_is_cut_off() -> None:
    head = meta("author", "Ada Lund") + linked(author={"@type": "Person", "name": "Ada Lund"})
    assert roles(read(head, "<p>By Ada Lund Harbours</p>")) == [("Ada Lund", "author")]
    assert roles(read("", "<p>By Ada Lund Harbours</p>")) == [("Ada Lund Harbours", "author")]


def test_a_label_right_behind_the_name_of_the_site_is_cut_off() -> None:
    head = '<meta property="og:site_name" content="Varn Boats">' + meta("author", "Varn Boats")
    article = read(head, "<div class=author>Varn Boats <b>Sponsored</b></div>")
    assert roles(article) == [("Varn Boats", "agency")]


def test_a_topic_in_the_element_of_an_author_is_none() -> None:
    assert roles(read("", "<div class=author>Personal finance</div>")) == []
    assert roles(read("", "<div class=author>bell harbour</div>")) == [("bell harbour", "author")]


def test_a_link_to_who_checked_a_story_names_no_author() -> None:
    link = "<a href=/author/{}>{}</a>"
    checked = f"<div>Peer reviewed by {link.format('owen-tresk', 'Owen Tresk')}</div>"
    below = f"<div>{link.format('ada-lund', 'Ada Lund')}</div>{checked}<div>Harbours</div>"
    assert ("Owen Tresk", "author") not in roles(read("", below))
    assert ("Ada Lund", "author") in roles(read("", below))


def test_the_site_beside_a_name_is_whom_they_work_for() -> None:
    head = '<meta property="og:site_name" content="Varn Farmer">'
    (author,) = read(head, "<p>By Ada Lund, Varn Farmer</p>").authors
    assert (author.name, author.organisation) == ("Ada Lund", "Varn Farmer")


def test_the_first_name_of_whom_the_site_is_named_after_is_given_in_full() -> None:
    head = '<meta property="og:site_name" content="Ada Lund Boats">' + meta("author", "Ada")
    assert roles(read(head, url="https://www.adalund.example/ferry")) == [("Ada Lund", "author")]
    assert roles(read(head, url=URL)) == [("Ada", "author")]


def test_a_byline_right_behind_the_story_counts_unless_stories_follow() -> None:
    html = page().replace("</article>", "</article><p>By Ada Lund</p>{}<p>About us</p>")
    assert roles(newsparse.parse(html.format(""), format="html")) == [("Ada Lund", "author")]
    others = "<p>Cat saved from mast</p><p>By Owen Tresk</p>"
    assert roles(newsparse.parse(html.format(others), format="html")) == []


def test_a_day_in_the_element_of_an_author_is_none() -> None:
    below = "<div class=author-info><i>August 28, 2025 • 5 min read</i></div>"
    about = "Ada Lund has written of boats and of those who build them for ten years. " * 3
    box = f"<footer><div class=author-text><b>Ada Lund</b><p>{about}</p></div></footer>"
    html = page(below=below).replace("</article>", f"{box}</article>")
    assert roles(newsparse.parse(html, format="html")) == [("Ada Lund", "author")]


def test_scripts_name_the_author_where_nothing_else_does() -> None:
    counted = '<script>var page = {"pagePostType":"post","pagePostAuthor":"Ada Lund"};</script>'
    assert roles(read(counted)) == [("Ada Lund", "author")]
    assert roles(read(counted + meta("author", "Owen Tresk"))) == [("Owen Tresk", "author")]
    several = counted + '<script>{"post_author":"Mona Birk"}</script>'
    assert roles(read(several)) == []


def test_a_house_that_signs_has_the_role_of_an_agency() -> None:
    head = linked(
        author={"@type": "Organization", "name": "Varn News"}, publisher={"name": "Varn News"}
    )
    assert [(a.name, a.role) for a in read(head).authors] == [("Varn News", "agency")]
    text = read(linked(publisher={"name": "Le Varn"}), "<p>By Le Varn</p>")
    assert [(a.name, a.role) for a in text.authors] == [("Le Varn", "agency")]


def test_what_the_text_says_of_an_author_is_kept() -> None:
    article = read(linked(author={"name": "Ada Lund"}), "<p>By Ada Lund, Senior Reporter</p>")
    assert [(a.name, a.job) for a in article.authors] == [("Ada Lund", "Senior Reporter")]


def test_losers_are_in_the_explanation() -> None:
    """Each candidate with its source, and whether it was chosen."""
    head = linked(datePublished="2022-05-03T10:00:00Z") + '<meta name="date" content="2022-06-01">'
    found = newsparse.explain(page(head), format="html", url=URL)
    told = {row.source: row.chosen for row in found.candidates if row.field == "timestamp"}
    assert told == {"json-ld:datePublished": True, "meta:date": False}


@pytest.mark.parametrize("url", ["http://[", "", "varn", "https://varn.example:x/y", "file:///a"])
def test_any_address_of_a_page_will_do(url: str) -> None:
    """The caller gives what it has."""
    assert read(linked(author={"name": "Ada Lund"}), url=url).title == TITLE


def test_a_thousand_names_cost_no_more_than_their_number() -> None:
    """Names of meta tags are anybody's choice, and elements may stand in each other."""
    metas = "".join(f'<meta name="x{n}-author" content="Ada Lund {n}">' for n in range(2_000))
    nested = "<div class=author><div class=date>" * 100 + "x" + "</div></div>" * 100
    assert read(metas, nested).title == TITLE


def test_a_dateline_that_the_source_declares_is_told_apart() -> None:
    """Whatever shape it has: a format's reader knows which of its fields is the dateline."""
    roles = ("title", "dateline", *("paragraph" for _ in STORY))
    texts = (TITLE, "Kestle, at the quay", *STORY)
    blocks = [Block(text, 0, role=role) for text, role in zip(texts, roles, strict=True)]
    document = Document(blocks=blocks, nodes=[Node("doc", "", -1, 0, len(blocks), path="/doc")])
    article = build_article(document, Context(languages=Languages()))
    assert article.dateline_apart == "Kestle, at the quay"
    assert [item.text for item in article.paragraphs] == list(STORY)
    assert check_laws(article, document) == []


# -- the language


GERMAN = (
    "Die Fähre zwischen Kestle und Varn hat nach drei Wochen in der Werft wieder Fahrgäste gebracht.",
    "Vierzig Leute standen am Kai, als sie ablegte, und trotz des Regens spielte eine Blaskapelle.",
    "„Wir hatten fast vergessen, wie kurz die Überfahrt ist“, sagte Mona Birk vom Hafenamt am Montag.",
    "Die Reparatur kostete mehr, als der Rat zurückgelegt hatte, und eine Stiftung soll den Rest zahlen.",
    "Im Herbst wird das Schiff noch einmal in die Werft gehen, weil auch der zweite Motor alt ist.",
    "Bis dahin fährt es jede Stunde, und an den Wochenenden auch nach der letzten Vorstellung im Theater.",
)


def test_a_page_is_read_in_the_language_of_its_text() -> None:
    """A template says "en" of every page: the words of its dates are those of the text all the same."""
    article = read(below="<small>Erstellt am: 3. Mai 2022 / mb</small>", body=GERMAN, lang="en-US")
    assert article.language == "de"
    assert when(article) == "2022-05-03"
    assert "language_differs" in codes(article)
    assert article.quotes[0].speaker == "Mona Birk"


@pytest.mark.parametrize(
    ("body", "lang"),
    [(STORY, "en-GB"), (GERMAN, "de-AT"), (GERMAN, "ca"), (GERMAN[:2], "en")],
)
def test_a_language_is_doubted_only_for_sure(body: tuple[str, ...], lang: str) -> None:
    """Not where it has no table, and not for a few words."""
    article = read(body=body, lang=lang)
    assert article.language == lang
    assert "language_differs" not in codes(article)


def test_a_language_that_the_caller_gives_is_never_doubted() -> None:
    html = page(body=GERMAN, lang="en")
    article = newsparse.parse(html, format="html", language="en")
    assert article.language == "en"
    assert "language_differs" not in codes(article)
