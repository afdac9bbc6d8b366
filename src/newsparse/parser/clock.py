"""Times of day and their zones, read from the tokens of a line."""

import datetime as dt
from typing import NamedTuple

from newsparse.parser.timewords import Lexicon, Tokens

__all__ = ["PRICES", "ZONES", "Clock", "find_clock", "find_zone", "zone_of"]

# Minutes east of UTC of the abbreviations that news uses, in the sense it uses them (IST is
# India's, CST North America's, BST British Summer Time).  They count in capitals, after a time.
ZONES = {
    **dict.fromkeys(("UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "MEZ", "WEST", "WAT"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST", "CAT"), 120),
    **dict.fromkeys(("EEST", "MSK", "МСК", "TRT", "EAT"), 180),
    **dict.fromkeys(("IST",), 330),
    **dict.fromkeys(("PKT",), 300),
    **dict.fromkeys(("WIB", "ICT"), 420),
    **dict.fromkeys(("HKT", "SGT", "PHT", "AWST"), 480),
    **dict.fromkeys(("JST", "KST"), 540),
    **dict.fromkeys(("ACST",), 570),
    **dict.fromkeys(("AEST",), 600),
    **dict.fromkeys(("AEDT",), 660),
    **dict.fromkeys(("NZST",), 720),
    **dict.fromkeys(("NZDT",), 780),
    **dict.fromkeys(("NDT",), -150),
    **dict.fromkeys(("ADT", "BRT", "ART"), -180),
    **dict.fromkeys(("NST",), -210),
    **dict.fromkeys(("EDT", "AST"), -240),
    **dict.fromkeys(("EST", "CDT"), -300),
    **dict.fromkeys(("CST", "MDT"), -360),
    **dict.fromkeys(("MST", "PDT"), -420),
    **dict.fromkeys(("PST", "AKDT"), -480),
    **dict.fromkeys(("AKST",), -540),
    **dict.fromkeys(("HST",), -600),
}
# Zones whose offset depends on the season: part of the words, but no offset.
_SEASONAL = frozenset({"ET", "CT", "MT", "PT"})
_UNIVERSAL = frozenset({"utc", "gmt"})
_SIGNS = {"+": 1, "-": -1, "−": -1}
# The farthest offsets in use are UTC-12 and UTC+14.
_MAX_OFFSET = 14 * 60
_COLONS = frozenset(":：")
_HOUR_SIGNS = frozenset("時时点點시")
_MINUTE_SIGNS = frozenset("分분")
_SECOND_SIGNS = frozenset("秒초")
# Behind a number they make it no time.
PRICES = frozenset("%$€£")
_HALF_SIGNS = frozenset("半반")
_NOON = 12
_PAIR = 2
_LAST_HOUR, _LAST_MINUTE, _HALF_HOUR = 23, 59, 30


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        end: One past its last token.
        hour: 0 to 23.
        minute: ``None`` where only the hour is given.
        second: ``None`` where it is not given.
        zone: Minutes east of UTC, or ``None``.
        sure: It is a time by its own looks, not only beside a date ("10.32", "14 h").
        marked: A word beside it says that it is a time ("kl", "PM"), not a score or a length.
    """

    end: int
    hour: int
    minute: int | None
    second: int | None
    zone: int | None
    sure: bool
    marked: bool


class _Face(NamedTuple):
    """The digits of a time, before what stands around them."""

    end: int
    hour: int
    minute: int | None
    second: int | None
    sure: bool


def find_clock(tokens: Tokens, at: int, words: Lexicon) -> Clock | None:
    """Read a time of day that begins at a token.

    The half of the day may stand before it ("오전 10:32").
    """
    early = words.early_halves.find(tokens, at)
    if early is not None:
        found = _find_face(tokens, early[0], words)
        if found is None or found.hour > _NOON:
            return None
        return found._replace(hour=_to_24(found.hour, early[1]), sure=True, marked=True)
    return _find_face(tokens, at, words)


def _find_face(tokens: Tokens, at: int, words: Lexicon) -> Clock | None:
    """Read a time of day that begins with its hour."""
    read = _without_colon if tokens.sizes[at] == 2 * _PAIR else _read_face
    face = read(tokens, at, words)
    if face is None:
        return None
    end, hour, minute, second, sure = face
    led = tokens.low[at - 1] in words.glue or _is_led_by_dot(tokens, at, words)
    half = words.halves.find(tokens, end)
    suffix = half is None and words.units.get(tokens.low[end]) == "hour"
    if half is not None:
        end, hour = half[0], _to_24(hour, half[1])
    elif suffix:
        end += 1
        if minute is None and (late := _late_minute(tokens, end, words)):
            end, minute = late
    elif minute is None and end == at + 1:
        if not (led and tokens.low[end] in words.glue):
            return None
        end += 1
    exact = second is not None or tokens.low[at - 1] == "t"
    end, zone, stated = find_zone(tokens, end, words, exact=exact)
    told = led or half is not None or stated
    sure = sure or told or (suffix and minute is not None)
    return Clock(end, hour, minute, second, zone, sure, told or suffix)


def _late_minute(tokens: Tokens, at: int, words: Lexicon) -> tuple[int, int] | None:
    """The minutes behind "10 h": "32", "32 min"; one past the last token, and how many."""
    minute = tokens.number(at)
    if tokens.sizes[at] != _PAIR or not 0 <= minute <= _LAST_MINUTE:
        return None
    unit = words.units.get(tokens.low[at + 1])
    if unit == "minute":
        return at + 2, minute
    return None if tokens.is_word(at + 1) or tokens.low[at + 1] in PRICES else (at + 1, minute)


def _to_24(hour: int, add: int) -> int:
    return hour if hour > _NOON else hour % _NOON + add


def _is_led_by_dot(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Whether an abbreviation stands before it ("kl. 10.32")."""
    return tokens.low[at - 1] == "." and at > 1 and tokens.low[at - 2] in words.glue


def _read_face(tokens: Tokens, at: int, words: Lexicon) -> _Face | None:
    hour = tokens.number(at)
    if not 0 <= hour <= _LAST_HOUR or (tokens.is_glued(at) and tokens.low[at - 1] in "$€£.,/"):
        return None
    sign = tokens.low[at + 1]
    if sign in _COLONS:
        return _with_minutes(tokens, at, hour, sure=True)
    if tokens.is_run_on(at) or (sign == "." and _goes_on(tokens, at + 3)):
        return None
    if sign == ".":
        return _with_minutes(tokens, at, hour, sure=False)
    if tokens.is_glued(at + 1) and (words.units.get(sign) == "hour" or sign in _HOUR_SIGNS):
        return _with_sign(tokens, at, hour)
    return _Face(at + 1, hour, None, None, sure=False)


def _without_colon(tokens: Tokens, at: int, _words: Lexicon) -> _Face | None:
    """As in "0339 GMT": four digits are a time only before a zone's name."""
    hour, minute = divmod(tokens.number(at, 2 * _PAIR), 100)
    zone = tokens.line[tokens.starts[at + 1] : tokens.ends[at + 1]]
    if zone not in ZONES and tokens.low[at + 1] not in _UNIVERSAL:
        return None
    inside = 0 <= hour <= _LAST_HOUR and minute <= _LAST_MINUTE
    return _Face(at + 1, hour, minute, None, sure=True) if inside else None


def _with_sign(tokens: Tokens, at: int, hour: int) -> _Face:
    """As in "22h04", "22h", "10時32分", "10시 5분 7초", "3時半"."""
    minute = _signed_number(tokens, at + 2, _MINUTE_SIGNS)
    if minute >= 0:
        second = _signed_number(tokens, at + 4, _SECOND_SIGNS)
        if second < 0:
            return _Face(at + 4, hour, minute, None, sure=True)
        return _Face(at + 6, hour, minute, second, sure=True)
    if tokens.low[at + 2] in _HALF_SIGNS:
        return _Face(at + 3, hour, _HALF_HOUR, None, sure=True)
    found = _with_minutes(tokens, at, hour, sure=True)
    return found or _Face(at + 2, hour, None, None, sure=False)


def _signed_number(tokens: Tokens, at: int, signs: frozenset[str]) -> int:
    """Minutes or seconds with their sign behind them, or -1."""
    value = tokens.number(at)
    signed = tokens.low[at + 1] in signs and tokens.is_glued(at + 1)
    return value if signed and value <= _LAST_MINUTE else -1


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the digits before this token are part of a longer number."""
    return tokens.is_glued(at) and (
        tokens.low[at] == "%"
        or (tokens.low[at] in {".", ",", "/"} and tokens.number(at + 1, 9) >= 0)
    )


def _two_digits(tokens: Tokens, at: int) -> int:
    """The minutes or seconds at a token, or -1."""
    if tokens.sizes[at] != _PAIR or not tokens.is_glued(at) or not tokens.is_glued(at - 1):
        return -1
    value = tokens.number(at)
    return value if value <= _LAST_MINUTE else -1


def _with_minutes(tokens: Tokens, at: int, hour: int, *, sure: bool) -> _Face | None:
    minute = _two_digits(tokens, at + 2)
    if minute < 0:
        return None
    second = _two_digits(tokens, at + 4) if tokens.low[at + 3] in _COLONS else -1
    if second < 0:
        return _Face(at + 3, hour, minute, None, sure)
    end = at + 5
    if (
        tokens.low[end] in {".", ","}
        and tokens.is_glued(end + 1)
        and tokens.number(end + 1, 9) >= 0
    ):
        end += 2
    return _Face(end, hour, minute, second, sure)


def find_zone(
    tokens: Tokens, at: int, words: Lexicon, *, exact: bool
) -> tuple[int, int | None, bool]:
    """Read a zone, which may stand in brackets or after a word like "Uhr".

    Args:
        tokens: The line.
        at: The token after the time.
        words: What joining words there are.
        exact: The time before it cannot be the start of a range ("10:00-12:00").

    Returns:
        One past the last token, minutes east of UTC or ``None``, and whether a zone stands there.
    """
    if tokens.low[at] == "(":
        end, zone = _read_zone(tokens, at + 1, exact=exact)
        closed = end > at + 1 and tokens.low[end] == ")"
        return (end + 1, zone, True) if closed else (at, None, False)
    for first in (at, at + 1) if tokens.low[at] in words.glue else (at,):
        end, zone = _read_zone(tokens, first, exact=exact)
        if end > first:
            return end, zone, True
    return at, None, False


def _read_zone(tokens: Tokens, at: int, *, exact: bool) -> tuple[int, int | None]:
    """A zone's (one past its last token, minutes); where there is none, (*at*, ``None``)."""
    low = tokens.low[at]
    if low in _SIGNS:
        return _read_offset(tokens, at, named=False, exact=exact)
    if low == "z" and tokens.is_glued(at):
        return at + 1, 0
    if low in _UNIVERSAL:
        end, zone = _read_offset(tokens, at + 1, named=True, exact=exact)
        return (at + 1, 0) if zone is None else (end, zone)
    name = tokens.line[tokens.starts[at] : tokens.ends[at]]
    if name in ZONES:
        return at + 1, ZONES[name]
    return (at + 1, None) if name in _SEASONAL else (at, None)


def _read_offset(tokens: Tokens, at: int, *, named: bool, exact: bool) -> tuple[int, int | None]:
    """Read "+02:00", "-0500", and after a name "+3"; "10:00-12:00" is a range, no offset."""
    sign = _SIGNS.get(tokens.low[at])
    digits = tokens.low[at + 1]
    if sign is None or not digits.isdecimal() or not tokens.is_glued(at + 1):
        return at, None
    end = at + 2
    if len(digits) == 2 * _PAIR:
        minutes = int(digits[:2]) * 60 + int(digits[2:])
    elif (rest := _two_digits(tokens, at + 3)) >= 0 and tokens.low[at + 2] == ":":
        if sign < 0 and not (named or exact):
            return at, None
        minutes, end = tokens.number(at + 1) * 60 + rest, at + 4
    elif named and len(digits) <= _PAIR:
        minutes = int(digits) * 60
    else:
        return at, None
    return (end, sign * minutes) if 0 <= minutes <= _MAX_OFFSET else (at, None)


def zone_of(minutes: int) -> dt.tzinfo:
    """The zone so many minutes east of UTC."""
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC
