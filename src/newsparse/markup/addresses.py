"""Days in the addresses of pages: ``/2019/05/03/ferry.html``."""

import datetime as dt
import re

__all__ = ["find_day"]

# The web had no news before, and an address names no day long after it was made.
_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_SHORT = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_SHORT.split("|"), 1)}
_YEAR, _TWO = r"(?:19|20)\d\d", r"\d{1,2}"
_BEFORE, _AFTER = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z.]\d|\d)"
_DAYS = tuple(
    re.compile(f"{_BEFORE}{pattern}{_AFTER}")
    for pattern in (
        rf"(?P<y>{_YEAR})(?P<s>[/_-])(?P<m>{_TWO}|{_SHORT})(?P=s)(?P<d>{_TWO})",
        rf"(?P<y>{_YEAR})/(?P<m>\d\d)[-_]?(?P<d>\d\d)",
        rf"(?P<d>{_TWO})(?P<s>[/_-])(?P<m>{_TWO})(?P=s)(?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR})(?P<m>\d\d)(?P<d>\d\d)",
    )
)
_MAX_PATH = 500


def find_day(address: str) -> str | None:
    """The one day that the path of an address states, in ISO 8601; ``None`` without any.

    Of an archived copy, the copied page's own address counts.

    Example:
        >>> find_day("https://varn.example/news/2019/05/03/ferry")
        '2019-05-03'
    """
    page = re.split("[?#]", address, maxsplit=1)[0].rpartition("://")[2]
    path = page.partition("/")[2].lower()[:_MAX_PATH]
    for pattern in _DAYS:
        days = {day for found in pattern.finditer(f"/{path}") if (day := _day(found))}
        if days:
            return days.pop().isoformat() if len(days) == 1 else None
    return None


def _day(found: re.Match[str]) -> dt.date | None:
    year, month = int(found["y"]), found["m"]
    try:
        day = dt.date(year, _MONTHS.get(month) or int(month), int(found["d"]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= year <= _LAST_YEAR else None
