"""newsparse JSON lines: one article a line.  Lossless and byte-stable.

The place of an error is ``line 3, column 9`` where the line is no JSON, ``line 3: $.body[1].text``
where the JSON is no article, and ``line 3`` where the line cannot be read at all.
"""

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newsparse.article import Article
from newsparse.document import Limits, Source
from newsparse.errors import DecodeError, InputError, LimitError, MalformedError
from newsparse.formats.jsonarticle import WriteOptions, stop_hopeless, to_article, to_json
from newsparse.formats.jsontext import NotJson, find_end, find_solid, load, read_text
from newsparse.spec import Options, Report

__all__ = ["WriteOptions", "read", "write"]

_NAME = "jsonl"
_BOM = "\ufeff"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8 = frozenset({"utf-8", "utf-8-sig", "utf8"})


def read(source: Source, options: Options, report: Report) -> Iterator[Article | InputError]:
    """Yield the article of each line that is not blank, or the error that says why it is none.

    UTF-8 is read line by line; a line that is not UTF-8 is such an error.  Everything else (UTF-16,
    any other encoding that the caller names, a ``str``) is read whole.

    Raises:
        MalformedError: If it is no file of articles at all.
        DecodeError: If what is read whole is not text.
        LimitError: If a line, or what is read whole, is larger than the limits allow.
    """
    is_by_line = _is_utf8(source)
    lines = _lines_of_bytes(source) if is_by_line else _lines_of_text(source, report)
    yield from stop_hopeless(_items(lines, source.limits, report), _NAME)


def _is_utf8(source: Source) -> bool:
    """Whether the source is bytes of an encoding in which lines can be told before decoding."""
    if source.encoding is not None and source.encoding.lower().replace("_", "-") not in _UTF8:
        return False
    head = source.head(4)
    if source.is_tree or isinstance(head, str):
        return False
    return not head.startswith(_WIDE) and b"\0" not in head


def _lines_of_text(source: Source, report: Report) -> Iterator[tuple[int, str]]:
    yield from enumerate(read_text(source, report).split("\n"), start=1)


def _lines_of_bytes(source: Source) -> Iterator[tuple[int, str | DecodeError]]:
    for number, line in source.iter_lines():
        try:
            yield number, line.decode()
        except UnicodeDecodeError as error:
            reason = f"byte {error.start + 1} is not UTF-8; another encoding must be named"
            yield number, DecodeError(reason, format=_NAME, where=f"line {number}")


def _items(
    lines: Iterable[tuple[int, str | DecodeError]], limits: Limits, report: Report
) -> Iterator[Article | InputError]:
    for number, line in lines:
        if isinstance(line, DecodeError):
            yield line
        # Files put one behind the other have a mark in the middle.
        elif (start := find_solid(text := line.removeprefix(_BOM), 0)) < len(text):
            yield _item(text, start, f"line {number}", limits, report)


def _item(
    text: str, start: int, where: str, limits: Limits, report: Report
) -> Article | InputError:
    try:
        find_end(text, start, limits, format=_NAME, where=where)
        value = load(text, report)
    except NotJson as error:
        place = f"{where}, column {error.at + 1}"
        return MalformedError(error.reason, format=_NAME, where=place)
    except LimitError as error:
        return error
    return to_article(value, format=_NAME, where=f"{where}: $")


def write(
    articles: Iterable[Article], out: BinaryIO, options: WriteOptions, report: Report
) -> None:
    """Write each article on a line of its own.

    Raises:
        InputError: If a field of an article holds what the model does not allow.
    """
    for number, article in enumerate(articles, start=1):
        text = to_json(article, options, report, format=_NAME, where=f"line {number}: $")
        out.write(f"{text}\n".encode())
