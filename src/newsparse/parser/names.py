"""Words of a clause, and the names among them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from newsparse.languages.phrases import MARKS
from newsparse.parser.lexicon import CAPITAL_WORD, NAME_START, UPPER, Lexicon
from newsparse.parser.nounnames import is_lead, nouns_in, past_nouns

__all__ = [
    "MIN_FULL",
    "Names",
    "Word",
    "capital_words",
    "folds_of",
    "is_capital",
    "is_name",
    "names_of",
    "run_back",
    "run_forward",
    "words_of",
]

# So many words in capitals are a full name.
MIN_FULL = 2
# Vowel signs and joiners are parts of words, which `re` does not know.
_LETTERS = rf"[^\W_][\w{MARKS}\u200c\u200d]{{0,60}}"
_WORD = re.compile(
    rf"{_LETTERS}(?:(?:['’.&-]|(?<=[א-ת])[\"״](?=[א-ת])){_LETTERS}){{0,6}}|[^\w\s{MARKS}]"
)
_NAME_START = re.compile(NAME_START)
# The words of a paragraph of up to so many characters are read once for all its clauses;
# so short a stretch is read by itself.
_MAX_SHARED, _MIN_SHARED = 400, 120
# A word made with the letters of a party or a house says what somebody is: "AfD-Landeschef".
_OF_LETTERS = re.compile(rf"[{UPPER}]{{1,4}}[^\W\d_]{{0,3}}[{UPPER}]-\w")
_MAX_PARTICLES = 2
_MAX_SHORT = 4
_MIN_STEM, _MIN_INFLECTED, _MAX_ENDING = 4, 5, 3
_MAX_RUN = 7
# An initial and its dot.
_MAX_INITIAL = 2


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
    if len(text) > _MAX_SHARED or end - start < _MIN_SHARED:
        return _read_words(text, start, end)
    words, starts = _words_in(text)
    first, stop = bisect_left(starts, start), bisect_left(starts, end)
    if stop > first and words[stop - 1].end > end:
        stop -= 1
    return words[first:stop]


@lru_cache(maxsize=4)
def _words_in(text: str) -> tuple[list[Word], list[int]]:
    """All words of one paragraph, and where each begins: many clauses look at the same ones."""
    words = _read_words(text, 0, len(text))
    return words, [word.start for word in words]


def _read_words(text: str, start: int, end: int) -> list[Word]:
    fold = text[start:end].lower().replace("’", "'")
    found = _WORD.finditer(text, start, end)
    if len(fold) != end - start:
        return [Word(m[0], m[0].lower().replace("’", "'"), m.start(), m.end()) for m in found]
    spans = [m.span() for m in found]
    return [Word(text[a:b], fold[a - start : b - start], a, b) for a, b in spans]


def folds_of(text: str, start: int, end: int) -> list[str]:
    """The words and signs of ``text[start:end]`` in lower case; cheaper than `words_of`."""
    return _WORD.findall(text[start:end].lower().replace("’", "'"))


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or with an article and one: "al-Sharaa"."""
    return _NAME_START.match(word) is not None


def is_name(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is capitalised as names are."""
    return is_capital(word.text) and word.fold not in lexicon.calendar


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
    if words[at].text == "." and (_is_short(before, lexicon)):
        return 1 + _name_at(words, at + 1, lexicon) if at + 1 < len(words) else 0
    for skip in range(_MAX_PARTICLES + 1):
        if _name_at(words, at + skip, lexicon):
            # An article that may stand after the verb begins another phrase: "sagte Berg der Presse".
            return 0 if skip == 1 and words[at].text in lexicon.adverbs else skip + 1
        known = lexicon.particles if skip else lexicon.joiners
        if at + skip >= len(words) or words[at + skip].text not in known:
            return 0
    return 0


def _is_short(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word before a dot is an initial or a short title: "J.", "Dr."."""
    return len(word.text) == 1 or (
        len(word.text) <= _MAX_SHORT and word.fold in lexicon.honorifics
    )


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
        short = _is_short(title, lexicon)
        return 2 if short and is_name(title, lexicon) else 0
    for skip in range(_MAX_PARTICLES + 1):
        at = first - 1 - skip
        if at < 0:
            return 0
        if is_name(words[at], lexicon):
            return skip + 1 if not skip or words[at + 1].text in lexicon.joiners else 0
        if words[at].text not in lexicon.particles:
            return 0
    return 0


@frozen
class Names:
    """The full names of a story.

    Attributes:
        texts: What they stand in.
        first: Each name, and the text and character where it first stands.
        nouns: Words that are nobody's name, where nouns have capitals.
    """

    texts: Sequence[str]
    first: dict[str, tuple[int, int]]
    nouns: frozenset[str]
    _by_last: dict[str, tuple[str, ...]]
    _fullest: dict[str, str | None]
    _whole: str

    def full(self, name: str, at: int) -> str | None:
        """The fullest name of the person called *name*; ``None`` if two are, or nobody.

        Of two only one counts if the other is named no earlier than behind text *at*.
        """
        last = name.rsplit(None, 1)[-1]
        if last not in self._fullest:
            return self._inflected(last)
        known = self._fullest[last]
        if known is not None and " " in name and known.endswith(name):
            return name
        if known is None and " " in name:
            return next((full for full in self._by_last[last] if name.endswith(full)), None)
        if known is None:
            earlier = [full for full in self._by_last[last] if self.first[full][0] <= at]
            return earlier[0] if len(earlier) == 1 else None
        return known

    def _inflected(self, last: str) -> str | None:
        """The one whose last name differs by an ending: "Лукашина" is of "Лукашин"."""
        if len(last) < _MIN_INFLECTED:
            return None
        stem = last[:-_MAX_ENDING] if len(last) > _MIN_INFLECTED else last[:-1]
        near = [
            full
            for known, full in self._fullest.items()
            if known.startswith(stem) and _is_inflected(known, last)
        ]
        return near[0] if len(near) == 1 else None

    def ending_in(self, text: str, word: str, start: int) -> str | None:
        """The person whose name ends with *word*, which stands in *text* at *start*."""
        names = self._by_last.get(word)
        if names is None:
            return None
        end = start + len(word)
        for name in names:
            if text.endswith(name, 0, end):
                return self._fullest[word] or name
            if name.startswith(word) and text.startswith(name, start):
                return None
        return self._fullest[word]

    def is_called(self, name: str) -> bool:
        """Whether the person is also called by the first or last name alone."""
        words = name.split()
        whole = self._count(name)
        return self._count(words[-1]) > whole or self._count(words[0]) > whole

    def _count(self, words: str) -> int:
        return self._whole.count(words)


def _is_inflected(known: str, last: str) -> bool:
    """Whether the one is the other with another ending of up to three letters."""
    stem = 0
    for one, other in zip(known, last, strict=False):
        if one != other:
            break
        stem += 1
    longest = max(len(known), len(last))
    return (
        stem >= _MIN_STEM
        and longest - stem <= _MAX_ENDING
        and min(len(known), len(last)) - stem <= 1
    )


def capital_words(text: str) -> Iterator[re.Match[str]]:
    """The words of *text* that begin with a capital."""
    return CAPITAL_WORD.finditer(text)


def names_of(texts: Sequence[str], lexicon: Lexicon) -> Names:
    """The full names in *texts*: two or more words in capitals, titles left out.

    >>> from newsparse.languages import Languages
    >>> from newsparse.parser.lexicon import lexicon_of
    >>> names = names_of(["Mayor Ada Lund, 61, spoke. Lund left."], lexicon_of(Languages().common))
    >>> names.full("Lund", 0)
    'Ada Lund'
    """
    first: dict[str, tuple[int, int]] = {}
    by_last: dict[str, dict[str, None]] = {}
    by_first: dict[str, dict[str, None]] = {}
    seen: set[str] = set()
    nouns = nouns_in(texts, lexicon) if lexicon.capital_nouns else frozenset[str]()
    for index, text in enumerate(texts):
        for match in lexicon.full_name.finditer(text):
            if match[0] in seen:
                continue
            seen.add(match[0])
            whole = _to_sentence_end(match[0], lexicon)
            end = match.start() + len(whole)
            name = _trim(whole, lexicon)
            if lexicon.capital_nouns:
                name = past_nouns(name, text, end - len(name), nouns, lexicon)
            if name:
                by_last.setdefault(name.rsplit(None, 1)[1], {})[name] = None
                by_first.setdefault(name.split(None, 1)[0], {})[name] = None
                first.setdefault(name, (index, end - len(name)))
    names = _by_word(by_last, by_first)
    fullest = {last: _fullest(found) for last, found in names.items()}
    return Names(texts, first, nouns, names, fullest, "\n".join(texts))


def _by_word(
    by_last: dict[str, dict[str, None]], by_first: dict[str, dict[str, None]]
) -> dict[str, tuple[str, ...]]:
    """The full names by the one word that each may be called: the last, or the first of one alone.

    A last name is also said without the article before it: "al-Sharaa", "Sharaa".
    """
    names = {last: tuple(found) for last, found in by_last.items()}
    for called, found in by_first.items():
        if len(found) == 1 and called not in names:
            names[called] = tuple(found)
    for last, found in by_last.items():
        if last[0].islower():
            names.setdefault(last.partition("-")[2], tuple(found))
    return names


def _to_sentence_end(name: str, lexicon: Lexicon) -> str:
    """The name without the little word that begins the next sentence: "Eva Ott. Auf"."""
    if "." not in name:
        return name
    words = name.split()
    for at in range(1, len(words)):
        before, fold = words[at - 1], words[at].lower()
        little = fold in lexicon.common or fold in lexicon.adverbs or fold in lexicon.oblique
        if little and before[-1] == "." and len(before) > _MAX_INITIAL:
            return " ".join(words[:at]).rstrip(".")
    return name


@lru_cache(maxsize=4096)
def _trim(name: str, lexicon: Lexicon) -> str:
    """The name without capitalised common words and titles in front; empty where none is left."""
    words = name.split()
    while len(words) > 1 and (
        is_lead(words[0].rstrip(".").lower(), lexicon) or _OF_LETTERS.match(words[0])
    ):
        del words[0]
    return " ".join(words) if len(words) > 1 else ""


def _fullest(names: tuple[str, ...]) -> str | None:
    """The longest of them if all others are parts of it; a word before a full name is a title."""
    longest = max(names, key=len)
    words = set(longest.split())
    if not all(words.issuperset(name.split()) for name in names):
        return None
    return min((name for name in names if longest.endswith(name)), key=len)
