"""Words of dates and times: a line cut into tokens, and the language tables as look-ups.

Nothing here knows a language: what a word means is read from the tables, merged once for each
tuple of them; what the first table says of a word wins.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from attrs import frozen

from newsparse.languages import Dates, Language
from newsparse.languages.phrases import Phrases

__all__ = ["MAX_LINE", "SINGLE", "WORD", "Ago", "Book", "Lexicon", "Tokens", "merge_words"]

MAX_LINE = 300  # a line is read this far; what says when is shorter by far
# Scripts written without blanks: each character is a token, in lines and phrases alike.
SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SINGLE = re.compile(f"[{SINGLE}]")
# Points of Hebrew and Arabic, and the vowel signs of the scripts of India, which lie 128 apart.
_SIGNS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670" + "".join(
    f"{chr(block + first)}-{chr(block + last)}"
    for block in range(0x900, 0xE00, 0x80)
    for first, last in ((0x00, 0x03), (0x3A, 0x3C), (0x3E, 0x4F), (0x51, 0x57), (0x62, 0x63))
)
WORD = rf"[^\W\d_{SINGLE}](?:[^\W\d_{SINGLE}]|[{_SIGNS}]){{0,299}}"
# A year run together with what follows ("July 9, 202562 views") is a number of its own.
_TOKEN = re.compile(rf"(?:19|20)\d\d(?=\d{{1,2}}(?!\d))|\d{{1,300}}|[{SINGLE}]|{WORD}|[^\s\w]|_")
# Two words run together where a page's layout set them apart: "by Ada LundMay 3, 2022".
_SEAM = re.compile(r"[a-zß-öø-ÿа-џά-ώ](?=[A-ZÀ-ÖØ-ÞЀ-ЯΆ-ΏΑ-Ϋ])")
# Patterns look this far past the last token without asking whether the line goes on.
_PADDING = 10
_NO_WORDS, _NO_SIZES, _NO_NUMBERS = ("",) * _PADDING, (0,) * _PADDING, (-1,) * _PADDING
_MAX_DIGITS = 9
_YEAR_DIGITS, _FIRST_YEAR = 4, 1900

V = TypeVar("V")


class Tokens:
    """A line's numbers, words and marks, in order.

    Attributes:
        low: Each in lower case, with straight apostrophes; empty ones follow the last.
        starts: Where each begins in the line.
        ends: Where each ends.
        sizes: Letters or digits of each, 0 of a mark.
        size: How many there are.
        line: The line, cut to `MAX_LINE` characters.
    """

    __slots__ = ("_numbers", "_seams", "ends", "line", "low", "size", "sizes", "starts")

    def __init__(self, line: str) -> None:
        self.line = line[:MAX_LINE]
        composed, places = _composed(self.line)
        text = _lower(composed)
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self._seams = {match.end() for match in _SEAM.finditer(composed)}
        if self._seams:
            spans = _split_spans(spans, self._seams)
        if len(line) > MAX_LINE and spans and spans[-1][1] == len(text):
            spans.pop()  # it may go on behind the cut
        self.size = len(spans)
        low = [text[start:end] for start, end in spans]
        if places:
            spans = [(places[start], places[end]) for start, end in spans]
            self._seams = {places[at] for at in self._seams}
        self.sizes = [len(token) if token[0].isalnum() else 0 for token in low]
        self._numbers = [
            int(token) if token.isdecimal() and len(token) <= _MAX_DIGITS else -1 for token in low
        ]
        self.low = low
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        low += _NO_WORDS
        self.sizes += _NO_SIZES
        self._numbers += _NO_NUMBERS
        edges = [len(text) + 1] * _PADDING
        self.starts += edges
        self.ends += edges

    def number(self, at: int, digits: int = 2) -> int:
        """The number at a token of one to *digits* digits (at most nine), or -1."""
        return self._numbers[at] if self.sizes[at] <= digits else -1

    def is_glued(self, at: int) -> bool:
        """Whether no blank stands before this token (the first one has nothing before it)."""
        return at > 0 and self.starts[at] == self.ends[at - 1]

    def is_run_on(self, at: int) -> bool:
        """Whether it is a number behind a year, without a blank between them."""
        return self.is_glued(at) and self._numbers[at - 1] >= 0

    def is_seam(self, at: int) -> bool:
        """Whether it ran together with a year or word before it that is none of its own."""
        return self.is_glued(at) and (
            self.starts[at] in self._seams
            or (self.sizes[at - 1] == _YEAR_DIGITS and self._numbers[at - 1] >= _FIRST_YEAR)
        )

    def is_single(self, at: int) -> bool:
        """Whether it is a character of a script in which blanks do not part words."""
        return _SINGLE.match(self.low[at]) is not None

    def is_word(self, at: int) -> bool:
        """Whether it is made of letters or digits."""
        return self.sizes[at] > 0


def _composed(line: str) -> tuple[str, list[int]]:
    """The line with its letters and marks composed, and where each character begins in *line*.

    Nothing is returned for the places where nothing had to be composed.
    """
    if unicodedata.is_normalized("NFC", line):
        return line, []
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(line):
        end = at + 1
        while end < len(line) and unicodedata.combining(line[end]):
            end += 1
        piece = unicodedata.normalize("NFC", line[at:end])
        pieces.append(piece)
        places.extend(min(at + n, end - 1) for n in range(len(piece)))
        at = end
    return "".join(pieces), [*places, len(line)]


def _split_spans(spans: list[tuple[int, int]], seams: set[int]) -> list[tuple[int, int]]:
    """The spans, cut at the seams within them."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        inner = sorted(seams.intersection(range(start + 1, end)))
        found.extend(zip((start, *inner), (*inner, end), strict=True))
    return found


def _lower(line: str) -> str:
    """Lower case of the same length, so that offsets hold."""
    low = line.lower().replace("’", "'")
    if len(low) == len(line):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in line).replace("’", "'")


def _split(phrase: str) -> tuple[str, ...]:
    """Its tokens, without marks at the end ("kl." is "kl"), which a line may lack."""
    found: list[str] = _TOKEN.findall(_lower(phrase))
    while found and not found[-1][0].isalnum():
        found.pop()
    return tuple(found)


class Book(Generic[V]):
    """Phrases by their first word, longest first."""

    __slots__ = ("_entries",)

    def __init__(self, phrases: Iterable[tuple[str, V]]) -> None:
        known: dict[tuple[str, ...], V] = {}
        for phrase, value in phrases:
            if words := _split(phrase):
                known.setdefault(words, value)
        self._entries: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for words in sorted(known, key=lambda word: (-len(word), word)):
            self._entries.setdefault(words[0], []).append((words, known[words]))

    def find(self, tokens: Tokens, at: int, limit: int = MAX_LINE) -> tuple[int, V] | None:
        """The longest phrase that begins at a token and ends before the token *limit*.

        Returns:
            One past its last token, and its value.
        """
        entries = self._entries.get(tokens.low[at])
        for words, value in entries or ():
            end = at + len(words)
            if end > limit:
                continue
            if len(words) == 1 or tuple(tokens.low[at:end]) == words:
                dotted = "." in words and tokens.low[end] == "." and tokens.is_glued(end)
                return end + dotted, value
        return None

    @property
    def firsts(self) -> Iterable[str]:
        """The words that phrases begin with."""
        return self._entries


_NUMBER, _UNIT = "{n}", "{unit}"


class Ago(NamedTuple):
    """A distance back in time: one past its last token, how many, of what unit."""

    end: int
    number: int
    unit: str


@frozen(kw_only=True, eq=False)
class Lexicon:
    """What the words of some tables mean in dates and times.

    Attributes:
        order: Order of an all-digit date.
        months: Number of a month by name.
        weekdays: Number of a weekday, Monday 0.
        glue: Words between the parts of a date.
        halves: Hours to add: 0 before noon, 12 after.
        days: Whole expressions: 0 for today, 1 for yesterday, -1 for this moment.
        labels: ``"published"`` or ``"updated"``.
        early_halves: The same, of languages in which they stand before the hour.
        units: Unit by name of one word.
        unit_names: Unit by any of its names.
        ones: Words that mean 1.
        noise: Phrases of what looks like a time and is none.
        templates: "{n} {unit} ago", as words, by the first one.
        starters: Words that relative times begin with; without one of them a line that has no
            digits names no time.
        anchors: Words that any part of a moment may begin with.
        editions: Words behind which numbers with dots are no day.
        eras: The year before the first of an era, by its name.
        solar_months: Number of a month of the solar Hijri calendar by name.
        counted: Words that may stand behind the number of "{n} {unit} ago".
    """

    order: str
    months: Book[int]
    weekdays: Book[int]
    glue: frozenset[str]
    halves: Book[int]
    early_halves: Book[int]
    days: Book[int]
    labels: Book[str]
    units: dict[str, str]
    unit_names: Book[str]
    ones: frozenset[str]
    noise: Phrases
    templates: dict[str, list[tuple[str, ...]]]
    starters: frozenset[str]
    anchors: frozenset[str]
    editions: frozenset[str]
    eras: Book[int]
    solar_months: dict[str, int]
    counted: frozenset[str]

    def find_ago(self, tokens: Tokens, at: int) -> Ago | None:
        """Match the templates at a token."""
        low = tokens.low[at]
        candidates: Sequence[tuple[str, ...]] = self.templates.get(low, ())
        if (low.isdecimal() or low in self.ones) and tokens.low[at + 1] in self.counted:
            candidates = (*self.templates.get(_NUMBER, ()), *candidates)
        for words in candidates:
            if (found := self._fit(words, tokens, at)) is not None:
                return found
        return None

    def find_span(self, tokens: Tokens, at: int) -> Ago | None:
        """A number and a unit without more ("2h")."""
        return self._fit((_NUMBER, _UNIT), tokens, at)

    def _fit(self, words: Sequence[str], tokens: Tokens, at: int) -> Ago | None:
        if tokens.is_run_on(at):
            return None
        count, unit = 1, ""
        for word in words:
            low = tokens.low[at]
            if word == _NUMBER:
                count = 1 if low in self.ones else tokens.number(at, 3)
            elif word == _UNIT:
                found = self.unit_names.find(tokens, at)
                if found is None:
                    return None
                end, unit = found
                at = end - 1 + (tokens.low[end] == ".")
            elif word != low:
                return None
            if count < 0:
                return None
            at += 1
        return Ago(at, count, unit)


def _templates(tables: Sequence[Language]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in dict.fromkeys(line for table in tables for line in table.dates.ago):
        words: list[str] = []
        for piece in line.split():
            words.extend((piece,) if piece in {_NUMBER, _UNIT} else _split(piece))
        found.setdefault(words[0], []).append(tuple(words))
    for rows in found.values():
        rows.sort(key=lambda word: (-len(word), word))
    return found


def _counted(templates: dict[str, list[tuple[str, ...]]], units: Iterable[str]) -> frozenset[str]:
    """The words that may stand behind a number at the beginning of a template."""
    seconds = {words[1] for words in templates.get(_NUMBER, ()) if len(words) > 1}
    return frozenset((*seconds, *units) if _UNIT in seconds else seconds)


def _halves(tables: Sequence[Language]) -> Iterable[tuple[str, int]]:
    """Words for the halves of the day, unless they join dates in a language that comes before."""
    glue: set[str] = set()
    for table in tables:
        for words, hours in ((table.dates.am, 0), (table.dates.pm, 12)):
            yield from ((word, hours) for word in sorted(words - glue))
        glue |= table.dates.glue


def _numbered(rows: Iterable[tuple[tuple[str, ...], ...]], first: int) -> list[tuple[str, int]]:
    return [
        (word.replace("_", " "), number)
        for table in rows
        for number, words in enumerate(table, first)
        for word in words
    ]


def _early_halves(tables: Sequence[Language]) -> Iterable[tuple[str, int]]:
    return _halves([table for table in tables if table.dates.half_first])


def _unit_names(tables: Sequence[Language]) -> list[tuple[str, str]]:
    return [
        (name, unit)
        for table in tables
        for unit, names in table.dates.units.items()
        for name in sorted(names)
    ]


def _single_words(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, unit in names:
        words = _split(name)
        if len(words) == 1:
            found.setdefault(words[0], unit)
    return found


def _days(dates: Iterable[Dates]) -> Iterable[tuple[str, int]]:
    for part in dates:
        for number, phrases in ((-1, part.now), (0, part.today), (1, part.yesterday)):
            yield from ((phrase, number) for phrase in phrases)


def _labels(dates: Iterable[Dates]) -> Iterable[tuple[str, str]]:
    for part in dates:
        for kind, phrases in (("published", part.published), ("updated", part.updated)):
            yield from ((phrase, kind) for phrase in phrases)


@lru_cache(maxsize=64)
def merge_words(tables: tuple[Language, ...]) -> Lexicon:
    """Merge tables, the text's own first; a word means what the first table with it says."""
    dates = [table.dates for table in tables]
    noise = Phrases()
    for part in dates:
        noise |= part.noise
    days = Book(_days(dates))
    months = Book(_numbered((part.months for part in dates), 1))
    weekdays = Book(_numbered((part.weekdays for part in dates), 0))
    ones = frozenset(_split(word)[0] for part in dates for word in part.one if _split(word))
    templates = _templates(tables)
    unit_names = _unit_names(tables)
    units = Book(unit_names)
    early_halves = Book(_early_halves(tables))
    starters = frozenset((*days.firsts, *templates, *ones))
    eras = Book((row[0], int(row[1])) for part in dates for row in part.eras)
    solar = dict(reversed(_numbered((part.solar_months for part in dates), 1)))
    return Lexicon(
        order=dates[0].order if dates else "dmy",
        months=months,
        weekdays=weekdays,
        glue=frozenset(word for part in dates for words in part.glue for word in _split(words)),
        halves=Book(_halves(tables)),
        early_halves=early_halves,
        days=days,
        labels=Book(_labels(dates)),
        units=_single_words(unit_names),
        unit_names=units,
        ones=ones,
        noise=noise,
        templates=templates,
        starters=starters,
        anchors=starters.union(months.firsts, weekdays.firsts, early_halves.firsts, eras.firsts),
        editions=frozenset().union(*(part.editions for part in dates)),
        eras=eras,
        solar_months=solar,
        counted=_counted(templates, units.firsts),
    )
