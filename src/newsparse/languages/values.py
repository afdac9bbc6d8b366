"""Values of the language tables: what the strings and rows of their TOML stand for.

A value that is read already stays as it is, so that tables can be copied with changes.
"""

from collections.abc import Mapping
from typing import Any

from newsparse.languages.phrases import Phrases, split_lines

__all__ = [
    "to_lines",
    "to_names",
    "to_pairs",
    "to_phrases",
    "to_phrases_by_kind",
    "to_rows",
    "to_units",
    "to_words",
]


def to_words(text: Any) -> frozenset[str]:
    """Words in lower case, parted by white space."""
    return text if isinstance(text, frozenset) else frozenset(str(text or "").lower().split())


def to_lines(text: Any) -> tuple[str, ...]:
    """Lines in lower case, trimmed."""
    return text if isinstance(text, tuple) else split_lines(str(text or ""))


def to_rows(text: Any) -> tuple[tuple[str, ...], ...]:
    """Lines, each as its words."""
    if isinstance(text, tuple):
        return text
    return tuple(tuple(line.lower().split()) for line in split_lines(str(text or "")))


def to_pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    """Rows of two."""
    return tuple((str(row[0]), str(row[1])) for row in rows or ())


def to_names(text: Any) -> tuple[str, ...]:
    """Lines as they are written."""
    return text if isinstance(text, tuple) else split_lines(str(text or ""), lower=False)


def to_units(table: Any) -> Mapping[str, frozenset[str]]:
    """The words of each unit."""
    return {unit: to_words(names) for unit, names in table.items()}


def to_phrases(text: Any) -> Phrases:
    """Phrases, one a line."""
    return text if isinstance(text, Phrases) else Phrases.of(text)


def to_phrases_by_kind(table: Any) -> Mapping[str, Phrases]:
    """The phrases of each kind."""
    return {reason: to_phrases(text) for reason, text in table.items()}
