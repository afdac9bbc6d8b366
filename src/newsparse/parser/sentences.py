"""The sentence that leads up to a quote, past other marked words in it."""

import re
from collections.abc import Sequence

from newsparse.parser.lexicon import UPPER
from newsparse.parser.names import Word, words_of

__all__ = ["SENTENCE_END", "last_sentence", "sentence_before"]

# How far back is read, in characters.
_WINDOW = 400
# Marked words that a sentence may have in front of its quote: titles, other quotes.
_MAX_HOLES = 4
# The dot of an initial or of an ordinal ends no sentence; a blank may be missing behind a word.
_DOT = r"[.!?…](?<![^\w][^\W\d_a-z].)(?<!\D\d.)(?<!\D\d\d.)"
SENTENCE_END = re.compile(
    rf"{_DOT}(?:[^\S\n]{{1,2}}(?=[^\W\da-z_])|(?<=[a-zà-ÿ]{{3}}[.!?…])(?=[{UPPER}][a-zà-ÿ]))"
)
# The same at the end of what is read.
_ENDED = re.compile(rf"{_DOT}[^\S\n]{{0,2}}\Z")
# A title among the words, which may be who speaks: the name of a paper, say.
_MAX_TITLE = 4
_MARKS = "\"“”„«»‘’'「」『』`"
_TAIL = 6


def sentence_before(text: str, end: int, holes: Sequence[tuple[int, int]] = ()) -> list[Word]:
    """The words of the last sentence of ``text[:end]``, those in *holes* left out."""
    parts: list[list[Word]] = []
    room = _WINDOW
    for left, right in (*reversed(holes[-_MAX_HOLES:]), (0, 0)):
        first = max(right, end - room)
        if parts and _ENDED.search(text, max(first, end - _TAIL), end):
            break
        start = last_sentence(text, first, end)
        parts.append(words_of(text, start, end))
        room -= end - first
        if start > right or room <= 0 or _closes_sentence(text, left, right, end):
            break
        title = _title(text, left, right)
        if title is not None:
            parts.append([title])
        end = left
    return [word for part in reversed(parts) for word in part]


def _title(text: str, left: int, right: int) -> Word | None:
    """Marked words that may be a name, as one word."""
    inner = text[left:right].strip(_MARKS)
    if not inner[:1].isupper() or inner.count(" ") >= _MAX_TITLE or not inner[-1].isalnum():
        return None
    return Word(inner, inner.lower(), left, right)


def _closes_sentence(text: str, left: int, right: int, end: int) -> bool:
    """Whether marked words are a sentence, and another begins behind them."""
    inside = text[left:right].rstrip(f"{_MARKS} \u00a0")[-1:]
    after = text[right : min(end, right + 3)].lstrip()[:1]
    return inside in {".", "!", "?", "…"} and (not after or after.isupper())


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence of ``text[start:end]`` begins."""
    for match in SENTENCE_END.finditer(text, start, end):
        start = match.end()
    return start
