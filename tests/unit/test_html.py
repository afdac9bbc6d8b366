"""Pages to documents: content of any kind, within limits, and what had to be mended said."""

import datetime as dt
from typing import Any

import pytest
from lxml import etree

import newsparse
from newsparse.document import Document, Limits, Source
from newsparse.errors import DecodeError, LimitError, MalformedError
from newsparse.formats.html import read
from newsparse.markup.html import check_tree, parse_html
from newsparse.markup.tree import walk_tree
from newsparse.spec import Report

TEXT = "Prom do Vařnu odjel včas a nikdo nezůstal na břehu."


def document(content: Any, **known: Any) -> Document:
    (found,) = read(Source(content, **known), None, Report())
    return found


def texts(content: Any, **known: Any) -> list[str]:
    return [block.text for block in document(content, **known).blocks]


@pytest.mark.parametrize(
    "content", ["", " \n", b"", b"\xef\xbb\xbf", "<!-- a -->", "<html></html>"]
)
def test_a_blank_page_has_no_blocks(content: str | bytes) -> None:
    """It is read like any other; that it holds no article is for the parser to say."""
    assert texts(content) == []


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="{}">', "iso8859-2"),
        ("<META CHARSET={}>", "cp1250"),
        ("<meta http-equiv=Content-Type content='text/html; charset={}'>", "cp1250"),
        ("<meta content='text/html;charset = {}' http-equiv='content-type'>", "cp1250"),
        ("<?xml version='1.0' encoding='{}'?>", "iso8859-2"),
        ("<script>if (a < b) c();</script>" * 400 + "<meta charset={}>", "cp1250"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_the_page_states(head: str, encoding: str) -> None:
    """In each of the places where it may; behind long scripts too."""
    found = document(f"{head.format(encoding)}<p>{TEXT}</p>".encode(encoding))
    assert [block.text for block in found.blocks] == [TEXT]
    assert (found.encoding, found.notes) == (encoding, ())


def test_the_caller_knows_the_encoding_better() -> None:
    """As a crawler does from the header of the answer."""
    page = f"<meta charset=utf-8><p>{TEXT}</p>".encode("cp1250")
    assert texts(page, encoding="cp1250") == [TEXT]


def test_a_page_that_is_not_in_the_encoding_it_states_is_noted() -> None:
    """Its bytes prove another one."""
    found = document(f"<meta charset=iso-8859-2><p>{TEXT}</p>".encode())
    assert found.blocks[0].text == TEXT
    assert [note.code for note in found.notes] == ["encoding_differs"]


def test_text_has_been_decoded_already() -> None:
    """What it states is the past; an XML declaration in it does no harm."""
    page = f"<?xml version='1.0' encoding='cp1250'?><meta charset=cp1250><p>{TEXT}</p>"
    found = document(page)
    assert [block.text for block in found.blocks] == [TEXT]
    assert (found.encoding, found.notes) == (None, ())


@pytest.mark.parametrize("kind", ["element", "tree"])
def test_a_callers_tree_is_what_the_blocks_come_from(kind: str) -> None:
    """`raw` is its root, for dialects."""
    root = etree.fromstring(f"<html lang='cs'><body><p>{TEXT}</p><!-- a --></body></html>")
    before = etree.tostring(root)
    found = document(root if kind == "element" else root.getroottree())
    assert [block.text for block in found.blocks] == [TEXT]
    assert found.raw is root
    assert found.language == "cs"
    assert etree.tostring(root) == before


def test_a_callers_tree_is_measured_before_it_is_walked() -> None:
    """Limits hold for it too."""
    root = etree.fromstring(f"<html>{'<p/>' * 99}</html>")
    with pytest.raises(LimitError):
        document(root, limits=Limits(max_nodes=50))
    check_tree(root, Limits(max_nodes=100))


@pytest.mark.parametrize("content", [3, None, ["<p>"], {}, etree.Comment("a"), object()])
def test_anything_else_is_no_page(content: Any) -> None:
    """A typed error says what was given instead."""
    with pytest.raises(MalformedError, match="is no page"):
        document(content)


def test_binary_data_is_no_page() -> None:
    """As for text."""
    with pytest.raises(DecodeError):
        document(bytes(range(32)) * 99)


def test_the_callers_address_comes_before_the_pages_own() -> None:
    """Relative ones count from there."""
    page = '<link rel="canonical" href="/a"><p>Text</p>'
    assert document(page).url is None
    found = document(page, url="https://varn.example/b?c")
    assert found.url == "https://varn.example/b?c"
    assert [field.value for field in found.fields] == ["https://varn.example/a"]


def test_depth_that_the_parser_refuses_at_first_is_read() -> None:
    """Once more, with its higher limit; beyond that a note says that the end is missing."""
    deep = "<div>" * 1_000 + "a" + "</div>" * 1_000 + "<p>b</p>"
    root, notes = parse_html(deep, Limits())
    assert (root.xpath("string()"), notes) == ("ab", ())
    _, notes = parse_html("<div>" * 5_000 + deep, Limits())
    assert [note.code for note in notes] == ["truncated"]


def test_many_attributes_are_refused_before_they_cost_anything() -> None:
    """On pages that are small the worst tag is cheap, and is let pass."""
    tag = "<p " + " ".join(f"a{number}" for number in range(2_000)) + ">"
    assert parse_html(tag + "a", Limits())[0] is not None
    with pytest.raises(LimitError):
        parse_html(tag + "a" * 70_000, Limits())


# Whole pages, through the parser.


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
    assert [note.code for note in article.notes] == ["json_ld_skipped", "paywalled"]
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
