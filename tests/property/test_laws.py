"""The laws that every article keeps, for every format that can be read, on generated input."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from strategies import articles

import newsparse
from newsparse.article import Article, JsonMap, Quote
from newsparse.document import Document, Source
from newsparse.errors import InputError, NoArticleError
from newsparse.languages import Languages
from newsparse.markup.mojibake import repair
from newsparse.registry import default_registry
from newsparse.spec import Report
from newsparse.testing import check_laws

REGISTRY = default_registry()
READABLE = [format.name for format in newsparse.list_formats() if format.read]
SHORT_NOSCRIPT = "noscript[string-length() < 1000 or count(descendant::p) < 3]"
UNSEEN = ("head", "script", "style", "template", SHORT_NOSCRIPT)
VISIBLE: Any = etree.XPath(
    f"descendant::text()[not({' or '.join(f'ancestor::{tag}' for tag in UNSEEN)})]",
    smart_strings=False,
)

WORD_LIST = (
    "the ferry to Varn left on Monday and harbour Ada Lund said that rain fell över kyrkans tak"
    " på måndagen och polisen säger Prüfung über straße año señor l'été d'abord 3.5 12 000 1,2"
    " 20% U.S. Mr. Dr. “quoted” e-mail naïve Łódź mieście 東京 مرحبا ²"
)
TAG_LIST = (
    "p div h1 h2 article main section nav header footer aside ul ol li a b i em strong span br hr"
    " img figure figcaption blockquote q table tr td th pre time script style noscript template"
    " iframe form button svg address x-y"
)
WORDS = st.sampled_from(WORD_LIST.split())
TAGS = st.sampled_from(TAG_LIST.split())
LINES = st.sampled_from((
    *("By Ada Lund", "Av Ada Lund", "Text: Ada Lund och Bo Ek", "Ada Lund, Varn Times reporter"),
    *("By Ada Lund ada@varn.example", "VARN (Reuters) - Rain fell.", "VARN, May 3 — Rain fell."),
    *("3 May 2024", "Published 3 May 2024, 14:05 CET", "Updated: 2 hours ago", "Just now"),
    *(
        "2024-05-03T14:05:00+02:00",
        "Publicerad 3 maj 2024 kl. 14.05",
        "Uppdaterad i går",
        "99/99/99",
    ),
    *(
        "Menu",
        "Home News Sport Weather",
        "Share",
        "Read more",
        "Subscribe now",
        "Läs mer",
        "Cookies",
    ),
    *(
        "Photo: Ada Lund/AP",
        "full screen A harbour. Photo: AP",
        "A boat (AP)",
        "Foto: Bo Ek © 2024",
    ),
    *("- It rained, she said.", "– Det regnade, säger hon.", "—Llueve —dice Ana—. Mucho.", "- a"),
    *("“It rained,” she said.", "“Unclosed he said", "„So ist es“, sagte er.", "» Nei «", "''x''"),
    *("\"It 'really' rained\" — Ada", "‘No,’ he said", "«C'est « fini » », dit-il", "“““", "”"),
    *("* * *", "---", "===", "# Heading", "## Heading ##", "[link](http://a.example/b_(c))"),
    *(
        "![](x.png)",
        "**Strong** text _here_",
        "\\*not strong\\*",
        "> quoted mail",
        "1. First",
        "• Item",
    ),
    *("FÃ¶rst blev det â€“ sedan sÃ¥", "Ã©tÃ©", "Â£5", "mkst-local-17", "#tags, more | tags"),
    *(
        "Reporting by Ada Lund; Editing by Bo Ek",
        "-30-",
        "© 2024 Varn Times. All rights reserved.",
    ),
    *(
        "Correction: An earlier version said otherwise.",
        "1",
        "x",
        "?",
        "100 comments",
        "LIVE",
        "\u2028",
    ),
))
BLANKS = st.sampled_from((
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\n\n\n",
    "\u2028",
    "\x0b",
    "\f",
    "\x85",
))
ODD = st.sampled_from((
    *("\u00a0", "\u200b", "\u00ad", "\ufeff", "\x00", "\x07", "\ud800", "\uffff", "\t", "  "),
    *("\u0301" * 3, "\u202e", "\x1f", "\x7f", "\u200d", "ﷺ", "İ", "ß", "Ǆ", "🙂"),
))
PROSE = st.lists(WORDS, min_size=3, max_size=40).map(lambda words: " ".join(words) + ".")
MARKED = st.builds(
    "{}{}{}{}".format, st.sampled_from("“\"„«»‘'- –—"), PROSE, ODD, st.sampled_from("”\"“»«’',.!")
)
SOLID = st.sampled_from((
    "The ferry to Varn left on time on Monday, and the harbour was full of people who waved.",
    "VARN, May 3 (Reuters) - Rain fell on the harbour all day on Monday, and nobody sailed.",
    "Polisen i Varn säger att färjan gick i tid på måndagen, och att hamnen var full av folk.",
    "Die Fähre nach Varn legte am Montag pünktlich ab, und der Hafen war voller Menschen.",
))
QUOTED = st.builds(
    "{}{}{}{} {}".format,
    st.sampled_from(("“", '"', "„", "«", "»", "‘", "- ", "– ", "—", "''", "He said: “", "“No ‘")),
    st.sampled_from(("The ferry left on time", "Vi är glada för det här, mycket", "No, not now")),
    st.sampled_from((",”", ',"', "”,", "»,", "«,", ",’", ",", "?", "!”", "...", "’ ”,", " —", "")),
    st.sampled_from((
        "said Ada Lund",
        "säger hon",
        "she said, adding:",
        "dice Ana",
        "(",
        "Lund told us",
    )),
    st.sampled_from((".", ". “And more”, he said.", " — more.", ", och fortsätter:", "“", "")),
)
PIECES = st.one_of(PROSE, SOLID, LINES, LINES, MARKED, QUOTED, st.text(max_size=30), ODD)
TEXTS = st.lists(st.tuples(PIECES, BLANKS), min_size=1, max_size=14).map(
    lambda rows: "".join(piece + blank for piece, blank in rows)
)
ATTRIBUTES = st.sampled_from((
    *("", " class='byline'", ' class="nav menu"', " id=content", " href='/a'", " hidden", " x"),
    *(' datetime="2024-05-03"', " itemprop='headline'", " rel=author", " src='a.png' alt='Boat'"),
))
HEADS = st.sampled_from((
    "",
    "<title>Ferry runs again | Varn Times</title>",
    "<meta property='og:title' content='Ferry runs'><meta charset=latin-1>",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry"}</script>',
    '<script type="application/ld+json">[{"@graph":[1,null,{"@type":[]}]}</script>',
))
TOKENS = st.one_of(
    PIECES,
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
    st.builds("</{}>".format, TAGS),
    st.builds("<p>{}</p>".format, PROSE),
    st.builds("<{0}{1}>{2}</{0}>\n".format, TAGS, ATTRIBUTES, PIECES),
    st.sampled_from((
        "<!-- c -->",
        "&amp;",
        "&#0;",
        "&nbsp;",
        "&copy",
        "<![CDATA[x]]>",
        "<?pi?>",
        "<",
    )),
)
PAGES = st.builds(
    "<html><head>{}</head><body>{}</body></html>".format,
    HEADS,
    st.lists(TOKENS, max_size=30).map("".join),
)


def as_json(text: str) -> str:
    return newsparse.write(newsparse.parse(text, "text"), "jsonl").decode()


def has_story(text: str) -> bool:
    try:
        newsparse.parse(text, "text")
    except NoArticleError:
        return False
    return True


SURE = (
    "Ferry runs again\n\nThe ferry to Varn left on time on Monday, and all the people waved.\n\n"
)
STORIES = TEXTS.map(lambda text: SURE + text).filter(has_story).map(as_json)
LINES = st.sampled_from([
    *("# Rain", "## Then", "a *b* **c**", "> a", "- a", "1. a", "```", "| a | b |", "|---|---|"),
    *("![a](u.png)", "*A boat. (AP)*", "[a](u) b", "---", "", "", "By Ada Lund", "3 May 2024"),
    *("[newsparse]: #1", "[newsparse-record]: #1 '{}'", "title: a", "10:32", "**11:05**", "<b>"),
])
MARKDOWN = st.lists(LINES, max_size=25).map(lambda lines: "\n".join([*lines, SURE]))
INPUTS: dict[str, st.SearchStrategy[str]] = {
    "markdown": MARKDOWN,
    "text": TEXTS,
    "html": PAGES,
    "json": STORIES,
    "jsonl": STORIES,
}


def document_of(text: str, format: str) -> Document | None:
    """What the reader hands over; ``None`` for a finished article."""
    read = REGISTRY.load(REGISTRY.get(format, "read"), "read")
    [item] = read(Source(text), None, Report())
    return item if isinstance(item, Document) else None


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalnum())


def squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def parsed(text: str, format: str) -> Article | None:
    """The article, or ``None`` where there is none to be had; anything else is raised."""
    try:
        return newsparse.parse(text, format)
    except InputError as error:
        check_error(error, format)
        return None


def check_error(error: InputError, format: str) -> None:
    """It says what is wrong and where, also from another process."""
    assert error.reason
    assert error.format == format or error.reason.startswith("looks like")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


def test_every_readable_format_has_its_input() -> None:
    """A new format comes with generated input of its own."""
    assert set(READABLE) == set(INPUTS)


def law(check: Callable[[str, Article, str], None]) -> Callable[[str], None]:
    """A test of all readable formats: *check* holds for each article that comes out."""

    @pytest.mark.parametrize("format", READABLE)
    def test(format: str) -> None:
        @given(INPUTS[format])
        def run(text: str) -> None:
            article = parsed(text, format)
            if article is not None:
                check(text, article, format)

        run()

    test.__doc__ = check.__doc__
    return test


@law
def test_nothing_vanishes_and_all_points_home(text: str, article: Article, format: str) -> None:
    """Every letter and digit is owned once, by what says it."""
    document = document_of(text, format)
    if document is not None:
        assert check_laws(article, document) == []
        if format == "html":
            assert letters(VISIBLE(document.raw)) == letters(b.text for b in document.blocks)


# Pages name elements with prefixes that nothing declares.
ODD_NAMES = PAGES.map(lambda page: page.replace("<body>", "<body><o:p>"))


@given(PAGES | ODD_NAMES)
def test_every_path_leads_to_its_element(page: str) -> None:
    """XPath finds one element, and what is seen in it are the blocks of its node."""
    document = document_of(page, "html")
    assert document is not None
    for node in document.nodes if document.raw is not None else ():
        [element] = document.raw.getroottree().xpath(node.path)
        inside = document.blocks[node.first : node.last]
        assert squeeze("".join(VISIBLE(element))) == squeeze(
            "".join(block.text for block in inside)
        )


@law
def test_same_in_same_out(text: str, article: Article, format: str) -> None:
    """A second time, as bytes, and with tables read anew."""
    assert newsparse.parse(text, format) == article
    fresh = newsparse.parse(text, format, registry=newsparse.Registry(plugins=False))
    assert fresh == article
    assert newsparse.write(fresh, "json") == newsparse.write(article, "json")


@law
def test_quotes_stand_where_they_say(text: str, article: Article, format: str) -> None:
    """A quote is a slice of its element, in order, and so is its place in the source."""
    for quote in article.quotes:
        element = element_of(article, quote)
        assert element[quote.start : quote.end] == quote.text
        assert quote.text == quote.text.strip() != ""
    places = [(quote.element, quote.start) for quote in article.quotes]
    assert places == sorted(places)
    document = document_of(text, format)
    for quote in article.quotes if document is not None else ():
        assert document is not None
        there = squeeze(source_of(quote, document))
        assert squeeze(quote.text) in {there, squeeze(repair(source_of(quote, document))[0])}


def source_of(quote: Quote, document: Document) -> str:
    """What stands in the source where a quote says that it stands."""
    where = quote.where
    assert where is not None
    if document.lines is not None:
        return document.lines.text[where.start : where.end]
    node = next(node for node in document.nodes if node.path == where.path)
    text = " ".join(block.text for block in document.blocks[node.first : node.last])
    return text[where.start : where.end]


def element_of(article: Article, quote: Quote) -> str:
    node: object = article
    for step in quote.element:
        for name in ("body", "items", "children", "captions"):
            if hasattr(node, name):
                node = getattr(node, name)[step]
                break
    text = getattr(node, "text", None)
    assert isinstance(text, str)
    return text


@law
def test_json_round_trip(text: str, article: Article, format: str) -> None:
    """Own JSON reads back equal, with everything in it, and is byte-stable."""
    written = newsparse.write(article, "json")
    again = newsparse.parse(written, "json")
    assert again == article
    assert again.notes == article.notes
    assert newsparse.write(again, "json") == written


# Plain text is parsed anew, which gives the same only where it says the same.
ROUND = [f for f in newsparse.list_formats() if f.reads and f.writes and f.name != "text"]


@law
def test_what_a_format_holds_reads_back(text: str, article: Article, format: str) -> None:
    """Of each format, the fields that it both reads and writes; what it wrote twice is the same."""
    for other in ROUND:
        written = newsparse.write(article, other.name)
        again = newsparse.parse(written, other.name)
        for field in other.reads & other.writes:
            assert getattr(again, field) == getattr(article, field), (other.name, field)
        assert newsparse.write(newsparse.parse(written, other.name), other.name) == written


def held(value: Any) -> Any:
    """What a page can hold of a value of the model: no marks of nothing, addresses on links."""
    if isinstance(value, tuple):
        return tuple(held(item) for item in value)
    if isinstance(value, JsonMap) or not attrs.has(type(value)):
        return value
    parts = {a.name: held(getattr(value, a.name)) for a in attrs.fields(type(value))}
    if "marks" in parts:
        parts["marks"] = tuple(
            mark if mark.kind == "link" else attrs.evolve(mark, url=None)
            for mark in parts["marks"]
            if 0 <= mark.start < mark.end <= len(value.text)
        )
    return type(value)(**parts)


@given(articles)
def test_any_article_reads_back_from_its_page(article: Article) -> None:
    """Whatever the model allows, in all fields; characters that no HTML holds become U+FFFD."""
    article = _replaced(held(article))
    again = newsparse.parse(newsparse.write(article, "html"), "html")
    lost = {"boilerplate": (), "extra": JsonMap()}
    assert attrs.evolve(again, **lost) == attrs.evolve(article, **lost)


NOT_HTML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), 65533)


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(NOT_HTML)
    if isinstance(value, tuple):
        return tuple(_replaced(item) for item in value)
    if isinstance(value, JsonMap) or not attrs.has(type(value)):
        return value
    return type(value)(**{
        a.name: _replaced(getattr(value, a.name)) for a in attrs.fields(type(value))
    })


@law
def test_articles_are_values(text: str, article: Article, format: str) -> None:
    """They pickle, and what they say can be encoded."""
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301
    for writer in newsparse.list_formats():
        if writer.write:
            newsparse.write(article, writer.name).decode("utf-8")


def model_values(value: Any) -> Iterator[Any]:
    """A value of the model and all that it holds."""
    if isinstance(value, tuple):
        for item in value:
            yield from model_values(item)
    elif attrs.has(type(value)) and not isinstance(value, JsonMap):
        yield value
        for attribute in attrs.fields(type(value)):
            yield from model_values(getattr(value, attribute.name))


@law
def test_values_are_sane(text: str, article: Article, format: str) -> None:
    """No empty text, no confidence beyond certainty, no language without a table, no mark beside its text."""
    assert article.language is None or article.language in Languages().codes
    rated = [quote.confidence for quote in article.quotes]
    rated += [entry.confidence for entry in article.boilerplate]
    rated += [item.confidence for item in article.provenance]
    assert all(value is None or 0 <= value <= 1 for value in rated)
    assert all(entry.text.strip() for entry in article.boilerplate)
    fields = (article.title, article.kicker, article.standfirst, article.byline, article.signoff)
    assert all(field is None or field.strip() == field != "" for field in fields)
    for value in model_values(article):
        for mark in getattr(value, "marks", ()):
            assert 0 <= mark.start < mark.end <= len(value.text)
    assert all(note.code and note.message for note in article.notes)
