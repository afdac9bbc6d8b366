"""Words of a clause, and the names among them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsparse.languages.phrases import MARKS
from newsparse.parser.lexicon import Lexicon

__all__ = ["Word", "folds_of", "fullest_names", "is_name", "run_back", "run_forward", "words_of"]

# Vowel signs and joiners are parts of words, which `re` does not know.
_LETTERS = rf"[^\W_][\w{MARKS}\u200c\u200d]{{0,60}}"
_WORD = re.compile(rf"{_LETTERS}(?:['’.&-]{_LETTERS}){{0,6}}|[^\w\s{MARKS}]")
_MAX_PARTICLES = 2
_MAX_RUN = 7


class Word(NamedTuple):
    """A word or sign: as written, in lower case with straight apostrophes, and where."""

    text: str
    fold: str
    start: int
    end: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of ``text[start:end]``.

    >>> [word.text for word in words_of("“No,” J. Smith-Jones said.", 5, 26)]
    ['J', '.', 'Smith-Jones', 'said', '.']
    """
    words, starts = _words_in(text)
    first, stop = bisect_left(starts, start), bisect_left(starts, end)
    if stop > first and words[stop - 1].end > end:
        stop -= 1
    return words[first:stop]


@lru_cache(maxsize=4)
def _words_in(text: str) -> tuple[list[Word], list[int]]:
    """All words of one paragraph, and where each begins: many clauses look at the same ones."""
    words = [
        Word(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
    return words, [word.start for word in words]


def folds_of(text: str, start: int, end: int) -> list[str]:
    """The words and signs of ``text[start:end]`` in lower case; cheaper than `words_of`."""
    return _WORD.findall(text[start:end].lower().replace("’", "'"))


def is_name(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is capitalised as names are."""
    return word.text[0].isupper() and word.fold not in lexicon.calendar


def run_forward(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """One past the last word of the name that begins at *at*."""
    end = at + 1
    while end < len(words) and end - at < _MAX_RUN:
        step = _step(words, end, lexicon)
        if not step:
            break
        end += step
    return end


def _step(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """How many words on from *at* belong to the name that ends before it."""
    before = words[at - 1]
    if words[at].text == "." and (len(before.text) == 1 or before.fold in lexicon.honorifics):
        return 1 + _name_at(words, at + 1, lexicon) if at + 1 < len(words) else 0
    for skip in range(_MAX_PARTICLES + 1):
        if _name_at(words, at + skip, lexicon):
            # An article that may stand after the verb begins another phrase: "sagte Berg der Presse".
            return 0 if skip == 1 and words[at].text in lexicon.adverbs else skip + 1
        if at + skip >= len(words) or words[at + skip].text not in lexicon.particles:
            return 0
    return 0


def _name_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return at < len(words) and is_name(words[at], lexicon)


def run_back(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """The first word of the name whose last word is at *at*."""
    first = at
    while first > 0 and at - first < _MAX_RUN:
        step = _step_back(words, first, lexicon)
        if not step:
            break
        first -= step
    return first


def _step_back(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    if words[first - 1].text == "." and first > 1:
        title = words[first - 2]
        short = len(title.text) == 1 or title.fold in lexicon.honorifics
        return 2 if short and is_name(title, lexicon) else 0
    for skip in range(_MAX_PARTICLES + 1):
        at = first - 1 - skip
        if at < 0:
            return 0
        if is_name(words[at], lexicon):
            return skip + 1
        if words[at].text not in lexicon.particles:
            return 0
    return 0


def fullest_names(texts: Sequence[str], lexicon: Lexicon) -> dict[str, str | None]:
    """The fullest name that ends in each last word; ``None`` where two people share it.

    >>> from newsparse.languages import Languages
    >>> from newsparse.parser.lexicon import lexicon_of
    >>> fullest_names(["Mayor Ada Lund, 61, spoke. Ada Lund left."], lexicon_of(Languages().common))
    {'Lund': 'Ada Lund'}
    """
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        for match in lexicon.full_name.finditer(text):
            name = _trim(match[0], lexicon)
            if name:
                found.setdefault(name.rsplit(None, 1)[1], {})[name] = None
    return {last: _fullest(tuple(names)) for last, names in found.items()}


@lru_cache(maxsize=4096)
def _trim(name: str, lexicon: Lexicon) -> str:
    """The name without capitalised common words and titles in front; empty where none is left."""
    words = name.split()
    while len(words) > 1 and _is_lead(words[0].rstrip(".").lower(), lexicon):
        del words[0]
    return " ".join(words) if len(words) > 1 else ""


def _is_lead(word: str, lexicon: Lexicon) -> bool:
    return (
        word in lexicon.common
        or word in lexicon.honorifics
        or word in lexicon.calendar
        or word in lexicon.particles
        or word in lexicon.jobs
    )


def _fullest(names: tuple[str, ...]) -> str | None:
    """The longest of them if all others are parts of it; a word before a full name is a title."""
    longest = max(names, key=len)
    words = set(longest.split())
    if not all(words.issuperset(name.split()) for name in names):
        return None
    return min((name for name in names if longest.endswith(name)), key=len)
