"""Days, times of day and distances joined to what a line calls one moment."""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import mutable

from newsparse.parser.clock import PRICES, Clock, find_clock, find_zone
from newsparse.parser.days import Day, find_day, year_at
from newsparse.parser.timewords import Ago, Lexicon, Tokens

__all__ = ["Draft", "draft_moments", "edge_after", "edge_before"]

# Marks that may stand between the day and the time of one moment.
_JOINTS = frozenset(",./-–—|·•()（）@~:：")
# "r. o godz." is the longest run of words and marks met between a day and its time.
_MAX_JOINTS = 6
# Marks that set a moment apart from the words beside it.
_BORDERS = frozenset('|·•–—-/()[]{}:：;<>»«*~+"（）【】｜／＝・')
_DASHES = frozenset("-–—")
_BARS = frozenset("|·•")
_COLONS = frozenset(":：")
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")
_MAX_SPAN = {"second": 59, "minute": 59, "hour": 23, "day": 31, "week": 5}


class _Weekday(NamedTuple):
    end: int
    number: int


class _Near(NamedTuple):
    """One past the last token; days back, or -1 for this very moment."""

    end: int
    days: int


class _Span(NamedTuple):
    """A bare number and unit; one past the last token."""

    end: int
    ago: Ago


_Part = Day | Clock | Ago | _Weekday | _Near | _Span


@mutable(kw_only=True, eq=False)
class Draft:
    """A moment in the making.

    Attributes:
        first: Its first token.
        end: One past its last.
        day: The calendar day.
        clock: The time of day.
        weekday: Monday 0.
        near: 0 today, 1 yesterday, -1 this moment.
        ago: A distance back in time.
        is_span: The distance is a bare number and unit ("2h").
        lead: The token where its label begins, or else the joining words before it.
        tail: One past a label that follows it, else its end.
        kind: What the label says: published or updated.
    """

    first: int
    end: int
    day: Day | None = None
    clock: Clock | None = None
    weekday: int | None = None
    near: int | None = None
    ago: Ago | None = None
    is_span: bool = False
    lead: int = 0
    tail: int = 0
    kind: str | None = None

    @property
    def is_named(self) -> bool:
        """It has a label."""
        return self.kind is not None

    @property
    def is_full(self) -> bool:
        """It names a day by itself."""
        return self.day is not None and None not in {self.day.year, self.day.day}


def draft_moments(tokens: Tokens, words: Lexicon) -> list[Draft]:
    """Find what may be moments, with their labels, in order; `is_plausible` ones only."""
    drafts: list[Draft] = []
    for first, part in _iter_parts(tokens, words):
        if not drafts or not _join(drafts[-1], first, part, tokens, words):
            drafts.append(Draft(first=first, end=part.end))
            _add(drafts[-1], part)
    found: list[Draft] = []
    after = 0
    for draft in drafts:
        if draft.day or draft.clock or draft.ago or draft.near is not None:
            _finish(draft, tokens, words)
            _label(draft, after, tokens, words)
            if _is_plausible(draft, tokens, is_only=not found):
                found.append(draft)
                after = draft.end
    return found


def _iter_parts(tokens: Tokens, words: Lexicon) -> Iterator[tuple[int, _Part]]:
    at = 0
    low, anchors = tokens.low, words.anchors
    while at < tokens.size:
        if low[at] not in anchors and not low[at].isdecimal():
            at += 1
            continue
        part = _part_at(tokens, at, words)
        if part is not None and part.end <= tokens.size:
            yield at, part
            at = part.end
        else:
            at += 1


def _part_at(tokens: Tokens, at: int, words: Lexicon) -> _Part | None:
    """What begins at a number or a word of `Lexicon.anchors`."""
    low = tokens.low[at]
    if low.isdecimal():
        return (
            words.find_ago(tokens, at)
            or find_day(tokens, at, words)
            or find_clock(tokens, at, words)
            or _find_span(tokens, at, words)
        )
    if low in words.starters:
        if (ago := words.find_ago(tokens, at)) is not None:
            return ago
        if (near := words.days.find(tokens, at)) is not None:
            return _Near(*near)
    is_day = words.months.find(tokens, at) is not None or words.eras.find(tokens, at) is not None
    if is_day and (day := find_day(tokens, at, words)) is not None:
        return day
    weekday = words.weekdays.find(tokens, at)
    return _Weekday(*weekday) if weekday else find_clock(tokens, at, words)


def _find_span(tokens: Tokens, at: int, words: Lexicon) -> _Span | None:
    span = words.find_span(tokens, at)
    return _Span(span.end, span) if span else None


# -- joining


def _join(draft: Draft, first: int, part: _Part, tokens: Tokens, words: Lexicon) -> bool:
    """Add the part to the moment before it, if both can be one."""
    if isinstance(part, Clock) and _is_elsewhere(draft, first, part, tokens):
        draft.end = part.end + 1
        return True
    if not _fits(draft, part) or not _is_joint(draft.end, first, tokens, words):
        return False
    if isinstance(part, Clock):
        if not _OPENING.isdisjoint(tokens.low[draft.end : first]):
            return False
        if not part.sure and not _may_be_clock(draft, part, tokens, words):
            return False
    if isinstance(part, Day) and draft.clock and not draft.clock.sure:
        return False
    _add(draft, part)
    draft.end = part.end
    return True


def _is_elsewhere(draft: Draft, first: int, part: Clock, tokens: Tokens) -> bool:
    """Whether a time in brackets says once more what stands before it: "0339 GMT (1139 HKT)"."""
    return (
        draft.clock is not None
        and first == draft.end + 1
        and tokens.low[draft.end] in _OPENING
        and tokens.low[part.end] in _CLOSING
    )


def _fits(draft: Draft, part: _Part) -> bool:
    dated = draft.day is not None or draft.near is not None
    if draft.ago is not None or draft.near == -1:
        return False
    match part:
        case Clock():
            return draft.clock is None
        case Day():
            return not dated
        case _Near():
            return not dated and part.days >= 0
        case _Weekday():
            return draft.weekday is None
        case _:
            return False


def _is_joint(start: int, end: int, tokens: Tokens, words: Lexicon) -> bool:
    if end - start > _MAX_JOINTS:
        return False
    between = tokens.low[start:end]
    if between == ["t"]:
        return tokens.is_glued(start) and tokens.is_glued(end)
    return all(low in _JOINTS or low in words.glue for low in between)


def _may_be_clock(draft: Draft, clock: Clock, tokens: Tokens, words: Lexicon) -> bool:
    """Whether "10.32", "10.32 Uhr" or "14 h" behind a day is a time, and no price or count."""
    if draft.day is None and draft.near is None:
        return False
    end = clock.end + (tokens.low[clock.end] in words.glue)
    return edge_after(tokens, end) and tokens.low[end] not in PRICES


def _add(draft: Draft, part: _Part) -> None:
    match part:
        case Day():
            draft.day = part
        case Clock():
            draft.clock = part
        case Ago():
            draft.ago = part
        case _Span():
            draft.ago, draft.is_span = part.ago, True
        case _Weekday():
            draft.weekday = part.number
        case _Near():
            draft.near = part.days


def _finish(draft: Draft, tokens: Tokens, words: Lexicon) -> None:
    """Take what else belongs to it: "Uhr" and the like; read a lone "2h" as a distance."""
    alone = draft.day is None and draft.near is None
    if alone and draft.clock is not None and not draft.clock.sure:
        span = words.find_span(tokens, draft.first)
        if span is not None:
            draft.clock, draft.ago, draft.end, draft.is_span = None, span, span.end, True
    if draft.day is not None and draft.clock is not None:
        _take_late(draft, draft.day, draft.clock, tokens, words)
    low = tokens.low[draft.end]
    if draft.ago is None and low in words.glue and edge_after(tokens, draft.end + 1, dot=True):
        draft.end += 1
        if draft.clock is not None:
            draft.clock = draft.clock._replace(marked=True)


def _take_late(draft: Draft, day: Day, clock: Clock, tokens: Tokens, words: Lexicon) -> None:
    """Take a year behind the time ("Dec 15 06:14:35 2016"), a zone behind the day."""
    year = year_at(tokens, draft.end)
    if day.year is None and draft.end == clock.end and year >= 0:
        draft.day, draft.end = day._replace(year=year), draft.end + 1
    elif clock.zone is None and draft.end == day.end:
        end, zone, _ = find_zone(tokens, draft.end, words, exact=False)
        draft.clock, draft.end = clock._replace(zone=zone), end


# -- labels


def _label(draft: Draft, after: int, tokens: Tokens, words: Lexicon) -> None:
    """Find the label before it, or one that ends the line; joining words before it lead it in."""
    draft.lead, draft.tail = draft.first, draft.end
    while draft.lead > after and _is_lead(tokens, draft.lead - 1, words):
        draft.lead -= 1
    for at in range(max(after, draft.first - 2 * _MAX_JOINTS), draft.first):
        found = words.labels.find(tokens, at, draft.first)
        if found is None or all(low in words.glue for low in tokens.low[at : found[0]]):
            continue
        if _is_joint(found[0], draft.first, tokens, words) or _is_marks(
            found[0], draft.first, tokens
        ):
            draft.lead, draft.kind = at, found[1]
            return
    marked = tokens.low[draft.end] in _BARS
    late = words.labels.find(tokens, draft.end + marked)
    if late is None or tokens.low[late[0]] in _COLONS:  # a label of what follows
        return
    if late[0] == tokens.size or (edge_after(tokens, late[0]) and not marked):
        draft.tail, draft.kind = late


def _is_lead(tokens: Tokens, at: int, words: Lexicon) -> bool:
    low = tokens.low[at]
    return low in words.glue or (low == "." and at > 0 and tokens.low[at - 1] in words.glue)


def _is_marks(start: int, end: int, tokens: Tokens) -> bool:
    return end - start <= _MAX_JOINTS and not any(map(str.isalnum, tokens.low[start:end]))


# -- what is a moment and what only looks like one


def edge_before(tokens: Tokens, at: int) -> bool:
    """Whether the line begins at a token, or a mark sets it apart from what stands before."""
    return at <= 0 or tokens.low[at - 1] in _BORDERS or tokens.low[at - 1] == ","


def edge_after(tokens: Tokens, at: int, *, dot: bool = False) -> bool:
    """Whether the line ends before a token, or a mark sets what follows apart."""
    low = tokens.low[at]
    if (dot or at + 1 >= tokens.size) and low in {".", ","}:
        return True
    return not low or low in _BORDERS or low == ","


def _is_plausible(draft: Draft, tokens: Tokens, *, is_only: bool) -> bool:
    apart = edge_before(tokens, draft.lead) and edge_after(tokens, draft.end)
    supported = draft.is_named or apart
    if draft.is_full:
        return supported or draft.clock is not None or not _is_doubtful(draft)
    if draft.day is not None:
        return _is_plausible_part(draft, apart=apart)
    if draft.is_span:
        return _is_plausible_span(draft, tokens)
    if draft.ago is not None:
        return True
    if draft.near is not None:
        alone = apart and tokens.low[draft.end] != ","
        return draft.is_named or alone or (draft.clock is not None and draft.clock.marked)
    alone = apart and is_only and tokens.low[draft.lead - 1] not in _DASHES
    return draft.clock is not None and _is_plausible_clock(draft, apart=alone)


def _is_doubtful(draft: Draft) -> bool:
    return draft.day is not None and draft.day.short and draft.weekday is None


def _is_plausible_part(draft: Draft, *, apart: bool) -> bool:
    """A month and a year need a label; a day and a month a label, a time, or to stand alone."""
    if draft.day is None or draft.day.day is None:
        return draft.is_named
    return draft.is_named or apart or draft.weekday is not None or draft.clock is not None


def _is_plausible_span(draft: Draft, tokens: Tokens) -> bool:
    """Whether it is labelled or the line is just that: "2h"."""
    if draft.ago is None or draft.ago.number > _MAX_SPAN.get(draft.ago.unit, -1):
        return False
    return draft.is_named or (draft.first == 0 and draft.end == tokens.size)


def _is_plausible_clock(draft: Draft, *, apart: bool) -> bool:
    if draft.clock is None or (draft.clock.minute is None and not draft.clock.marked):
        return False
    if draft.is_named:
        return True
    return apart and draft.clock.sure and (draft.clock.marked or draft.weekday is not None)
