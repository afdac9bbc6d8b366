"""Captions: the words of buttons before them, and the credit of the picture behind them."""

import re
from itertools import pairwise

from attrs import frozen

from newsparse.languages import Language
from newsparse.languages.phrases import MARKS
from newsparse.parser.captionwords import CaptionWords, merge_caption_words
from newsparse.parser.credittails import find_label_at_end

__all__ = [
    "CaptionParts",
    "Credit",
    "find_credit",
    "has_interface",
    "is_credit_label",
    "split_captions",
]

# Credits are short: a name, an agency or two, a licence.
_MAX_CREDIT, _MAX_CREDIT_WORDS = 90, 14
# A longer text that ends in the bare name of an agency, in brackets, is a story's last paragraph.
_MAX_SIGNED = 160
_BRACKETS = re.compile(
    r"[(\[（［【](?P<inner>[^()\[\]（）［］【】]{2,110})[)\]）］】][^\S\n]{0,3}[.。]?[^\S\n]{0,3}$"
)
_CLOSING = frozenset(")]）］】")
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]){{0,90}}(?:[’'-][^\W_]{{1,90}}){{0,6}}")
_COPYRIGHT = re.compile(r"(?:©|[(（][cCＣｃ][)）])[^\S\n]{0,3}")
_HAS_BRACKET = re.compile("[(（]")
_HAS_C = re.compile(r"[(（][cCＣｃ][)）]")
# What may stand between a label and the name.
_SIGN = re.compile(r"[^\S\n]{0,3}[:：=＝/／|｜][^\S\n]{0,3}")
_HAS_SIGN = re.compile(r"[:：=＝/／|｜]")
# The end of a sentence, but not of an initial; the blank behind it may be lost.
_SENTENCE = re.compile(r"(?:[^\W\d_]{3}|[\d)»”’\"])[.!?…][”\"»’)]?[^\S\n]{0,3}(?=[^\W_])")
# A name that begins small: "dpa/Ada Lund", "varnpost.example".
_SMALL = re.compile(r"[\w-]{1,30}(?:[^\S\n]{0,2}[/|]|\.\w)")
_NAME_WORD = re.compile(r"[^\s/|]{1,40}")
_MAX_NAME_WORDS, _MAX_LABEL = 6, 30
# Words of names that begin small are no longer than this: "de", "von".
_MAX_PARTICLE, _MAX_LABEL_WORDS = 3, 3
# A bracket that the name did not open, and words behind it.
_BEHIND = re.compile(r"^[^(（\[【]{0,90}[)）\]】][^\S\n]{0,3}\w")
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][^\S\n]{1,3}[^\W\d_]")
_COLONS = frozenset(":：")
_EDGES = " \t\u00a0\u3000:()[]|/–—-,;：（）［］【】／｜＝="
_LAST_EDGES = f"{_EDGES}."


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
        credit: Its credit, or ``None``; behind the words, or before `start`.
        end: One past its last character, credit included.
        label_start: First character of the button's words.
        buttons: Where elements say that buttons stand, before and behind.
    """

    label_start: int
    label_end: int
    start: int
    end: int
    credit: Credit | None
    buttons: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[int, int]:
        """The range of the words, without the credit."""
        if self.credit is None or self.credit.name_end <= self.start:
            return self.start, self.end
        return self.start, max(self.start, self.credit.start)

    @property
    def whole(self) -> tuple[int, int]:
        """The range of words and credit."""
        start = self.start if self.credit is None else min(self.start, self.credit.start)
        return start, self.end


def has_interface(folded: str, tables: tuple[Language, ...]) -> bool:
    """Whether a folded line begins with the words of a button that stands before captions."""
    phrases = merge_caption_words(tables).interface.get(folded.split(" ", 1)[0])
    return phrases is not None and any(
        folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in phrases
    )


def is_credit_label(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a text is nothing but the label that stands before a credit: "Photo:"."""
    words = text.strip(_EDGES).lower()
    return 0 < len(words) <= _MAX_LABEL and words in merge_caption_words(tables).labels


def find_credit(text: str, tables: tuple[Language, ...]) -> Credit | None:
    """The credit at the end of a caption, or the line that is nothing but one.

    Args:
        text: One block.
        tables: Language tables.

    Returns:
        Its place, or ``None``; the label ("Photo:") stands between ``start`` and ``name_start``.
    """
    lexicon = merge_caption_words(tables)
    offset = max(0, len(text) - _MAX_CREDIT - 30)
    tail = text[offset:]
    closed = _is_closed(tail)
    found = (
        _after_sign(tail, lexicon)
        or (_with_agency(tail, lexicon) if closed else None)
        or (_in_brackets(tail, lexicon, named=len(text) > _MAX_SIGNED) if closed else None)
        or _after_label(tail, lexicon)
        or find_label_at_end(tail, lexicon)
        or _at_end(tail, lexicon, whole=not offset)
    )
    if found is None:
        return None
    start, name_start, name_end = found
    return Credit(offset + start, offset + name_start, offset + name_end)


_Range = tuple[int, int, int]


def _is_closed(tail: str) -> bool:
    """Whether a bracket ends a text, but for a full stop."""
    return tail.rstrip("。. ")[-1:] in _CLOSING


def _after_sign(tail: str, lexicon: CaptionWords) -> _Range | None:
    if "©" not in tail and not (_HAS_BRACKET.search(tail) and _HAS_C.search(tail)):
        return None
    signs = [*_COPYRIGHT.finditer(tail)]
    if not signs:
        return None
    start, end = signs[-1].span()
    first = lexicon.between.split(tail[end:])[0].strip(_EDGES).lower()
    start = _before_label(tail, start, lexicon)
    return _checked(tail, start, end, len(tail), known=first in lexicon.houses)


def _before_label(tail: str, start: int, lexicon: CaptionWords) -> int:
    """Where the label before a sign begins, or where the sign does: "Image: © Ada Lund"."""
    before = tail[:start].rstrip()
    if before[-1:] not in _COLONS:
        return start
    for word in [*_NAME_WORD.finditer(before)][-_MAX_LABEL_WORDS:]:
        if before[word.start() :].rstrip(":： ").lower() in lexicon.labels:
            return word.start()
    return start


def _in_brackets(tail: str, lexicon: CaptionWords, *, named: bool = False) -> _Range | None:
    """A credit in brackets; with *named*, no agency alone, which may have sent the story."""
    found = _BRACKETS.search(tail)
    if found is None:
        return None
    start, end = found.span("inner")
    inner = tail[start:end]
    label = _label_end(inner, lexicon)
    if label:
        return _checked(tail, found.start(), start + label, end, known=True)
    parts = _names_in(inner, lexicon)
    people = sum(part.lower() not in lexicon.houses and " " in part for part in parts)
    known = any(part.lower() in lexicon.houses for part in parts)
    if (known and not named) or (people and len(parts) > 1 and ("/" in inner or known)):
        return found.start(), start, end
    return None


def _with_agency(tail: str, lexicon: CaptionWords) -> _Range | None:
    """A label, a name and the agency in brackets behind it: "Photo: Ada Lund (AP)"."""
    found = _BRACKETS.search(tail)
    if found is None or found["inner"].strip().lower() not in lexicon.houses:
        return None
    labelled = _after_label(tail[: found.start()], lexicon)
    if labelled is None:
        return None
    words = tail[labelled[1] : labelled[2]].split()
    if not all(word[0].isupper() or len(word) <= _MAX_PARTICLE for word in words):
        return None
    return labelled[0], labelled[1], found.end("inner") + 1


def _names_in(text: str, lexicon: CaptionWords) -> list[str]:
    """The names that slashes, bars, commas and words like "via" part; none where one is no name."""
    parts = [part.strip(_EDGES) for part in lexicon.between.split(text)]
    parts = [part for part in parts if part]
    fit = all(part.lower() in lexicon.houses or _may_be_name(part) for part in parts)
    return parts if fit else []


def _may_be_name(part: str) -> bool:
    words = part.split()
    is_short = 0 < len(words) <= _MAX_NAME_WORDS
    return is_short and (not words[0][0].islower() or "." in words[0])


def _label_end(inner: str, lexicon: CaptionWords) -> int:
    """Where the name begins after a label at the start of *inner*, or 0."""
    sign = _SIGN.search(inner)
    if sign is not None and inner[: sign.start()].strip(" .").lower() in lexicon.labels:
        return sign.end()
    low = inner.lower()
    for label in lexicon.direct:
        if low.startswith(label) and low[len(label) : len(label) + 1] in {" ", ","}:
            return len(label) + 1
    return 0


def _after_label(tail: str, lexicon: CaptionWords) -> _Range | None:
    low = tail.lower()
    if not _HAS_SIGN.search(low) and not any(map(low.__contains__, lexicon.direct)):
        return None
    if lexicon.first.isdisjoint(_WORD.findall(low)):
        return None
    best: _Range | None = None
    for word in reversed([*_WORD.finditer(tail)]):
        if word[0].lower() in lexicon.first:
            found = _labelled(tail, word.start(), lexicon)
            if found is not None and (best is None or _is_of_name(tail, found, best, lexicon)):
                best = found
    return best


def _is_of_name(tail: str, found: _Range, best: _Range, lexicon: CaptionWords) -> bool:
    """Whether what looked like a label is of the name behind another: "Photo: Varn Photo/Lund"."""
    between = tail[found[1] : best[0]].strip(_EDGES)
    return not between or bool(_names_in(between, lexicon))


def _labelled(tail: str, start: int, lexicon: CaptionWords) -> _Range | None:
    label = _label_end(tail[start:], lexicon)
    if not label or not _may_begin(tail, start):
        return None
    before = tail[:start].rsplit(None, 1)[-1:]
    if before and before[0].lower() in lexicon.houses:  # "AP Photo/Ada Lund" is one name
        house = tail.rindex(before[0], 0, start)
        return _checked(tail, house, house, len(tail))
    known = lexicon.is_house(tail[start + label :])
    return _checked(tail, start, start + label, len(tail), known=known)


def _may_begin(tail: str, start: int) -> bool:
    """Whether a label may stand here: first, after a sign, or with a capital of its own."""
    before = tail[:start].rstrip()
    if not before or not before[-1].isalnum() or tail[start].isupper():
        return True
    return not tail[start].islower() and tail[start - 1].isspace()


def _at_end(tail: str, lexicon: CaptionWords, *, whole: bool) -> _Range | None:
    """Names behind a bar or the last sentence, or alone, a picture agency among them."""
    if not any(map(tail.__contains__, lexicon.signs)) or not lexicon.joint.search(tail):
        return _alone(tail, lexicon, whole=whole)
    for start in (tail.rfind("|"), _last_sentence(tail), _first_house(tail, lexicon)):
        if start is None or start < 0 or (start == 0 and not whole):
            continue
        parts = _names_in(tail[start:], lexicon)
        if any(part.lower() in lexicon.houses for part in parts):
            single = len(parts) == 1 and tail[start : start + 1] != "|"
            begin = _label_before(tail, start, lexicon)
            return None if single else _checked(tail, begin, start, len(tail), known=True)
    return None


def _alone(tail: str, lexicon: CaptionWords, *, whole: bool) -> _Range | None:
    """The name of a picture agency as a line, or of any agency that ran into the caption."""
    last = tail.rstrip(_LAST_EDGES).rsplit(None, 1)[-1:]
    if not last or last[0].rpartition(".")[2].lower() not in lexicon.house_ends:
        return None
    start = _last_sentence(tail)
    name = tail[start:].strip(_LAST_EDGES).lower()
    ran = start > 0 and not tail[start - 1].isspace() and name in lexicon.houses
    if ran or (whole and name in lexicon.pictures):
        return _checked(tail, start, start, len(tail))
    return None


def _label_before(tail: str, start: int, lexicon: CaptionWords) -> int:
    """Where the label right before a name begins, or where the name does: "Photo AFP/Ada Lund"."""
    word = next(iter(tail[:start].rsplit(None, 1)[-1:]), "")
    is_label = word[:1].isupper() and word.lower() in lexicon.labels
    return tail.rindex(word, 0, start) if is_label else start


def _last_sentence(tail: str) -> int:
    """Where the words behind the last whole sentence begin; 0 where there is no sentence."""
    ends = [match.end() for match in _SENTENCE.finditer(tail)]
    return ends[-1] if ends else 0


def _first_house(tail: str, lexicon: CaptionWords) -> int | None:
    """Where the name of an agency begins that a slash follows: "… on Monday EPA/Ada Lund"."""
    slash = tail.find("/")
    words = [*_NAME_WORD.finditer(tail, 0, max(0, slash))]
    for count in (3, 2, 1):
        if len(words) >= count:
            start = words[-count].start()
            if tail[start:slash].strip().lower() in lexicon.houses:
                return start
    return None


def _checked(
    tail: str, start: int, name_start: int, end: int, *, known: bool = False
) -> _Range | None:
    """The range with its edges trimmed, if what it holds can be a name, or is *known* to be one."""
    name = tail[name_start:end]
    name_start += len(name) - len(name.lstrip(_EDGES))
    name = tail[name_start:end].rstrip(_EDGES + ".")
    if name.count("(") > name.count(")") and tail[name_start + len(name) : end][:1] == ")":
        name += ")"  # "Ada Lund (archive)"
    if _BEHIND.search(name):  # "(Photo: Ada Lund) The ferry at the quay"
        return None
    if not name or len(name) > _MAX_CREDIT or name.count(" ") >= _MAX_CREDIT_WORDS:
        return None
    if not known and (
        _NEXT_SENTENCE.search(name) or (name[0].islower() and not _SMALL.match(name))
    ):
        return None
    return start, name_start, name_start + len(name)


def split_captions(text: str, tables: tuple[Language, ...]) -> list[CaptionParts]:
    """Cut a block that holds captions into them.

    A new one begins where a button's words stand again behind a credit.

    Returns:
        At least one part; together they cover the text but for blanks between them.
    """
    lexicon = merge_caption_words(tables)
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
        first = start + label + (len(piece) - label - len(piece[label:].lstrip(" ,:|–—-")))
        parts.append(CaptionParts(start, start + label, first, start + len(piece), credit))
    return parts


def _button_end(piece: str, lexicon: CaptionWords) -> int:
    low = piece.lower()
    for phrase in lexicon.interface.get(low.split(" ", 1)[0].rstrip(":"), ()):
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalnum():
            return len(phrase)
    return 0


def _button_starts(text: str, lexicon: CaptionWords) -> list[int]:
    """Where a button's words stand inside the block, with a capital behind them."""
    starts = []
    for word in _WORD.finditer(text):
        at = word.start()
        if word[0].lower() not in lexicon.interface or not _button_end(
            text[at : at + 60], lexicon
        ):
            continue
        end = at + _button_end(text[at : at + 60], lexicon)
        before = text[max(0, at - 2 * _MAX_CREDIT) : at].rstrip()
        names = text[end : end + _MAX_CREDIT].lstrip(" :")[:1]
        if before and names.isupper() and find_tail_credit(before, lexicon):
            starts.append(at)
    return starts


def find_tail_credit(before: str, lexicon: CaptionWords) -> bool:
    """Whether what stands before a button's words ends in a credit."""
    tail = before[-_MAX_CREDIT:]
    return bool(
        _after_label(tail, lexicon)
        or (_is_closed(tail) and _in_brackets(tail, lexicon))
        or _after_sign(tail, lexicon)
    )
