"""Readers of quotes in plain text: newsparse, and a regular expression as one writes it in an hour."""

import re
from collections.abc import Callable, Iterator

from dataset import Row
from scoring import Fields

import newsparse
from newsparse.article import Article
from newsparse.errors import InputError

OURS = "newsparse"
# An opening mark and the one that closes it; where a language has the same sign for both, the next.
_MARKED = re.compile(
    "“([^”\n]{2,2000})”|„([^“”\n]{2,2000})[“”]|«([^»\n]{2,2000})»|»([^«»\n]{2,2000})[«»]"
    '|「([^」\n]{1,2000})」|"([^"\n]{2,2000})"'
)
_DASHED = re.compile(
    r"^[-–—]\s?([^\W\da-z][^\n]{2,1500}?)(?=[,?!]\s\w+\s[^\W\da-z]|\s[–—-]\s|\n|$)", re.MULTILINE
)
_NAME = r"(?P<name>[^\W\d_a-z][\w.'’-]{1,30}(?:\s[^\W\d_a-z][\w.'’-]{1,30}){0,4})"
_AFTER = (
    re.compile(rf"[\s,.–—-]{{0,4}}[^\W\d_A-Z]{{2,20}}\s{_NAME}"),
    re.compile(rf"[\s,.–—-]{{0,4}}{_NAME}(?:,[^,.\n]{{3,80}},)?\s[^\W\d_A-Z]{{2,20}}\b"),
)
_BEFORE = re.compile(
    rf"{_NAME}(?:,[^,.\n]{{3,80}},)?\s[^\W\d_A-Z]{{2,20}}[^.!?\n]{{0,40}}[:,]\s?$"
)
_NEAR = 160


def read_ours(row: Row) -> list[Fields]:
    """The quotes that newsparse finds, with their places in the text."""
    try:
        article = newsparse.parse(row["text"], "text")
    except InputError:
        return []
    return list(_said(article))


def _said(article: Article) -> Iterator[Fields]:
    for quote in article.quotes:
        where = quote.where
        if where is not None and where.start is not None and where.end is not None:
            yield {
                "start": where.start,
                "end": where.end,
                "speaker": quote.speaker,
                "resolved_speaker": quote.resolved_speaker,
            }


def read_regex(row: Row) -> list[Fields]:
    """What stands in marks or behind a dash, and the name beside the word that follows or leads in."""
    text = row["text"]
    found: list[Fields] = []
    for pattern in (_MARKED, _DASHED):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            found.append({
                "start": start,
                "end": end,
                "speaker": _speaker(text, match.start(), end),
            })
    return sorted(found, key=lambda item: item["start"])


def _speaker(text: str, start: int, end: int) -> str | None:
    after = text[end + 1 : end + _NEAR].split("\n", 1)[0]
    before = text[max(0, start - _NEAR) : start].rsplit("\n", 1)[-1]
    told = (*(pattern.match(after) for pattern in _AFTER), _BEFORE.search(before))
    name = next((match["name"] for match in told if match is not None), None)
    return name and name.rstrip(".")


QUOTE_READERS: dict[str, Callable[[Row], list[Fields]]] = {OURS: read_ours, "regex": read_regex}
