"""What is seen of each block: the only things that roles are decided from."""

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen, mutable

from newsparse.document import Block, Node
from newsparse.languages import Language
from newsparse.languages.phrases import fold
from newsparse.parser.bylines import looks_like_byline
from newsparse.parser.captions import find_credit, has_interface
from newsparse.parser.dates import TimeLine, find_times, may_hold_time
from newsparse.parser.evidence import Evidence, Hit, merge_tables

__all__ = [
    "DENSE",
    "ENDS",
    "Features",
    "Page",
    "TimeLine",
    "describe",
    "describe_shape",
    "find_hit",
    "fold_start",
    "is_byline",
    "is_credited",
    "is_ended",
    "is_interface",
    "mark_repeats",
    "share_of_signs",
    "times_of",
]

# Lines longer than this are prose whatever else is in them: dates and bylines are not sought.
_LINE = 200
ENDS = frozenset(".!?…。！？؟।")
_CLOSERS = "\"'”’“»«›‹)]*_ "
_OPENERS = frozenset("–—―-")
_MARKER = re.compile(r"(?:[*+•‣▪◦·●■]|o(?=\s)|\d{1,3}[.)]|\(\d{1,2}\))[^\S\n]{1,8}(?=\S)")
# Prose has blanks and letters; code and tables of data have signs instead.
_SIGN = re.compile(r"[{}<>=;\\|_$@^~`]")


@mutable(eq=False, slots=True)
class Features:
    """One block, as the decision on its role sees it.

    Attributes:
        text: Its text.
        folded: The form in which phrases are looked up.
        size: Characters; of scripts that pack a syllable or a word into one, each counts twice.
        words: Words; of scripts without blanks, a word for every three characters.
        ended: It ends like a sentence.
        hit: The phrase of the tables that it matches: (reason, how).
        times: Moments named in a short line, or ``None``.
        credit: It ends with the credit of a picture, or is one.
        interface: It begins with the words of a button before a caption.
        byline: It names authors after a by-word.
        dash: It begins with a dash.
        marker: Length of a list marker at its start, 0 without one.
        signs: Share of characters that prose does not have.
        linked: Share of its characters that are link text.
        declared_title: It says what the source declares as a title, or begins so.
        repeats: How many blocks of the page have the same folded text.
        again: An earlier one of them stands above.
        gap: Blank lines before it.
        level: Heading level that the source's markup states, else 0.
        tag: Tag of its node, empty in text.
        parents: Tags of the nodes around it, innermost first.
        role: What the source declares, or ``None``.
    """

    text: str
    folded: str
    size: int = 0
    words: int = 0
    ended: bool = False
    hit: Hit | None = None
    times: TimeLine | None = None
    credit: bool = False
    interface: bool = False
    byline: bool = False
    dash: bool = False
    marker: int = 0
    signs: float = 0.0
    linked: float = 0.0
    declared_title: bool = False
    repeats: int = 1
    again: bool = False
    gap: int = 0
    level: int = 0
    tag: str = ""
    parents: tuple[str, ...] = ()
    role: str | None = None

    @property
    def is_prose(self) -> bool:
        """It is running text: long enough for a sentence, and ended like one or longer still."""
        return (self.ended and self.words >= _SENTENCE_WORDS) or self.size >= _LONG

    @property
    def is_time(self) -> bool:
        """Most of it says when."""
        return self.times is not None and self.times.covered >= _TIME_SHARE


# A sentence has five words; a line of a hundred characters without end mark is still no label.
_SENTENCE_WORDS, _LONG = 5, 100
_TIME_SHARE = 0.6


@frozen(kw_only=True, eq=False)
class Page:
    """All blocks of one document with what is known of the whole.

    Attributes:
        features: One a block, in order.
        tables: The tables of its language, of no language, and of English.
        titles: What the source offers as titles, folded to letters and digits.
        is_tree: It comes from a tree, whose tags say something.
        nodes: The elements of that tree.
        blocks: What was cut out of it.
        homes: The node of each block.
        offered: Titles that the source declares, as (source, text).
        sites: Names of the site, in lower case.
        described: What the source declares as a summary of it.
        told: What it declares as its whole text, folded to letters and digits.
    """

    features: tuple[Features, ...]
    tables: tuple[Language, ...]
    titles: frozenset[str] = frozenset()
    is_tree: bool = False
    nodes: Sequence[Node] = ()
    blocks: Sequence[Block] = ()
    homes: Sequence[int] = ()
    offered: Sequence[tuple[str, str]] = ()
    sites: frozenset[str] = frozenset()
    described: str = ""
    told: str = ""


def describe(blocks: Sequence[Block], tables: tuple[Language, ...]) -> Page:
    """Look at every block of a text once.

    Args:
        blocks: In reading order.
        tables: Language tables, the text's own first.
    """
    features = _describe_blocks(blocks, tables, merge_tables(tables))
    mark_repeats(features, [item.folded for item in features])
    return Page(features=tuple(features), tables=tables)


def mark_repeats(features: Sequence[Features], keys: Sequence[str]) -> None:
    """Say of each block how many say the same, by their *keys*, and whether one does above it."""
    counts = Counter(keys)
    seen: set[str] = set()
    for item, key in zip(features, keys, strict=True):
        item.repeats = counts[key]
        if item.repeats > 1:
            item.again = key in seen
            seen.add(key)


def _describe_blocks(
    blocks: Sequence[Block], tables: tuple[Language, ...], evidence: Evidence
) -> list[Features]:
    """Look at every block; a short text that comes again is looked at once."""
    known: dict[str, Features] = {}
    found = []
    for block in blocks:
        text = block.text
        item = known.get(text)
        if item is not None:
            item = _twin(item)
        else:
            item = _describe_text(text, tables, evidence)
            if item.size <= _REMEMBERED:
                known[text] = item
        item.gap = block.gap
        item.level = block.level
        item.role = block.role
        found.append(item)
    return found


_REMEMBERED = 40


def _twin(item: Features) -> Features:
    """The same text once more: what is seen of it does not depend on its place."""
    return Features(
        text=item.text,
        folded=item.folded,
        size=item.size,
        words=item.words,
        ended=item.ended,
        hit=item.hit,
        times=item.times,
        credit=item.credit,
        interface=item.interface,
        byline=item.byline,
        dash=item.dash,
        marker=item.marker,
        signs=item.signs,
    )


def _describe_text(text: str, tables: tuple[Language, ...], evidence: Evidence) -> Features:
    item = Features(text=text, folded="")
    describe_shape(item)
    item.folded = fold_start(item)
    item.hit = find_hit(item, evidence)
    item.times = times_of(item, tables)
    item.credit = is_credited(item, tables)
    item.interface = is_interface(item, tables)
    item.byline = is_byline(item, tables)
    item.signs = share_of_signs(item)
    return item


def fold_start(item: Features) -> str:
    """The beginning of a text as phrases are looked up in it: no phrase is longer."""
    return fold(item.text[:_FOLDED] if item.size > _FOLDED else item.text)


def find_hit(item: Features, evidence: Evidence) -> Hit | None:
    """What the tables say of a block; nothing of a bare number, which folds like "-30-"."""
    return None if item.text.isdecimal() else evidence.find(item.folded)


_FOLDED = 400
_MAX_CAPTION = 900
_MARKER_STARTS = frozenset("*+•‣▪◦·●■o(0123456789")


def describe_shape(item: Features) -> None:
    """What a look at a text tells without reading it."""
    text = item.text
    if text.isascii():
        item.size, item.words = len(text), text.count(" ") + 1
    else:
        item.size = len(text) + len(DENSE.findall(text))
        item.words = max(text.count(" ") + 1, _unspaced(text) // 3)
    item.ended = is_ended(text)
    start = text[:1]
    item.dash = start in _OPENERS
    marker = _MARKER.match(text) if start in _MARKER_STARTS else None
    item.marker = marker.end() if marker else 0


def times_of(item: Features, tables: tuple[Language, ...]) -> TimeLine | None:
    """What a line says of time; of what is no line, nothing."""
    if item.size > _LINE or not may_hold_time(item.text):
        return None
    times = find_times(item.text, tables)
    return times if times.moments else None


def is_credited(item: Features, tables: tuple[Language, ...]) -> bool:
    """Whether a line, or the end of a longer text, names who a picture is from."""
    return item.size <= _MAX_CAPTION and find_credit(item.text, tables) is not None


def is_interface(item: Features, tables: tuple[Language, ...]) -> bool:
    """Whether a line begins with the words of a button."""
    return item.size <= _LINE and has_interface(item.folded, tables)


def is_byline(item: Features, tables: tuple[Language, ...]) -> bool:
    """Whether a line names authors after a by-word."""
    return item.size <= _LINE and looks_like_byline(item.text, tables)


def share_of_signs(item: Features) -> float:
    """Share of the characters at its beginning that prose does not have."""
    return len(_SIGN.findall(item.text[:_FOLDED])) / max(1, min(item.size, _FOLDED))


def is_ended(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return text.rstrip(_CLOSERS)[-1:] in ENDS


def _unspaced(text: str) -> int:
    """Characters of scripts that are written without blanks."""
    return len(_UNSPACED.findall(text))


# Kana, Han and Hangul: a character says about as much as two letters.
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff]")
