"""Zones that pages leave out: what clocks show in the country that a page is from.

The rules are those of the years since the web has news; where a country has several zones, or has
changed its mind often, only the zones it had all along are given.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

__all__ = ["countries_of", "host_of", "offsets_at"]

# Standard time in minutes east of UTC, and when clocks are put forward by an hour.
_ZONES: dict[str, tuple[tuple[int, str], ...]] = {}


def _add(countries: str, *zones: tuple[int, str]) -> None:
    _ZONES.update(dict.fromkeys(countries.split(), zones))


_add(
    "at be ch cz de dk es fr hr hu it li lu me mk nl no pl rs se si sk ba al mc mt sm va",
    (60, "eu"),
)
_add("gb uk ie pt", (0, "eu"))
_add("bg cy ee fi gr lt lv ro ua md", (120, "eu"))
_add("is gh sn ci", (0, ""))
_add("ng cm dz tn ao bj", (60, ""))
_add("za bw zm zw mw", (120, ""))
_add("tr sa iq ke tz ug et kw qa by", (180, ""))
_add("ae om", (240, ""))
_add("pk uz", (300, ""))
_add("in lk", (330, ""))
_add("np", (345, ""))
_add("bd", (360, ""))
_add("th vn kh la", (420, ""))
_add("cn tw hk sg my ph mo", (480, ""))
_add("jp kr", (540, ""))
_add("co pe ec", (-300, ""))
_add("ve bo do", (-240, ""))
_add("ar uy", (-180, ""))
_add("us", (-300, "us"), (-360, "us"), (-420, "us"), (-480, "us"))
_add("ca", (-300, "us"), (-480, "us"), (-420, "us"), (-360, "us"), (-240, "us"))
_add("mx", (-360, ""))
_add("br", (-180, ""), (-240, ""))
_add("au", (600, "au"), (600, ""), (480, ""))
_add("nz", (720, "nz"))

_HOUR = dt.timedelta(hours=1)
_SUNDAY = 6


def countries_of(language: str | None, url: str | None) -> tuple[str, ...]:
    """The countries that a page may be from, by its address and by the region of its language.

    Example:
        >>> countries_of("de-AT", "https://varn.example/ferry")
        ('at',)
    """
    host = host_of(url).rpartition(".")[2]
    region = (language or "").rpartition("-")[2].lower() if "-" in (language or "") else ""
    return tuple(dict.fromkeys(name for name in (host, region) if name in _ZONES))


def host_of(url: str | None) -> str:
    """The host of an address; empty where it has none, or is no address."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # brackets of an address that is none
        return ""


def offsets_at(country: str, local: dt.datetime) -> Iterator[dt.timedelta]:
    """How far its clocks are ahead of UTC when they show *local*; several where it has several zones."""
    for minutes, rule in _ZONES.get(country, ()):
        standard = dt.timedelta(minutes=minutes)
        yield standard + (_HOUR if rule and _is_summer(local, standard, rule) else dt.timedelta())


def _is_summer(local: dt.datetime, standard: dt.timedelta, rule: str) -> bool:
    start, end = _bounds(local.year, rule, standard)
    plain = local.replace(tzinfo=None)
    if start < end:
        return start <= plain < end
    return not end <= plain < start


@lru_cache(maxsize=256)
def _bounds(year: int, rule: str, standard: dt.timedelta) -> tuple[dt.datetime, dt.datetime]:
    """When clocks are put forward and back, as they show it themselves."""
    if rule == "eu":  # everywhere at 1:00 UTC
        at = dt.timedelta(hours=1) + standard
        return _last_sunday(year, 3) + at, _last_sunday(year, 10) + at + _HOUR
    if rule == "us" and year < _LONGER:
        return _sunday(year, 4, 1) + 2 * _HOUR, _last_sunday(year, 10) + 2 * _HOUR
    if rule == "us":
        return _sunday(year, 3, 2) + 2 * _HOUR, _sunday(year, 11, 1) + 2 * _HOUR
    if rule == "nz":
        return _last_sunday(year, 9) + 2 * _HOUR, _sunday(year, 4, 1) + 3 * _HOUR
    return _sunday(year, 10, 1) + 2 * _HOUR, _sunday(year, 4, 1) + 3 * _HOUR


# From this year on, summer time in North America lasts from March to November.
_LONGER = 2007


def _sunday(year: int, month: int, number: int) -> dt.datetime:
    first = dt.datetime(year, month, 1)  # noqa: DTZ001 - what clocks show
    return first + dt.timedelta(days=(_SUNDAY - first.weekday()) % 7 + 7 * (number - 1))


def _last_sunday(year: int, month: int) -> dt.datetime:
    """Of a month that others follow in its year."""
    last = dt.datetime(year, month + 1, 1) - dt.timedelta(days=1)  # noqa: DTZ001 - likewise
    return last - dt.timedelta(days=(last.weekday() - _SUNDAY) % 7)
