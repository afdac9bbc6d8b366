"""The sentence that leads up to a quote, past other marked words in it."""

import re
from collections.abc import Sequence

from newsparse.parser.names import Word, words_of

__all__ = ["SENTENCE_END", "last_sentence", "sentence_before"]

# How far back is read, in characters.
_WINDOW = 220
# Marked words that a sentence may have in front of its quote: titles, other quotes.
_MAX_HOLES = 4
# The dot of an initial or of an ordinal ends no sentence.
SENTENCE_END = re.compile(
    r"(?<![^\w][^\W\d_a-z])(?<!\D\d)(?<!\D\d\d)[.!?…][^\S\n]{1,2}(?=[^\W\da-z_])"
)


def sentence_before(text: str, end: int, holes: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of the last sentence of ``text[:end]``, those in *holes* left out."""
    parts: list[list[Word]] = []
    room = _WINDOW
    for left, right in (*reversed(holes[-_MAX_HOLES:]), (0, 0)):
        first = max(right, end - room)
        start = last_sentence(text, first, end)
        parts.append(words_of(text, start, end))
        room -= end - first
        if start > right or room <= 0 or _closes_sentence(text, left, right, end):
            break
        end = left
    return [word for part in reversed(parts) for word in part]


def _closes_sentence(text: str, left: int, right: int, end: int) -> bool:
    """Whether marked words are a sentence, and another begins behind them."""
    inside = text[left:right].rstrip("\"“”„«»‘’'「」『』 \u00a0")[-1:]
    after = text[right : min(end, right + 3)].lstrip()[:1]
    return inside in {".", "!", "?", "…"} and (not after or after.isupper())


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence of ``text[start:end]`` begins."""
    for match in SENTENCE_END.finditer(text, start, end):
        start = match.end()
    return start
