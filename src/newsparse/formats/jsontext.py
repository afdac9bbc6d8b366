"""Text to JSON values and back, safely: no depth, size or number of an input gets past here."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

from newsparse.document import Limits, Source
from newsparse.errors import LimitError, MalformedError
from newsparse.formats.jsonmodel import MAX_DEPTH
from newsparse.markup.decoding import decode
from newsparse.spec import Report

__all__ = ["NotJson", "dump", "find_end", "find_solid", "load", "read_text", "to_text"]


class NotJson(Exception):  # noqa: N818 - says what, and is always turned into an InputError
    """Text that is not JSON.

    Attributes:
        reason: What is wrong, in words.
        at: Index of the character where that was seen.
    """

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def read_text(source: Source, report: Report) -> str:
    """All of a source's text, without a byte order mark.

    Raises:
        InputError: If it is too large, a parsed tree, or not text.
    """
    content = source.content
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if not isinstance(content, bytes):
        raise MalformedError(f"a {type(content).__name__} is not JSON text")
    return to_text(content, source.encoding, report)


def to_text(data: bytes, encoding: str | None, report: Report) -> str:
    """Decode JSON: UTF-8, or by mark, form or *encoding* another one, with a note on repairs.

    Raises:
        DecodeError: If it is no text.
    """
    if encoding is None and b"\0" not in data:
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    decoded = decode(data, encoding=encoding)
    report.notes.extend(decoded.notes)
    return decoded.text


# Numbers and names, true or not: whatever is neither white space nor a sign of the grammar.
_BARE = re.compile(r'[^ \t\n\r,:\[\]{}"]{1,9999}')
_SOLID = re.compile(r"[^ \t\n\r]")
_BRACKET = re.compile(r'["\[\]{}]')
_IN_STRING = re.compile(r'["\\]')
_OPENING = ('"', "[", "{")


def find_solid(text: str, start: int) -> int:
    """Index of the first character from *start* on that is no white space, or the length."""
    found = _SOLID.search(text, start)
    return found.start() if found else len(text)


def find_end(text: str, start: int, limits: Limits, *, format: str, where: str) -> int | None:
    """One past the value that begins at *start*, or ``None`` if it never ends.

    Nothing is parsed, so that what is too deep or too much never is; what is found may be no JSON.

    Args:
        text: Any text.
        start: Where the value begins.
        limits: How many objects and lists there may be.
        format: Name of the format, for the error on that.
        where: The place of the value, likewise.

    Raises:
        NotJson: If no value begins there, or it is nested too deep.
        LimitError: If it has more than ``limits.max_nodes`` objects and lists.
    """
    if bare := _BARE.match(text, start):
        return bare.end()
    if not text.startswith(_OPENING, start):
        raise NotJson("no value where one belongs", start)
    depth = n_nodes = 0
    at: int | None = start
    while at is not None and (found := _BRACKET.search(text, at)):
        at = found.end()
        if found[0] == '"':
            at = _end_of_string(text, at)
        elif found[0] in "[{":
            depth, n_nodes = depth + 1, n_nodes + 1
            _check_depth(depth, found.start())
            if n_nodes > limits.max_nodes:
                raise _too_many(limits, format, where)
        else:
            depth -= 1
        if depth <= 0:
            return at
    return None


def _end_of_string(text: str, start: int) -> int | None:
    at = start
    while found := _IN_STRING.search(text, at):
        if found[0] == '"':
            return found.end()
        at = found.end() + 1
    return None


def _check_depth(depth: int, at: int) -> None:
    if depth > MAX_DEPTH:
        raise NotJson(f"nested more than {MAX_DEPTH} levels deep", at)


def _too_many(limits: Limits, format: str, where: str) -> LimitError:
    reason = "too many objects and lists"
    return LimitError(
        reason, limit="max_nodes", value=limits.max_nodes, format=format, where=where
    )


# What JSON can escape and no text holds: NUL, and halves of surrogate pairs.
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|[\ud800-\udfff]")
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_REPLACED = "NUL and lone surrogates became U+FFFD"


def load(text: str, report: Report) -> Any:
    """Parse one JSON value that `find_end` has measured; NUL and lone surrogates become U+FFFD.

    Raises:
        NotJson: If it breaks the grammar, repeats a key, or has a number that is not finite or
            of more digits than Python converts.
    """
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotJson(f"not JSON: {error.msg}", error.pos) from error
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error).partition(";")[0], 0) from error
    return _mended(value, report, None) if _SUSPECT.search(text) else value


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"the number {digits[:40]} is too large")
    return value


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        seen: set[str] = set()
        again = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {again[:60]!r} is there twice")
    return value


_DECODER = json.JSONDecoder(parse_float=_float, parse_constant=_refuse, object_pairs_hook=_object)


def _mended(value: Any, report: Report, where: str | None) -> Any:
    clean = _clean(value)
    if clean != value:
        report.note("characters_replaced", where, _REPLACED)
    return clean


def _clean(value: Any) -> Any:
    """Of a value at most `MAX_DEPTH` deep, the same without unsafe characters."""
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_UNSAFE.sub("\ufffd", key): _clean(item) for key, item in value.items()}
    return value


def dump(value: Any, report: Report, *, where: str, indent: int | None = None) -> str:
    """Write a JSON value of `encode_article` as text that UTF-8 can hold, without a line end.

    Args:
        value: What to write.
        report: Is given a note where NUL and lone surrogates became U+FFFD.
        where: The place of the value, for that note.
        indent: Spaces a level; without it, all is on one line.

    Raises:
        NotJson: If an integer in it has more digits than Python converts.
    """
    to_json = _dumper(indent)
    try:
        text = to_json(value)
        return to_json(_mended(value, report, where)) if _SUSPECT.search(text) else text
    except ValueError as error:
        raise NotJson(str(error).partition(";")[0], 0) from error


def _dumper(indent: int | None) -> Callable[[Any], str]:
    separators = (",", ":") if indent is None else (",", ": ")
    return json.JSONEncoder(
        ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    ).encode
