"""What pages declare: candidates with a source, the most trusted of each field first."""

import gc
import json
from typing import Any

import pytest

from newsparse.document import Limits
from newsparse.markup.html import parse_html
from newsparse.markup.jsonld import read_jsonld
from newsparse.markup.metadata import Declared, read_metadata
from newsparse.markup.values import clean_language, clean_url, clean_value, split_keywords

PAGE = "https://varn.example/news/ferry"


def declared(page: str, url: str | None = None) -> Declared:
    root, _ = parse_html(page, Limits())
    return read_metadata(root, url)


def found(page: str, name: str, url: str | None = None) -> list[tuple[str, Any]]:
    return [(f.source, f.value) for f in declared(page, url).fields if f.name == name]


def linked(*values: Any, name: str | None = None) -> list[Any]:
    """The values that JSON-LD gives, of one field or (name, value) of all."""
    fields, _ = read_jsonld([json.dumps(value) for value in values], PAGE)
    return [f.value if name else (f.name, f.value) for f in fields if name in {None, f.name}]


# -- meta tags, links, title


def test_titles_come_in_the_order_of_trust() -> None:
    """What is written for readers first; the title tag, which names the site too, last."""
    page = """<title> Ferry runs
    | Varn News</title><meta name="twitter:title" content="Ferry!">
    <meta property="og:title" content="Ferry &amp;amp; bus run"><svg><title>Logo</title></svg>
    <meta itemprop="headline" content="Ferry runs again">"""
    assert found(page, "title") == [
        ("meta:og:title", "Ferry & bus run"),
        ("microdata:headline", "Ferry runs again"),
        ("meta:twitter:title", "Ferry!"),
        ("title", "Ferry runs | Varn News"),
    ]


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        (
            '<meta property="article:published_time" content="2024-05-03">',
            "timestamp",
            "2024-05-03",
        ),
        ('<meta name="DC.date.issued" content="2024-05-03">', "timestamp", "2024-05-03"),
        ('<meta name="parsely-pub-date" content="2024-05-03">', "timestamp", "2024-05-03"),
        ('<meta property="article:modified_time" content="2024-05-04">', "updated", "2024-05-04"),
        ('<meta http-equiv="last-modified" content="2024-05-04">', "updated", "2024-05-04"),
        ('<meta name="author" content=" Ada  Lund ">', "authors", "Ada Lund"),
        ('<meta name="dcterms.creator" content="Ada Lund">', "authors", "Ada Lund"),
        ('<meta property="og:site_name" content="Varn News">', "metadata.publisher", "Varn News"),
        ('<meta property="article:section" content="Sea">', "metadata.section", "Sea"),
        ('<meta name="news_keywords" content="a, b,,a">', "metadata.keywords", ("a", "b")),
        (
            '<meta property="article:tag" content="Varn, Oster">',
            "metadata.keywords",
            ("Varn, Oster",),
        ),
        (
            '<meta property="og:image" content="/a.jpg">',
            "metadata.image",
            "https://varn.example/a.jpg",
        ),
        (
            '<link rel="canonical" href="/ferry">',
            "metadata.canonical_url",
            "https://varn.example/ferry",
        ),
        ('<meta name="dc.rights" content="© Varn News">', "metadata.rights", "© Varn News"),
        ('<meta property="article:content_tier" content="locked">', "metadata.paywalled", True),
    ],
)
def test_each_name_declares_its_field(tag: str, name: str, value: Any) -> None:
    """Open Graph, Dublin Core, and what publishing systems write."""
    assert [v for _, v in found(tag, name, PAGE)] == [value]


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="author" content="https://varn.example/ada">',
        '<meta name="author" content="@ada">',
        '<meta name="author" content="desk@varn.example">',
        '<meta name="author" content="105092">',
        '<meta name="author" content="  ">',
        '<meta name="author">',
        '<meta content="Ada Lund">',
        '<link rel="canonical" href="ferry">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="http://[">',
        f'<meta property="og:title" content="{"Ferry " * 500}">',
        '<meta property="article:content_tier" content="metered">',
    ],
)
def test_what_is_no_value_is_left_out(tag: str) -> None:
    """Summaries for search engines, handles, addresses of nothing, whole texts."""
    assert declared(tag).fields == ()


def test_times_that_say_what_they_are_come_before_those_that_do_not() -> None:
    """A page shows the times of other stories as well."""
    page = """<time datetime="2024-01-01">1 January</time>
    <time class="entry-date published updated" datetime="2024-05-03">3 May</time>
    <time itemprop="dateModified" datetime="2024-05-04">4 May</time>
    <time pubdate datetime="2024-05-02">2 May</time><time>no value</time>"""
    assert found(page, "timestamp") == [
        ("time:timestamp", "2024-05-03"),
        ("time:timestamp", "2024-05-02"),
        ("time", "2024-01-01"),
    ]
    assert found(page, "updated") == [("microdata:datemodified", "2024-05-04")]


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="de-ch">', "de-CH"),
        ('<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ('<meta http-equiv="Content-Language" content="fi">', "fi"),
        ('<html lang=""><meta name="language" content="sv">', "sv"),
        ('<html lang="<b>"><meta name="language" content="Deutsch, bitte">', None),
    ],
)
def test_the_language_of_the_page(page: str, language: str | None) -> None:
    """The root's attribute, then what meta tags say; spelled as BCP 47 does."""
    assert declared(page).language == language


def test_the_address_of_the_page() -> None:
    """Open Graph's, or the canonical one."""
    canonical = '<link rel="canonical" href="https://varn.example/a">'
    assert declared(canonical).url == "https://varn.example/a"
    both = canonical + '<meta property="og:url" content="https://varn.example/b">'
    assert declared(both).url == "https://varn.example/b"


# -- JSON-LD


def test_an_article_declares_its_fields() -> None:
    """Strings as readers see them, names alone, addresses made absolute."""
    article = {
        "@type": "NewsArticle",
        "headline": " Ferry &amp; bus ",
        "datePublished": "2024-05-03T10:32:00+02:00",
        "dateModified": "2024-05-04",
        "author": [{"@type": "Person", "name": "Ada Lund", "url": "/ada"}, "Bo Ek"],
        "publisher": {"@type": "Organization", "name": "Varn News", "logo": {"url": "/l"}},
        "articleSection": ["Sea", "Land"],
        "keywords": "ferries, Varn",
        "isAccessibleForFree": "http://schema.org/False",
        "image": [{"@type": "ImageObject", "url": "/a.jpg"}, "/b.jpg"],
        "wordCount": 300,
    }
    assert linked(article) == [
        ("title", "Ferry & bus"),
        ("timestamp", "2024-05-03T10:32:00+02:00"),
        ("updated", "2024-05-04"),
        ("authors", "Ada Lund"),
        ("authors", "Bo Ek"),
        ("metadata.publisher", "Varn News"),
        ("metadata.section", "Sea"),
        ("metadata.keywords", ("ferries", "Varn")),
        ("metadata.paywalled", True),
        ("metadata.image", "https://varn.example/a.jpg"),
    ]


STORY = {"@type": "NewsArticle", "headline": "Ferry runs"}
CRUMBS = {"@type": "BreadcrumbList", "name": "Home", "headline": "Home"}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(STORY, id="object"),
        pytest.param([CRUMBS, STORY], id="list"),
        pytest.param({"@graph": [CRUMBS, STORY]}, id="graph"),
        pytest.param([[{"@graph": [[STORY]]}]], id="nested"),
        pytest.param({"@type": "WebPage", "name": "Page", "mainEntity": STORY}, id="main entity"),
        pytest.param({**STORY, "@type": ["Thing", "ReportageNewsArticle"]}, id="types"),
        pytest.param({**STORY, "@type": "http://schema.org/BlogPosting"}, id="address of a type"),
        pytest.param([{"@type": "Review", "headline": "No"}, STORY], id="article before review"),
        pytest.param([STORY, {**STORY, "headline": "Related"}], id="the first of several"),
        pytest.param({"@type": "WebPage", "headline": "Ferry runs"}, id="page"),
    ],
)
def test_the_article_is_found(value: Any) -> None:
    """In every arrangement that sites use."""
    assert linked(value, name="title") == ["Ferry runs"]


def test_names_are_looked_up_where_a_graph_refers_to_them() -> None:
    """Also from one script to another."""
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Lund"}
    story = {**STORY, "author": [{"@id": "#ada"}, {"@id": "#nobody"}]}
    assert linked({"@graph": [story]}, person, name="authors") == ["Ada Lund"]


def test_a_page_around_an_article_fills_what_it_leaves_open() -> None:
    """But names no authors: those are the site's."""
    page = {"@type": "WebPage", "datePublished": "2024-05-03", "author": "Varn News"}
    assert linked(page, STORY) == [("title", "Ferry runs"), ("timestamp", "2024-05-03")]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("<!-- %s -->", id="comment"),
        pytest.param("\n//<![CDATA[\n%s\n//]]>", id="cdata in a comment"),
        pytest.param("/*<![CDATA[*/ %s /*]]>*/", id="cdata in a block comment"),
        pytest.param("<![CDATA[%s]]>", id="cdata"),
        pytest.param("%s;", id="semicolon"),
        pytest.param('{"a": 1}, %s', id="second value"),
        pytest.param("%s {broken", id="broken end"),
    ],
)
def test_scripts_come_in_wrappings(script: str) -> None:
    """For browsers that are long gone."""
    fields, notes = read_jsonld([script % json.dumps(STORY)], None)
    assert [field.value for field in fields] == ["Ferry runs"]
    assert len(notes) == ("broken" in script)


def test_line_ends_within_strings_are_read() -> None:
    """JSON forbids them, and sites write them."""
    fields, notes = read_jsonld(['{"@type": "Article", "headline": "Ferry\n\truns"}'], None)
    assert ([field.value for field in fields], notes) == (["Ferry runs"], [])


@pytest.mark.parametrize("script", ["{", "headline", "[1, 2", '{"a": b}', "'a'", "\ud800"])
def test_a_script_that_is_no_json_is_a_note(script: str) -> None:
    """With its number on the page; the others are read."""
    fields, notes = read_jsonld(["{}", script, json.dumps(STORY)], None)
    assert [field.value for field in fields] == ["Ferry runs"]
    assert [(note.code, note.where) for note in notes] == [("json_ld_skipped", "script 2")]


ODD = (None, True, 0, -1.5, "", " ", "\ud800", [], {}, [[]], [None], {"name": {}}, {"@id": 3})


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_wrong_types_declare_nothing(value: Any) -> None:
    """Whatever stands where a string should."""
    keys = ("headline", "datePublished", "author", "publisher", "keywords", "image", "inLanguage")
    article = {"@type": "NewsArticle", **dict.fromkeys(keys, value)}
    said = {"\ufffd", ("\ufffd",), "https://varn.example/news/\ufffd"}
    assert {found for _, found in linked(article)} <= said
    assert linked({**STORY, "@type": value}) == []
    assert linked({**STORY, "isAccessibleForFree": [value]}) == [("title", "Ferry runs")]


# -- values


@pytest.mark.parametrize(
    ("raw", "value"),
    [(" a\n b ", "a b"), ("a\u00adb", "ab"), ("", None), (3, None), ("a" * 501, None)],
)
def test_values_are_cleaned_and_bounded(raw: Any, value: str | None) -> None:
    """As all text is; and what is far too long is something else."""
    assert clean_value(raw) == value


@pytest.mark.parametrize(
    "raw", ["&#" + "9" * 1_900, "&#x110000;", "&#0;", "&" * 1_900, "&amp" * 9]
)
def test_odd_references_do_no_harm(raw: str) -> None:
    """Python refuses numbers of more than 4,300 digits: values end before."""
    clean_value(raw, escaped=True)


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://varn.example/a?b=c#d", "https://varn.example/a?b=c#d"),
        (" //varn.example/a ", "https://varn.example/a"),
        ("?a", PAGE + "?a"),
        ("", None),
        ("ftp://varn.example/a", None),
        ("data:text/html,a", None),
        ("https://varn.example/a b", None),
        ("https://", None),
        ("//[", None),
        (None, None),
        ("https://varn.example/" + "a" * 2_000, None),
    ],
)
def test_addresses_are_of_the_web_and_absolute(raw: Any, url: str | None) -> None:
    """Others are nothing that anybody could open."""
    assert clean_url(raw, PAGE) == url


def test_keyword_lists() -> None:
    """Commas part them; semicolons where there are none."""
    assert split_keywords("a; b ;a") == ("a", "b")
    assert split_keywords("Q&amp;A; b, c") == ("Q&A; b", "c")
    assert split_keywords("a" * 101 + ",b") == ("b",)


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("EN", "en"),
        ("zh_hans_CN", "zh-Hans-CN"),
        ("nb-NO", "nb-NO"),
        ("english", None),
        ("e", None),
    ],
)
def test_language_tags(raw: str, tag: str | None) -> None:
    """Names of languages are no tags."""
    assert clean_language(raw) == tag


# -- scripts


@pytest.mark.parametrize(
    ("script", "value"),
    [
        (
            '{"publishedAt":"2022-05-03T10:05:00Z","updatedAt":"2022-05-09"}',
            "2022-05-03T10:05:00Z",
        ),
        ('x = {"a": "{\\"first_published_at\\": \\"2022-05-03\\"}"}', "2022-05-03"),
        ('[{"datePublished": "2022-05-03"}, {"publishDate": "2022-05-03T08:00"}]', "2022-05-03"),
        ('[{"datePublished": "2022-05-03"}, {"datePublished": "2022-05-04"}]', None),
        ('{"createdAt":"2022-05-03T10:05:00Z", "published": true}', None),
    ],
    ids=["state", "quoted", "agree", "several", "other"],
)
def test_scripts_state_the_time_where_nothing_else_does(script: str, value: str | None) -> None:
    page = f"<title>Ferry</title><script>{script}</script>"
    assert found(page, "timestamp") == ([] if value is None else [("script", value)])
    declares = f'<meta name="date" content="2022-05-01">{page}'
    assert found(declares, "timestamp") == [("meta:date", "2022-05-01")]


def test_what_was_read_is_let_go_at_once() -> None:
    """A page's scripts are large: nothing holds them until cycles are collected."""
    page = "<title>Ferry</title><script>" + "let ferry = 1;" * 9 + "</script><p>It left.</p>"
    declared(page)
    gc.collect()
    gc.disable()
    try:
        declared(page)
        assert gc.collect() == 0
    finally:
        gc.enable()
