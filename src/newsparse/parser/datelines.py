"""Datelines: the place and agency printed before a story's first sentence."""

import re
from functools import lru_cache

from newsparse.article import Dateline
from newsparse.languages import Language

__all__ = ["find_dateline", "read_dateline"]

# "May 3", "3 de mayo" or "03 mai 2022", a comma before it.
_DAY = (
    r"(?P<date>,[^\S\n](?:[^\W\d_]{3,12}\.?[^\S\n]\d{1,2}"
    r"|\d{1,2}\.?[^\S\n](?:de[^\S\n])?[^\W\d_]{3,12}\.?(?:[^\S\n](?:de[^\S\n])?\d{4})?))?"
)
# Shapes: Associated Press Stylebook ("HAYWARD, Calif. (AP) — "), Reuters ("LONDON (Reuters) - "),
# dpa ("Berlin (dpa) – "), broadcasters ("(CNN) — "), Scandinavian papers ("STOCKHOLM. ").
_WITH_AGENCY = re.compile(
    r"(?P<place>[^\W\d_][\w .,'’/&-]{1,60}?)[^\S\n]{0,3}"
    rf"{_DAY}[^\S\n]{{0,3}}"
    r"\((?P<agency>[^()\d]{2,40})\)\.?[^\S\n]{0,3}[-–—:]{1,2}[^\S\n]{1,3}"
)
_AGENCY_ONLY = re.compile(
    r"\((?P<agency>[^\W\d_][^()\d]{1,30})\)[^\S\n]{0,3}[-–—]{1,2}[^\S\n]{1,3}"
)
# ANSA: "(ANSA) - ROMA, 03 MAG - ".
_AGENCY_FIRST = re.compile(
    r"\((?P<agency>[^()\d]{2,30})\)[^\S\n]{0,3}[-–—][^\S\n]{1,3}"
    rf"(?P<place>[^\W\d_][\w .'’-]{{1,40}}?){_DAY}[^\S\n]{{0,3}}[-–—][^\S\n]{{1,3}}"
)
# TASS: "МОСКВА, 3 мая. /ТАСС/. ".
_AGENCY_SLASHED = re.compile(
    rf"(?P<place>[^\W\d_][\w .'’-]{{1,40}}?){_DAY}\.?[^\S\n]{{0,3}}"
    r"/(?P<agency>[^/\d\n]{2,30})/\.?[^\S\n]{0,3}[-–—:]{0,2}[^\S\n]{1,3}"
)
# Xinhua and others: "新华社北京5月3日电 ".
_UNSPACED = re.compile(
    r"[（(]?(?P<agency>[\u3400-\u9fff]{2,8}?社)(?P<place>[\u3400-\u9fff]{2,8}?)"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電][）)]?[^\S\n]{0,3}"
)
_CAPITALS = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_.'’-]{2,30}(?:[ -][^\W\d_][^\W\d_.'’-]{1,30}){0,3})"
    r"(?:,[^\S\n][^\W\d_][\w. ]{1,20})?"
    r"(?:[^\S\n]{0,3}[–—-]{1,2}|\.)[^\S\n]{1,3}(?=[“\"„«»”‘]{0,1}[^\W\d_])"
)
# On a line of its own: "Berlin.".
_ALONE = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_.'’-]{1,30}(?:[ -][^\W\d_][^\W\d_.'’-]{1,30}){0,3})\."
)
# A sentence follows.
_MIN_REST = 30


def find_dateline(lede: str, tables: tuple[Language, ...]) -> Dateline | None:
    """Find the dateline at the start of *lede*.

    Args:
        lede: First paragraph of the body, white space collapsed.
        tables: Language tables.

    Returns:
        The dateline, which *lede* begins with, or ``None``.

    Example:
        >>> find_dateline("NAIROBI (Reuters) - Rain fell in the north for nine days.", ())
        Dateline(text='NAIROBI (Reuters) -', place='NAIROBI', agency='Reuters')
    """
    for find in (_with_agency, _agency_first, _agency_only, _agency_within, _in_capitals):
        match = find(lede[:160], tables)
        if match is not None and len(lede) - match.end() >= _MIN_REST:
            return _dateline(match)
    return None


def read_dateline(line: str, below: str, tables: tuple[Language, ...]) -> Dateline | None:
    """Read a line that is a dateline and nothing else.

    Args:
        line: White space collapsed.
        below: The paragraph that follows.
        tables: Language tables.

    Returns:
        The dateline, or ``None`` where the line says anything else, or no story follows.

    Example:
        >>> read_dateline("Berlin.", "Der Bundestag hat am Freitag die Reform beschlossen.", ())
        Dateline(text='Berlin.', place='Berlin')
    """
    if len(line) > _MAX_LINE or len(below) < _MIN_REST:
        return None
    whole = find_dateline(f"{line} {below}", tables)
    if whole is not None and whole.text == line:
        return whole
    match = _ALONE.fullmatch(line)
    if match is None or match["place"].lower() in _labels(tables):
        return None
    named = all(word[0].isupper() for word in match["place"].split())
    return _dateline(match) if named else None


_MAX_LINE = 80


def _dateline(match: re.Match[str]) -> Dateline:
    parts = match.groupdict()
    date = parts.get("date")
    return Dateline(
        text=match[0].rstrip(),
        place=parts.get("place"),
        agency=parts.get("agency"),
        date=date.strip(" ,") if date else None,
    )


def _with_agency(lede: str, tables: tuple[Language, ...]) -> re.Match[str] | None:
    match = _WITH_AGENCY.match(lede)
    if match is None:
        return None
    known = match["agency"].lower() in _agencies(tables)
    return match if known or _is_capital(match["place"].split(",")[0]) else None


def _agency_first(lede: str, tables: tuple[Language, ...]) -> re.Match[str] | None:
    match = _AGENCY_FIRST.match(lede)
    if match is None or match["agency"].lower() not in _agencies(tables):
        return None
    return match if _is_capital(match["place"]) else None


def _agency_within(lede: str, tables: tuple[Language, ...]) -> re.Match[str] | None:
    """An agency between slashes behind the place, or before it in a script without blanks."""
    for pattern in (_AGENCY_SLASHED, _UNSPACED):
        match = pattern.match(lede)
        if match is not None and match["agency"].lower() in _agencies(tables):
            return match
    return None


def _agency_only(lede: str, tables: tuple[Language, ...]) -> re.Match[str] | None:
    match = _AGENCY_ONLY.match(lede)
    if match is None:
        return None
    return (
        match
        if match["agency"].isupper() or match["agency"].lower() in _agencies(tables)
        else None
    )


def _in_capitals(lede: str, tables: tuple[Language, ...]) -> re.Match[str] | None:
    match = _CAPITALS.match(lede)
    if match is None or not _is_capital(match["place"]):
        return None
    return None if match["place"].lower() in _labels(tables) else match


def _is_capital(place: str) -> bool:
    """Whether the place stands in capitals, as wire style has it."""
    return place.isupper()


@lru_cache(maxsize=64)
def _agencies(tables: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(name.lower() for table in tables for name in table.agencies)


@lru_cache(maxsize=64)
def _labels(tables: tuple[Language, ...]) -> frozenset[str]:
    """Words that stand before a dash in capitals and are no place."""
    found: set[str] = set()
    for table in tables:
        found.update(table.labels)
        found.update(table.captions.credit, table.dates.published, table.dates.updated)
        for phrases in (table.notice, *table.boilerplate.values()):
            found.update(phrases.whole)
            found.update(phrases.starts)
    return frozenset(found)
