"""The title: the line above the story that says in short what the story says."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from newsparse.parser.features import Features, Page, key_of

__all__ = ["find_title", "same_title"]

# How far above the story a title may stand, in blocks; nine of ten stand within 25.
_REACH = 60
# How many blocks of the story its words are looked up in.
_BODY_BLOCKS = 12
_MIN_SIZE, _MAX_SIZE = 8, 220
_MIN_SCORE = 0.9
_WORD = re.compile(r"[^\W\d_]{4,40}|\d{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")


def find_title(page: Page, first: int, last: int) -> int | None:
    """The index of the title's block, or ``None``.

    Args:
        page: All blocks.
        first: First block of the story.
        last: One past its last block.

    A title is scored by the words it shares with the story, its length, its distance from the
    story, markup that calls it a heading, and agreement with what the source declares.
    """
    features = page.features
    vocabulary = _vocabulary(features[first : min(last, first + _BODY_BLOCKS)])
    best, found = _MIN_SCORE, None
    start = max(0, first - _REACH)
    for index in range(start, min(first + 1, len(features))):
        item = features[index]
        if index == first and (item.ended or item.size > _MAX_SIZE / 2):
            continue
        score = _score(item, page, vocabulary, first - index, index - start)
        if score > best:
            best, found = score, index
    return found


def _vocabulary(features: Sequence[Features]) -> frozenset[str]:
    words: set[str] = set()
    for item in features:
        words.update(_words(item.text))
    return frozenset(words)


def _words(text: str) -> set[str]:
    """Words of four letters or more, cut to their first six: endings differ, stems agree."""
    low = text.lower()
    return {word[:6] for word in _WORD.findall(low)} | set(_CJK.findall(low))


def _score(
    item: Features, page: Page, vocabulary: frozenset[str], distance: int, order: int
) -> float:
    if not _MIN_SIZE <= item.size <= _MAX_SIZE or item.role is not None:
        return 0.0
    declared = _agrees(item, page)
    if not declared and (item.hit is not None or item.is_time or item.byline or item.interface):
        return 0.0
    words = _words(item.text)
    shared = len(words & vocabulary) / max(2, len(words))
    score = 3.0 * shared + 0.15 * min(item.words, 8)
    score -= 0.045 * min(distance, 40) + 0.6 * (item.ended and item.text[-1:] == ".")
    score += 1.6 * (item.level == 1 or item.tag == "h1") + 0.4 * (item.level in {2, 3})
    score += 0.5 * (item.repeats in {2, 3}) + 0.35 * (order == 0 and distance < 6)
    score -= 1.0 * (item.credit or bool(item.marker)) + 0.8 * (item.linked > 0.8)
    return score + 2.5 * declared


def _agrees(item: Features, page: Page) -> bool:
    """Whether the source declares this title, alone or with the site's name behind it."""
    if not page.titles or item.words < 2:
        return False
    key = key_of(item.text)
    return any(key == title or (len(key) > 15 and title.startswith(key)) for title in page.titles)


def same_title(text: str, title: str) -> bool:
    """Whether *text* repeats *title*: as a slug, without accents, or with a site's name behind.

    >>> same_title("Russias ferry runs", "Russia’s ferry runs")
    True
    """
    if not title or len(text) > 2 * len(title) + 60:
        return False
    wanted, key = _slug(title), _slug(text)
    if not wanted or not key:
        return False
    if key == wanted or (len(wanted) > 15 and key.startswith(wanted) and len(key) < 2 * len(wanted)):
        return True
    close = abs(len(key) - len(wanted)) <= max(3, len(wanted) // 8) and len(wanted) > 15
    return close and SequenceMatcher(None, key, wanted, autojunk=False).ratio() > _SAME


# Slugs drop accents and apostrophes or write "ae" for "ä": nine of ten letters still agree.
_SAME = 0.92


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:400].casefold())
    return "".join(char for char in plain if char.isalnum() and not unicodedata.combining(char))
