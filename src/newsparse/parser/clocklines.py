"""Lines that are a time of day and little else: what the posts of a live blog begin with."""

import datetime as dt
import re

from attrs import evolve, frozen

from newsparse.article import Timestamp, Zone
from newsparse.document import Block
from newsparse.languages import Language
from newsparse.parser.dates import Declared, find_times, read_declared
from newsparse.parser.timevalues import Value

__all__ = ["ClockLine", "may_be_clock", "on_day", "read_clock"]

# What a time of day has, and what any time has that is told with digits ("5 min ago").
_CLOCK = re.compile(r"\d(?:[^\S\n]?[:.：]\d\d|[^\S\n]?[hH時时시點点]|[^\S\n]?[aApP]\.?[mM])")
_DIGITS = re.compile(r"\d")
_MAX_LINE, _MAX_INLINES = 100, 6
# A clock without any word: "10:32", "[10.32]", "14h05", "10時32分".
_BARE = re.compile(
    r"[^\w\n]{0,6}(?P<raw>(?P<hour>[01]?\d|2[0-4])[^\S\n]?[:.：hH時时시點点][^\S\n]?(?P<minute>[0-5]\d)"
    r"(?:[:.：分분](?P<second>[0-5]\d))?[分분]?)[^\w\n]{0,6}"
)
# Times are held against each other on this day; the moment is its last, so that none is later.
_DAY = dt.date(2000, 1, 1)
_READ = dt.datetime.combine(_DAY, dt.time(23, 59, 59))
_READ_LATER = _READ + dt.timedelta(days=40, seconds=-7000)
_MIN_COVERED = 0.6
_FINE = frozenset({"second", "minute", "hour"})


@frozen(kw_only=True)
class ClockLine:
    """A block that says the time of a post.

    Attributes:
        index: The block.
        start: Where the words of the time begin in it, their label with them.
        end: One past their last character.
        stamp: The time, as far as the block tells it.
        key: Puts it in an order: a naive datetime; of a clock without a day, on one day for all.
        dated: It has a day of its own.
        printed: That day stands in its words, and is not only stated by an element.
        bare: It is digits alone.
    """

    index: int
    start: int
    end: int
    stamp: Timestamp
    key: dt.datetime
    dated: bool = False
    printed: bool = False
    bare: bool = False


def may_be_clock(text: str, *, relative: bool = False) -> bool:
    """Whether `read_clock` could find anything; costs next to nothing.

    Args:
        text: Of a block, or of an element in it.
        relative: Times without a time of day count too: an element may state which they are.
    """
    return len(text) <= _MAX_LINE and (_DIGITS if relative else _CLOCK).search(text) is not None


def read_clock(
    block: Block,
    index: int,
    tables: tuple[Language, ...],
    reference_time: dt.datetime | None,
) -> ClockLine | None:
    """The time that a block is, or ``None`` where it is anything else.

    Args:
        block: The block, of which `may_be_clock` holds.
        index: Its number.
        tables: Language tables, the text's own first.
        reference_time: What relative times are resolved against.
    """
    found = _read(block.text, index, tables, reference_time)
    for inline in block.inlines[:_MAX_INLINES] if found is None or not found.dated else ():
        part = block.text[inline.start : inline.end]
        own = (
            _read(part, index, tables, reference_time)
            if may_be_clock(part, relative=True)
            else None
        )
        if own is not None and found is None:
            at = inline.start
            found = evolve(own, start=own.start + at, end=own.end + at)
        if inline.value and (found is not None or len(part) >= _MIN_COVERED * len(block.text)):
            return _stated(block.text, index, found, read_declared(inline.value, tables))
    return found


def _stated(
    text: str, index: int, found: ClockLine | None, declared: Declared
) -> ClockLine | None:
    """A time with the moment that its element states."""
    value, precision, zone = declared
    if not isinstance(value, dt.datetime):
        return found
    if found is None:
        found = ClockLine(
            index=index, start=0, end=len(text), stamp=Timestamp(raw=text), key=value
        )
    elif not found.stamp.precision:
        precision = "minute"  # as printed
    stamp = evolve(found.stamp, value=value, precision=precision, zone=zone, source="time")
    return evolve(found, stamp=stamp, key=value.replace(tzinfo=None), dated=True)


def _read(
    text: str, index: int, tables: tuple[Language, ...], reference_time: dt.datetime | None
) -> ClockLine | None:
    return _bare(text, index) or _worded(text, index, tables, reference_time)


def _bare(text: str, index: int) -> ClockLine | None:
    match = _BARE.fullmatch(text)
    if match is None:
        return None
    time = dt.time(int(match["hour"]) % 24, int(match["minute"]), int(match["second"] or 0))
    return ClockLine(
        index=index,
        start=match.start("raw"),
        end=match.end("raw"),
        stamp=Timestamp(raw=match["raw"], source="text"),
        key=dt.datetime.combine(_DAY, time),
        bare=True,
    )


def _worded(
    text: str, index: int, tables: tuple[Language, ...], reference_time: dt.datetime | None
) -> ClockLine | None:
    """A time with the words of a language in it: "4:12 p.m.", "kl. 10.32", "3 May, 10:32"."""
    line = find_times(text, tables, reference_time=_READ)
    if line.covered < _MIN_COVERED:
        return None
    at = next((n for n, m in enumerate(line.moments) if m.precision in _FINE), None)
    if at is None:
        return None
    moment = line.moments[at]
    key = moment.value
    if not isinstance(key, dt.datetime):
        return None
    if moment.relative and not _is_clock(line.moments[0].value, text, tables):
        return None
    own = find_times(text, tables, reference_time=reference_time).moments[at]
    return ClockLine(
        index=index,
        start=moment.label_start,
        end=moment.end,
        stamp=own.stamp(text),
        key=key.replace(tzinfo=None),
        dated=not moment.relative,
        printed=not moment.relative,
    )


def _is_clock(read: Value, text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a time without a day is the same at every moment of reading ("5 min ago" is not).

    It is *read* as of `_READ`.
    """
    if not isinstance(read, dt.datetime) or read.date() != _DAY:
        return False
    later = find_times(text, tables, reference_time=_READ_LATER).moments[0].value
    return isinstance(later, dt.datetime) and later.time() == read.time()


def on_day(
    stamp: Timestamp, day: dt.datetime | dt.date, tables: tuple[Language, ...]
) -> Timestamp:
    """A time of day on the day of its story, in the story's zone where it has none of its own.

    Args:
        stamp: A time of a post.
        day: The day, or a moment of it.
        tables: Language tables.

    Returns:
        The time with its value, where its words are a time of day and nothing else.
    """
    read = read_clock(Block(stamp.raw), 0, tables, None)
    if stamp.value is not None or read is None or read.key.date() != _DAY or read.dated:
        return stamp
    at = find_times(stamp.raw, tables, reference_time=_READ).moments
    zone = at[0].value.tzinfo if at and isinstance(at[0].value, dt.datetime) else None
    given = zone or (day.tzinfo if isinstance(day, dt.datetime) else None)
    date = day.date() if isinstance(day, dt.datetime) else day
    value = dt.datetime.combine(date, read.key.time(), tzinfo=given)
    fine = at[0].precision if at else ("second" if read.key.second else "minute")
    state: Zone = "stated" if zone else ("assumed" if given else "unknown")
    return evolve(stamp, value=value, precision=fine, zone=state)
