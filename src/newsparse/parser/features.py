"""What is seen of each block: the only things that roles are decided from."""

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen, mutable

from newsparse.document import Block, Field, Node
from newsparse.languages import Language
from newsparse.languages.phrases import fold
from newsparse.parser.bylines import looks_like_byline
from newsparse.parser.captions import find_credit, has_interface
from newsparse.parser.dates import TimeLine, find_times, may_hold_time
from newsparse.parser.evidence import Evidence, Hit, merge_tables

__all__ = ["DENSE", "ENDS", "Features", "Page", "describe", "key_of"]

# Lines longer than this are prose whatever else is in them: dates and bylines are not sought.
_LINE = 200
ENDS = frozenset(".!?…。！？؟।")
_CLOSERS = "\"'”’“»«›‹)]*_ "
_OPENERS = frozenset("–—―-")
_MARKER = re.compile(r"(?:[*+•‣▪◦·●■]|o(?=\s)|\d{1,3}[.)]|\(\d{1,2}\))[^\S\n]{1,8}(?=\S)")
# Prose has blanks and letters; code and tables of data have signs instead.
_SIGN = re.compile(r"[{}<>=;\\|_$@^~`]")
_KEY = re.compile(r"[^\W_]")


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
        strong: Share of its characters that are marked as strong.
        emphasis: Share of its characters that are marked as emphasis.
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
    size: int
    words: int
    ended: bool
    hit: Hit | None = None
    times: TimeLine | None = None
    credit: bool = False
    interface: bool = False
    byline: bool = False
    dash: bool = False
    marker: int = 0
    signs: float = 0.0
    linked: float = 0.0
    strong: float = 0.0
    emphasis: float = 0.0
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
        homes: The node of each block.
        described: What the source declares as a summary of it.
        told: What it declares as its whole text, folded to letters and digits.
    """

    features: tuple[Features, ...]
    tables: tuple[Language, ...]
    titles: frozenset[str] = frozenset()
    is_tree: bool = False
    nodes: Sequence[Node] = ()
    homes: Sequence[int] = ()
    described: str = ""
    told: str = ""


def key_of(text: str) -> str:
    """Letters and digits only, in one case: for telling that two lines say the same."""
    return "".join(_KEY.findall(text.casefold()))


def describe(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    fields: Sequence[Field],
    tables: tuple[Language, ...],
) -> Page:
    """Look at every block once.

    Args:
        blocks: In reading order.
        nodes: What they stood in.
        fields: Candidates that the source declares.
        tables: Language tables, the text's own first.
    """
    evidence = merge_tables(tables)
    around = [_parents(nodes, index) for index in range(len(nodes))]
    features = _describe_blocks(blocks, tables, evidence)
    counts = Counter(item.folded for item in features)
    seen: set[str] = set()
    for block, item in zip(blocks, features, strict=True):
        item.repeats = counts[item.folded]
        if item.repeats > 1:
            item.again = item.folded in seen
            seen.add(item.folded)
        item.tag = nodes[block.node].tag
        item.parents = around[block.node]
    titles = {key_of(str(field.value)) for field in fields if field.name == "title"} - {""}
    if len(nodes) > 1:
        _mark_titles(features, titles)
    return Page(
        features=tuple(features),
        tables=tables,
        titles=frozenset(titles),
        is_tree=len(nodes) > 1,
        nodes=nodes,
        homes=[block.node for block in blocks],
        described=_first(fields, "description"),
        told=key_of(_first(fields, "text")),
    )


def _first(fields: Sequence[Field], name: str) -> str:
    return next((str(field.value) for field in fields if field.name == name), "")


def _mark_titles(features: Sequence[Features], titles: set[str]) -> None:
    known = [title for title in titles if len(title) >= _TITLE_LETTERS]
    for item in features:
        if not _TITLE_SIZES[0] <= item.size <= _TITLE_SIZES[1]:
            continue
        key = key_of(item.text)
        if len(key) < _TITLE_LETTERS or item.linked > _LINK:
            continue
        item.declared_title = any(
            title.startswith(key) or key.startswith(title) for title in known
        )


_TITLE_LETTERS, _TITLE_SIZES, _LINK = 13, (14, 300), 0.9


def _parents(nodes: Sequence[Node], index: int) -> tuple[str, ...]:
    found: list[str] = []
    at = nodes[index].parent
    while at >= 0 and len(found) < _MAX_PARENTS:
        found.append(nodes[at].tag)
        at = nodes[at].parent
    return tuple(found)


_MAX_PARENTS = 6


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
        item.linked = block.link_chars / len(text)
        if block.marks:
            item.strong = _share_of(block, "strong")
            item.emphasis = _share_of(block, "emphasis")
        found.append(item)
    return found


def _share_of(block: Block, kind: str) -> float:
    marked = sum(mark.end - mark.start for mark in block.marks if mark.kind == kind)
    return marked / len(block.text)


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
    size = len(text) + (0 if text.isascii() else len(DENSE.findall(text)))
    folded = fold(text[:_FOLDED]) if size > _FOLDED else fold(text)
    item = Features(
        text=text,
        folded=folded,
        size=size,
        words=max(text.count(" ") + 1, 0 if text.isascii() else _unspaced(text) // 3),
        ended=_is_ended(text),
        hit=evidence.find(folded),
        dash=text[:1] in _OPENERS,
    )
    if text[:1] in _MARKER_STARTS:
        marker = _MARKER.match(text)
        item.marker = marker.end() if marker else 0
    if size <= _LINE:
        _describe_line(item, tables)
    else:
        item.credit = size <= _MAX_CAPTION and find_credit(text, tables) is not None
    item.signs = len(_SIGN.findall(text[:_FOLDED])) / max(1, min(size, _FOLDED))
    return item


_FOLDED = 400
_MAX_CAPTION = 900
_MARKER_STARTS = frozenset("*+•‣▪◦·●■o(0123456789")


def _describe_line(item: Features, tables: tuple[Language, ...]) -> None:
    text = item.text
    if may_hold_time(text):
        times = find_times(text, tables)
        item.times = times if times.moments else None
    item.credit = find_credit(text, tables) is not None
    item.interface = has_interface(item.folded, tables)
    item.byline = looks_like_byline(text, tables)


def _is_ended(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in ENDS


def _unspaced(text: str) -> int:
    """Characters of scripts that are written without blanks."""
    return len(_UNSPACED.findall(text))


# Kana, Han and Hangul: a character says about as much as two letters.
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff]")
