"""Plain text: read as lines that the parser cuts, written as a person would type the story."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from attrs import frozen

from newsparse.article import Article, Caption, Element, Figure
from newsparse.document import Document, Lines, Source
from newsparse.errors import MalformedError
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


def write(
    articles: Iterable[Article], out: BinaryIO, options: WriteOptions, report: Report
) -> None:
    """Write the visible fields in the order of a story, one blank line between paragraphs."""
    for number, article in enumerate(articles):
        text = "\n\n".join(_parts(article, options)) + "\n"
        out.write(f"{_BETWEEN if number else ''}{text}".encode("utf-8", "replace"))


def _parts(article: Article, options: WriteOptions) -> Iterator[str]:
    stamp, dateline = article.timestamp, article.dateline
    for value in (
        article.kicker,
        article.title,
        article.standfirst,
        article.byline,
        stamp.raw if stamp else None,
    ):
        if value:
            yield value
    lead = f"{dateline.text} " if dateline else ""
    for element in article.body:
        for text in _texts(element, options):
            yield lead + text
            lead = ""
    if article.signoff:
        yield article.signoff


def _texts(element: Element, options: WriteOptions) -> Iterator[str]:
    if isinstance(element, Figure):
        if options.captions:
            yield from map(_caption, element.captions)
    elif element.text:
        yield element.text


def _caption(caption: Caption) -> str:
    credit = f"({caption.credit})" if caption.credit else ""
    return f"{caption.text} {credit}".strip()
