"""The title: the line above the story that says in short what the story says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from unicodedata import combining

from newsparse.languages.phrases import compiled
from newsparse.markup.clean import key_of
from newsparse.parser.classnames import GROUPS, groups_of
from newsparse.parser.elements import NAMED_AROUND, NAMED_OWN, tag_number
from newsparse.parser.features import Features, Page

__all__ = [
    "MIN_ODDS",
    "TITLE_NAMES",
    "TREE_TITLE_NAMES",
    "Repeats",
    "find_title",
    "measure_titles",
    "measure_tree_titles",
]

# How far above the story a title may stand, in blocks; nine of ten stand within 25.
_REACH = 80
# How many blocks of the story its words are looked up in.
_BODY_BLOCKS = 12
_MIN_SIZE, _MAX_SIZE = 8, 220
# A longer line that ends with a credit is a caption.
_MAX_CREDIT = 50
_WORD = re.compile(r"[^\W\d_]{4,40}|\d{2,}")
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}"


def find_title(
    page: Page, first: int, last: int, rate: Callable[[Sequence[float]], float]
) -> int | None:
    """The index of the title's block, or ``None``.

    Args:
        page: All blocks.
        first: First block of the story.
        last: One past its last block.
        rate: From the measures of a line to the log-odds that it is the title.

    """
    measure = measure_tree_titles if page.is_tree else measure_titles
    best, found = MIN_ODDS, None
    for index, measures in measure(page, first, last):
        odds = rate(measures)
        if odds > best:
            best, found = odds, index
    return found if found is None or page.is_tree else _without_trail(page.features, found)


def _without_trail(features: Sequence[Features], title: int) -> int:
    """The line beside a title that says the end of it, what stands before that being no part of it.

    A page's sections run together with its title where they are copied ("NewsTownLast ferry ties
    up"), and the title stands below by itself.  What a colon parts from it is part of it.
    """
    whole, text = key_of(features[title].text), features[title].text.casefold()
    for step in _BESIDE:
        at = title + step
        end = key_of(features[at].text) if 0 <= at < len(features) else ""
        if len(end) < _MIN_TITLE or end == whole or not whole.endswith(end):
            continue
        before = text.removesuffix(features[at].text.casefold()).rstrip()
        if not before.endswith((":", "：")):
            return at
    return title


# The lines that are looked at, the nearest first, and the letters that a title has at least.
_BESIDE, _MIN_TITLE = (1, -1, 2, -2, 3, -3), 15


def measure_titles(page: Page, first: int, last: int) -> list[tuple[int, tuple[float, ...]]]:
    """Index and measures (`TITLE_NAMES`) of every line that may be the title, in order."""
    features = page.features
    start = max(0, first - _REACH)
    end = min(first + _INSIDE, len(features))
    end = next((at for at in range(first, end) if features[at].is_prose), end)
    story = _vocabulary(features[first : min(last, first + _BODY_BLOCKS)])
    words = {at: _words(features[at].text) for at in range(start, end)}
    shares = {at: len(w & story) for at, w in words.items()}
    most = max(shares.values(), default=0)
    counts = Counter(word for w in words.values() for word in w)
    told = page.is_tree and any(map(_is_told, features[start:end]))
    return [
        (
            at,
            (
                *_look(features[at]),
                *_surroundings(features, at),
                len(words[at]),
                shares[at],
                shares[at] / max(1, len(words[at])),
                most - shares[at],
                sum(counts[word] > 1 for word in words[at]) / max(1, len(words[at])),
                first - at,
                at,
                at / len(features),
                end - start,
            ),
        )
        for at in range(start, end)
        if _may_be_title(features[at], is_inside=at >= first)
        and (not told or _is_told(features[at]))
    ]


def _is_told(item: Features) -> bool:
    """Whether a tree says of a line that it is a heading, or declares it as a title."""
    return item.level > 0 or item.declared_title


def measure_tree_titles(page: Page, first: int, last: int) -> list[tuple[int, tuple[float, ...]]]:
    """The same of a tree, with what its elements say (`TREE_TITLE_NAMES`)."""
    return [(at, (*row, *_element_row(page, at))) for at, row in measure_titles(page, first, last)]


def _element_row(page: Page, at: int) -> tuple[float, ...]:
    item, node = page.features[at], page.nodes[page.homes[at]]
    above, parent, steps = 0, node.parent, 0
    bits = 0
    while parent >= 0 and steps < _MAX_STEPS:
        around = page.nodes[parent]
        above |= groups_of(around.names)
        bits |= _CONTAINERS.get(around.tag, 0)
        parent, steps = around.parent, steps + 1
    own = groups_of(node.names)
    return (
        tag_number(item.tag),
        item.linked,
        item.declared_title,
        key_of(item.text) in page.titles,
        len(page.titles),
        *(own >> number & 1 for number in range(len(GROUPS))),
        *(above >> number & 1 for number in range(len(GROUPS))),
        *(bits & bit != 0 for bit in _CONTAINERS.values()),
    )


_MAX_STEPS = 8
_CONTAINERS = {"header": 1, "article": 2, "main": 4, "aside": 8, "li": 16, "figure": 32}


def _may_be_title(item: Features, *, is_inside: bool) -> bool:
    """Whether a line can be a title at all; *is_inside* where it stands in the story."""
    if is_inside and (item.ended or item.size > _MAX_SIZE / 2):
        return False
    if item.credit and item.size > _MAX_CREDIT:
        return False
    return _MIN_SIZE <= item.size <= _MAX_SIZE and item.role is None


TITLE_NAMES = (
    *("size", "words", "ended", "full_stop", "question", "quoted", "colon", "level"),
    *("repeats", "again", "reason", "time", "byline", "credit", "marker", "signs"),
    *("capitals", "digits", "gap"),
    *("gap_after", "time_near", "byline_near", "time_before", "size_before", "size_after"),
    *("text_after", "repeated_near"),
    *("stems", "shared", "share", "lag", "echoed", "distance", "index", "position", "candidates"),
)
TREE_TITLE_NAMES = (
    *TITLE_NAMES,
    *("tag", "linked", "declared", "declared_whole", "declared_titles"),
    *NAMED_OWN,
    *NAMED_AROUND,
    *(f"in_{tag}" for tag in _CONTAINERS),
)
# Below it no line is the title: some 8 in 100.
MIN_ODDS = -2.5
# A title may be taken for the story's first blocks, but no running text stands above it.
_INSIDE = 3
_NEAR_LINES = 4


def _look(item: Features) -> tuple[float, ...]:
    text = item.text
    return (
        item.size,
        item.words,
        item.ended,
        text[-1] == ".",
        text[-1] in "?!？！",
        any(char in '“”„«»"' for char in text),
        ":" in text,
        item.level,
        min(item.repeats, 5),
        item.again,
        0 if item.hit is None else 1 + ("whole", "starts", "ends", "inside").index(item.hit[1]),
        item.times.covered if item.times else 0.0,
        item.byline,
        item.credit,
        item.marker,
        item.signs,
        sum(map(str.isupper, text)) / item.size,
        sum(map(str.isdigit, text)) / item.size,
        min(item.gap, 5),
    )


def _surroundings(features: Sequence[Features], at: int) -> tuple[float, ...]:
    after = features[at + 1 : at + 1 + _NEAR_LINES]
    before = features[max(0, at - 2) : at]
    return (
        min(after[0].gap, 5) if after else 0,
        next((n for n, item in enumerate(after, 1) if item.is_time), 9),
        next((n for n, item in enumerate(after, 1) if item.byline), 9),
        any(item.is_time for item in before),
        min(before[-1].size, 300) if before else 0,
        min(after[0].size, 300) if after else 0,
        next((n for n, item in enumerate(after, 1) if item.is_prose), 9),
        any(item.folded == features[at].folded for item in after),
    )


def _vocabulary(features: Sequence[Features]) -> frozenset[str]:
    words: set[str] = set()
    for item in features:
        words.update(_words(item.text))
    return frozenset(words)


def _words(text: str) -> set[str]:
    """Words of four letters or more, cut to their first six: endings differ, stems agree."""
    low = text.lower()
    found = {word[:6] for word in _WORD.findall(low)}
    return found if low.isascii() else found | set(compiled(_CJK).findall(low))


class Repeats:
    """Tells lines that repeat a title: as a slug, without accents, or with a site's name behind.

    >>> Repeats("Russia’s ferry runs").match("Russias ferry runs")
    True
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._slug = _slug(title)
        self._words = frozenset(_plain(title).split())

    def match(self, text: str) -> bool:
        """Whether *text* repeats the title."""
        size, own = len(text), len(self._title)
        if not self._slug or size > 2 * own + 60 or size < own * _SHORTEST:
            return False
        shared = len(self._words.intersection(_plain(text).split()))
        if shared < len(self._words) * _SHARED_WORDS:
            return False
        key = _slug(text)
        if key == self._slug:
            return True
        if own < _LONG_TITLE or not key:
            return False
        named = key.startswith(self._slug) and len(key) < 2 * len(self._slug)
        return named or self._is_close(key)

    def _is_close(self, key: str) -> bool:
        if abs(len(key) - len(self._slug)) > max(3, len(self._slug) // 8):
            return False
        return SequenceMatcher(None, key, self._slug, autojunk=False).ratio() > _SAME


# Slugs drop accents and apostrophes or write "ae" for "ä": nine of ten letters still agree, and
# most words have no such letter.
_SAME, _SHORTEST, _SHARED_WORDS = 0.92, 0.75, 0.4
# A title of fewer letters is repeated only when it is repeated to the letter.
_LONG_TITLE = 15


# Letters that have no accent to drop, and what slugs write for them.
_LETTERS = str.maketrans({
    "æ": "ae",
    "ø": "o",
    "œ": "oe",
    "ß": "ss",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
})


def _plain(text: str) -> str:
    """Lower case without accents, as slugs have it."""
    if text.isascii():
        return text[:400].lower()
    plain = unicodedata.normalize("NFKD", text[:400].casefold().translate(_LETTERS))
    return "".join([char for char in plain if char < _ACCENTS or not combining(char)])


_ACCENTS = "\u0300"  # no character before it combines with others


def _slug(text: str) -> str:
    return "".join(filter(str.isalnum, _plain(text)))
