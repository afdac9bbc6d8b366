"""Blocks as numbers: what the learned model sees of each, and of what stands around it.

Nothing here knows a language: words count by the tables' evidence, by the page's own most frequent
words, and by how far a block speaks of what the page's running text speaks of.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, pairwise

from newsparse.parser.columns import Column, distances, logs, offsets, running_sums, windows
from newsparse.parser.features import DENSE, Features
from newsparse.parser.lexicon import UPPER
from newsparse.parser.story import find_story, weigh

__all__ = [
    "ENDINGS",
    "NAMES",
    "OWN_NAMES",
    "REASON_NUMBER",
    "Survey",
    "beginning",
    "is_heading",
    "runs",
    "shares_of",
    "stems_in",
    "stems_of",
]

_WORD = re.compile(r"[^\W\d_]{1,40}")
_SENTENCE = re.compile(r"[.!?…。！？](?=[\s\"”’»“)]|\Z)")
_DIGIT = re.compile(r"\d")
# Looked for first, then what stands before it: half the time of the other order.
_CAPITAL = re.compile(rf"[{UPPER}](?<!\w.)", re.DOTALL)
_SEEN = 600  # characters of a block that are looked at
_MAX_SIZE = 800
_STEM, _SHORT_WORD = 6, 3
_DIGITS = re.compile(r"\d{1,20}")
_ALIKE = 80
_TOP_WORDS = 40
_NEAR, _LONG = 60, 40
_MAX_WITHOUT = 2_000
_MIN_TOPICAL = 30
# Phrases that as a whole line are the heading of what follows a story.
_HEADINGS = frozenset({
    "related",
    "comments",
    "newsletter",
    "copyright",
    "cookie",
    "author_box",
})
_REASONS = (
    *("navigation", "related", "share", "newsletter", "cookie", "advertisement", "comments"),
    *("copyright", "paywall", "ui_label", "agency_tail", "author_box", "tags", "notice"),
    *("signoff", "other", "duplicate_title", "identifier"),
)
REASON_NUMBER = {reason: float(number) for number, reason in enumerate(_REASONS, start=1)}

OWN_NAMES = (
    *("size", "words", "letters", "ended", "ending", "beginning", "sentences", "commas"),
    *("digits", "capitals", "signs", "reason", "time", "credit", "again", "repeats", "gap"),
    *("frequent", "upper"),
)
_AROUND = (
    *("topical", "central", "position", "text_before", "text_after", "log_before", "log_after"),
    *("since_text", "until_text", "since_heading", "run"),
    *("texts_3_before", "texts_3_after", "text_3_before", "text_3_after"),
    *("text_8_before", "text_8_after", "text_20_before", "text_20_after"),
    *("hits_4_before", "hits_12_before", "hits_12_after", "short_12_before", "short_12_after"),
    *("weight", "weight_before", "weight_after", "inside", "from_start", "from_end"),
    *("size_before", "size_after", "ended_before", "ended_after", "time_before", "gap_after"),
    *("mean_size", "size_variance", "unended", "unended_near"),
    *("blocks", "texts", "text", "mean", "story_share", "story_words"),
)
NAMES: tuple[str, ...] = (*OWN_NAMES, *_AROUND)


def _near_text(features: Sequence[Features], is_text: Sequence[bool]) -> list[int]:
    """Blocks that are long, or stand near running text; all of them where there is none."""
    counts = windows(running_sums(is_text), -_NEAR, _NEAR)
    rows = enumerate(zip(counts, features, strict=True))
    near = [at for at, (count, item) in rows if count or item.size >= _LONG]
    return near or list(range(min(len(features), _MAX_WITHOUT)))


class Survey:
    """A page, measured column by column: what all blocks share is counted once.

    Short lines with no running text near them are none of a story, and are left out as if they
    were not there: menus by the thousand cost next to nothing.

    Args:
        features: What is seen of the blocks.

    Attributes:
        near: The indexes of the blocks that may be of the story, in order.
        features: What is seen of those.
        size: How many they are.
        prose: Which of them are running text (`Features.is_prose`).
        times: Which of them say when.
        hits: Which of them match a phrase of the tables.
        headings: Which of them head what follows a story.
        stems: The beginnings of their longer words; of scripts without blanks, pairs of
            characters.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        is_text = [_is_text(item) for item in features]
        self.near = near = _near_text(features, is_text)
        self._is_text = [is_text[at] for at in near]
        self.features = features = [features[at] for at in near]
        self.size = len(features)
        self._weights = [weigh(item) for item in features]
        self._span = find_story(features, self._weights) or (0, self.size)
        self._texts = [item.text[:_SEEN] for item in features]
        self._lows = [_WORD.findall(text.lower()) for text in self._texts]
        self.prose = [item.is_prose for item in features]
        self.times = [item.is_time for item in features]
        self.hits = [item.hit is not None for item in features]
        self.headings = [is_heading(item) for item in features]
        sizes = [item.size for item in features]
        self._sizes = [float(min(size, _MAX_SIZE)) for size in sizes]
        self._logs = list(map(math.log1p, self._sizes))
        self._text = running_sums([s * t for s, t in zip(self._sizes, self._is_text, strict=True)])
        self.stems = [stems_of(words) for words in self._lows]
        self._topics = [
            stems if item.size >= _MIN_TOPICAL else frozenset[str]()
            for item, stems in zip(features, self.stems, strict=True)
        ]

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Yield a row a block of `near`; the numbers in the order of `NAMES`."""
        around = [array("d", column) for column in self._around()]
        return zip(*self.own_columns, *around, strict=True)

    @cached_property
    def own_columns(self) -> "list[array[float]]":
        """What is seen of the blocks alone, in the order of `OWN_NAMES`."""
        return [array("d", column) for column in self._own()]

    @cached_property
    def alike(self) -> list[int]:
        """How many blocks are like each but for their numbers, itself included."""
        keys = [_DIGITS.sub("0", text[:_ALIKE].lower()) for text in self._texts]
        counts = Counter(keys)
        return [counts[key] for key in keys]

    def _own(self) -> Iterator[Column]:
        features, texts = self.features, self._texts
        counts = [max(1, len(low)) for low in self._lows]
        frequent = self._frequent()
        yield self._logs
        yield [item.words for item in features]
        yield [len(low) for low in self._lows]
        yield [item.ended for item in features]
        yield [ENDINGS.get(text[-1], 0) for text in texts]
        yield [beginning(text[0]) for text in texts]
        yield [len(_SENTENCE.findall(text)) for text in texts]
        yield [text.count(",") / n for text, n in zip(texts, counts, strict=True)]
        yield [len(_DIGIT.findall(text)) / len(text) for text in texts]
        yield [len(_CAPITAL.findall(text)) / n for text, n in zip(texts, counts, strict=True)]
        yield [item.signs for item in features]
        yield [REASON_NUMBER.get(item.hit[0], 0.0) if item.hit else 0.0 for item in features]
        yield [item.times.covered if item.times else 0.0 for item in features]
        yield [item.credit for item in features]
        yield [(item.repeats > 1) + item.again for item in features]
        yield _few(item.repeats for item in features)
        yield _few(item.gap for item in features)
        yield [
            sum(map(frequent.__contains__, low)) / n
            for low, n in zip(self._lows, counts, strict=True)
        ]
        yield [text.isupper() for text in texts]

    def _frequent(self) -> frozenset[str]:
        """The page's own most frequent words: in any language most of them are little words."""
        words: Counter[str] = Counter()
        for low, is_text in zip(self._lows, self._is_text, strict=True):
            if is_text:
                words.update(low)
        counts = sorted(words.values(), reverse=True)[:_TOP_WORDS]
        top = [(-count, word) for word, count in words.items() if count >= counts[-1]]
        return frozenset(word for _, word in sorted(top)[:_TOP_WORDS])

    def _around(self) -> Iterator[Column]:
        """Yield where the blocks stand, and what stands near them."""
        first, end = self._span
        size = self.size
        topics: Counter[str] = Counter()
        story: Counter[str] = Counter()
        for stems in compress(self._topics, self._is_text):
            topics.update(stems)
        for stems in self._topics[first:end]:
            story.update(stems)
        inside = [first <= at < end for at in range(size)]
        yield shares_of(self._topics, topics, self._is_text)
        yield shares_of(self._topics, story, inside)
        yield from self._positions()
        yield from self._windows()
        yield from self._weighed()
        yield inside
        yield offsets(size, first, _FAR)
        yield offsets(size, end, _FAR)
        yield from self._neighbours()
        yield from self._shapes()
        total = self._text[-1]
        for value in (
            math.log1p(size),
            sum(self._is_text) / size,
            math.log1p(total),
            sum(self._sizes) / size,
            (self._text[end] - self._text[first]) / max(1.0, total),
            story.total() / max(1, end - first),
        ):
            yield [value] * size

    def _positions(self) -> Iterator[Column]:
        size, text = self.size, self._text
        total = max(1.0, text[-1])
        yield [at / size for at in range(size)]
        yield [before / total for before in text[:-1]]
        yield [after / total for after in text[1:]]
        yield list(map(math.log1p, text[:-1]))
        yield [math.log1p(text[-1] - after) for after in text[1:]]
        yield distances(self._is_text)
        yield distances(self._is_text[::-1])[::-1]
        yield distances(self.headings)
        yield runs(self._is_text)

    def _windows(self) -> Iterator[Column]:
        texts = running_sums(self._is_text)
        hits = running_sums(self.hits)
        short = running_sums([item.words <= _MENU_WORDS for item in self.features])
        yield windows(texts, -3, -1)
        yield windows(texts, 1, 3)
        for start, end in _REACHES:
            yield logs(windows(self._text, start, end))
        yield windows(hits, -4, -1)
        yield windows(hits, -12, -1)
        yield windows(hits, 1, 12)
        yield windows(short, -12, -1)
        yield windows(short, 1, 12)

    def _weighed(self) -> Iterator[Column]:
        weights = self._weights
        rising = _running(weights)
        best = max(1.0, *rising)
        yield [weight / 100 for weight in weights]
        yield [total / best for total in rising]
        yield [total / best for total in _running(weights[::-1])[::-1]]

    def _neighbours(self) -> Iterator[Column]:
        ended = [item.ended for item in self.features]
        yield [0.0, *self._sizes[:-1]]
        yield [*self._sizes[1:], 0.0]
        yield [False, *ended[:-1]]
        yield [*ended[1:], False]
        yield [False, *self.times[:-1]]
        yield [*_few(item.gap for item in self.features[1:]), 0]

    def _shapes(self) -> Iterator[Column]:
        """Mean and variance of the log sizes around, and blocks that are long and not ended."""
        counts = windows(range(self.size + 1), -5, 5)
        sums = windows(running_sums(self._logs), -5, 5)
        squares = windows(running_sums([value * value for value in self._logs]), -5, 5)
        means = [value / n for value, n in zip(sums, counts, strict=True)]
        yield means
        spreads = (
            square / n - mean * mean
            for square, n, mean in zip(squares, counts, means, strict=True)
        )
        yield [max(0.0, spread) for spread in spreads]
        loose = [float(item.size > _LOOSE and not item.ended) for item in self.features]
        yield loose
        yield windows(running_sums(loose), -5, 5)


_MENU_WORDS, _LOOSE = 4, 60
_MANY, _FAR = 5, 30
_REACHES = ((-3, -1), (1, 3), (-8, -1), (1, 8), (-20, -1), (1, 20))
ENDINGS = {
    **dict.fromkeys(".。।", 1),
    **dict.fromkeys("?!？！", 2),
    ":": 3,
    ",": 4,
    "…": 5,
    **dict.fromkeys('"”“»’', 6),
    **dict.fromkeys(")]", 7),
}
_BEGINNINGS = {
    **dict.fromkeys("\"“”„«»'‘", 4),
    **dict.fromkeys("-–—―", 5),
    **dict.fromkeys("©|›#@", 6),
}


def stems_of(words: Sequence[str]) -> frozenset[str]:
    """The beginnings of longer words in lower case; of scripts without blanks, pairs of characters."""
    found = frozenset([word[:_STEM] for word in words if len(word) > _SHORT_WORD])
    if max(words, default="") < _FIRST_DENSE:
        return found
    dense = [word for word in words if DENSE.match(word)]
    pairs = ("".join(pair) for word in dense for pair in pairwise(word))
    return frozenset((*(stem for stem in found if not DENSE.match(stem)), *pairs))


_FIRST_DENSE = "\u3040"


def shares_of(
    topics: Sequence[frozenset[str]], counts: Counter[str], counted: Sequence[bool], least: int = 1
) -> Column:
    """Share of each block's longer words that other blocks have too.

    Args:
        topics: The words of each block.
        counts: How many of some blocks have a word.
        counted: Which blocks are among those.
        least: A block with fewer words has no share, but -1.
    """
    some = counts.keys()
    many = {stem for stem, count in counts.items() if count > 1}
    return [
        len((many if own else some) & stems) / len(stems) if len(stems) >= least else -1.0
        for stems, own in zip(topics, counted, strict=True)
    ]


def _few(counts: Iterable[int]) -> list[int]:
    """The counts, none above 5."""
    return [min(count, _MANY) for count in counts]


def stems_in(text: str) -> frozenset[str]:
    """The same of a text, in one case."""
    low = text.lower()
    if not low.isascii():
        for mark in _MARKS:
            low = low.replace(mark, " ")
    if low.isascii():
        return frozenset(_ASCII_STEM.findall(low))
    return stems_of(_ANY_WORD.findall(low))


# What English has beyond ASCII, mostly.
_MARKS = "’‘“”–—…\u00a0"
_ANY_WORD = re.compile(r"[^\W\d_]{1,40}")
_ASCII_STEM = re.compile(rf"([a-z]{{{_SHORT_WORD + 1},{_STEM}}})[a-z]{{0,{40 - _STEM}}}")


def beginning(char: str) -> int:
    """What kind of character a text begins with."""
    if char.isupper():
        return 1
    if char.islower():
        return 2
    return 3 if char.isdigit() else _BEGINNINGS.get(char, 0)


def _is_text(item: Features) -> bool:
    return item.is_prose and item.hit is None and not item.is_time and not item.credit


def is_heading(item: Features) -> bool:
    """Whether a line is a phrase that heads what follows a story."""
    return item.hit is not None and item.hit[1] == "whole" and item.hit[0] in _HEADINGS


def _running(weights: Sequence[float]) -> list[float]:
    """The largest sum of a run that ends at each place, not below 0."""
    found, total = [], 0.0
    for weight in weights:
        total = max(0.0, total + weight)
        found.append(total)
    return found


def runs(flags: Sequence[bool]) -> list[float]:
    """Length of the run of flagged blocks that each stands in, 0 for others."""
    found = [0.0] * len(flags)
    start = 0
    for at in range(len(flags) + 1):
        if at == len(flags) or not flags[at]:
            found[start:at] = [float(at - start)] * (at - start)
            start = at + 1
    return found
