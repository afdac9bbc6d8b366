"""Words of bylines, merged from the language tables, and a line cut into its names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from attrs import frozen

from newsparse.article import AuthorRole
from newsparse.languages import Language, People
from newsparse.parser.timewords import SINGLE

__all__ = [
    "SPLIT",
    "TRIM",
    "UNSPACED",
    "ByWords",
    "is_agency_name",
    "is_named_so",
    "iter_parts",
    "merge_by_words",
]

# Marks between names.
SPLIT = re.compile(
    r"[^\S\n]{0,3}(?:(?P<sign>[,;|/•·，、；｜／])|[^\S\n](?://?|[–—-])[^\S\n])[^\S\n]{0,3}"
)
_BARS = frozenset("|•·｜")
_DASHES = frozenset("–—-")
_WORD = re.compile(r"\S{1,80}")
# Marks that belong to no name.
TRIM = " .:,;|–—-•·*_()（）[]【】：，、"
_MAX_AGENCY_WORDS, _MAX_PARTICLES = 3, 3
# A label of so many characters may run into the name in scripts without blanks ("本报记者").
_MIN_GLUED = 4
# What stands before a part: a bar or a dash, which set a house apart, or something else.
Before: TypeAlias = Literal["bar", "dash", ""]
# Scripts whose names have no blanks.
UNSPACED = re.compile(f"[{SINGLE}]")


@frozen(eq=False)
class ByWords:
    """What the words of some tables mean in bylines; all in lower case."""

    by: dict[str, tuple[str, ...]]  # labels by first word, longest first
    signed: frozenset[str]  # those of them that a sign must follow
    glued: tuple[str, ...]  # labels of scripts without blanks
    short: tuple[str, ...]  # the same, with those that a name follows only in a line of its own
    joint: frozenset[str]
    jobs: frozenset[str]
    after: frozenset[str]  # words before a place or a house
    first: frozenset[str]  # those of them that no name begins with: "…, from the Varn Archive"
    outlets: frozenset[str]
    particles: frozenset[str]
    agencies: frozenset[str]
    buttons: frozenset[str]  # words that are a whole line of boilerplate, or label a day
    weekdays: frozenset[str]
    pictures: frozenset[str]  # labels of credits
    credits: tuple[tuple[str, AuthorRole], ...]  # labels of end credits
    helped: tuple[str, ...]  # what stands behind those who helped, longest first
    helpers: re.Pattern[str]  # finds such a label within a line, in lower case


@lru_cache(maxsize=64)
def merge_by_words(tables: tuple[Language, ...]) -> ByWords:
    """Merge tables, the text's own first."""
    people = [table.people for table in tables]
    by: dict[str, list[str]] = {}
    for part in people:
        for label in (*part.by, *part.by_sign):
            by.setdefault(label.split(" ", 1)[0], []).append(label)
    ends: list[tuple[str, AuthorRole]] = []
    for part in people:
        ends.extend((label, "editor") for label in part.editor)
        ends.extend((label, "contributor") for label in part.contributor)
    after = frozenset().union(*(part.place | part.house for part in people))
    particles = frozenset().union(*(part.particles for part in people))
    return ByWords(
        by={
            word: tuple(sorted(set(v), key=lambda word: (-len(word), word)))
            for word, v in by.items()
        },
        glued=tuple(word for word in by if len(word) >= _MIN_GLUED and UNSPACED.match(word)),
        short=tuple(word for word in by if len(word) > 1 and UNSPACED.match(word)),
        signed=_signed(people),
        joint=frozenset().union(
            *(part.joint for part in people), *(table.captions.through for table in tables)
        ),
        jobs=frozenset().union(*(part.jobs for part in people)),
        after=after,
        first=after - particles,
        outlets=frozenset().union(*(part.outlets for part in people)),
        particles=particles,
        agencies=frozenset(name.lower() for table in tables for name in table.agencies),
        buttons=frozenset(word for table in tables for word in _buttons(table)),
        weekdays=frozenset(
            word for table in tables for names in table.dates.weekdays for word in names
        ),
        pictures=frozenset(label for table in tables for label in table.captions.credit),
        credits=tuple(sorted(ends, key=lambda row: -len(row[0]))),
        helped=tuple(
            sorted({label for part in people for label in part.contributed}, key=len, reverse=True)
        ),
        helpers=_any_of(label for label, _ in ends if " " in label),
    )


def _signed(people: Sequence[People]) -> frozenset[str]:
    """Labels that every table with them wants a sign behind."""
    plain = frozenset().union(*(part.by for part in people))
    return frozenset(label for part in people for label in part.by_sign) - plain


def _any_of(labels: Iterable[str]) -> re.Pattern[str]:
    """Finds one of some labels behind other words; nothing where there are none."""
    spelled = sorted(map(re.escape, set(labels)), key=lambda label: (-len(label), label))
    return re.compile(rf"(?<=[\s.,;|·•(])(?:{'|'.join(spelled)})\b" if spelled else "(?!)")


def _buttons(table: Language) -> Iterator[str]:
    """Single words that are a whole line of boilerplate, or the label of a time."""
    for phrases in table.boilerplate.values():
        yield from (phrase for phrase in phrases.whole if " " not in phrase)
    labels = (*table.dates.published, *table.dates.updated)
    yield from (label for label in labels if " " not in label)


def iter_parts(rest: str, lexicon: ByWords) -> Iterator[tuple[str, Before, bool]]:
    """What stands between commas, bars and words like "and"; what follows "in" is cut off.

    Yields:
        Each part, which mark stands before it, and whether a joining word does.
    """
    at = 0
    before: Before = ""
    for sign in [*SPLIT.finditer(rest), None]:
        end = sign.start() if sign else len(rest)
        for number, part in enumerate(_joined(rest[at:end], lexicon)):
            if part:
                yield part, before, number > 0 or _begins_joined(rest[at:end], lexicon)
        if sign is not None:
            at, before = sign.end(), _kind_of(sign)


def _kind_of(sign: re.Match[str]) -> Before:
    if sign["sign"] in _BARS:
        return "bar"
    return "dash" if sign[0].strip() in _DASHES else ""


def _begins_joined(piece: str, lexicon: ByWords) -> bool:
    return piece.split(" ", 1)[0].lower() in lexicon.joint


def _joined(piece: str, lexicon: ByWords) -> list[str]:
    """The names of a piece that joining words set apart, and the agency behind a name.

    Words from "in" or "for" on are left out, up to the next name that such a word follows:
    "Ada Lund in Varn and Owen Tresk in Kestle".
    """
    parts: list[list[str]] = [[]]
    words = _WORD.findall(piece)
    low = [word.lower() for word in words]
    ends = [at for at in range(len(low)) if low[at] in lexicon.after]
    skips = False
    for at, word in enumerate(words):
        if low[at] in lexicon.joint:
            skips = skips and at > ends[-1]
            if parts[-1] and not skips:
                parts.append([])
        elif not skips and low[at] in (lexicon.after if parts[-1] else lexicon.first):
            skips = not _is_particle(words, at, len(parts[-1]), lexicon)
            if not skips:
                parts[-1].append(word)
        elif not skips and (
            parts[-1] or low[at] not in lexicon.by or is_named_so(low[at:], lexicon)
        ):
            parts[-1].append(word)  # without the by-word of "… and by Owen Tresk"
    names = (name for part in parts for name in _before_agency(part, lexicon))
    return [" ".join(name).strip(TRIM) for name in names]


def is_named_so(low: Sequence[str], lexicon: ByWords) -> bool:
    """Whether the by-word that these words begin with is part of a name: "de la Torre"."""
    return low[0] in lexicon.particles and len(low) > 1 and low[1] in lexicon.particles


def _is_particle(words: Sequence[str], at: int, before: int, lexicon: ByWords) -> bool:
    """Whether a word like "de", which may also mean "of", goes on with a name.

    It does behind the first word of one ("Ada de Lund"), and before another one ("de la Lund").
    """
    end = at
    last = min(len(words), at + _MAX_PARTICLES + 1)
    while end < last and words[end] in lexicon.particles:
        end += 1
    if end in {at, last} or words[end][0].islower():
        return False
    return before == 1 or end > at + 1


def _before_agency(words: list[str], lexicon: ByWords) -> list[list[str]]:
    """A name of two words or more apart from the agency behind it: "Ada Lund Associated Press"."""
    if is_agency_name(" ".join(words).strip(TRIM), lexicon):
        return [words]
    for count in range(_MAX_AGENCY_WORDS, 0, -1):
        at = len(words) - count
        if at > 1 and is_agency_name(" ".join(words[at:]).strip(TRIM), lexicon):
            return [words[:at], words[at:]]
    return [words]


def is_agency_name(part: str, lexicon: ByWords) -> bool:
    """Whether a part is the name of a news agency and nothing else."""
    low = part.lower()
    return low in lexicon.agencies or low.removeprefix("the ") in lexicon.agencies
