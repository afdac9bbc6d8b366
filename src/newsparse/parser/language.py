"""Which language a text is in, told by the most frequent words of each table."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsparse.languages import Languages
from newsparse.languages.phrases import MARKS, UNSPACED, compiled

__all__ = ["detect_language", "doubt_language"]

# Of scripts without blanks, and of Hangul, whose words are many, each character is a word.
_SINGLE = f"{UNSPACED}\uac00-\ud7a3"
_WORD = rf"(?![\d_])[{_SINGLE}]|[^\W\d_{_SINGLE}](?:[^\W\d_{_SINGLE}]|[{MARKS}]){{0,29}}"
# The same of text without letters beyond ASCII, and of text without marks set apart.
_ASCII_WORD = re.compile(r"[a-z]{1,30}")
_PLAIN_WORD = rf"(?![\d_])[{_SINGLE}]|[^\W\d_{_SINGLE}]{{1,30}}"
_MARK = f"[{MARKS}]"
# Enough words to tell neighbours apart; a few hundred function words decide.
_MAX_WORDS, _MAX_TEXT = 3000, 5000
_ADDRESS_SIGNS = ("//", "](", "%", "\\u")
_ESCAPES = re.compile(r"%[0-9A-Fa-f]{2}[^\s%]{0,20}[/%]")
# A language must explain this share of the words and be this much ahead of English interface
# wording to be named; news prose reaches .25 to .45 in its own language.
_MIN_SHARE, _MIN_WORDS = 0.06, 3
# A text of many words of which hardly any is known, and in two languages nearly as many, is in a
# third one: Swahili gives .09 for Spanish, a quarter more than for the next; of the languages with
# a table none gives less than .10, Turkish news with a lead of .8.
_THIN_SHARE, _THIN_LEAD, _ENOUGH = 0.1, 0.35, 100
# What one letter of a language's own weighs against one frequent word.
_LETTER_WEIGHT = 0.25


def detect_language(texts: Iterable[str], languages: Languages) -> tuple[str | None, float]:
    """The language of running text.

    Args:
        texts: Paragraphs; the first 3,000 words are counted.
        languages: The tables to choose from.

    Returns:
        (code, confidence 0 to 1); (``None``, 0.0) where no table explains the text.
    """
    words = _count_words(texts)
    total = words.total()
    if not total:
        return None, 0.0
    heads = list(languages.heads())
    letters = _count_letters(words, frozenset[str]().union(*(own for _, _, own in heads)))
    present = frozenset(words)
    scores = [(0.0, 0, "")]
    for code, frequent, own in heads:
        hits = sum(map(words.__getitem__, frequent & present))
        own_hits = sum(letters[letter] for letter in own)
        scores.append((hits + _LETTER_WEIGHT * own_hits, hits, code))
    scores.sort(key=lambda row: (-row[0], row[2]))
    (best, hits, code), runner_up = scores[0], scores[1][0]
    is_tie = best == runner_up and hits < _MIN_WORDS  # "A" is a word of many languages
    if is_tie or hits < min(_MIN_WORDS, total) or hits < _MIN_SHARE * total:
        return None, 0.0
    confidence = round((best - runner_up) / best, 3)
    if hits < _THIN_SHARE * total and confidence < _THIN_LEAD and total >= _ENOUGH:
        return None, 0.0  # a language without a table, and its nearest neighbours
    return code, confidence


def doubt_language(texts: Sequence[str], declared: str, languages: Languages) -> str | None:
    """The language that running text is in for sure, where that is not the declared one.

    What a page declares is often said by its template, whatever the page is in: 17 of 1,174
    development pages in six languages.

    Args:
        texts: Paragraphs.
        declared: BCP 47 tag; one without a table is never doubted.
        languages: The tables to choose from.

    Returns:
        The code of the other language, or ``None``.
    """
    table = languages.get(declared)
    if not table.words or sum(map(len, texts)) < _MIN_DOUBTED:
        return None
    found = _words_in(" ".join(texts)[:_SAMPLE].lower())
    if sum(map(table.words.__contains__, found)) >= _OWN_SHARE * len(found):
        return None
    code, confidence = detect_language(texts, languages)
    return code if confidence >= _SURE and languages.get(code) is not table else None


# In characters; and the share of its words that news has in its own language at least, .10 in Turkish
# as above and .13 in all others, while it has .03 of another's.
_MIN_DOUBTED, _SAMPLE, _OWN_SHARE, _SURE = 500, 1500, 0.1, 0.5


def _without_addresses(text: str) -> str:
    """The text without web addresses and escapes, whose letters are no words."""
    if not any(sign in text for sign in _ADDRESS_SIGNS):
        return text
    return " ".join(_before_address(chunk) for chunk in text.split())


def _before_address(chunk: str) -> str:
    if "\\u" in chunk or _ESCAPES.search(chunk):
        return ""
    return chunk.partition("](")[0].partition("//")[0]


def _count_letters(words: Counter[str], wanted: frozenset[str]) -> Counter[str]:
    """How many of the words have each of the *wanted* letters."""
    letters = Counter[str]()
    for word, count in words.items():
        for letter in wanted.intersection(word):
            letters[letter] += count
    return letters


def _words_in(low: str) -> list[str]:
    if low.isascii():
        return _ASCII_WORD.findall(low)
    marked = compiled(_MARK).search(low)
    return compiled(_WORD if marked else _PLAIN_WORD).findall(low)


def _count_words(texts: Iterable[str]) -> Counter[str]:
    words = Counter[str]()
    total = 0
    for text in texts:
        found = _words_in(_without_addresses(text[:_MAX_TEXT]).lower())
        words.update(found)
        total += len(found)
        if total > _MAX_WORDS:
            break
    return words
