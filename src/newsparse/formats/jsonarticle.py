"""What the formats of newsparse JSON share: one article from its text, and one to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from newsparse.article import Article
from newsparse.errors import InputError, MalformedError
from newsparse.formats.jsonmodel import Wrong, decode_article, encode_article
from newsparse.formats.jsontext import NotJson, dump
from newsparse.spec import Report

__all__ = ["WriteOptions", "stop_hopeless", "to_article", "to_json"]

# So many more bad items than good ones are no file of articles; each costs an error.
_MAX_SURPLUS = 1_000


@frozen(kw_only=True)
class WriteOptions:
    """How articles are written.

    Attributes:
        provenance: Also write how we know: places, confidences, notes, sources and origin.
    """

    provenance: bool = True


def to_article(value: Any, *, format: str, where: str) -> Article | MalformedError:
    """Turn a JSON value into an article, or into the error that says why it is none.

    Args:
        value: Any JSON value, not too deep.
        format: Name of the format, for the error.
        where: The place of the value, to which the place inside it is added.
    """
    try:
        return decode_article(value)
    except Wrong as wrong:
        return MalformedError(wrong.reason, format=format, where=where + wrong.path)
    except RecursionError:
        return MalformedError("nested too deep", format=format, where=where)


def to_json(
    article: Article,
    options: WriteOptions,
    report: Report,
    *,
    format: str,
    where: str,
    indent: int | None = None,
) -> str:
    """Write an article as JSON text, without a line end.

    Args:
        article: Any article.
        options: What of it is written.
        report: Is given a note on characters that had to be replaced.
        format: Name of the format, for errors.
        where: The place at which it is written, likewise.
        indent: Spaces a level; without it, all is on one line.

    Raises:
        InputError: If a field holds what the model does not allow.
    """
    try:
        value = encode_article(article, provenance=options.provenance)
        return dump(value, report, where=where, indent=indent)
    except Wrong as wrong:
        raise InputError(wrong.reason, format=format, where=where + wrong.path) from wrong
    except NotJson as error:
        raise InputError(error.reason, format=format, where=where) from error
    except RecursionError as error:
        raise InputError("nested too deep", format=format, where=where) from error


def stop_hopeless(
    items: Iterable[Article | InputError], format: str
) -> Iterator[Article | InputError]:
    """Pass items on until it is clear that they come from no file of articles.

    Raises:
        MalformedError: If there are over 1,000 more bad ones than good ones.
    """
    surplus = 0
    for item in items:
        yield item
        surplus += 1 if isinstance(item, InputError) else -1
        if surplus > _MAX_SURPLUS and isinstance(item, InputError):
            what = f"over {_MAX_SURPLUS:,} more items are bad than good: no file of articles"
            reason = f"{what}; the last: {item.reason}"
            raise MalformedError(reason, format=format, where=item.where)
