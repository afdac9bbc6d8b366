"""Readers of pages: newsparse and its peers, each with the settings that its documentation gives.

A peer that is not installed only loses its row.  Each is made once in a process, and gets bytes where
it decodes by itself.
"""

import contextlib
import importlib
import logging
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pagedata import Page, fields_of
from scoring import Fields

import newsparse
from newsparse.errors import InputError

OURS = "newsparse"
Reader = Callable[[Page], Fields]
_EXAMPLE = "https://example.org/"


def _newsparse() -> Reader:
    def read(page: Page) -> Fields:
        try:
            article = newsparse.parse(page.data, "html", url=page.url, encoding=page.encoding)
        except InputError as error:
            return {"error": error.reason}
        return fields_of(article, page.set)

    return read


def _trafilatura() -> Reader:
    library = importlib.import_module("trafilatura")

    def read(page: Page) -> Fields:
        content = page.html if page.encoding else page.data
        found = library.bare_extraction(
            content, url=page.url, with_metadata=True, include_comments=False
        )
        if found is None:
            return {}
        authors = (found.author or "").split("; ")
        return _fields(found.text, title=found.title, authors=authors, date=found.date)

    return read


def _newspaper() -> Reader:
    library = importlib.import_module("newspaper")
    logging.getLogger("newspaper").setLevel(logging.CRITICAL)

    def read(page: Page) -> Fields:
        article = library.Article(page.url or _EXAMPLE, fetch_images=False)
        article.download(input_html=page.html)
        article.parse()
        return _fields(
            article.text, title=article.title, authors=article.authors, date=article.publish_date
        )

    return read


def _readability() -> Reader:
    library = importlib.import_module("readability")
    html = importlib.import_module("lxml.html")
    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def read(page: Page) -> Fields:
        document = library.Document(page.html, url=page.url)
        root = html.fromstring(document.summary(html_partial=True))
        blocks = root.iter("p", "li", "h2", "h3", "h4", "pre", "blockquote", "td")
        lines = [" ".join(block.text_content().split()) for block in blocks if _is_last(block)]
        return _fields("\n".join(lines), title=document.short_title())

    return read


def _is_last(block: Any) -> bool:
    """Whether no other block stands in it."""
    return not block.xpath(".//p | .//li | .//blockquote | .//pre")


def _goose() -> Reader:
    library = importlib.import_module("goose3")
    goose = library.Goose({"enable_image_fetching": False})

    def read(page: Page) -> Fields:
        found = goose.extract(raw_html=page.html)
        return _fields(
            found.cleaned_text, title=found.title, authors=found.authors, date=found.publish_date
        )

    return read


# Names of languages as the lists of stop words have them; for others all lists are one.
_STOPLISTS = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ko": "Korean",
    "nb": "Norwegian_Bokmal",
    "nl": "Dutch",
    "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}


def _justext() -> Reader:
    library = importlib.import_module("justext")
    known = sorted(library.get_stoplists())

    @lru_cache(maxsize=64)
    def stoplist(language: str | None) -> frozenset[str]:
        name = _STOPLISTS.get(language or "en")
        names = [name] if name in known else known
        return frozenset().union(*map(library.get_stoplist, names))

    def read(page: Page) -> Fields:
        content = page.html if page.encoding else page.data
        found = library.justext(content, stoplist(page.row.get("lang")))
        return _fields("\n".join(item.text for item in found if not item.is_boilerplate))

    return read


def _resiliparse() -> Reader:
    html = importlib.import_module("resiliparse.parse.html")
    text = importlib.import_module("resiliparse.extract.html2text")

    def read(page: Page) -> Fields:
        tree = html.HTMLTree.parse(page.html)
        body = text.extract_plain_text(tree, main_content=True, alt_texts=False)
        return _fields(body, title=tree.title)

    return read


def _htmldate() -> Reader:
    library = importlib.import_module("htmldate")

    def read(page: Page) -> Fields:
        return _fields(None, date=library.find_date(page.html, url=page.url, original_date=True))

    return read


# Name: the distribution, and what makes the reader.
READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    OURS: ("newsparse", _newsparse),
    "trafilatura": ("trafilatura", _trafilatura),
    "newspaper4k": ("newspaper4k", _newspaper),
    "readability-lxml": ("readability-lxml", _readability),
    "goose3": ("goose3", _goose),
    "justext": ("jusText", _justext),
    "resiliparse": ("Resiliparse", _resiliparse),
    "htmldate": ("htmldate", _htmldate),
}
# Those that read bodies, times and authors.
BODY_READERS = tuple(name for name in READERS if name != "htmldate")
TIME_READERS = (OURS, "htmldate", "trafilatura", "newspaper4k", "goose3")
AUTHOR_READERS = (OURS, "trafilatura", "newspaper4k", "goose3")


@lru_cache(maxsize=len(READERS))
def make_reader(name: str) -> Reader:
    """A reader by name, once a process.

    Raises:
        ImportError: If it is not installed.
    """
    return READERS[name][1]()


def installed(names: Sequence[str]) -> dict[str, str]:
    """The versions of those that are installed, in the order given."""
    found = {}
    for name in names:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(READERS[name][0])
    return found


def read_page(name: str, page: Page) -> Fields:
    """What a reader makes of a page; one that breaks on it gives nothing, and says why."""
    try:
        fields = make_reader(name)(page)
    except Exception as error:  # noqa: BLE001 - whatever others raise is their empty answer
        fields = {"error": f"{type(error).__name__}: {error}"[:200]}
    return {"text": "\n\n".join(fields.get("paragraphs") or ()), **fields}


_SPACE = re.compile(r"\s+")


def _fields(text: str | None, **known: Any) -> Fields:
    lines = [_SPACE.sub(" ", line).strip() for line in (text or "").splitlines()]
    date = known.get("date")
    authors = known.get("authors")
    return {
        **known,
        "text": text or "",
        "paragraphs": [line for line in lines if line],
        "authors": [str(name) for name in authors or () if name],
        "date": date.isoformat() if hasattr(date, "isoformat") else date,
    }
