"""What a moment's words come to: a day or a time, if need be against a reference time."""

import datetime as dt

from newsparse.article import Precision, Zone
from newsparse.parser.clock import zone_of
from newsparse.parser.moments import Draft

__all__ = ["Value", "precision_of", "stated_zone", "value_of"]

Value = dt.datetime | dt.date | None


def value_of(draft: Draft, reference: dt.datetime | None) -> Value:
    """The day or time that a moment names; ``None`` if it takes a reference to say.

    Raises:
        ValueError: If it lies beyond the ends of the calendar; OverflowError likewise.
    """
    if draft.ago is not None:
        return _go_back(reference, draft.ago.number, draft.ago.unit) if reference else None
    if draft.near == -1:
        return reference.replace(second=0, microsecond=0) if reference else None
    if draft.day is not None and draft.day.year is not None:
        return _at_clock(dt.date(draft.day.year, draft.day.month, draft.day.day or 1), draft, None)
    return _nearest(draft, reference) if reference else None


def _at_clock(day: dt.date, draft: Draft, zone: dt.tzinfo | None) -> dt.datetime | dt.date:
    clock = draft.clock
    if clock is None:
        return day
    if clock.zone is not None:
        zone = zone_of(clock.zone)
    time = dt.time(clock.hour, clock.minute or 0, clock.second or 0, tzinfo=zone)
    return dt.datetime.combine(day, time)


def _nearest(draft: Draft, reference: dt.datetime) -> Value:
    """The last moment that fits and is not after the reference."""
    zone = reference.tzinfo
    today = reference.date()
    if draft.near is not None:
        return _at_clock(today - dt.timedelta(days=draft.near), draft, zone)
    if draft.day is not None and draft.day.day is not None:
        return _at_clock(_last_day(draft.day.month, draft.day.day, today), draft, zone)
    if draft.weekday is not None:
        today -= dt.timedelta(days=(today.weekday() - draft.weekday) % 7)
    value = _at_clock(today, draft, zone)
    if isinstance(value, dt.datetime) and _is_after(value, reference):
        value -= dt.timedelta(days=1 if draft.weekday is None else 7)
    return value


def _is_after(value: dt.datetime, reference: dt.datetime) -> bool:
    if (value.tzinfo is None) != (reference.tzinfo is None):
        return value.replace(tzinfo=None) > reference.replace(tzinfo=None)
    return value > reference


def _last_day(month: int, day: int, today: dt.date) -> dt.date:
    """The last such day, at most one after *today* (it may be tomorrow elsewhere)."""
    limit = today + dt.timedelta(days=1)
    for year in range(limit.year, limit.year - 9, -1):  # leap days are up to 8 years apart
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found <= limit:
            return found
    raise ValueError((month, day))


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def _go_back(reference: dt.datetime, count: int, unit: str) -> dt.datetime | dt.date:
    """So many units before the reference: a moment for hours and less, a day for more."""
    if unit in _DAYS:
        return reference.date() - dt.timedelta(days=count * _DAYS[unit])
    if unit in _MONTHS:
        return _months_before(reference.date(), count * _MONTHS[unit])
    distance = dt.timedelta(**{f"{unit}s": count})
    moment = reference.replace(second=0, microsecond=0) if unit != "second" else reference
    if reference.tzinfo is not None:
        moment = (moment.astimezone(dt.UTC) - distance).astimezone(reference.tzinfo)
    else:
        moment -= distance
    return moment.replace(second=0, microsecond=0)


def _months_before(day: dt.date, count: int) -> dt.date:
    months = day.year * 12 + day.month - 1 - count
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return dt.date(year, month + 1, last)
            except ValueError:
                continue
    raise ValueError((year, month))


_AGO_PRECISION: dict[str, Precision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
}


def precision_of(draft: Draft) -> Precision:
    """The smallest unit that its words state."""
    if draft.ago is not None:
        return _AGO_PRECISION[draft.ago.unit]
    if draft.near == -1:
        return "minute"
    if draft.clock is not None:
        if draft.clock.minute is None:
            return "hour"
        return "minute" if draft.clock.second is None else "second"
    return "month" if draft.day is not None and draft.day.day is None else "day"


def stated_zone(draft: Draft, value: Value) -> Zone:
    """Whether the offset of a value is stated, the reference's, or unknown."""
    if draft.clock is not None and draft.clock.zone is not None:
        return "stated"
    is_aware = isinstance(value, dt.datetime) and value.tzinfo is not None
    return "assumed" if is_aware else "unknown"
