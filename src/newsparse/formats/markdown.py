"""Markdown, written: CommonMark with the tables and the strikethrough of GitHub's dialect.

What the text does not say by its looks is in a record below it that Markdown does not show.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import BinaryIO

from attrs import fields

from newsparse.article import Article, Timestamp
from newsparse.formats.markdownbody import BETWEEN, WriteOptions, replace_surrogates, to_markdown
from newsparse.spec import Report

__all__ = ["WriteOptions", "write"]


def write(
    articles: Iterable[Article], out: BinaryIO, options: WriteOptions, report: Report
) -> None:
    """Write articles one after the other, with a thematic break between them.

    Raises:
        InputError: If a field of an article holds what the model does not allow.
    """
    for number, article in enumerate(articles):
        text = to_markdown(article, options, f"article {number}")
        if options.front_matter and number:
            report.note("front_matter_lost", f"article {number}", "only the first can have it")
        elif options.front_matter:
            out.write(replace_surrogates(_front_matter(article)).encode())
        if not (options.record and options.captions):
            _note_lost(article, number, report)
        out.write(f"{BETWEEN if number else ''}{text}\n".encode())


def _note_lost(article: Article, number: int, report: Report) -> None:
    """Say what only the record would hold."""
    for attribute in fields(Article):
        name = attribute.name
        if name in _RECORDED and getattr(article, name) != attribute.default:
            report.note(
                "field_lost", f"article {number}", f"markdown without its record has no {name}"
            )


_RECORDED = frozenset({"authors", "updated", "language", "quotes", "metadata"})
# Characters that JSON leaves as they are but YAML takes for line ends or refuses.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _front_matter(article: Article) -> str:
    meta = article.metadata
    values = {
        "title": article.title,
        "date": _moment(article.timestamp),
        "updated": _moment(article.updated),
        "authors": [author.name for author in article.authors],
        "url": meta.canonical_url or meta.url,
        "language": article.language,
        "publisher": meta.publisher,
        "section": meta.section,
        "keywords": list(meta.keywords),
        "image": meta.image,
    }
    lines = [f"{key}: {_quoted(value)}\n" for key, value in values.items() if value]
    return f"---\n{''.join(lines)}---\n\n"


def _moment(stamp: Timestamp | None) -> str | None:
    value: dt.date | None = stamp.value if stamp else None
    return value.isoformat() if value else None


def _quoted(value: str | list[str]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
