"""Whether the day or the month comes first in an all-digit date: what the page itself shows decides."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve

from newsparse.article import Article, Note, Timestamp
from newsparse.languages import Language

__all__ = ["note_order", "with_order"]

# The look back comes behind the first digit: so a search skips to digits at once.
_DATE = re.compile(r"(\d(?<![\d./-]\d)\d?)([./-])(\d{1,2})\2(?:19|20)?\d\d(?![\d./-])")
_MAX_LINE, _MAX_TEXT = 200, 100_000
_MONTHS = 12
# Countries that write the month first; Canada writes it either way.
_MONTH_FIRST = frozenset({"us", "ph", "ca"})
_DAY_FIRST, _MONTH_FIRST_ORDER = "dmy", "mdy"


def with_order(table: Language, texts: Iterable[str], countries: Sequence[str]) -> Language:
    """The table with the order of all-digit dates that a page has.

    Args:
        table: Of the page's language.
        texts: The page's lines; other dates among them tell the order by numbers above 12.
        countries: Where the page may be from, in lower case.
    """
    order = table.dates.order
    if order not in {_DAY_FIRST, _MONTH_FIRST_ORDER}:
        return table
    told = _told(texts)
    if told is None and order == _MONTH_FIRST_ORDER and countries:
        told = None if _MONTH_FIRST.intersection(countries) else _DAY_FIRST
    return table if told in {None, order} else _ordered(table, told or order)


@lru_cache(maxsize=64)
def _ordered(table: Language, order: str) -> Language:
    return evolve(table, dates=evolve(table.dates, order=order))


def _told(texts: Iterable[str]) -> str | None:
    """The order that all dates with a number above 12 have; ``None`` where there is none."""
    text = "\n".join(text for text in texts if len(text) <= _MAX_LINE)[:_MAX_TEXT]
    found = set()
    for first, _, second in _DATE.findall(text):
        if int(first) > _MONTHS >= int(second):
            found.add(_DAY_FIRST)
        elif int(second) > _MONTHS >= int(first):
            found.add(_MONTH_FIRST_ORDER)
    return found.pop() if len(found) == 1 else None


def note_order(article: Article) -> Article:
    """The article with a note where the order of day and month of its time had to be decided."""
    stamp = article.timestamp
    if stamp is None or stamp.day is None or not _is_open(stamp):
        return article
    first = "day" if stamp.raw.lstrip("0").startswith(str(stamp.day.day)) else "month"
    message = f"{stamp.raw!r} is read with the {first} first, as the page, its country or its language has it"
    note = Note(code="date_order", message=message, where="timestamp")
    return evolve(article, notes=(*article.notes, note))


def _is_open(stamp: Timestamp) -> bool:
    """Whether its numbers may be read either way; with dots the day comes first everywhere."""
    found = _DATE.search(stamp.raw)
    source = stamp.source or ""
    if found is None or found[2] == "." or not source.startswith(("text", "class")):
        return False
    first, second = int(found[1]), int(found[3])
    return first != second and max(first, second) <= _MONTHS
