"""Phrases: how the language tables write down wordings, and how a line is held against them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from attrs import field, frozen

__all__ = ["MARKS", "UNSPACED", "Phrases", "compiled", "fold", "is_border", "split_lines"]

# Scripts written without blanks, as ranges of a character class: Thai and Lao, Burmese, Khmer,
# kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
# Combining marks, which are part of words but no letters to `re`: accents set apart, Hebrew and
# Arabic vowel signs, and those of the scripts of India, each in a block of 128 characters.
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    + "".join(f"{chr(block)}-{chr(block + 0x63)}" for block in range(0x900, 0xE00, 0x80))
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]").match
_EDGES = (
    " \t\u00a0:.,;!?…|·•*#>»›<«‹[](){}–—-_=+/\\×→←▶►▼▲✕✖✓\"'’‘“”„"
    "：。，、；！？｜・「」『』【】〈〉《》（）［］＜＞＝／＿～〜※◆◇■□●○★☆△▽"
)


@lru_cache(maxsize=16)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that is compiled when first needed.

    For classes of many characters that most texts do without: they take some milliseconds each.
    """
    return re.compile(pattern)


def fold(line: str) -> str:
    """The form in which a line is compared: lower case, single spaces, no marks at its ends.

    >>> fold("  » Read  more: ")
    'read more'
    """
    return " ".join(line.lower().split()).strip(_EDGES).replace("’", "'").replace("：", ":")


def split_lines(text: str, *, lower: bool = True) -> tuple[str, ...]:
    """The lines of a table's multi-line string, trimmed, without empty ones."""
    lines = (line.strip() for line in (text.lower() if lower else text).split("\n"))
    return tuple(line for line in lines if line)


def is_border(inner: str, outer: str) -> bool:
    """Whether no word goes on from a phrase's edge to the character beside it, if there is one.

    >>> is_border("g", "g"), is_border("g", ":"), is_border("新", "聞")
    (False, True, True)
    """
    if not (outer.isalnum() and inner.isalnum()):
        return True
    return _IS_UNSPACED(outer) is not None or _IS_UNSPACED(inner) is not None


@frozen
class Phrases:
    """Wordings of one kind, written one a line in a table.

    ``read more`` is a whole line, ``sign up for …`` is how a line begins, ``… in your inbox`` is
    how it ends, ``… all rights reserved …`` stands anywhere in it.  Case, marks at the ends and
    the kind of apostrophe make no difference, but for a colon that more follows: ``update: …``.
    """

    whole: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    inside: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, text: Any) -> "Phrases":
        """Read them from a table's multi-line string."""
        return text if isinstance(text, Phrases) else cls.from_lines(split_lines(str(text)))

    @classmethod
    def from_lines(cls, lines: Iterable[str]) -> "Phrases":
        """Sort *lines* by where their ellipses stand."""
        kinds: dict[tuple[bool, bool], list[str]] = {}
        for line in lines:
            colon = ":" if line.endswith((": …", "：…")) else ""
            kinds.setdefault((line[0] == "…", line[-1] == "…"), []).append(fold(line) + colon)
        return cls(
            whole=frozenset(kinds.get((False, False), ())),
            starts=tuple(kinds.get((False, True), ())),
            ends=tuple(kinds.get((True, False), ())),
            inside=tuple(kinds.get((True, True), ())),
        )

    def __or__(self, other: "Phrases") -> "Phrases":
        return Phrases(
            self.whole | other.whole,
            self.starts + other.starts,
            self.ends + other.ends,
            self.inside + other.inside,
        )

    def __bool__(self) -> bool:
        return bool(self.whole or self.starts or self.ends or self.inside)

    def match(self, folded: str) -> str | None:
        """How *folded* (see `fold`) matches: ``whole``, ``starts``, ``ends``, ``inside``, ``None``.

        A word is never matched in part: ``tag …`` does not match "tagged".  In scripts without
        blanks nothing tells a word's end.
        """
        if folded in self.whole:
            return "whole"
        if self.starts and folded.startswith(self.starts) and self._at_start(folded):
            return "starts"
        if self.ends and folded.endswith(self.ends) and self._at_end(folded):
            return "ends"
        if self.inside and any(map(folded.__contains__, self.inside)):
            return "inside"
        return None

    def _at_start(self, folded: str) -> bool:
        return any(
            folded.startswith(phrase)
            and is_border(phrase[-1:], folded[len(phrase) : len(phrase) + 1])
            for phrase in self.starts
        )

    def _at_end(self, folded: str) -> bool:
        return any(
            folded.endswith(phrase) and is_border(phrase[:1], folded[: -len(phrase)][-1:])
            for phrase in self.ends
        )
