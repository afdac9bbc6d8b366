"""newsparse JSON: one article is an object, several are an array.  Lossless and byte-stable.

The place of an error is ``line 3, column 9`` where the text is no JSON, and ``$.body[1].text``
(in an array ``$[2].body[1].text``) where the JSON is no article.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import BinaryIO

from attrs import mutable

from newsparse.article import Article
from newsparse.document import Limits, Source
from newsparse.errors import InputError, MalformedError, NoArticleError
from newsparse.formats.jsonarticle import WriteOptions, stop_hopeless, to_article, to_json
from newsparse.formats.jsontext import NotJson, find_end, find_solid, load, read_text
from newsparse.spec import Options, Report

__all__ = ["WriteOptions", "read", "write"]

_NAME = "json"
_INDENT = 2


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
        raise NoArticleError("empty", format=_NAME)
    values = _Values(text, start, _Lines(text), source.limits, report)
    if text[start] == "[":
        yield from stop_hopeless(values.elements(), _NAME)
    else:
        yield values.only()


@mutable
class _Lines:
    """Tells lines and columns of a text; asked from left to right, it counts each line once."""

    text: str
    counted: int = 0
    number: int = 1
    start: int = 0

    def error(self, reason: str, at: int) -> MalformedError:
        """An error at the character *at*."""
        newest = self.text.rfind("\n", self.counted, at) + 1
        if newest:
            self.number += self.text.count("\n", self.counted, newest)
            self.start = newest
        self.counted = at
        where = f"line {self.number}, column {at - self.start + 1}"
        return MalformedError(reason, format=_NAME, where=where)


@mutable
class _Values:
    """Reads a text from left to right; `at` is the next character that is no white space."""

    text: str
    at: int
    lines: _Lines
    limits: Limits
    report: Report

    def only(self) -> Article:
        """Read the article that the one value is.

        Raises:
            InputError: If it is none, or more follows.
        """
        item = self._read("$")
        if self._sign():
            reason = "more after the end of the value; one object a line is the format jsonl"
            raise self.lines.error(reason, self.at)
        if isinstance(item, InputError):
            raise item
        return item

    def elements(self) -> Iterator[Article | InputError]:
        """Read an array and yield what its elements are.

        Raises:
            InputError: If it cannot be told where an element ends, or more follows.
        """
        self._move(self.at + 1)
        if self._sign() != "]":
            yield from self._several()
        self._move(self.at + 1)
        if self._sign():
            raise self.lines.error("more after the end of the array", self.at)

    def _several(self) -> Iterator[Article | InputError]:
        for number in count():
            yield self._read(f"$[{number}]")
            sign = self._sign()
            if sign == "]":
                return
            if sign != ",":
                reason = "no comma between elements" if sign else "the array is not closed"
                raise self.lines.error(reason, self.at)
            self._move(self.at + 1)

    def _sign(self) -> str:
        """The next character, empty at the end."""
        return self.text[self.at : self.at + 1]

    def _move(self, to: int) -> None:
        self.at = find_solid(self.text, to)

    def _read(self, where: str) -> Article | InputError:
        """Read one value: an article, or why it is none.

        Raises:
            InputError: If it is not JSON, and what follows shows that it did not end there.
        """
        start, end = self.at, self._end(where)
        self._move(end)
        try:
            value = load(self.text[start:end], self.report)
        except NotJson as error:
            broken = self.lines.error(error.reason, start + error.at)
            if self._sign() not in {",", "]"}:
                raise broken from error
            return broken
        return to_article(value, format=_NAME, where=where)

    def _end(self, where: str) -> int:
        """One past the next value."""
        try:
            end = find_end(self.text, self.at, self.limits, format=_NAME, where=where)
        except NotJson as error:
            raise self.lines.error(error.reason, error.at) from error
        # What never ends is parsed for the reason.
        return len(self.text) if end is None else end


def write(
    articles: Iterable[Article], out: BinaryIO, options: WriteOptions, report: Report
) -> None:
    """Write one article as an object, several as an array; no more than two are held at a time.

    Raises:
        InputError: If a field of an article holds what the model does not allow.
    """
    coming = iter(articles)
    first = list(islice(coming, 2))
    if len(first) == 1:
        text = to_json(first[0], options, report, format=_NAME, where="$", indent=_INDENT)
        out.write(f"{text}\n".encode())
        return
    for number, article in enumerate(chain(first, coming)):
        where = f"$[{number}]"
        text = to_json(article, options, report, format=_NAME, where=where, indent=_INDENT)
        before = ",\n" if number else "[\n"
        out.write(f"{before}{_indented(text)}".encode())
    out.write(b"\n]\n" if first else b"[]\n")


def _indented(text: str) -> str:
    """Set all lines in; strings of JSON hold no line end."""
    margin = " " * _INDENT
    return margin + text.replace("\n", f"\n{margin}")
