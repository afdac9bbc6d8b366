"""When, where nothing says it plainly: the day before a story's first sentence, or that of its last change."""

import datetime as dt
import re

from attrs import evolve

from newsparse.article import Article, Note, Provenance
from newsparse.languages import Language
from newsparse.parser.clocklines import on_day
from newsparse.parser.dates import find_times

__all__ = ["fill_day"]


def fill_day(article: Article, tables: tuple[Language, ...], *, is_page: bool) -> Article:
    """The article with a time of publication from elsewhere, where none is told.

    A change that its line tells by the time of day alone is of the day beside it.

    Args:
        article: As it is read so far.
        tables: Language tables.
        is_page: It was a web page, on which the last change is often the only day that is told.
    """
    if article.timestamp is not None:
        return _change_on_day(article, tables)
    return _from_lede(article, tables) or _from_change(article, is_page=is_page) or article


def _change_on_day(article: Article, tables: tuple[Language, ...]) -> Article:
    """With the day for a change in the line of publication: "3 May 2022, updated at 16:40"."""
    told, changed = article.timestamp, article.updated
    if told is None or told.value is None or changed is None or changed.value is not None:
        return article
    places = [(where.path, where.line) for where in (told.where, changed.where) if where]
    if len(places) < _BOTH or places[0] != places[1]:
        return article
    stamp = on_day(changed, told.value, tables)
    values = (told.value, stamp.value)
    times = [at.replace(tzinfo=None) for at in values if isinstance(at, dt.datetime)]
    if len(times) == _BOTH and times[1] < times[0]:  # past midnight, of a day that nothing tells
        return article
    return evolve(article, updated=stamp)


_BOTH = 2


def _from_lede(article: Article, tables: tuple[Language, ...]) -> Article | None:
    """With the day that stands before the first sentence, as in "VARN, 3 May 2022 – The ferry …"."""
    lede = next((paragraph.text for paragraph in article.paragraphs), "")[:_LEDE]
    moment = next(iter(find_times(lede, tables).moments), None)
    if moment is None or not moment.names_day or moment.relative:
        return None
    if moment.label_start != moment.start:  # "On May 3 – a Tuesday – …"
        return None
    before, after = lede[: moment.start], lede[moment.end :]
    if not _PLACE.fullmatch(before) or not _BREAK.match(after):
        return None
    origin = Provenance(field="timestamp", source="dateline")
    return evolve(
        article,
        timestamp=moment.stamp(lede, "dateline"),
        provenance=(*article.provenance, origin),
    )


_LEDE = 100
_PLACE = re.compile(
    r"(?:[^\W\d_][\w.'’-]{1,30}(?:[ /,]{1,2}[^\W\d_][\w.'’-]{1,30}){0,3},?)?[ (]{0,2}"
)
_BREAK = re.compile(r"\)|[^\S\n]?[–—]|[^\S\n]-|[^\S\n]?/[A-Z]")


def _from_change(article: Article, *, is_page: bool) -> Article | None:
    """With the time of its last change for that of publication.

    Newsrooms that print one time stamp print it to the minute, and it is of the story's day; of a text
    without a page around it a day alone ("last updated May 3") may be years off.
    """
    updated = article.updated
    if updated is None or updated.where is None or updated.value is None:
        return None
    enough = {"minute", "second", "day"} if is_page else {"minute", "second"}
    if updated.precision not in enough:
        return None
    note = Note(
        code="time_of_update",
        message="no time of publication is stated; that of the last change stands for it",
        where="timestamp",
    )
    stamp = evolve(updated, source="updated")
    return evolve(article, timestamp=stamp, notes=(*article.notes, note))
