"""Pages made to hurt: too deep, too many, too large, wrongly declared.

Each is read to its end, or refused by a typed error, or cut with a note; none costs more than its
size, and none says a name that runs something.
"""

import json
from collections.abc import Callable

import pytest
from timing import cpu_seconds, is_within

import newsparse
from newsparse.article import Article
from newsparse.document import Document, Limits, Source
from newsparse.errors import InputError, LimitError, NewsparseError, NoArticleError
from newsparse.formats.html import read
from newsparse.spec import Report
from newsparse.testing import check_laws

STORY = (
    "<h1>Ferry runs again</h1><p>The ferry to Varn left on time on Monday, and all were glad.</p>"
)
END = "<p>The last sentence of the page is still there for everybody to read.</p>"
MARK = "The last sentence of the page"


def document(content: str | bytes, limits: Limits | None = None) -> Document:
    (found,) = read(Source(content, limits=limits), None, Report())
    return found


def text_of(found: Document) -> str:
    return "\n".join(block.text for block in found.blocks)


# -- depth

DEEP = ("div", "span", "b", "em", "font", "blockquote", "ul><li", "table><tr><td", "p><div", "nav")


@pytest.mark.parametrize("tag", DEEP)
@pytest.mark.parametrize("depth", [100, 250, 600])
def test_what_stands_behind_a_deep_nest_is_read(tag: str, depth: int) -> None:
    """The parser's first limit of 256 levels cut the rest of the page in silence."""
    found = document(STORY + f"<{tag}>" * depth + "x" + END)
    assert MARK in text_of(found)
    assert found.notes == ()


@pytest.mark.parametrize("tag", DEEP)
def test_where_a_page_is_too_deep_to_be_read_a_note_says_so(tag: str) -> None:
    """Beyond the parser's last limit; nothing here recurses."""
    found = document(STORY + f"<{tag}>" * 30_000 + END)
    assert "Ferry runs again" in text_of(found)
    assert MARK in text_of(found) or [note.code for note in found.notes] == ["truncated"]
    assert newsparse.parse(STORY + f"<{tag}>" * 30_000 + END, "html").title == "Ferry runs again"


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"@graph":', '{"mainEntity":', '{"author":['])
@pytest.mark.parametrize("depth", [70, 900, 100_000])
def test_deep_json_ld_is_skipped_with_a_note(opening: str, depth: int) -> None:
    """Python's own reader raises RecursionError from about 1,000 levels on."""
    script = f'<script type="application/ld+json">{opening * depth}</script>'
    found = document(script + STORY)
    assert [note.code for note in found.notes] == ["json_ld_skipped"]
    assert "Ferry runs again" in text_of(found)


# -- number and size


@pytest.mark.parametrize(
    ("content", "limits", "limit"),
    [
        pytest.param("<p>" * 2_000, Limits(max_nodes=1_000), "max_nodes", id="elements"),
        pytest.param(
            "<p>text</p>" * 99, Limits(max_markup_bytes=999), "max_markup_bytes", id="str"
        ),
        pytest.param(
            b"<p>text</p>" * 99, Limits(max_markup_bytes=999), "max_markup_bytes", id="bytes"
        ),
        pytest.param(
            "<p>é</p>" * 99, Limits(max_markup_bytes=800), "max_markup_bytes", id="encoded"
        ),
        pytest.param(
            f"<p {' '.join(f'a{i}' for i in range(16_000))}>{STORY}",
            None,
            "max_attributes",
            id="attributes",
        ),
    ],
)
def test_what_is_too_much_is_refused(
    content: str | bytes, limits: Limits | None, limit: str
) -> None:
    """By an error that names the limit."""
    with pytest.raises(LimitError) as caught:
        document(content, limits)
    assert caught.value.limit == limit


def test_one_huge_text_is_read_to_its_end() -> None:
    """A text of ten million bytes cut the page there: the limits let 8 MiB pass."""
    found = document(f"<p>{'word ' * 1_000_000}</p>{END}")
    assert MARK in found.blocks[-1].text


# Made of a unit again and again, each attacks one step: parser, walk, metadata, JSON-LD.
GROWING = {
    "paragraphs": "<p>a</p>",
    "breaks": "<br>",
    "texts between breaks": "a<br><br>",
    "links": "<a href=x>a</a>",
    "open links": "<a href=x>",
    "open bold": "<b>a",
    "open divs": "<div>a</div><div>",
    "misnested": "<a><div></a></div>",
    "navigations": "<nav>a</nav>",
    "open asides": "<aside>a",
    "footers in articles": "<article><footer>a</footer></article>",
    "headings": "<h1>a b c</h1>",
    "items": "<ul><li>a</ul>",
    "cells": "<td>a",
    "tables in tables": "<table><tr><td>",
    "figures": "<figure><img><figcaption>a</figcaption></figure>",
    "comments": "a<!-- b -->",
    "instructions": "a<?b?>",
    "references": "&amp;&#1;&nbsp;",
    "bad references": "&#9999999999999;&nosuch;&",
    "loose brackets": "<",
    "open tags": "<a ",
    "open quotes": '<a b="',
    "own tags": "<x-a>a</x-a>",
    "different tags": "<x{n}>a</x{n}>",
    "meta tags": "<meta property=og:title content=a>",
    "keywords": "<meta name=keywords content='a,b,c'>",
    "times": "<time datetime=2024-05-03>a</time>",
    "titles": "<title>a</title>",
    "canonical links": "<link rel=canonical href=/a>",
    "scripts": "<script type=application/ld+json>{}</script>",
    "broken scripts": "<script type=application/ld+json>{</script>",
    "hidden": "<script>a</script>b",
    "verse": "<pre>a\n</pre>",
    "images": "<img alt=a>",
    "roots": "<html></html>",
    "controls": "\x00\x01\u200b",
    "surrogates": "\ud800",
    "joiners": "\u200d\u0600",
}


def page_of(unit: str, size: int) -> str:
    if "{n}" in unit:
        return STORY + "".join(unit.format(n=n) for n in range(size // len(unit)))
    return STORY + unit * (size // len(unit))


def cost(run: Callable[[], object]) -> float:
    """CPU seconds, the least of three."""
    return cpu_seconds(run, rounds=3)


def cost_of_page(content: str) -> float:
    def run() -> None:
        try:
            document(content)
        except InputError:
            return

    return cost(run)


def check_growth(cost_of: Callable[[int], float], times: int = 1, limit: float = 2) -> None:
    """A large input takes little time, and not much more than its size over a small one's.

    On a busy machine the best of a few rounds counts; what is quadratic is so in each.

    Args:
        cost_of: Size to seconds.
        times: How often the usual sizes are taken.
        limit: Seconds for the large one, on a usual machine.
    """
    for _ in range(4):
        large = cost_of(times * LARGE)
        is_linear = large < FLOOR or large < MAX_GROWTH * cost_of(times * SMALL)
        if is_linear and is_within(large, limit):
            return
    raise AssertionError(f"{large:.2f} s for the large one, {cost_of(times * SMALL):.3f} s before")


SMALL, LARGE = 40_000, 160_000
# Of four times the size: linear is 4, quadratic is 16.
MAX_GROWTH = 9
# Seconds: below this, growth is not measured.
FLOOR = 0.05


@pytest.mark.parametrize("name", GROWING)
def test_cost_grows_like_the_page(name: str) -> None:
    """And no page of this size takes long."""
    check_growth(lambda size: cost_of_page(page_of(GROWING[name], size)))


# What follows attacks the parser, from the page to the article: posts of live blogs, other stories,
# pieces inside a paragraph, inserts, lines that say when and who.
PARSED = {
    "clocks": "<p>12:30</p>",
    "clocks in one line": "<time datetime=2024-05-03T12:30Z>12:30</time> ",
    "posts": "<div class=live-post><time>12:30</time><h3>Wind</h3><p>The ferry left on time.</p></div>",
    "articles": "<article><h2>Ferry again</h2><p>The ferry left on time, and all were glad.</p></article>",
    "open articles": "<article><h2>Ferry again</h2><p>The ferry left on time, and all were glad.</p>",
    "labels and bold": "<b>word</b> left on <button>x</button> ",
    "labels and links": "<a href=http://a.example>word</a> left on <span class=hidden>x</span> ",
    "labels and quotes": "“word” he said <button>x</button> ",
    "labels in a line": "<span>(Share)</span> a ferry ",
    "links in a span": "<span><a href=a>abc</a><a href=b>def</a><a href=c>ghi</a></span> ferry ",
    "sentences set large": "<aside class=pullquote>The ferry left on time.</aside>",
    "posts from elsewhere": "<blockquote class=twitter-tweet><p>The ferry left.</p>— Ada</blockquote>",
    "open posts from elsewhere": "<blockquote class=twitter-tweet><p>The ferry left.</p>",
    "quotes in figures": "<figure><blockquote>The ferry left.</blockquote></figure>",
    "block quotes": "<blockquote><p>The ferry left on time, and all were glad.</p></blockquote>",
    "days": "<p>3 May 2022</p>",
    "days of changes": "<p>Updated 3 May 2022</p>",
    "sentences with days": "<p>This entry was posted on May 3, 2022 and is filed under Ferries.</p>",
    "bylines": "<p class=byline>By Ada Lund</p>",
    "states of programs": '<script>{"publishedAt":"2022-05-03T10:00:00Z"}</script>',
    "open states of programs": '<script>"publish_date":   </script>',
}


def parse_page(content: str) -> Article | None:
    try:
        return newsparse.parse(content, "html")
    except InputError:
        return None


@pytest.mark.parametrize("name", PARSED)
def test_cost_of_an_article_grows_like_its_page(name: str) -> None:
    """And each letter of the page has one owner."""

    def page(size: int) -> str:
        return page_of(PARSED[name], size)

    check_growth(lambda size: cost(lambda: parse_page(page(size))), times=2, limit=6)
    found = parse_page(page(8_000))
    if found is not None:
        assert check_laws(found, document(page(8_000))) == []


JSON_LD = {
    "empty lists": ("[", "[],", "0]"),
    "articles": ("[", '{"@type":"Article","headline":"a"},', "0]"),
    "authors": ('{"@type":"Article","author":[', '"a",', "0]}"),
    "references": ('{"@type":"Article","author":[', '{"@id":"#a"},', "0]}"),
    "types": ('{"@type":[', '"Article",', "0]}"),
    "keywords": ('{"@type":"Article","keywords":"', "a,", '"}'),
    "one string": ('{"@type":"Article","headline":"', "a", '"}'),
    "open strings": ("[", '"', ""),
    "escapes": ('["', "\\\\", ""),
    "digits": ("[", "9", "]"),
    "wrappings": ("", "/* ", ""),
    "blanks": ("", " ", ""),
    "separators": ("{}", ", ;", ""),
    "values": ("", "{} ", ""),
    "repeated keys": ("{", '"@graph":[],', '"a":0}'),
}


@pytest.mark.parametrize("name", JSON_LD)
def test_cost_grows_like_the_json_ld(name: str) -> None:
    """Most of it is never looked at."""
    start, unit, end = JSON_LD[name]

    def page(size: int) -> str:
        middle = unit * (size // len(unit))
        return f'<script type="application/ld+json">{start}{middle}{end}</script>{STORY}'

    check_growth(lambda size: cost_of_page(page(size)), times=4)


# -- odd values


@pytest.mark.parametrize(
    "charset",
    [
        *(
            "hex",
            "zlib",
            "rot13",
            "idna",
            "undefined",
            "unicode_escape",
            "utf-7",
            "utf-16",
            "utf-32",
        ),
        *("", "x" * 5_000, "../../etc/passwd", "utf-8\x00", "é", '"', "none"),
    ],
)
def test_an_evil_name_of_an_encoding_changes_nothing(charset: str) -> None:
    """It is looked up in a list, and the bytes say more than it does."""
    page = f'<meta charset="{charset}">{STORY}{END}<p>Żółć ő naïve</p>'.encode()
    found = document(page)
    assert MARK in text_of(found)
    assert "Żółć" in text_of(found)
    assert found.encoding == "utf-8"


@pytest.mark.parametrize(
    "piece", ["\x00", "\x01", "\x0c", "\x1b", "\x7f", "\x85", "\ud800", "\udfff\ud800", "\ufffe"]
)
def test_controls_and_lone_surrogates_cut_nothing(piece: str) -> None:
    """A lone surrogate ended a page for its parser; what is read can be encoded again."""
    page = f"<title>a{piece}b</title>{STORY}<p class='a{piece}b'>One{piece}two.</p>{END}"
    article = newsparse.parse(page, "html")
    assert MARK in article.text
    newsparse.write(article, "json").decode("utf-8")


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#1;", "&#xD800;", "&#xFFFF;", "&#x110000;", "&#1"]
)
def test_references_to_no_character_do_no_harm(reference: str) -> None:
    """They give controls that the page itself does not have."""
    article = newsparse.parse(f"{STORY}<p>One{reference} two words more.</p>{END}", "html")
    assert MARK in article.text
    newsparse.write(article, "json").decode("utf-8")


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><p>&a;</p>",
        "<!DOCTYPE html SYSTEM 'file:///etc/hostname'><p>a</p>",
        "<?xml-stylesheet href='file:///etc/hostname'?><p>a</p>",
        "<iframe src='file:///etc/hostname'></iframe><p>a</p>",
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><p>&b;&b;</p>",
    ],
)
def test_nothing_that_a_page_names_is_opened_or_expanded(page: str) -> None:
    """HTML has no entities of its own."""
    found = document(page + STORY)
    assert "Ferry runs again" in text_of(found)
    assert len(text_of(found)) < len(page + STORY)


@pytest.mark.parametrize(
    "content", ["", " ", "\x00", b"", "<!-- a -->", "<html>", "<script>a", "</p>"]
)
def test_pages_without_text_hold_no_article(content: str | bytes) -> None:
    """Which is said, and not a crash."""
    with pytest.raises(NoArticleError):
        newsparse.parse(content, "html")


VALUES = (
    "null",
    "true",
    "0",
    "-1e999",
    "NaN",
    '""',
    '"\\ud800"',
    '"\\u0000"',
    "[]",
    "{}",
    "[[1]]",
)
KEYS = ("@type", "@id", "@graph", "headline", "datePublished", "author", "keywords", "image")


@pytest.mark.parametrize("value", VALUES)
def test_wrong_types_in_json_ld_do_no_harm(value: str) -> None:
    """For each key, and within lists and objects."""
    scripts = []
    for key in KEYS:
        for shape in (value, f"[{value}]", f'{{"name": {value}}}', f'{{"@id": {value}}}'):
            script = f'{{"@type": "NewsArticle", "headline": "A", {json.dumps(key)}: {shape}}}'
            scripts.append(f'<script type="application/ld+json">{script}</script>')
    for script in scripts:
        article = newsparse.parse(script + STORY + END, "html")
        assert article.title == "Ferry runs again"
        newsparse.write(article, "json").decode("utf-8")


def test_json_ld_that_refers_to_itself_ends() -> None:
    """A name is looked up once."""
    script = '{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}, "headline": "A"}'
    found = document(f'<script type="application/ld+json">{script}</script>{STORY}')
    assert [field.name for field in found.fields] == ["title"]


@pytest.mark.parametrize("size", [1, 10, 100, 1_000])
def test_pages_cut_anywhere_do_no_harm(size: int) -> None:
    """Also within a character, a tag, a script."""
    page = f"<html><head><title>é</title></head><body>{STORY}{END}".encode() * 3
    for end in range(0, min(len(page), 4 * size), max(1, size // 20)):
        try:
            newsparse.parse(page[:end], "html")
        except NewsparseError:
            continue
