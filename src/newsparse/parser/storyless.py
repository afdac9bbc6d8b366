"""What a text without a story looks like by its wording: an error page, a consent wall, a search."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from newsparse.languages import Language
from newsparse.parser.features import Features
from newsparse.parser.relations import LIKELY

__all__ = ["STORYLESS", "count_storyless", "is_wall", "kind_of"]

# What tables have phrases of, and how it is called.
STORYLESS = {
    "error": "the page of an error or a check for robots",
    "consent": "a wall that asks for consent",
    "login": "a form to log in or to register",
    "search": "the results of a search",
}
# So many lines of so many characters are looked at, and so many phrases counted.
_LINES, _LINE, _MOST = 150, 700, 6
# From so many phrases on a text without a story is called by its kind.
_SURE = 2


_Merged: TypeAlias = tuple[tuple[frozenset[str], tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def _merged(tables: tuple[Language, ...]) -> _Merged:
    """For each kind the phrases that are whole lines, and those that stand in a line."""
    found = []
    for kind in STORYLESS:
        phrases = [table.storyless[kind] for table in tables if kind in table.storyless]
        whole = frozenset(phrase for one in phrases for phrase in one.whole)
        found.append((whole, tuple(dict.fromkeys(p for one in phrases for p in one.inside))))
    return tuple(found)


def count_storyless(items: Iterable[Features], tables: tuple[Language, ...]) -> tuple[float, ...]:
    """How many phrases of each kind of `STORYLESS` the first short lines have, 6 at most.

    Args:
        items: What is seen of the lines.
        tables: Language tables.
    """
    lines = [item.folded for item in islice(items, _LINES) if item.size <= _LINE]
    known, joined = frozenset(lines), "\n".join(lines)
    return tuple(
        float(min(_MOST, len(whole & known) + sum(map(joined.__contains__, inside))))
        for whole, inside in _merged(tables)
    )


def is_wall(
    items: Sequence[Features], chances: Sequence[float], tables: tuple[Language, ...]
) -> bool:
    """Whether a short text is about errors, consent or accounts for the most part.

    Args:
        items: What is seen of the blocks.
        chances: Of each to be part of a story.
        tables: Language tables.
    """
    likely = [
        (chance * item.size, item)
        for chance, item in zip(chances, items, strict=True)
        if chance >= LIKELY
    ]
    mass = sum(size for size, _ in likely)
    if not 0 < mass <= _LONG:
        return False
    merged = _merged(tables)
    told = sum(size for size, item in likely if _is_told(item.folded, merged))
    return told >= _MOSTLY * mass


# In characters, about; no error says more.
_LONG, _MOSTLY = 2_500, 0.5


def _is_told(line: str, merged: _Merged) -> bool:
    return any(line in whole or any(map(line.__contains__, inside)) for whole, inside in merged)


def kind_of(items: Iterable[Features], tables: tuple[Language, ...]) -> str | None:
    """What a text without a story is, in words; ``None`` where too little tells."""
    counts = dict(zip(STORYLESS, count_storyless(items, tables), strict=True))
    best = max(STORYLESS, key=counts.__getitem__)
    return STORYLESS[best] if counts[best] >= _SURE else None
