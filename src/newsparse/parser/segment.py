"""Lines to blocks: which lines of a text belong together, and where each block stands.

Text is either *loose* (a line is a block, as browsers copy it) or *hard-wrapped* at some width (mail,
text browsers, Markdown made from pages).  Which one is measured, not assumed: a line that was
broken at width W is at most W long, and the next word would not have fitted on it.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from newsparse.document import Block, Limits, Lines
from newsparse.errors import LimitError
from newsparse.markup.clean import clean_text
from newsparse.markup.mojibake import mend
from newsparse.parser.residue import has_open_link, is_markdown, strip_markdown

__all__ = ["find_wrap_width", "split_blocks"]

# Widths at which mail programs, text browsers and editors wrap; narrower columns are verse or
# menus, wider lines are not wrapped.
_MIN_WIDTH, _MAX_WIDTH = 50, 110
# Of the line breaks inside chunks that could come from wrapping, this share must agree on one
# width.  Loose text reaches .2, wrapped text .7 and more (development texts of six renderings).
_MIN_SHARE, _MIN_PAIRS = 0.4, 4
# Of wrapped text hardly a line is longer; menus on loose pages agree on a width now and then, but
# their stories stand in lines that run over it (development texts of six renderings).
_MAX_OVER = 0.15
# How many lines of a text are looked at to find its width.
_SAMPLE = 4000

_MARKER = re.compile(r"(?:[*+•‣▪◦·●■]|o|[-–—]|\d{1,3}[.)]|\(\d{1,2}\))[^\S\n]{1,8}(?=\S)")
_BREAKABLE = re.compile(r"[^\s-]{0,200}-?")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ODD_ENDS = re.compile(r"\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
# In garbled text a no-break space and a next-line sign may each be half a letter.
_GARBLED_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_PLAIN_SPACE = " \t\n\r\x0b\x0c\u2028\u2029"
_HEADING = re.compile(r"(#{1,6})[^\S\n]{0,8}(?=[^\s#])")
_LETTER = re.compile(r"[^\W_]")


class _Line(NamedTuple):
    start: int  # of its first visible character
    end: int  # one past its last visible character
    indent: int
    gap: int  # blank lines before it
    number: int


def split_blocks(lines: Lines, limits: Limits, *, garbled: bool = False) -> list[Block]:
    """Cut a text into blocks.

    Args:
        lines: The text and the part of it that belongs to the document.
        limits: How many lines it may have.
        garbled: Mend letters garbled by a wrong encoding.

    Returns:
        Blocks in order.  Between them stands nothing that has a letter or digit; their texts have
        white space collapsed and invisible characters removed.

    Raises:
        LimitError: If it has more lines.
    """
    text = lines.text
    end = len(text) if lines.end is None else lines.end
    most = limits.max_blocks
    found = list(islice(_iter_lines(text, lines.start, end, garbled=garbled), most + 1))
    if len(found) > most:
        raise LimitError("too many lines", limit="max_blocks", value=most)
    collapse = _mend if garbled else _collapse
    width = find_wrap_width(text, found)
    markdown = is_markdown(text)
    if width is None and not markdown:
        groups = _join_bracketed(text, found)
    else:
        groups = _join_wrapped(text, found, width or sys.maxsize, markdown=markdown)
    blocks = []
    for group in groups:
        block = _block(text, group, collapse, markdown=markdown)
        if block is not None:
            blocks.append(block)
    return blocks


def _iter_lines(text: str, start: int, end: int, *, garbled: bool) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    gap, at, number = 0, start, text.count("\n", 0, start)
    space = _PLAIN_SPACE if garbled else None
    for raw in _split_lines(text[start:end], _GARBLED_ENDS if garbled else _LINE_ENDS):
        number += 1
        body = raw.strip(space)
        if body and not body.isspace():
            indent = len(raw) - len(raw.lstrip(space))
            first = at + indent
            yield _Line(first, first + len(body), indent, gap, number)
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1


def _split_lines(text: str, ends: re.Pattern[str]) -> list[str]:
    """Split at line ends of any kind; CR LF leaves its CR, which stripping removes."""
    if not _ODD_ENDS.search(text):
        return text.split("\n")
    # Every end as one character, so that places stay: the CR of CR LF is left as white space.
    return ends.sub(lambda end: "\n" if len(end[0]) == 1 else " \n", text).split("\n")


def find_wrap_width(text: str, lines: Sequence[_Line]) -> int | None:
    """The width at which the text is hard-wrapped, or ``None`` for loose text."""
    votes = [0] * (_MAX_WIDTH + 2)
    pairs = open_ends = 0
    for line, after in _pairs(lines[:_SAMPLE]):
        length = line.indent + line.end - line.start
        if not _MIN_WIDTH - 10 <= length <= _MAX_WIDTH or _MARKER.match(text, after.start):
            continue
        pairs += 1
        open_ends += text[line.end - 1] not in ".!?:;…"
        reach = length + _first_word(text, after)
        for width in range(max(length, _MIN_WIDTH), min(reach, _MAX_WIDTH) + 1):
            votes[width] += 1
    best = max(votes)
    if best < _MIN_PAIRS or best < _MIN_SHARE * pairs or open_ends < pairs / 2:
        return None
    width = len(votes) - 1 - votes[::-1].index(best)
    return None if _runs_over(text, lines[:_SAMPLE], width) else width


def _runs_over(text: str, lines: Sequence[_Line], width: int) -> bool:
    """Whether much of the text stands in lines that are longer; of those with links none count."""
    over = whole = 0
    for line in lines:
        size = line.end - line.start
        whole += size
        if line.indent + size > width + 1 and text.find("](", line.start, line.end) < 0:
            over += size
    return over > _MAX_OVER * whole


def _pairs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    return ((a, b) for a, b in pairwise(lines) if b.gap == 0)


def _first_word(text: str, line: _Line) -> int:
    """Length of what would have had to fit: up to a blank, or a hyphen that may end a line."""
    word = _BREAKABLE.match(text, line.start, line.end)
    return word.end() - line.start if word else 0


_CLOSERS = {"(": ")", "[": "]", "（": "）"}
# A credit in brackets is broken over a few lines at most.
_BRACKET_LINES = 3


def _join_bracketed(text: str, lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Lines, each alone but where a bracket opens at the very end of one and closes right below."""
    at = 0
    while at < len(lines):
        end = at + 1 + _count_to_bracket(text, lines, at)
        yield lines[at:end]
        at = end


def _count_to_bracket(text: str, lines: Sequence[_Line], at: int) -> int:
    """How many lines further down the bracket closes that a line ends with; 0 without one."""
    closer = _CLOSERS.get(text[lines[at].end - 1])
    if closer is None:
        return 0
    for count, line in enumerate(lines[at + 1 : at + 1 + _BRACKET_LINES], start=1):
        if line.gap:
            break
        if text[line.end - 1] == closer:
            return count
    return 0


def _join_wrapped(
    text: str, lines: Sequence[_Line], width: int, *, markdown: bool
) -> Iterator[Sequence[_Line]]:
    group: list[_Line] = []
    for line in lines:
        linked = markdown and group and line.gap == 0 and _in_link(text, group)
        if group and not linked and not _continues(text, group, line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


# A link is broken over a few lines at most.
_LINK_LINES = 8


def _in_link(text: str, group: Sequence[_Line]) -> bool:
    """Whether the lines so far break off inside a Markdown link."""
    return has_open_link(text, group[-_LINK_LINES:][0].start, group[-1].end)


def _continues(text: str, group: Sequence[_Line], line: _Line, width: int) -> bool:
    """Whether *line* goes on where the last line of *group* was broken off."""
    last = group[-1]
    length = last.indent + last.end - last.start
    if line.gap or length + 1 + _first_word(text, line) <= width - 1 or length < width / 2:
        return False
    if _MARKER.match(text, line.start, line.end) or text.startswith("#", line.start):
        return False
    listed = _MARKER.match(text, group[0].start, group[0].end)
    return line.indent <= last.indent + 1 or (len(group) == 1 and listed is not None)


def _block(
    text: str, group: Sequence[_Line], collapse: Callable[[str], str], *, markdown: bool
) -> Block | None:
    first, start, end = group[0], group[0].start, group[-1].end
    words = _joined(text, group, collapse)
    level = 0
    if markdown:
        heading = _HEADING.match(words)
        if heading:
            level = len(heading[1])
            words = words[heading.end() :].rstrip("# ")
        words = strip_markdown(words)
    role = None
    if markdown and not _LETTER.search(words):
        words, role = collapse(text[start:end]), "other"  # an image, or a link without words
    if not _LETTER.search(words):
        return None
    return Block(
        words,
        role=role,
        start=start,
        end=end,
        line=first.number,
        gap=first.gap,
        level=level,
        indent=first.indent,
    )


def _joined(text: str, group: Sequence[_Line], collapse: Callable[[str], str]) -> str:
    """The lines as one, white space collapsed; a word broken at its hyphen is closed up."""
    if len(group) == 1:
        return collapse(text[group[0].start : group[0].end])
    parts: list[str] = []
    for line in group:
        part = collapse(text[line.start : line.end])
        if parts and _is_hyphened(parts[-1], part):
            parts[-1] += part
        elif part:
            parts.append(part)
    return " ".join(parts)


def _is_hyphened(before: str, after: str) -> bool:
    """Whether a line was broken at a hyphen inside a word or an address."""
    if before[-1:] != "-":
        return False
    in_word = before[-2:-1].isalpha() and after[:1].islower()
    return in_word or has_open_link(before, 0, len(before))


def _collapse(piece: str) -> str:
    return " ".join(clean_text(piece).split())


def _mend(piece: str) -> str:
    """Mended before it is cleaned: what nobody sees may be half a garbled letter."""
    return _collapse(mend(piece))
