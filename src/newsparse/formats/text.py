"""Plain text: read as lines that the parser cuts, written as a person would type the story."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from attrs import frozen

from newsparse.article import (
    Article,
    BlockQuote,
    Caption,
    Cell,
    Element,
    Figure,
    ItemList,
    ListItem,
    LiveEntry,
    Paragraph,
    Preformatted,
    Subheading,
    Table,
    text_of,
)
from newsparse.document import Document, Lines, Source
from newsparse.errors import MalformedError
from newsparse.languages import Languages
from newsparse.markup.decoding import decode
from newsparse.spec import Options, Report

__all__ = ["WriteOptions", "read", "write"]


@frozen(kw_only=True)
class WriteOptions:
    """How articles are written.

    Attributes:
        captions: Also write the captions of pictures, each as a paragraph with its credit.
    """

    captions: bool = True


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """Yield the one document that a text is.

    Raises:
        MalformedError: If the source is a parsed tree.
        DecodeError: If the bytes are no text.
        LimitError: If there is more than the limits allow.
    """
    content = source.content
    if isinstance(content, str):
        yield Document(lines=Lines(text=content), raw=content)
        return
    if not isinstance(content, bytes):
        raise MalformedError(f"a {type(content).__name__} is not text", format="text")
    decoded = decode(content, encoding=source.encoding)
    yield Document(
        lines=Lines(text=decoded.text),
        encoding=decoded.encoding,
        notes=decoded.notes,
        raw=decoded.text,
    )


# A line between two articles of one file, with a blank line on each side.
_BETWEEN = "\n* * *\n\n"
# Lists in lists are set in by two columns a level, down to this one.
_MAX_INDENT = 8
# A dash before an item would read as speech.
_BULLET = "• "
_CREDIT = "photo"


def write(
    articles: Iterable[Article], out: BinaryIO, options: WriteOptions, report: Report
) -> None:
    """Write the visible fields in the order of a story, one blank line between paragraphs."""
    for number, article in enumerate(articles):
        blocks = _head(article), _body(article, options), _line(article.signoff)
        text = "\n\n".join(chain(*blocks)) + "\n"
        out.write(f"{_BETWEEN if number else ''}{text}".encode("utf-8", "replace"))


def _head(article: Article) -> Iterator[str]:
    yield from _line(article.kicker)
    yield from _line(article.title)
    yield from _line(article.standfirst)
    yield from _line(article.byline)
    yield from _line(article.timestamp.raw if article.timestamp else None)


def _body(article: Article, options: WriteOptions) -> Iterator[str]:
    """The body with the dateline at the head of its first paragraph."""
    label = _credit_label(article.language) if article.captions else ""
    lead = " ".join(_line(article.dateline_apart))
    if lead and not article.paragraphs:
        yield lead
    for element in article.body:
        for block in _blocks(element, options, label):
            is_first = lead and isinstance(element, Paragraph)
            yield f"{lead} {block}" if is_first else block
            lead = "" if is_first else lead


def _credit_label(language: str | None) -> str:
    """The word that says "photo" in the language, as it stands before a credit."""
    labels = Languages().get(language).captions.credit or (_CREDIT,)
    return labels[0].capitalize()


def _blocks(element: Element, options: WriteOptions, label: str) -> Iterator[str]:
    """The paragraphs of an element and of all that it holds, at any depth."""
    waiting: list[Element] = [element]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Figure):
            captions = element.captions if options.captions else ()
            yield from chain.from_iterable(_caption(caption, label) for caption in captions)
        elif isinstance(element, BlockQuote):
            waiting.extend(element.body[::-1])
        elif isinstance(element, LiveEntry):
            yield from _line(element.timestamp.raw if element.timestamp else None)
            yield from _line(element.title)
            waiting.extend(element.body[::-1])
        elif isinstance(element, ItemList):
            yield from _joined(_list_lines(element, options, label))
        else:
            yield from _leaf(element)


def _leaf(element: Element) -> Iterator[str]:
    """An element that holds no others."""
    if isinstance(element, Table):
        yield from _line(element.caption)
        yield from _joined("\t".join(map(_cell, row)).rstrip() for row in element.rows)
    elif isinstance(element, Preformatted):
        yield from filter(None, [element.text])
    elif isinstance(element, Subheading):
        yield from _line(element.text)
    else:
        yield from _joined(text_of(element).splitlines())


def _list_lines(element: ItemList, options: WriteOptions, label: str) -> Iterator[str]:
    """A line an item with its marker, what it holds below it and set in."""
    waiting: list[tuple[int, str, Element | ListItem]] = [(0, "", element)]
    while waiting:
        level, marker, node = waiting.pop()
        indent = "  " * min(level, _MAX_INDENT)
        if isinstance(node, ItemList):
            waiting.extend(reversed([(level, *item) for item in _numbered(node)]))
        elif isinstance(node, ListItem):
            yield from (f"{indent}{marker}{line}" for line in _line(node.text))
            waiting.extend((level + 1, "", child) for child in node.children[::-1])
        elif isinstance(node, BlockQuote):
            waiting.extend((level, "", child) for child in node.body[::-1])
        else:
            for block in _blocks(node, options, label):
                yield from (indent + line for line in block.splitlines())


def _numbered(element: ItemList) -> Iterator[tuple[str, ListItem]]:
    for number, item in enumerate(element.items, start=1):
        yield f"{number}. " if element.ordered else _BULLET, item


def _cell(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _caption(caption: Caption, label: str) -> Iterator[str]:
    return _line(f"{caption.text} {label}: {caption.credit}" if caption.credit else caption.text)


def _line(text: str | None) -> Iterator[str]:
    """The text as one line, if it is more than white space."""
    words = (text or "").split()
    if words:
        yield " ".join(words)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines as one paragraph, without blank ones, if any is left."""
    text = "\n".join(line.rstrip() for line in lines if line.strip())
    if text:
        yield text
