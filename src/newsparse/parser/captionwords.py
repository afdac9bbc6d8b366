"""Words around pictures, merged from the language tables."""

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from newsparse.languages import Language

__all__ = ["CaptionWords", "merge_caption_words", "names_between"]

_SLASHES = "/／|｜"


@frozen(eq=False)
class CaptionWords:
    """What the words of some tables mean beside pictures; all in lower case."""

    labels: frozenset[str]  # need a colon behind them
    direct: tuple[str, ...]  # the name follows
    behind: tuple[str, ...]  # the name stands before, the longest first
    first: frozenset[str]  # first words of both, for a quick no
    houses: frozenset[str]
    pictures: frozenset[str]  # of houses, those that sell pictures only
    between: re.Pattern[str]  # what parts the names of a credit
    signs: tuple[str, ...]  # one of them is there where `joint` is found
    house_ends: frozenset[str]  # last words of houses
    joint: re.Pattern[str]  # the same, of which none parts the words of a sentence
    interface: dict[str, tuple[str, ...]]  # by first word, longest first

    def is_house(self, text: str) -> bool:
        """Whether a credit's text is a house's name and no more: ": dpa"."""
        return text.strip(" \u00a0\t:.)|").lower() in self.houses


@lru_cache(maxsize=64)
def merge_caption_words(tables: tuple[Language, ...]) -> CaptionWords:
    """Merge tables, the text's own first."""
    labels = {label for table in tables for label in table.captions.credit}
    direct = {label for table in tables for label in table.captions.credit_by}
    buttons = {phrase for table in tables for phrase in table.captions.interface}
    direct |= {label for label in labels & buttons if " " in label}  # "Image source, AP"
    houses = {name for table in tables for name in table.captions.houses}
    agencies = {name.lower() for table in tables for name in table.agencies}
    through = tuple(sorted({word for table in tables for word in table.captions.through}))
    interface: dict[str, list[str]] = {}
    for table in tables:
        for phrase in table.captions.interface:
            interface.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return CaptionWords(
        labels=frozenset(labels),
        direct=_longest_first(direct),
        behind=_longest_first(label for table in tables for label in table.captions.credit_behind),
        first=frozenset(label.split(" ", 1)[0] for label in labels | direct),
        houses=frozenset(houses | agencies | {f"the {name}" for name in agencies}),
        pictures=frozenset(houses - agencies),
        between=names_between(f"{_SLASHES},、", through),
        joint=names_between(_SLASHES, through),
        signs=(*_SLASHES, *through),
        house_ends=frozenset(
            part.rsplit(None, 1)[-1].rpartition(".")[2] for part in houses | agencies
        ),
        interface={first: _longest_first(phrases) for first, phrases in interface.items()},
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def names_between(signs: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds what parts the names of a credit: one of *signs*, or one of *words*."""
    any_of = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(
        rf"[^\S\n]{{0,3}}[{signs}][^\S\n]{{0,3}}|[^\S\n](?:{any_of})[^\S\n]", re.IGNORECASE
    )
