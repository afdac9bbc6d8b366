"""Calendar days, read from the tokens of a line."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from newsparse.parser.timewords import Lexicon, Tokens

__all__ = ["Day", "find_day", "year_at"]

# News in a text is from these years; other numbers of four digits are no years.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Two digits up to this mean this century (POSIX has the same border).
_PIVOT = 69
_LEAP = 2000
_SEPARATORS = frozenset("./-")
# What may stand before an all-digit date without a blank: "Date:12.12.2022", "(12.12.2022".
_OPENERS = frozenset("([{（【:：,;|–—\"'“„«·•=")
_YEAR_SIGNS, _MONTH_SIGNS, _DAY_SIGNS = (
    frozenset("年년"),
    frozenset("月월"),
    frozenset("日号號일"),
)
_DEGREE = "°"
_AFTER_EDITION = frozenset(".:#")
_MAX_ORDINAL = 2
_YEAR_DIGITS = 4
_MONTHS, _DAYS = 12, 31


class Day(NamedTuple):
    """A calendar day, or what of it is written.

    Attributes:
        end: One past its last token.
        year: ``None`` where it is not written.
        month: 1 to 12.
        day: ``None`` where only month and year are written.
        short: The year has two digits, which many other things look like.
    """

    end: int
    year: int | None
    month: int
    day: int | None
    short: bool = False


def find_day(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """Read a day that begins at a token; one that the calendar does not have is none."""
    low = tokens.low[at]
    kind = _WORD if not low.isdecimal() else _YEAR if len(low) == _YEAR_DIGITS else _NUMBER
    for pattern in kind:
        found = pattern(tokens, at, words)
        if found is not None:
            return found if _exists(found) else None
    return None


def _exists(found: Day) -> bool:
    try:
        dt.date(found.year or _LEAP, found.month, found.day or 1)
    except ValueError:
        return False
    return True


def year_at(tokens: Tokens, at: int) -> int:
    """The year at a token of four digits, or -1."""
    if len(tokens.low[at]) != _YEAR_DIGITS:
        return -1
    year = tokens.number(at, _YEAR_DIGITS)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else -1


def _full_year(short: int) -> int:
    return short + (2000 if short < _PIVOT + 1 else 1900)


# -- all digits

# How many digits the three numbers have.
_YEAR_FIRST = frozenset((4, second, third) for second in (1, 2) for third in (1, 2))
_YEAR_LAST = frozenset((first, second, 4) for first in (1, 2) for second in (1, 2))
_YEAR_SHORT = frozenset((first, second, 2) for first in (1, 2) for second in (1, 2))
_SHORT_DIGITS = 2


def _all_digits(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "2022-05-03", "3.5.2022", "03/05/22"."""
    sign = tokens.low[at + 1]
    if sign not in _SEPARATORS or tokens.low[at + 3] != sign or not _is_apart(tokens, at, sign):
        return None
    texts = (tokens.low[at], tokens.low[at + 2], tokens.low[at + 4])
    if not all(text.isdecimal() and len(text) <= _YEAR_DIGITS for text in texts):
        return None
    if tokens.low[at - 1] in words.editions or (
        tokens.low[at - 1] in _AFTER_EDITION and tokens.low[at - 2] in words.editions
    ):
        return None
    blanks = any(not tokens.is_glued(i) for i in range(at + 1, at + 5))
    return _ordered(texts, at + 5, words, blanks=blanks)


def _ordered(texts: tuple[str, str, str], end: int, words: Lexicon, *, blanks: bool) -> Day | None:
    """Which of three numbers is the year, the month and the day."""
    order = words.order
    solar = bool(words.solar_months) and _is_solar(int(texts[0]))
    first, second, third = (int(text) for text in texts)
    sizes = tuple(len(text) for text in texts)
    if sizes in _YEAR_FIRST:
        return _solar(end, first, second, third) if solar else _dated(end, first, second, third)
    if sizes in _YEAR_LAST:
        return _dated(end, third, *_month_and_day(first, second, order))
    if sizes not in _YEAR_SHORT or blanks:
        return None
    if order == "ymd" and sizes[0] == _SHORT_DIGITS:
        return Day(end, _full_year(first), second, third, short=True)
    return Day(end, _full_year(third), *_month_and_day(first, second, order), short=True)


def _dated(end: int, year: int, month: int, day: int) -> Day | None:
    if _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST:
        year -= _BUDDHIST
    return Day(end, year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _is_solar(year: int) -> bool:
    return _FIRST_SOLAR <= year <= _LAST_SOLAR


def _solar(end: int, year: int, month: int, day: int) -> Day | None:
    """A day of the solar Hijri calendar in the Gregorian one."""
    length = _LONG_MONTH if month <= _LONG_MONTHS else _LONG_MONTH - 1
    if not 1 <= month <= _MONTHS or not 1 <= day <= length:
        return None
    if month == _MONTHS and day == length and not _is_solar_leap(year):
        return None
    before = sum(_YEAR_DAYS + _is_solar_leap(y) for y in range(_SOLAR_EPOCH, year))
    before -= sum(_YEAR_DAYS + _is_solar_leap(y) for y in range(year, _SOLAR_EPOCH))
    in_year = (month - 1) * (_LONG_MONTH - 1) + min(month - 1, _LONG_MONTHS) + day - 1
    found = _NEW_YEAR + dt.timedelta(days=before + in_year)
    return Day(end, found.year, found.month, found.day)


def _is_solar_leap(year: int) -> bool:
    """By the cycle of 33 years, which agrees with the sun from 1178 to 1633."""
    return year % 33 in _SOLAR_LEAPS


# Years that count in the solar Hijri calendar (1921 to 2071), and its 1 Farvardin 1358.
_FIRST_SOLAR, _LAST_SOLAR, _SOLAR_EPOCH = 1300, 1449, 1358
_NEW_YEAR = dt.date(1979, 3, 21)
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_LONG_MONTH, _LONG_MONTHS, _YEAR_DAYS = 31, 6, 365
# Years of the Buddhist era, as Thailand counts them (1937 to 2057).
_FIRST_BUDDHIST, _LAST_BUDDHIST, _BUDDHIST = 2480, 2600, 543


def _solar_named(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "۲ تیر ۱۳۹۹"."""
    month = words.solar_months.get(tokens.low[at + 1], 0)
    day, year = tokens.number(at), tokens.number(at + 2, _YEAR_DIGITS)
    return _solar(at + 3, year, month, day) if month and _is_solar(year) else None


def _in_era(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "令和6年5月3日", "民國113年5月3日", "平成元年"."""
    era = words.eras.find(tokens, at)
    if era is None:
        return None
    here, before = era
    year = 1 if tokens.low[here] == _FIRST_OF_ERA else tokens.number(here, 3)
    if year < 1 or tokens.low[here + 1] not in _YEAR_SIGNS:
        return None
    if tokens.low[here + 3] not in _MONTH_SIGNS or tokens.low[here + 5] not in _DAY_SIGNS:
        return None
    return _dated(here + 6, before + year, tokens.number(here + 2), tokens.number(here + 4))


_FIRST_OF_ERA = "元"


def _day_and_month(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "3.5. klo 10.32": two numbers with dots, and a word before a time of day."""
    low = tokens.low
    dotted = low[at + 1] == low[at + 3] == "." and tokens.is_glued(at + 1)
    if not dotted or not tokens.is_glued(at + 2) or not tokens.is_glued(at + 3):
        return None
    glued = tokens.is_glued(at) and low[at - 1] not in _OPENERS
    if glued or low[at + 4] not in words.glue or tokens.is_glued(at + 4):
        return None
    end = at + 5 + (low[at + 5] == ".")
    month, day = tokens.number(at + 2), tokens.number(at)
    if words.order != "dmy" or tokens.number(end) < 0 or not _is_clock(tokens, end):
        return None
    return Day(at + 4, None, month, day) if 1 <= month <= _MONTHS and 1 <= day <= _DAYS else None


def _month_and_day(first: int, second: int, order: str) -> tuple[int, int]:
    """By the language's order, unless the calendar rules it out."""
    month, day = (first, second) if order == "mdy" else (second, first)
    return (day, month) if month > _MONTHS >= day else (month, day)


def _is_apart(tokens: Tokens, at: int, sign: str) -> bool:
    """Whether three numbers are no part of something longer: a version, an address, a path."""
    before = tokens.low[at - 1]
    dashed = before == "-" and tokens.low[at - 2].isalpha()  # "Madrid-29/05/2025"
    if tokens.is_glued(at) and not (before in _OPENERS or dashed or tokens.is_single(at - 1)):
        return False
    after = at + 5
    if not tokens.is_glued(after):
        return True
    low = tokens.low[after]
    if low == "t" and tokens.low[after + 1].isdecimal():
        return True
    if low == "_" or (low.isalnum() and low.isascii()):
        return False
    return not (low in {sign, "/"} and tokens.is_glued(after + 1) and tokens.is_word(after + 1))


def _signed(tokens: Tokens, at: int, _words: Lexicon) -> Day | None:
    """As in "2019年4月13日", "4月13日"."""
    low = tokens.low
    if low[at + 1] in _MONTH_SIGNS:
        return _signed_month(tokens, at)
    if low[at + 1] not in _YEAR_SIGNS or low[at + 3] not in _MONTH_SIGNS:
        return None
    year, month = year_at(tokens, at), tokens.number(at + 2)
    if year < 0 or not 1 <= month <= _MONTHS:
        return None
    if low[at + 5] in _DAY_SIGNS and tokens.number(at + 4) > 0:
        return Day(at + 6, year, month, tokens.number(at + 4))
    return Day(at + 4, year, month, None)


def _signed_month(tokens: Tokens, at: int) -> Day | None:
    """As in "4月13日"."""
    month, day = tokens.number(at), tokens.number(at + 2)
    if not 1 <= month <= _MONTHS or day < 1 or tokens.low[at + 3] not in _DAY_SIGNS:
        return None
    return Day(at + 4, None, month, day)


# -- with a month's name


def _day_first(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "12 dec. 2022", "1er mai 2022", "3 de mayo de 2022", "19-Nov-2019"."""
    day = tokens.number(at)
    glued = tokens.is_glued(at) and tokens.low[at - 1] not in _OPENERS
    if not 1 <= day <= _DAYS or (glued and not tokens.is_seam(at)):
        return None
    here = _after_gap(tokens, _after_ordinal(tokens, at + 1, words), words, marks=".-/")
    found = words.months.find(tokens, here)
    return _with_year(tokens, found[0], words, found[1], day) if found else None


def _with_year(tokens: Tokens, at: int, words: Lexicon, month: int, day: int) -> Day | None:
    here = _after_gap(tokens, at, words, marks=".,-/")
    other = words.months.find(tokens, here) if tokens.low[at] == "/" else None
    if other is not None and other[1] == month:  # "نيسان / أبريل"
        at = other[0]
        here = _after_gap(tokens, at, words, marks=".,-/")
    year = year_at(tokens, here)
    if year >= 0:
        return Day(here + 1, year, month, day)
    if tokens.sizes[here] == _YEAR_DIGITS and tokens.number(here, _YEAR_DIGITS) >= 0:
        return None  # a year too far off to be news
    dot = tokens.low[at] == "." and tokens.is_glued(at)
    if tokens.low[here - 1] != "," and _is_short_year(tokens, here):
        return Day(here + 1, _full_year(tokens.number(here)), month, day, short=True)
    return Day(at + dot, None, month, day)


def _is_short_year(tokens: Tokens, at: int) -> bool:
    """Two digits that are neither the hour of a time nor a count of something."""
    if tokens.sizes[at] != _SHORT_DIGITS or tokens.number(at) < 0:
        return False
    after = tokens.low[at + 1]
    return after in {"", ",", "|", ")", "·", "•", "-", "–", "—"} or (
        after.isdecimal() and tokens.low[at + 2] in {":", "."}
    )


def _month_first(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "Nov. 19, 2019", "May 3rd", "May 2022"."""
    found = words.months.find(tokens, at)
    glued = tokens.is_glued(at) and tokens.is_word(at - 1)
    if found is None or (glued and not tokens.is_seam(at)):
        return None
    end, month = found
    here = _after_gap(tokens, end, words, marks=".,-/")
    year = year_at(tokens, here)
    if year >= 0:
        return Day(here + 1, year, month, None)
    day = tokens.number(here)
    if not 1 <= day <= _DAYS or _is_clock(tokens, here):
        return None
    after = _after_ordinal(tokens, here + 1, words)
    last = _after_gap(tokens, after, words, marks=".,-/")
    year = tokens.number(last, _YEAR_DIGITS)
    if tokens.sizes[last] != _YEAR_DIGITS or year < 0:
        return Day(after, None, month, day)
    return _dated(last + 1, year, month, day)


def _is_clock(tokens: Tokens, at: int) -> bool:
    return tokens.low[at + 1] in {":", "."} and (
        tokens.is_glued(at + 2) and tokens.number(at + 2, 9) >= 0
    )


def _year_first(tokens: Tokens, at: int, words: Lexicon) -> Day | None:
    """As in "2022. május 3.", "2022 December 12"."""
    year = year_at(tokens, at)
    if year < 0 or (tokens.is_word(at + 1) and tokens.is_seam(at + 1)):
        return None
    here = _after_gap(tokens, at + 1, words, marks=".,-/")
    found = words.months.find(tokens, here)
    if found is None:
        return None
    end, month = found
    last = _after_gap(tokens, end, words, marks=".-/")
    day = tokens.number(last)
    if not 1 <= day <= _DAYS or _is_clock(tokens, last):
        return None
    return Day(last + 1, year, month, day)


def _after_ordinal(tokens: Tokens, at: int, words: Lexicon) -> int:
    """Past the letters that make a number an ordinal: "1er", "2nd", "1º"."""
    low = tokens.low[at]
    if not tokens.is_glued(at):
        return at
    if low == _DEGREE:
        return at + 1
    is_month = words.months.find(tokens, at) is not None
    other = low in words.units or is_month or words.halves.find(tokens, at)
    is_ordinal = low.isalpha() and len(low) <= _MAX_ORDINAL and not other
    return at + 1 if is_ordinal else at


def _after_gap(tokens: Tokens, at: int, words: Lexicon, *, marks: str) -> int:
    """Past one mark and up to two joining words, in this order or the other."""
    for _ in range(3):
        low = tokens.low[at]
        joins = low in words.glue and words.months.find(tokens, at) is None
        if not (low and (low in marks or joins)):
            break
        at += 1
    return at


_Pattern = Callable[[Tokens, int, Lexicon], Day | None]
_WORD: tuple[_Pattern, ...] = (_month_first, _in_era)
_YEAR: tuple[_Pattern, ...] = (_all_digits, _signed, _year_first)
_NUMBER: tuple[_Pattern, ...] = (
    _all_digits,
    _signed,
    _day_first,
    _solar_named,
    _day_and_month,
)
