"""Web pages: the story among other stories, comments and menus; its title, lead and subheadings."""

from itertools import pairwise
from pathlib import Path

import pytest

import newsparse
from newsparse.article import Embed, Preformatted, Subheading, Table
from newsparse.document import Node, Source
from newsparse.errors import NoArticleError
from newsparse.formats.html import read
from newsparse.parser.classnames import GROUPS, groups_of, kind_of
from newsparse.parser.elements import Elements
from newsparse.parser.titlecuts import without_site
from newsparse.spec import Report
from newsparse.testing import check_laws

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = (
    "The last ferry to Varn left on Monday with forty-one people on board, and nobody waved.",
    "For ninety years it had carried letters, sheep and schoolchildren across the narrow sound.",
    "The county says that the new bridge, opened in May, takes twice as many cars in an hour.",
    "Captain Ada Lund, who steered it for thirty of those years, tied it up without a word.",
    "What becomes of the boat is open: a museum in Bergstad has asked, and so has a restaurant.",
)
OTHER = (
    "Rain stopped the harvest on the islands again, and farmers fear for what is left of it.",
    "The school in Ness opens its doors in August with eleven pupils, two more than last year.",
    "A walker found a Roman coin on the beach below the old lighthouse on Sunday morning.",
    "The council wants to sell the town hall, which it has not used since the great flood.",
)
PAGE = """<html lang="en"><head><title>{title} | Varn Post</title>
<meta property="og:title" content="{title}"></head><body>
<header><nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article class="story"><h1>{title}</h1>{lead}<div class="article-body">{body}</div></article>
{below}</main><footer><p>Varn Post, Harbour Street 3</p></footer></body></html>"""
TITLE = "Last ferry to Varn ties up after ninety years"


def page(*, body: str = "", lead: str = "", below: str = "", title: str = TITLE) -> str:
    story = body or "".join(f"<p>{text}</p>" for text in STORY)
    return PAGE.format(title=title, lead=lead, body=story, below=below)


def cards(tag: str, names: str) -> str:
    return "".join(
        f'<{tag} class="{names}"><h3><a href="/{at}">Another story of the week {at}</a></h3><p>{text}</p></{tag}>'
        for at, text in enumerate(OTHER)
    )


BELOW = {
    "nothing": "",
    "cards": f'<section class="more">{cards("article", "card")}</section>',
    "list": "<ul class='latest'>" + "".join(f"<li>{text}</li>" for text in OTHER) + "</ul>",
    "comments": "<div class='comments'>"
    + "".join(
        f"<div class='comment'><b>reader{at}</b><p>{text}</p></div>"
        for at, text in enumerate(OTHER)
    )
    + "</div>",
}


@pytest.mark.parametrize("name", BELOW)
def test_what_stands_below_a_story_is_none_of_it(name: str) -> None:
    found = newsparse.parse(page(below=BELOW[name]), format="html")
    assert found.title == TITLE
    assert tuple(paragraph.text for paragraph in found.paragraphs) == STORY


def test_a_hidden_copy_of_a_story_is_none_of_it() -> None:
    copy = "".join(f"<p>{text}</p>" for text in STORY)
    hidden = f'<div style="display: none">{copy}</div>'
    found = newsparse.parse(page(below=hidden), format="html")
    assert [paragraph.text for paragraph in found.paragraphs] == list(STORY)


def test_a_lead_above_the_story_is_its_standfirst() -> None:
    lead = (
        '<p class="lead">A boat, a bridge and ninety years: how the islands lost their ferry.</p>'
    )
    found = newsparse.parse(page(lead=lead), format="html")
    assert (
        found.standfirst == "A boat, a bridge and ninety years: how the islands lost their ferry."
    )


def test_subheadings_keep_their_level() -> None:
    body = "".join(
        f"<h2>Part {at}: the crossing</h2><p>{one}</p><p>{two}</p>"
        for at, (one, two) in enumerate(pairwise(STORY))
    )
    found = newsparse.parse(page(body=body), format="html")
    assert len([part for part in found.body if isinstance(part, Subheading)]) >= 3


def test_a_table_inside_a_story_is_one() -> None:
    rows = "".join(f"<tr><td>Year {at}</td><td>{at * 7} crossings</td></tr>" for at in range(6))
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    body = "".join((*paragraphs[:3], f"<table>{rows}</table>", *paragraphs[3:]))
    found = newsparse.parse(page(body=body), format="html")
    tables = [part for part in found.body if isinstance(part, Table)]
    assert [len(table.rows) for table in tables] in ([6], [])


def test_a_table_that_lays_out_the_page_is_none() -> None:
    """Pages of another time stand in one: a cell with paragraphs, or with a table, is a box."""
    text = "<br><br>".join(STORY)
    photo = "<table align=right><tr><td><img src=mill.jpg></td></tr></table>"
    for inner in (text, f"{photo}{text}", "".join(f"<p>{one}</p>" for one in STORY)):
        row = f"<tr><td><a href=/>Home</a><br><a href=/s>Sport</a></td><td>{inner}</td></tr>"
        source = f"<html><body><h1>The ferry runs again</h1><table>{row}</table></body></html>"
        found = newsparse.parse(source, format="html")
        assert not [part for part in found.body if isinstance(part, Table)]
        assert tuple(paragraph.text for paragraph in found.paragraphs) == STORY


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ("<p class=kicker>Harbours</p>", "Harbours"),
        (
            "<div class='article__overline'><span>Harbours</span></div><p>3 May 2022</p>",
            "Harbours",
        ),
        ("<p>Harbours:</p>", "Harbours:"),
        ("<p>Harbours</p>", None),
        ("<div class=site-title>Varn Mail</div>", None),
        ("<p class=kicker>3 May 2022</p>", None),
    ],
)
def test_the_kicker_of_a_page(above: str, kicker: str | None) -> None:
    """A page says which it is by the names of elements; the site's name is none."""
    body = "".join(f"<p>{text}</p>" for text in STORY)
    title = "The ferry runs again"
    head = f"<head><title>{title} - Varn Mail</title></head>"
    source = f"<html>{head}<body><main>{above}<h1>{title}</h1>{body}</main></body></html>"
    assert newsparse.parse(source, format="html").kicker == kicker


def pages_without_a_story() -> list[Path]:
    return sorted((SEEDS / "no-story-pages").glob("*.html"))


def test_a_number_in_a_table_does_not_end_the_story() -> None:
    """Though a line that says "-30-" does, and so does "30" where the dashes were lost."""
    rows = "".join(f"<tr><td>{at}</td><td>Boat {at}</td></tr>" for at in range(20, 41))
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    body = "".join([*paragraphs[:3], f"<table>{rows}</table>", *paragraphs[3:]])
    found = newsparse.parse(page(body=body), format="html")
    tables = [element for element in found.body if isinstance(element, Table)]
    assert [len(table.rows) for table in tables] == [21]
    assert tuple(paragraph.text for paragraph in found.paragraphs) == STORY


def test_another_article_of_the_same_length_is_none_of_the_story() -> None:
    other = "".join(f"<p>{text}</p>" for text in OTHER)
    below = (
        f'<article class="story"><h2>Rain again on the islands</h2><div>{other}</div></article>'
    )
    found = newsparse.parse(page(below=below), format="html")
    assert tuple(paragraph.text for paragraph in found.paragraphs) == STORY


def test_code_in_a_story_keeps_its_lines() -> None:
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    code = "for boat in boats:\n    boat.tie_up(at=quay)\n    print(boat.name)"
    body = "".join([*paragraphs[:3], f"<pre><code>{code}</code></pre>", *paragraphs[3:]])
    found = newsparse.parse(page(body=body), format="html")
    assert [e.text for e in found.body if isinstance(e, Preformatted)] == [code]


def test_what_is_hidden_behind_a_paywall_is_of_the_story() -> None:
    body = "".join(
        f'<p class="paywall" aria-hidden="true">{text}</p>' if at > 1 else f"<p>{text}</p>"
        for at, text in enumerate(STORY)
    )
    found = newsparse.parse(page(body=body), format="html")
    assert tuple(paragraph.text for paragraph in found.paragraphs) == STORY


def test_an_embedded_post_is_one_element() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p lang="en">The bridge is open to all boats again, '
        'says the harbour.</p>— Varn Harbour (@varnharbour) <a href="https://x.example/v/1">May 3, '
        "2024</a></blockquote>"
    )
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    body = "".join([*paragraphs[:3], post, *paragraphs[3:]])
    found = newsparse.parse(page(body=body), format="html")
    embeds = [element for element in found.body if isinstance(element, Embed)]
    assert [embed.url for embed in embeds] == ["https://x.example/v/1"]
    assert embeds[0].text.splitlines() == [
        "The bridge is open to all boats again, says the harbour.",
        "— Varn Harbour (@varnharbour) May 3, 2024",
    ]


def test_pages_without_a_story_are_refused() -> None:
    """At least nine of ten: what a page looks like leaves room for doubt."""
    paths, refused = pages_without_a_story(), 0
    for path in paths:
        try:
            newsparse.parse(path)
        except NoArticleError:
            refused += 1
    assert len(paths) >= 40
    assert refused >= 0.9 * len(paths)


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ("article-body", {"body"}),
        ("articleBody", {"body"}),
        ("c-comments__list", {"comment", "related"}),
        ("img-credit", {"caption", "credit"}),
        ("xyz_123", set()),
        ("", set()),
    ],
)
def test_names_say_what_elements_are_for(names: str, groups: set[str]) -> None:
    bits = groups_of(names)
    assert {group for number, group in enumerate(GROUPS) if bits >> number & 1} == groups


def test_names_that_number_an_element_do_not_part_its_kind() -> None:
    assert kind_of("post post-17 hentry") == kind_of("post post-204 hentry") == "post hentry"


def test_repeated_siblings_are_cards() -> None:
    nodes = [
        Node("body", last=6),
        Node("div", "list", 0, 0, 6),
        *(Node("div", f"card n{at}", 1, 2 * at, 2 * at + 2) for at in range(3)),
        *(Node("p", "", 2 + at // 2, at, at + 1) for at in range(6)),
    ]
    sums = [float(at) for at in range(7)]
    found = Elements(nodes, sums, sums, sums, [0.0] * 7)
    assert [found.cards[at] for at in (0, 1, 2, 5, 8)] == [-1, -1, 2, 2, 3]
    assert found.repeats[5] == 3
    assert found.share(2) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Ferry stops for good | Varn Post", "Ferry stops for good"),
        ("Ferry stops | Varn Post", "Ferry stops | Varn Post"),
        ("Ferry stops for good", "Ferry stops for good"),
    ],
)
def test_the_name_of_the_site_is_cut_off_a_title(title: str, cut: str) -> None:
    assert without_site(title, (), is_tag=True) == cut


INLINE = {
    "hidden words": (
        """The <a href="/m">museum<span class="visually-hidden">(opens in a new tab)</span></a> asked
        for the old ferry, and “nobody answered”, says the council.""",
        "The museum asked for the old ferry, and “nobody answered”, says the council.",
    ),
    "a button": (
        "The museum asked for the old ferry, and “nobody answered”. <button>Play sound</button>",
        "The museum asked for the old ferry, and “nobody answered”.",
    ),
    "what a button says": (
        "The museum asked for the old ferry, and “nobody answered”. <span>Read more</span>",
        "The museum asked for the old ferry, and “nobody answered”.",
    ),
    "a window of links": (
        """Captain <a href="/p">Ada Lund</a><span class="pop"><a href="/1">A first story about the
        ferry</a> <a href="/2">Another story about the bridge</a> <a href="/3">A third one about
        the town of Varn</a></span> tied it up, and “nobody answered”, says the council.""",
        "Captain Ada Lund tied it up, and “nobody answered”, says the council.",
    ),
    "a word set off": (
        "<span>Print</span> is what the museum asked for, and “nobody answered”, says the council.",
        "Print is what the museum asked for, and “nobody answered”, says the council.",
    ),
}


@pytest.mark.parametrize("name", INLINE)
def test_pieces_of_a_paragraph_that_are_none_of_it_are_cut_out(name: str) -> None:
    """And quotations behind them are still found in their place."""
    markup, text = INLINE[name]
    paragraphs = [f"<p>{one}</p>" for one in (*STORY[:3], markup, *STORY[3:])]
    content = page(body="".join(paragraphs))
    found = newsparse.parse(content, format="html")
    assert found.paragraphs[3].text == text
    quote = next(quote for quote in found.quotes if quote.text == "nobody answered")
    assert text[quote.start : quote.end] == "nobody answered"
    document = next(iter(read(Source(content), None, Report())))
    assert check_laws(found, document) == []
    homes = {node.path: node.first for node in document.nodes}
    block = document.blocks[homes[quote.where.path]].text
    assert block[quote.where.start : quote.where.end].strip("“”") == "nobody answered"


def test_marks_end_where_the_text_does_when_its_end_is_cut_off() -> None:
    """The space before what is cut off goes with it, also out of the mark that both are in."""
    markup = f"{STORY[0]} <b>All was well. <span class='hidden'>Play sound</span></b>"
    content = page(body="".join(f"<p>{one}</p>" for one in (*STORY[:3], markup, *STORY[3:])))
    found = newsparse.parse(content, format="html").paragraphs[3]
    [mark] = found.marks
    assert found.text.endswith("All was well.")
    assert found.text[mark.start :] == "All was well."
    assert mark.end == len(found.text)
