"""The verbs: parse, parse_all, explain, write, detect, list_formats."""

import datetime as dt
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, overload

from attrs import evolve, fields, frozen

from newsparse.article import Article, Note
from newsparse.document import Document, Limits, Source
from newsparse.errors import (
    InputError,
    MultipleArticlesError,
    NewsparseError,
    NoArticleError,
    PluginError,
)
from newsparse.files import open_source, refuse_names, replace_file
from newsparse.registry import Registry, default_registry, load_object, make_probe
from newsparse.spec import Format, Report

if TYPE_CHECKING:
    from newsparse.explanation import Explanation

__all__ = ["detect", "explain", "list_formats", "parse", "parse_all", "write"]


@frozen(kw_only=True)
class _Request:
    """What a caller asked for, beside the source."""

    format: str | None
    language: str | None
    reference_time: dt.datetime | None
    options: Mapping[str, Any] | None
    registry: Registry
    explains: bool = False


def parse(
    source: Any,
    format: str | None = None,
    *,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
    reference_time: dt.datetime | None = None,
    limits: Limits | None = None,
    options: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
) -> Article:
    r"""Read the one article that *source* holds.

    Args:
        source: ``str`` and ``bytes`` are content; a path or a binary stream is read; the
            ``html`` format also takes an lxml element.
        format: Name of its format; without one it is detected.
        encoding: Encoding of the bytes; overrides what they declare.
        url: Where the content came from.
        language: BCP 47 tag; without one the source's own, or the one detected.
        reference_time: The moment against which "2 hours ago" is resolved.
        limits: How large the input may be.
        options: Options of the format's reader.
        registry: The formats, dialects and languages to use.

    Raises:
        NoArticleError: If the input holds no article.
        MultipleArticlesError: If it holds several.
        InputError: If it cannot be read; see `newsparse.errors`.
        FormatError: If the format is unknown, cannot be told, or is ambiguous.
        OptionError: If an option is unknown.

    Example:
        >>> article = parse("Ferry runs again\n\nThe ferry to Varn left on time on Monday.")
        >>> article.paragraphs[0].text
        'The ferry to Varn left on time on Monday.'
    """
    request = _Request(
        format=format,
        language=language,
        reference_time=reference_time,
        options=options,
        registry=registry or default_registry(),
    )
    with open_source(source, url=url, encoding=encoding, limits=limits) as opened:
        article: Article = _only(opened, request, "call newsparse.parse_all")
    return article


def explain(
    source: Any,
    format: str | None = None,
    *,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
    reference_time: dt.datetime | None = None,
    limits: Limits | None = None,
    options: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
) -> "Explanation":
    r"""Tell why each block of *source* was kept or lost, also where it holds no story.

    It takes several times as long as `parse`, and some kilobytes for each line of the story.

    Args:
        source: As for `parse`; so are all other arguments.
        format: See `parse`.
        encoding: See `parse`.
        url: See `parse`.
        language: See `parse`.
        reference_time: See `parse`.
        limits: See `parse`.
        options: See `parse`.
        registry: See `parse`.

    Raises:
        MultipleArticlesError: If the input holds several articles.
        NewsparseError: If it cannot be read, as for `parse`.

    Example:
        >>> text = "Ferry runs again\n\nThe ferry to Varn left on time on Monday."
        >>> [(block.role, block.reason) for block in explain(text).blocks][1]
        ('paragraph', 'it reads like part of the story')
    """
    request = _Request(
        format=format,
        language=language,
        reference_time=reference_time,
        options=options,
        registry=registry or default_registry(),
        explains=True,
    )
    with open_source(source, url=url, encoding=encoding, limits=limits) as opened:
        explanation: Explanation = _only(opened, request, "newsparse.explain takes one")
    return explanation


def parse_all(
    source: Any,
    format: str | None = None,
    *,
    encoding: str | None = None,
    url: str | None = None,
    language: str | None = None,
    reference_time: dt.datetime | None = None,
    limits: Limits | None = None,
    options: Mapping[str, Any] | None = None,
    registry: Registry | None = None,
    on_error: Callable[[InputError], object] | None = None,
) -> Iterator[Article]:
    """Yield the articles of one input, in order and in bounded memory.

    Args:
        source: As for `parse`; so are all other arguments but the last.
        format: See `parse`.
        encoding: See `parse`.
        url: See `parse`.
        language: See `parse`.
        reference_time: See `parse`.
        limits: See `parse`.
        options: See `parse`.
        registry: See `parse`.
        on_error: Called with each item that cannot be read.

    Raises:
        ExceptionGroup: Without *on_error*, of all bad items, after the last good one.
        NoArticleError: If there is no item at all.
        NewsparseError: If the input as a whole cannot be read, as for `parse`.
    """
    request = _Request(
        format=format,
        language=language,
        reference_time=reference_time,
        options=options,
        registry=registry or default_registry(),
    )
    errors: list[InputError] = []
    handle = on_error or errors.append
    empty = True
    with open_source(source, url=url, encoding=encoding, limits=limits) as opened:
        chosen = _choose(opened, request)
        for item in _iter_items(opened, chosen, request):
            empty = False
            if isinstance(item, InputError):
                handle(item)
            else:
                yield item
    if errors:
        raise ExceptionGroup(f"{len(errors)} items could not be read", errors)
    if empty:
        raise NoArticleError("holds no article", format=chosen.name)


@overload
def write(
    articles: Article | Iterable[Article],
    format: str,
    to: None = None,
    *,
    options: Mapping[str, Any] | None = None,
    report: Report | None = None,
    registry: Registry | None = None,
) -> bytes: ...
@overload
def write(
    articles: Article | Iterable[Article],
    format: str,
    to: str | os.PathLike[str] | IO[bytes],
    *,
    options: Mapping[str, Any] | None = None,
    report: Report | None = None,
    registry: Registry | None = None,
) -> None: ...
def write(
    articles: Article | Iterable[Article],
    format: str,
    to: str | os.PathLike[str] | IO[bytes] | None = None,
    *,
    options: Mapping[str, Any] | None = None,
    report: Report | None = None,
    registry: Registry | None = None,
) -> bytes | None:
    """Write articles in a format.

    Args:
        articles: One article or several, in the order in which they are to stand.
        format: Name of the format.
        to: A path, whose file is replaced whole or not at all, or a binary stream.
        options: Options of the format's writer.
        report: Is given a note for every field that the format cannot hold.
        registry: The formats to choose from.

    Returns:
        The bytes, or ``None`` where *to* is given.

    Raises:
        UnknownFormatError: If no format of that name can be written.
        OptionError: If an option is unknown.
        OSError: If *to* cannot be written.
    """
    registry = registry or default_registry()
    chosen = registry.get(format, "write")
    writer = registry.load(chosen, "write")
    settings = registry.options(chosen, "write", options)
    report = report or Report()
    several = (articles,) if isinstance(articles, Article) else articles
    checked = _noting_losses(several, chosen, report)
    if to is None:
        buffer = io.BytesIO()
        writer(checked, buffer, settings, report)
        return buffer.getvalue()
    if isinstance(to, str | os.PathLike):
        with replace_file(to) as stream:
            writer(checked, stream, settings, report)
    else:
        writer(checked, to, settings, report)
    return None


def detect(
    source: Any, *, limits: Limits | None = None, registry: Registry | None = None
) -> dict[str, int]:
    """Score the formats that claim *source*, best first; 0 to 108, empty when none does.

    Raises:
        InputError: If a path cannot be opened.
    """
    with open_source(source, limits=limits) as opened:
        return (registry or default_registry()).scores(make_probe(opened))


def list_formats(registry: Registry | None = None) -> tuple[Format, ...]:
    """All formats, those of plugins among them, by name."""
    return (registry or default_registry()).formats


def _only(source: Source, request: _Request, advice: str) -> Any:
    """What the one item of a source comes to."""
    chosen, found = _choose(source, request), None
    for item in _iter_items(source, chosen, request):
        if isinstance(item, InputError):
            raise item
        if found is not None:
            raise MultipleArticlesError(f"holds several articles: {advice}", format=chosen.name)
        found = item
    if found is None:
        raise NoArticleError("holds no article", format=chosen.name)
    return found


def _choose(source: Source, request: _Request) -> Format:
    """The format asked for, or the one detected."""
    refuse_names(source)
    if request.format is not None:
        return request.registry.get(request.format, "read")
    return request.registry.detect(source)


def _iter_items(source: Source, chosen: Format, request: _Request) -> Iterator[Any]:
    """Read, apply dialects, parse or explain; what a plugin raises beyond the contract is a PluginError."""
    registry = request.registry
    reader = registry.load(chosen, "read")
    settings = registry.options(chosen, "read", request.options)
    report = Report()
    try:
        for item in reader(source, settings, report):
            yield _finish(item, chosen, source, request, report)
            report = _fresh(report)
    except NewsparseError as error:
        if isinstance(error, InputError) and error.format is None:
            raise _named(error, chosen.name) from error.__cause__
        raise
    except Exception as error:
        raise PluginError(f"{type(error).__name__}: {error}", plugin=chosen.name) from error


def _named(error: InputError, format: str) -> InputError:
    """The same error, naming the format: what is below the formats does not know it."""
    error.format = format
    error.args = (f"{format}: {error.args[0]}",)
    return error


def _fresh(report: Report) -> Report:
    report.notes.clear()
    return report


def _finish(
    item: Any, format: Format, source: Source, request: _Request, report: Report
) -> "Article | Explanation | InputError":
    if isinstance(item, InputError):
        return item
    if isinstance(item, Article):
        article = evolve(item, notes=(*item.notes, *report.notes)) if report.notes else item
        return _explain_finished(article, format) if request.explains else article
    if not isinstance(item, Document):
        raise PluginError(f"read() gave a {type(item).__name__}", plugin=format.name)
    from newsparse import parser  # noqa: PLC0415 - finished articles skip it

    document, dialect = _apply_dialect(item, format, request.registry, report)
    context = parser.Context(
        languages=request.registry.languages,
        language=request.language,
        reference_time=request.reference_time,
        url=source.url,
        format=format.name,
        dialect=dialect,
        notes=tuple(report.notes),
        limits=source.limits,
    )
    try:
        build = parser.explain_document if request.explains else parser.build_article
        return build(document, context)
    except InputError as error:
        return _named(error, format.name) if error.format is None else error


def _explain_finished(article: Article, format: Format) -> "Explanation":
    from newsparse.explanation import Explanation  # noqa: PLC0415 - parsing does without it

    why = f"{format.name} says itself what each part of an article is: nothing was decided here"
    return Explanation(article=article, why=why, language=article.language, format=format.name)


def _apply_dialect(
    document: Document, format: Format, registry: Registry, report: Report
) -> tuple[Document, str | None]:
    for dialect in registry.dialects(format.name):
        if load_object(dialect.match, dialect.name)(document, document.raw):
            changed = load_object(dialect.apply, dialect.name)(document, document.raw, report)
            return changed, dialect.name
    return document, None


_COUNTED = tuple(
    a.name for a in fields(Article) if a.name not in {"notes", "provenance", "origin"}
)


def _noting_losses(
    articles: Iterable[Article], format: Format, report: Report
) -> Iterator[Article]:
    for number, article in enumerate(articles):
        for name in _COUNTED:
            if name not in format.writes and getattr(article, name) != _EMPTY[name]:
                report.note("field_lost", f"article {number}", f"{format.name} has no {name}")
        yield article


_EMPTY = {name: getattr(Article(), name) for name in _COUNTED}


def plugin_notes(registry: Registry | None = None) -> tuple[Note, ...]:
    """A note for each installed plugin that could not be used."""
    return (registry or default_registry()).notes
