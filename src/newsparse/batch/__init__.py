"""Conversion: what inputs hold, into one output, in bounded memory."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, TypeAlias

from attrs import asdict, field, frozen, mutable

from newsparse.api import parse_all, write
from newsparse.article import Article, Note
from newsparse.document import Limits
from newsparse.errors import InputError, NoArticleError
from newsparse.registry import Registry, default_registry
from newsparse.spec import Report

__all__ = [
    "Outcome",
    "Reading",
    "convert",
    "default_target",
    "is_same_file",
    "read_articles",
    "write_articles",
]

Output: TypeAlias = str | os.PathLike[str] | IO[bytes]

# Kinds of notes on writing that are told apart; a writer has a handful.
_MAX_KINDS = 200


@frozen(kw_only=True)
class Outcome:
    """What a conversion came to.

    Attributes:
        articles: How many were written; with 0, the output is as it was.
        errors: The items that could not be read, unless they were handed to ``on_error``.
        notes: The notes of the articles, unless they were handed to ``on_note``; then what the
            output format could not hold, one note a kind.
    """

    articles: int
    errors: tuple[InputError, ...] = ()
    notes: tuple[Note, ...] = ()


@frozen(kw_only=True)
class Reading:
    """How inputs are read: the arguments of `newsparse.parse_all` but the source."""

    format: str | None = None
    encoding: str | None = None
    url: str | None = None
    language: str | None = None
    reference_time: dt.datetime | None = None
    limits: Limits | None = None
    options: Mapping[str, Any] | None = None
    registry: Registry | None = None


def convert(  # noqa: PLR0913 - a verb's keyword options are the public contract
    src: Any,
    dst: Output,
    *,
    format: str | None = None,
    to: str | None = None,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
    reference_time: dt.datetime | None = None,
    limits: Limits | None = None,
    options: Mapping[str, Any] | None = None,
    read_options: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
    on_error: Callable[[InputError], object] | None = None,
    on_note: Callable[[Note], object] | None = None,
) -> Outcome:
    """Write the articles of one input in another format.

    Args:
        src: What `newsparse.parse_all` takes: a path or a binary stream is read, ``str`` and
            ``bytes`` are content.
        dst: A path, whose file is replaced whole or not at all, or a binary stream.
        format: Name of the input's format; without one it is detected.
        to: Name of the output's format; without one it is told by the extension of *dst*, and is
            ``"json"`` where that says nothing (``"jsonl"`` for several articles to a stream).
        encoding: See `newsparse.parse`; likewise the next four.
        url: See `newsparse.parse`.
        language: See `newsparse.parse`.
        reference_time: See `newsparse.parse`.
        limits: See `newsparse.parse`.
        options: Options of the output format's writer.
        read_options: Options of the input format's reader.
        registry: The formats, dialects and languages to use.
        on_error: Called with each item that cannot be read; the others are still written.
        on_note: Called with each note of each article.

    Raises:
        InputError: Without *on_error*, if no article came out; nothing is written then.
        FormatError: If a format is unknown, cannot be told, or is ambiguous.
        OptionError: If an option is unknown.
        OSError: If *dst* cannot be written.
    """
    if not hasattr(dst, "write") and isinstance(src, os.PathLike) and is_same_file(src, dst):
        raise InputError("would be written onto itself", where=str(src))
    reading = Reading(
        format=format,
        encoding=encoding,
        url=url,
        language=language,
        reference_time=reference_time,
        limits=limits,
        options=read_options,
        registry=registry,
    )
    errors: list[InputError] = []
    notes: list[Note] = []
    articles = read_articles(src, reading, on_error or errors.append, on_note or notes.append)
    outcome = write_articles(articles, dst, to=to, options=options, registry=registry)
    if not outcome.articles and on_error is None:
        raise _why_nothing(errors)
    return Outcome(articles=outcome.articles, errors=tuple(errors), notes=(*notes, *outcome.notes))


def read_articles(
    src: Any,
    reading: Reading,
    on_error: Callable[[InputError], object],
    on_note: Callable[[Note], object],
) -> Iterator[Article]:
    """Yield the articles of one input; what is wrong with it goes to *on_error*.

    Raises:
        NewsparseError: What is not the input's fault; see `newsparse.parse_all`.
    """
    try:
        for article in parse_all(src, **asdict(reading, recurse=False), on_error=on_error):
            for note in article.notes:
                on_note(note)
            yield article
    except InputError as error:
        on_error(error)


def write_articles(
    articles: Iterable[Article],
    dst: Output,
    *,
    to: str | None = None,
    options: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
) -> Outcome:
    """Write articles as they come; of none, nothing is written.

    Returns:
        How many there were, and what the format could not hold.

    Raises:
        UnknownFormatError: If the format is unknown or cannot be written.
        OptionError: If an option is unknown.
        OSError: If *dst* cannot be written.
    """
    registry = registry or default_registry()
    name = to or default_target(dst, registry)
    if name is not None:
        registry.options(registry.get(name, "write"), "write", options)
    coming = iter(articles)
    first = list(islice(coming, 1 if name else 2))
    if not first:
        return Outcome(articles=0)
    name = name or ("jsonl" if len(first) > 1 else "json")
    tally = _Tally()
    with _Output(dst) as place:
        watched = tally.watch(chain(first, coming))
        write(watched, name, place, options=options, report=tally.report, registry=registry)
    tally.drain()
    return Outcome(articles=tally.articles, notes=tally.notes())


def default_target(dst: Output, registry: Registry) -> str | None:
    """The format that a path's extension names, else ``"json"``; ``None`` for a stream.

    Raises:
        UnknownFormatError: If the extension is that of a format which cannot be written.
    """
    if not isinstance(dst, str | os.PathLike):
        return None
    file_name = Path(dst).name
    found = registry.for_extension(file_name, "write")
    if found is not None:
        return found.name
    readable = registry.for_extension(file_name, "read")
    if readable is not None:
        registry.get(readable.name, "write")  # says that it cannot, and what can
    return "json"


def is_same_file(one: str | os.PathLike[str], other: Any) -> bool:
    """Whether two paths lead to one file that exists."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _why_nothing(errors: list[InputError]) -> InputError:
    if len(errors) == 1:
        return errors[0]
    reason = f"none of its {len(errors)} items could be read; the first: {errors[0].reason}"
    return NoArticleError(reason, format=errors[0].format, where=errors[0].where)


@mutable
class _Tally:
    """Counts what passes by on its way to a writer, and what the writer says of it."""

    articles: int = 0
    report: Report = field(factory=Report)
    kinds: Counter[tuple[str, str]] = field(factory=Counter)

    def watch(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            self.drain()
            self.articles += 1
            yield article

    def drain(self) -> None:
        """Count the report's notes by kind: there may be some for each of a million articles."""
        for note in self.report.notes:
            kind = (note.code, note.message)
            if kind in self.kinds or len(self.kinds) < _MAX_KINDS:
                self.kinds[kind] += 1
        self.report.notes.clear()

    def notes(self) -> tuple[Note, ...]:
        return tuple(
            Note(code=code, message=message if count == 1 else f"{message} ({count} times)")
            for (code, message), count in self.kinds.items()
        )


def _is_device(path: Path) -> bool:
    """Whether *path* is no file of its own: a device, a pipe, a name of an open stream."""
    parent = os.path.realpath(path.parent)
    named = parent == "/dev" or parent.startswith("/proc/")
    return path.exists() and (named or not path.is_file())


class _Output:
    """A context that gives what `newsparse.write` is to write to.

    Links are followed, so that they stay; devices and named pipes are opened, since a file put
    in their place would be no device any more.  They are appended to: ``/dev/stdout`` may lead to
    a file that others have written to.
    """

    def __init__(self, dst: Output) -> None:
        self._dst = dst
        self._opened: IO[bytes] | None = None

    def __enter__(self) -> Output:
        if not isinstance(self._dst, str | os.PathLike):
            return self._dst
        path = Path(self._dst)
        if _is_device(path):
            self._opened = path.open("ab")
            return self._opened
        return Path(os.path.realpath(path))

    def __exit__(self, *exc: object) -> None:
        if self._opened is not None:
            self._opened.close()
