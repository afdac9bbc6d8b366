"""Captions cut by the elements they are made of: a button, the words, who is credited.

Where the source says nothing of elements, and where they say nothing, the text alone is asked
(``captions``).
"""

import re
from collections.abc import Sequence

from newsparse.document import Block, Inline, Node
from newsparse.languages import Language
from newsparse.parser.bylines import is_name
from newsparse.parser.captions import (
    CaptionParts,
    Credit,
    find_credit,
    is_credit_label,
    split_captions,
)

__all__ = ["cut_captions", "has_picture_names"]

Span = tuple[int, int]

# Words that web authors use in names of elements, and tags that say the same.
_NAME_PART = re.compile(r"[A-Z]?[a-z]{2,40}|[A-Z]{2,40}(?![a-z])")
_CREDIT_NAMES = frozenset([
    "agency",
    "attribution",
    "author",
    "byline",
    "copyright",
    "credit",
    "credits",
    "distributor",
    "fotograf",
    "photographer",
    "quelle",
    "rechte",
    "rights",
    "source",
    "urheber",
])
_PICTURE_NAMES = frozenset({
    *("caption", "figcaption", "figure", "gallery", "image", "images", "img"),
    *("photo", "photographer", "photos", "picture", "copyright", "credit", "credits"),
})
_CREDIT_TAGS = frozenset({"cite", "small"})
_BUTTON_NAMES = frozenset({
    *("btn", "button", "buttons", "expand", "toggle"),
    *("hidden", "label", "offscreen", "screenreader"),  # said to those who do not see the page
})
_MAX_NAMES = 300
# Elements that only mark words say nothing of what these are.
_PLAIN_TAGS = frozenset({"span", "font", "em", "i"})
_MAX_CREDIT, _MAX_BUTTON = 150, 40
_EDGES = " \t\u00a0\u3000()[]|/–—-,;:（）［］【】／｜"
_LABEL = re.compile(r"[^:：/|()]{2,24}[:：][^\S\n]{0,3}(?=\S)")
_ENDED = frozenset('.!?…。！？؟।"”»’)]')


def cut_captions(block: Block, node: Node, tables: tuple[Language, ...]) -> list[CaptionParts]:
    """Cut a block that holds captions into them.

    Args:
        block: The block.
        node: The node it stands in.
        tables: Language tables.

    Returns:
        At least one part; together they cover the text but for blanks between them.
    """
    text, inlines = block.text, block.inlines
    whole = len(text) <= _MAX_CREDIT and _is_credit("", node.names)
    if not inlines and not whole:
        return split_captions(text, tables)
    start, end, buttons = _cut_buttons(text, inlines, tables)
    inside = [inline for inline in inlines if start <= inline.start and inline.end <= end]
    found = _named(text, inside, start, end)
    if found is None:
        found = (start, end) if whole else _placed(text, inside, start, end, tables)
    if found is None and not buttons:
        return split_captions(text, tables)
    if found is None:
        return [_moved(part, start, buttons) for part in split_captions(text[start:end], tables)]
    return [_parts(text, (start, end), found, buttons, tables)]


def _is_credit(tag: str, names: str) -> bool:
    return tag in _CREDIT_TAGS or not _CREDIT_NAMES.isdisjoint(_words(names))


def has_picture_names(names: str) -> bool:
    """Whether names of an element say that it goes with a picture."""
    return not _PICTURE_NAMES.isdisjoint(_words(names))


def _words(names: str) -> list[str]:
    """The words that names are made of: "imageCredit figcaption__text" has four."""
    return [word.lower() for word in _NAME_PART.findall(names[:_MAX_NAMES])]


def _cut_buttons(
    text: str, inlines: Sequence[Inline], tables: tuple[Language, ...]
) -> tuple[int, int, tuple[Span, ...]]:
    """The range that is left between the buttons at both ends, and these."""
    start, end, buttons = 0, len(text), []
    for inline in inlines:
        size = inline.end - inline.start
        if size > _MAX_BUTTON or not _is_button(inline):
            continue
        if is_credit_label(text[inline.start : inline.end], tables):
            continue
        if inline.start == start and inline.end < end:
            start = _skip(text, inline.end, end)
        elif inline.end == end and inline.start > start:
            end = inline.start - (text[inline.start - 1] == " ")
        else:
            continue
        buttons.append((inline.start, inline.end))
    return start, end, tuple(buttons)


def _is_button(inline: Inline) -> bool:
    return inline.tag == "button" or not _BUTTON_NAMES.isdisjoint(_words(inline.names))


def _skip(text: str, at: int, end: int) -> int:
    """Past what stands between a button and the words."""
    while at < end and text[at] in _EDGES:
        at += 1
    return at


def _named(text: str, inlines: Sequence[Inline], start: int, end: int) -> Span | None:
    """The credit that elements name, at the end or at the beginning."""
    first = end
    for inline in reversed(inlines):
        if inline.end > first or _has_letters(text[inline.end : first]):
            continue
        if _is_credit("", inline.names) or (
            first == end and inline.tag in _CREDIT_TAGS and inline.start > start
        ):
            first = inline.start
    if first < end:
        return (first, end) if end - first <= _MAX_CREDIT else None
    last = start
    for inline in inlines:
        if inline.start < last or _has_letters(text[last : inline.start]):
            continue
        if _is_credit("", inline.names) or (last == start and inline.tag in _CREDIT_TAGS):
            last = inline.end
    return (start, last) if start < last < min(end, start + _MAX_CREDIT) else None


def _has_letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _placed(
    text: str, inlines: Sequence[Inline], start: int, end: int, tables: tuple[Language, ...]
) -> Span | None:
    """An element without a name for it that stands where credits do, and reads like one."""
    for inline in inlines:
        piece = text[inline.start : inline.end]
        if inline.tag not in _PLAIN_TAGS or not piece or len(piece) > _MAX_CREDIT:
            continue
        before = text[start : inline.start].rstrip()
        if inline.end == end and before:
            apart = before[-1] in _ENDED or any(
                other.end == len(before) + start and other.start == start for other in inlines
            )
            if _reads_like_credit(piece, tables, apart=apart):
                return inline.start, end
        elif inline.start == start and _is_whole_credit(piece, tables):
            return start, inline.end
    return None


def _reads_like_credit(piece: str, tables: tuple[Language, ...], *, apart: bool) -> bool:
    """Whether a piece at the end is a credit: labelled, in brackets, behind a slash, or a name."""
    if _is_whole_credit(piece, tables):
        return True
    bare = piece.strip(_EDGES)
    signed = piece[0] in "(/|[–—" and bool(bare) and not bare[0].islower()
    return signed or (apart and all(is_name(name, tables) for name in re.split(r"[/|,]", bare)))


def _is_whole_credit(piece: str, tables: tuple[Language, ...]) -> bool:
    found = find_credit(piece, tables)
    return found is not None and found.start == 0


def _parts(
    text: str, inner: Span, found: Span, buttons: tuple[Span, ...], tables: tuple[Language, ...]
) -> CaptionParts:
    start, end = inner
    name = _name(text, found, tables)
    first = _skip(text, found[1], end) if found[0] == start else start
    return CaptionParts(
        label_start=start,
        label_end=start,
        start=first,
        end=end,
        credit=Credit(found[0], *name),
        buttons=buttons,
    )


def _name(text: str, found: Span, tables: tuple[Language, ...]) -> Span:
    """The range of the name in a credit, without its label."""
    start, end = found
    piece = text[start:end]
    known = find_credit(piece, tables)
    if known is not None and known.start == 0:
        return start + known.name_start, start + known.name_end
    label = _LABEL.match(piece.lstrip(_EDGES))
    if label is not None:
        start = end - len(piece.lstrip(_EDGES)) + label.end()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _moved(part: CaptionParts, by: int, buttons: tuple[Span, ...]) -> CaptionParts:
    """The same in a longer text."""
    credit = part.credit
    return CaptionParts(
        label_start=part.label_start + by,
        label_end=part.label_end + by,
        start=part.start + by,
        end=part.end + by,
        credit=credit and Credit(credit.start + by, credit.name_start + by, credit.name_end + by),
        buttons=buttons if part.label_start == 0 else (),
    )
