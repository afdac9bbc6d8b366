"""newsparse JSON: one article is an object, several are an array.  Lossless and byte-stable."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from attrs import frozen

from newsparse.article import Article
from newsparse.document import Source
from newsparse.errors import InputError, LimitError, MalformedError, NoArticleError
from newsparse.formats.jsonmodel import Wrong, decode_article, encode_article
from newsparse.formats.jsontext import NotJson, dump, find_end, find_solid, load, read_text
from newsparse.spec import Options, Report

__all__ = ["WriteOptions", "read", "write"]


@frozen(kw_only=True)
class WriteOptions:
    """How articles are written.

    Attributes:
        provenance: Also write how we know: places, confidences, notes, sources and origin.
    """

    provenance: bool = True


def read(source: Source, options: Options, report: Report) -> Iterator[Article | InputError]:
    """Yield the article of an object, or those of an array in order.

    An element of an array that is no article is yielded as the error that it would raise.

    Raises:
        NoArticleError: If there is nothing but white space.
        MalformedError: If it is not JSON, or the one object is no article.
        LimitError: If it is larger than the limits allow.
    """
    text = read_text(source, report)
    start = find_solid(text, 0)
    if start == len(text):
        raise NoArticleError("empty", format="json")
    if text[start] == "[":
        yield from _Array(text, start, source, report).articles()
        return
    end = _element_end(text, start, source, report, "$")
    _expect_end(text, end)
    yield _article(text, start, end, report, None)


def _element_end(text: str, start: int, source: Source, report: Report, where: str) -> int:
    """One past the value at *start*; what is not closed is parsed to say what is wrong."""
    try:
        if text[start] not in '{["':
            raise NotJson("not an object", start)
        end = find_end(text, start, source.limits)
        if end is None:
            load(text[start:], report)
            raise NotJson("not closed", start)  # pragma: no cover - parsing it raises
    except NotJson as error:
        at = error.at + start if error.at < start else error.at
        raise _malformed(error.reason, _place(text, at)) from error
    except LimitError as error:
        raise LimitError(
            "too many objects and lists",
            limit=error.limit,
            value=error.value,
            format="json",
            where=where,
        ) from error
    return end


def _expect_end(text: str, end: int) -> None:
    rest = find_solid(text, end)
    if rest < len(text):
        reason = "more after the end of the object; one object a line is the format jsonl"
        raise _malformed(reason, _place(text, rest))
