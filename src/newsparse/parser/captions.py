"""Captions: the words of buttons before them, and the credit of the picture behind them."""

import re
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from newsparse.languages import Language

__all__ = ["CaptionParts", "Credit", "find_credit", "has_interface", "split_captions"]

# Credits are short: a name, an agency or two, a licence.
_MAX_CREDIT, _MAX_CREDIT_WORDS = 90, 11
# A longer text that ends in the bare name of an agency, in brackets, is a story's last paragraph.
_MAX_SIGNED = 160
_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,90})[)\]][^\S\n]{0,3}[.]?$")
_WORD = re.compile(r"[^\W_]{1,90}(?:[’'.-][^\W_]{1,90}){0,6}")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\))[^\S\n]{0,3}")
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][^\S\n]{1,3}[^\W\d_]")
_EDGES = " \t:()[]|/–—-,;"


@frozen
class Credit:
    """Where the credit stands in a block: the caption ends at `start`, the name is between."""

    start: int
    name_start: int
    name_end: int


@frozen
class CaptionParts:
    """One caption in a block: ``text[start:end]`` with the words of a button in front.

    Attributes:
        label_end: One past the button's words; equals `start` without them.
        start: First character of the caption proper.
        credit: Its credit, or ``None``.
        end: One past its last character, credit included.
        label_start: First character of the button's words.
    """

    label_start: int
    label_end: int
    start: int
    end: int
    credit: Credit | None


@frozen(eq=False)
class _Lexicon:
    labels: frozenset[str]  # need a colon behind them
    direct: tuple[str, ...]  # the name follows
    first: frozenset[str]  # first words of both, for a quick no
    houses: frozenset[str]
    interface: dict[str, tuple[str, ...]]  # by first word, longest first


@lru_cache(maxsize=64)
def _lexicon(tables: tuple[Language, ...]) -> _Lexicon:
    labels = {label for table in tables for label in table.captions.credit}
    direct = {label for table in tables for label in table.captions.credit_by}
    houses = {name for table in tables for name in table.captions.houses}
    houses |= {name.lower() for table in tables for name in table.agencies}
    interface: dict[str, list[str]] = {}
    for table in tables:
        for phrase in table.captions.interface:
            interface.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return _Lexicon(
        labels=frozenset(labels),
        direct=tuple(sorted(direct, key=len, reverse=True)),
        first=frozenset(label.split(" ", 1)[0] for label in labels | direct),
        houses=frozenset(houses),
        interface={k: tuple(sorted(set(v), key=len, reverse=True)) for k, v in interface.items()},
    )


def has_interface(folded: str, tables: tuple[Language, ...]) -> bool:
    """Whether a folded line begins with the words of a button that stands before captions."""
    phrases = _lexicon(tables).interface.get(folded.split(" ", 1)[0], ())
    return any(
        folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in phrases
    )


def find_credit(text: str, tables: tuple[Language, ...]) -> Credit | None:
    """The credit at the end of a caption, or the line that is nothing but one.

    Args:
        text: One block.
        tables: Language tables.

    Returns:
        Its place, or ``None``; the label ("Photo:") stands between ``start`` and ``name_start``.
    """
    lexicon = _lexicon(tables)
    offset = max(0, len(text) - _MAX_CREDIT - 30)
    tail = text[offset:]
    found = (
        _after_sign(tail)
        or _in_brackets(tail, lexicon, named=len(text) > _MAX_SIGNED)
        or _after_label(tail, lexicon)
        or _after_bar(tail, lexicon)
    )
    if found is None:
        return None
    start, name_start, name_end = found
    return Credit(offset + start, offset + name_start, offset + name_end)


_Range = tuple[int, int, int]


def _after_sign(tail: str) -> _Range | None:
    if "©" not in tail and "(c)" not in tail.lower():
        return None
    signs = [*_COPYRIGHT.finditer(tail)]
    return _checked(tail, signs[-1].start(), signs[-1].end(), len(tail)) if signs else None


def _in_brackets(tail: str, lexicon: _Lexicon, *, named: bool = False) -> _Range | None:
    """A credit in brackets; with *named*, only after a label."""
    if tail.rstrip(". ")[-1:] not in {")", "]"}:
        return None
    found = _BRACKETS.search(tail)
    if found is None:
        return None
    start, end = found.span("inner")
    inner = tail[start:end]
    label = _label_end(inner, lexicon)
    if label:
        return _checked(tail, found.start(), start + label, end)
    if named:
        return None
    words = {part.strip().lower() for part in re.split(r"[/|,]", inner)}
    return (found.start(), start, end) if words & lexicon.houses else None


def _label_end(inner: str, lexicon: _Lexicon) -> int:
    """Where the name begins after a label at the start of *inner*, or 0."""
    colon = inner.find(":")
    if colon > 0 and inner[:colon].strip().lower() in lexicon.labels:
        return colon + 1 + (len(inner) - colon - 1 - len(inner[colon + 1 :].lstrip()))
    low = inner.lower()
    for label in lexicon.direct:
        if low.startswith(label + " "):
            return len(label) + 1
    return 0


def _after_label(tail: str, lexicon: _Lexicon) -> _Range | None:
    if ":" not in tail:
        low = tail.lower()
        if not any(label in low for label in lexicon.direct):
            return None
    for word in reversed([*_WORD.finditer(tail)]):
        if word[0].lower() in lexicon.first:
            found = _labelled(tail, word.start(), lexicon)
            if found is not None:
                return found
    return None


def _labelled(tail: str, start: int, lexicon: _Lexicon) -> _Range | None:
    rest = tail[start:]
    label = _label_end(rest, lexicon)
    if not label or not _may_begin(tail, start):
        return None
    return _checked(tail, start, start + label, len(tail))


def _may_begin(tail: str, start: int) -> bool:
    """Whether a label may stand here: first, after a sign, or with a capital of its own."""
    before = tail[:start].rstrip()
    return not before or not before[-1].isalnum() or tail[start].isupper()


def _after_bar(tail: str, lexicon: _Lexicon) -> _Range | None:
    bar = tail.rfind("|")
    if bar < 0:
        return None
    name = tail[bar + 1 :].strip().lower()
    known = name in lexicon.houses or name.rsplit("/", 1)[-1].strip() in lexicon.houses
    return _checked(tail, bar, bar + 1, len(tail)) if known else None


def _checked(tail: str, start: int, name_start: int, end: int) -> _Range | None:
    """The range with its edges trimmed, if what it holds can be a name."""
    name = tail[name_start:end]
    name_start += len(name) - len(name.lstrip(_EDGES))
    name = tail[name_start:end].rstrip(_EDGES + ".")
    if not name or len(name) > _MAX_CREDIT or name.count(" ") >= _MAX_CREDIT_WORDS:
        return None
    if not (name[0].isupper() or not name[0].islower()) and "/" not in name and "." not in name:
        return None
    if _NEXT_SENTENCE.search(name):
        return None
    return start, name_start, name_start + len(name)


def split_captions(text: str, tables: tuple[Language, ...]) -> list[CaptionParts]:
    """Cut a block that holds captions into them.

    A new one begins where a button's words stand again behind a credit.

    Returns:
        At least one part; together they cover the text but for blanks between them.
    """
    lexicon = _lexicon(tables)
    cuts = [0, *(at for at in _button_starts(text, lexicon) if at), len(text)]
    parts = []
    for start, end in pairwise(cuts):
        piece = text[start:end].rstrip()
        label = _button_end(piece, lexicon)
        credit = find_credit(piece, tables)
        if credit is not None:
            credit = Credit(
                max(start + label, start + credit.start),
                start + credit.name_start,
                start + credit.name_end,
            )
        first = start + label + (len(piece) - label - len(piece[label:].lstrip(" :|–—-")))
        parts.append(CaptionParts(start, start + label, first, start + len(piece), credit))
    return parts


def _button_end(piece: str, lexicon: _Lexicon) -> int:
    low = piece.lower()
    for phrase in lexicon.interface.get(low.split(" ", 1)[0].rstrip(":"), ()):
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum():
            return len(phrase)
    return 0


def _button_starts(text: str, lexicon: _Lexicon) -> list[int]:
    """Where a button's words stand inside the block, with a capital behind them."""
    starts = []
    for word in _WORD.finditer(text):
        at = word.start()
        if word[0].lower() not in lexicon.interface or not _button_end(
            text[at : at + 60], lexicon
        ):
            continue
        before, after = text[:at].rstrip(), text[at + _button_end(text[at : at + 60], lexicon) :]
        names = after.lstrip(" :")[:1]
        if before and names.isupper() and find_tail_credit(before, lexicon):
            starts.append(at)
    return starts


def find_tail_credit(before: str, lexicon: _Lexicon) -> bool:
    """Whether what stands before a button's words ends in a credit."""
    tail = before[-_MAX_CREDIT:]
    return bool(_after_label(tail, lexicon) or _in_brackets(tail, lexicon) or _after_sign(tail))
