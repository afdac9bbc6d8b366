"""Web pages: what is read of a tree, whatever shape the parser gives it."""

import datetime as dt

import pytest
from lxml import etree

import newsparse
from newsparse.document import Limits
from newsparse.markup.html import parse_html
from newsparse.markup.tree import walk_tree


@pytest.mark.parametrize(
    "rest",
    ["<html><div><h1>Two.</h1></div></html>", "<div>Two.</div>", "<link><p>Two.</p></html><link>"],
)
def test_what_stands_behind_the_end_of_a_page_is_not_lost(rest: str) -> None:
    """The parser makes second roots of it."""
    page = f"<html><head></head><body><p>One.</p></body></html>{rest}"
    root, _ = parse_html(page, Limits())
    blocks, nodes = walk_tree(root)
    assert [block.text for block in blocks] == ["One.", "Two."]
    path = nodes[blocks[1].node].path
    assert root.xpath(path or "")[0].xpath("string()") == "Two."


def test_head_and_json_ld_are_candidates() -> None:
    """What the page shows comes first; what it declares fills the rest."""
    page = """<html lang="en-GB"><head><title>Ferry runs again | Varn News</title>
    <meta property="og:title" content="Ferry runs again">
    <meta property="og:site_name" content="Varn News">
    <link rel="canonical" href="https://varn.example/ferry">
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "Person", "@id": "#ada", "name": "Ada Lund"},
      {"@type": ["NewsArticle"], "headline": "Ferry runs again &amp; again",
       "author": {"@id": "#ada"}, "datePublished": "2024-05-03T10:32:00+02:00",
       "isAccessibleForFree": "False", "keywords": "ferries, Varn"}]}</script>
    <script type="application/ld+json">{broken</script></head>
    <body><nav>Home News</nav><h1>Ferry runs again</h1>
    <p>The ferry to Varn left on time on Monday, and nobody was left behind on the quay.</p>
    <p>“We are happy,” said Ada Lund, who has waited for four weeks to go home.</p></body></html>"""
    article = newsparse.parse(page)
    assert article.title == "Ferry runs again"
    assert article.language == "en-GB"
    assert [author.name for author in article.authors] == ["Ada Lund"]
    assert article.timestamp is not None
    assert article.timestamp.value == dt.datetime(2024, 5, 3, 8, 32, tzinfo=dt.UTC)
    assert article.metadata.publisher == "Varn News"
    assert article.metadata.canonical_url == "https://varn.example/ferry"
    assert article.metadata.paywalled is True
    assert article.metadata.keywords == ("ferries", "Varn")
    assert [note.code for note in article.notes] == ["json_ld_skipped"]
    assert [quote.speaker for quote in article.quotes] == ["Ada Lund"]


def test_a_parsed_tree_is_taken_as_it_is() -> None:
    """Frameworks that crawl have one already; it is not changed."""
    page = (
        "<html><body><h1>Ferry runs again</h1><p>The ferry to Varn left on time.</p></body></html>"
    )
    tree = etree.fromstring(page, etree.HTMLParser())
    before = etree.tostring(tree)
    assert newsparse.parse(tree) == newsparse.parse(page)
    assert etree.tostring(tree) == before


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (b'<meta charset="iso-8859-2">', "iso8859-2"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        (b'<?xml version="1.0" encoding="windows-1250"?>', "cp1250"),
    ],
)
def test_the_declared_encoding_is_used(declared: bytes, encoding: str) -> None:
    """Where the bytes are not UTF-8."""
    text = "<p>Prom do Vařnu odjel včas a nikdo nezůstal na břehu, řekla Ada Lundová.</p>"
    article = newsparse.parse(declared + text.encode(encoding), "html")
    assert article.paragraphs[0].text == text[3:-4]
    assert article.origin.encoding == encoding


@pytest.mark.parametrize("script", ["[" * 5000, '{"@graph": 3}', "7", '{"@type": {}}', "null", ""])
def test_json_ld_of_any_shape_does_no_harm(script: str) -> None:
    """It is skipped, with a note where it is no JSON."""
    page = f"""<script type="application/ld+json">{script}</script>
    <h1>Ferry runs again</h1><p>The ferry to Varn left on time on Monday morning.</p>"""
    assert newsparse.parse(page, "html").title == "Ferry runs again"


def test_a_blank_page_holds_no_article() -> None:
    """Also one with nothing but a comment."""
    for page in ("<!-- nothing -->", "<html></html>", "<style>p {}</style>"):
        with pytest.raises(newsparse.NewsparseError, match="is empty"):
            newsparse.parse(page, "html")
