"""What a text without a story looks like by its wording: an error page, a consent wall, a search."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import islice
from operator import or_

from attrs import evolve

from newsparse.languages import Language
from newsparse.languages.phrases import Phrases
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


@lru_cache(maxsize=64)
def _merged(tables: tuple[Language, ...]) -> tuple[Phrases, ...]:
    """The phrases of all tables for each kind, each once."""
    found = []
    for kind in STORYLESS:
        merged = reduce(or_, (table.storyless.get(kind, Phrases()) for table in tables))
        found.append(evolve(merged, inside=tuple(dict.fromkeys(merged.inside))))
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
        float(min(_MOST, len(one.whole & known) + sum(map(joined.__contains__, one.inside))))
        for one in _merged(tables)
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
    kinds = _merged(tables)
    told = sum(size for size, item in likely if any(one.match(item.folded) for one in kinds))
    return told >= _MOSTLY * mass


# In characters, about; no error says more.
_LONG, _MOSTLY = 2_500, 0.5


def kind_of(items: Iterable[Features], tables: tuple[Language, ...]) -> str | None:
    """What a text without a story is, in words; ``None`` where too little tells."""
    counts = dict(zip(STORYLESS, count_storyless(items, tables), strict=True))
    best = max(STORYLESS, key=counts.__getitem__)
    return STORYLESS[best] if counts[best] >= _SURE else None
