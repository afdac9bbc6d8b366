"""When: published and updated times as a line of text, or a source's metadata, states them.

A moment without a day of its own ("2 hours ago", "Yesterday 10:15", "3 May") has a value only
against a reference time.  Nothing here reads the clock.
"""

import datetime as dt
import re
from itertools import compress
from typing import Literal, cast

from attrs import frozen

from newsparse.article import Precision, Timestamp, Zone
from newsparse.languages import Language
from newsparse.languages.phrases import compiled, fold
from newsparse.parser.clock import ZONES, zone_of
from newsparse.parser.moments import Draft, draft_moments
from newsparse.parser.timevalues import Value, precision_of, stated_zone, value_of
from newsparse.parser.timewords import MAX_LINE, SINGLE, WORD, Lexicon, Tokens, merge_words

__all__ = [
    "COARSE",
    "Declared",
    "Moment",
    "TimeLine",
    "find_times",
    "may_hold_time",
    "read_declared",
]

_DIGIT = re.compile(r"\d")
# "Uppdaterad för en timme sedan": a time without a digit is a short line.
_SHORT = 40
# A line beyond the first size that says when says it with a year, and every year that counts has
# one of three digits; one beyond the second is prose.
_MIDDLE, _LONG = 80, 200
_BARS = frozenset("|·•–—-;/()")


@frozen(kw_only=True)
class Moment:
    """A moment that a line names.

    Attributes:
        start: Where it begins in the line, behind its label.
        end: One past its last character.
        label_start: Where its label begins, or the words that lead it in ("on", "kl."); equal
            to `start` without either.
        kind: What its label says it is, or ``None``.
        value: As in `newsparse.article.Timestamp`.
        precision: The smallest unit stated; ``None`` without a value.
        zone: Whether the UTC offset was stated, assumed (the reference's) or is unknown.
        relative: Its day follows from the moment of reading ("2 hours ago", "3 May").
    """

    start: int
    end: int
    label_start: int
    kind: Literal["published", "updated"] | None
    value: Value
    precision: Precision | None
    zone: Zone
    relative: bool

    @property
    def names_day(self) -> bool:
        """Whether it comes to a day, and not to a month or a year."""
        return self.value is not None and self.precision not in COARSE

    def stamp(self, line: str, source: str = "text") -> Timestamp:
        """The moment as an article has it, with its words in the line that names it."""
        return Timestamp(
            raw=line[self.start : self.end],
            value=self.value,
            precision=self.precision,
            zone=self.zone,
            source=source,
        )


# What is stated to no more than this names no day.
COARSE = frozenset({"month", "year"})


@frozen(kw_only=True)
class TimeLine:
    """What a line says of time.

    Attributes:
        moments: In order; ranges with labels do not overlap.
        covered: Share of the line's letters and digits in moments, labels, the weekdays and
            joining words beside them, and phrases such as "5 min read"; 0 without moments.
    """

    moments: tuple[Moment, ...]
    covered: float


_NOTHING = TimeLine(moments=(), covered=0.0)


def may_hold_time(line: str) -> bool:
    """Whether `find_times` could find anything; costs next to nothing.

    A line of more than 200 characters is prose, whatever days it names; one character is no time.
    """
    size = len(line)
    if size <= _SHORT or size > _LONG:
        return 1 < size <= _SHORT
    if size <= _MIDDLE:
        return _DIGIT.search(line) is not None
    return "2" in line or "1" in line or "0" in line


def find_times(
    line: str, tables: tuple[Language, ...], *, reference_time: dt.datetime | None = None
) -> TimeLine:
    """Find the moments that a line names.

    Args:
        line: One line or block; what stands behind its first 300 characters is not read.
        tables: Language tables, the text's own first.
        reference_time: What relative times are resolved against.
    """
    words = merge_words(tables)
    if _DIGIT.search(line, 0, MAX_LINE) is None and _is_wordless(line, words):
        return _NOTHING
    tokens = Tokens(line)
    drafts = draft_moments(tokens, words)
    if not drafts:
        return _NOTHING
    used = bytearray(tokens.size)
    _mark(drafts, tokens, words, used)
    if 0 in used or not all(draft.is_full for draft in drafts):
        drafts = _drop_noise(drafts, tokens, words, used)
        if not drafts:
            return _NOTHING
    total = sum(tokens.sizes) + max(0, len(line) - MAX_LINE)
    return TimeLine(
        moments=tuple(_settle(draft, tokens, reference_time) for draft in drafts),
        covered=sum(compress(tokens.sizes, used)) / total,
    )


def _is_wordless(line: str, words: Lexicon) -> bool:
    low = line[:MAX_LINE].lower().replace("’", " ").replace("'", " ")
    found = _ASCII_WORD if low.isascii() else compiled(_WORD)
    return words.starters.isdisjoint(found.findall(low))


_ASCII_WORD = re.compile(r"[a-z]{1,300}")
_WORD = rf"[{SINGLE}]|{WORD}"


# -- noise and coverage


def _drop_noise(
    drafts: list[Draft], tokens: Tokens, words: Lexicon, used: bytearray
) -> list[Draft]:
    """Without moments that are part of a phrase like "5 min read", which is marked as used.

    A phrase lies between marks or whole dates: these are never part of it.
    """
    if not words.noise:
        return drafts
    sure = [draft for draft in drafts if draft.is_full]
    borders = {at for draft in sure for at in range(draft.lead, draft.end)}
    kept = drafts
    for start, end in _pieces(tokens, borders):
        text = tokens.line[tokens.starts[start] : tokens.ends[end - 1]]
        if words.noise.match(fold(text)) is not None:
            used[start:end] = b"\1" * (end - start)
            kept = [draft for draft in kept if not start <= draft.first < end]
    return kept


def _pieces(tokens: Tokens, borders: set[int]) -> list[tuple[int, int]]:
    found = []
    start = 0
    for at in range(tokens.size + 1):
        if at == tokens.size or at in borders or tokens.low[at] in _BARS:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def _mark(drafts: list[Draft], tokens: Tokens, words: Lexicon, used: bytearray) -> None:
    """Mark the tokens of moments, and the weekdays and joining words beside them, as used."""
    for draft in drafts:
        first = _reach(tokens, words, draft.lead - 1, -1) + 1
        end = _reach(tokens, words, draft.tail, 1)
        used[first:end] = b"\1" * (end - first)


def _reach(tokens: Tokens, words: Lexicon, at: int, step: int) -> int:
    """Past the weekdays, joining words and marks beside a moment."""
    while 0 <= at < tokens.size and (
        not tokens.is_word(at)
        or tokens.low[at] in words.glue
        or words.weekdays.find(tokens, at) is not None
    ):
        at += step
    return at


# -- values


def _settle(draft: Draft, tokens: Tokens, reference: dt.datetime | None) -> Moment:
    relative = not draft.is_full and (draft.day is None or draft.day.day is not None)
    try:
        value = value_of(draft, reference)
    except (ValueError, ArithmeticError):  # beyond the calendar's ends
        value = None
    return Moment(
        start=tokens.starts[draft.first],
        end=tokens.ends[draft.end - 1],
        label_start=tokens.starts[draft.lead],
        kind=cast("Literal['published', 'updated'] | None", draft.kind),
        value=value,
        precision=None if value is None else precision_of(draft),
        zone=stated_zone(draft, value),
        relative=relative,
    )


# -- metadata

Declared = tuple[Value, Precision | None, Zone]
_UNREADABLE: Declared = (None, None, "unknown")
_MIN_YEAR, _MAX_YEAR = 1000, 2999
_MAX_DECLARED = 80
_MIN_GUESSED = 4
# What is left besides the time must be little: a weekday, a label, a zone's long name.
_MIN_COVERED = 0.6
_ISO = re.compile(
    r"\d{4}-?\d{2}-?\d{2}(?:[Tt ](?P<time>\d[\d:]{1,7})(?:[.,]\d{1,9})?"
    r"(?P<zone>[Zz]|[+-]\d\d:?(?:\d\d)?)?)?"
)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},?[^\S\n]{1,4})?\d{1,2}[^\S\n][A-Za-z]{3}[^\S\n]\d{4}[^\S\n]"
    r"\d\d:\d\d(?P<second>:\d\d)?[^\S\n][+-]\d{4}"
)
_ISO_PRECISION: dict[int, Precision] = {2: "hour", 4: "minute", 6: "second"}


def read_declared(raw: str, tables: tuple[Language, ...] = ()) -> Declared:
    """Read a time that metadata states: ISO 8601, RFC 2822, or as people write it.

    Args:
        raw: The value as declared.
        tables: Language tables, the source's own first.

    Returns:
        Value, precision and zone as in `newsparse.article.Timestamp`; ``(None, None, "unknown")``
        for what names no moment by itself.
    """
    text = raw.strip()
    if not text or len(text) > _MAX_DECLARED:
        return _UNREADABLE
    for read in (_read_iso, _read_mail):
        try:
            found = read(text)
        except (ValueError, ArithmeticError):
            found = None
        if found is not None:
            return found
    return _read_words(text, tables) or _read_anyhow(text) or _UNREADABLE


def _read_iso(text: str) -> Declared | None:
    if not text.isascii():
        return None
    if (month := _YEAR_MONTH.fullmatch(text)) is not None:
        return _checked(dt.date(int(month[1]), int(month[2]), 1), "month")
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    if match["time"] is None:
        return _checked(dt.date.fromisoformat(text), "day")
    digits = len(match["time"].replace(":", ""))
    return _checked(dt.datetime.fromisoformat(text), _ISO_PRECISION[digits])


def _read_mail(text: str) -> Declared | None:
    match = _MAIL.fullmatch(text)
    if match is None:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few sources need it

    return _checked(parsedate_to_datetime(text), "second" if match["second"] else "minute")


def _checked(value: dt.datetime | dt.date, precision: Precision) -> Declared | None:
    """The value, if its year can be converted between zones without harm."""
    if not _MIN_YEAR <= value.year <= _MAX_YEAR:
        return None
    is_aware = isinstance(value, dt.datetime) and value.utcoffset() is not None
    return value, precision, "stated" if is_aware else "unknown"


def _read_words(text: str, tables: tuple[Language, ...]) -> Declared | None:
    found = find_times(text, tables)
    if found.covered < _MIN_COVERED:
        return None
    for moment in found.moments:
        if moment.value is not None:
            return moment.value, moment.precision, moment.zone
    return None


_LONG_NUMBER = re.compile(r"\d{15}")
# dateutil reads "UTC+3" as three hours west.
_PREFIX = re.compile(r"\b(?:UTC|GMT)[^\S\n]{0,3}(?=[+-]\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SECONDS = {name: minutes * 60 for name, minutes in ZONES.items()}


def _read_anyhow(text: str) -> Declared | None:
    """Ask dateutil, which must say the same whatever it would fill gaps with."""
    if len(text) < _MIN_GUESSED or text.isdecimal() or _LONG_NUMBER.search(text):
        return None
    if not _YEAR.search(text):
        return None
    from dateutil.parser import parse  # noqa: PLC0415 - costly, and hardly ever needed

    plain = _PREFIX.sub("", text)
    try:
        one, other = (parse(plain, default=default, tzinfos=_offset) for default in _DEFAULTS)
        return _agreed(one, other)
    except (ValueError, ArithmeticError):
        return None


# They differ in everything.
_DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2, 5, 7, 9))  # noqa: DTZ001


def _agreed(one: dt.datetime, other: dt.datetime) -> Declared | None:
    """What two readings have in common: what they do not was filled in."""
    if one.date() != other.date():
        return None
    if one.replace(second=0) != other.replace(second=0):
        return _checked(one.date(), "day")
    offset = one.utcoffset()
    zone = zone_of(int(offset.total_seconds()) // 60) if offset is not None else None
    return _checked(one.replace(tzinfo=zone), "second" if one == other else "minute")


def _offset(name: str | None, seconds: int | None) -> int | None:
    """Seconds east of UTC; an unknown name gives none."""
    return seconds if seconds is not None else _SECONDS.get(name or "")
