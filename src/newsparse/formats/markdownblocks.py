"""Blocks of Markdown: headings, paragraphs, lists, quotes, tables, code, in each other.

CommonMark as people and programs write it, with the tables of GitHub's dialect.  Every line is
looked at once for each block that it stands in, and blocks deeper than a bound are paragraphs.
"""

import re
from collections.abc import Sequence

from attrs import frozen

__all__ = ["MdBlock", "split_cells", "split_markdown"]

MAX_DEPTH = 40


@frozen(kw_only=True)
class MdBlock:
    """A block.

    Attributes:
        kind: ``heading paragraph quote list item code table break definition``.
        text: Its source without the signs of the block; of a definition all of it.
        level: Of a heading.
        ordered: Of a list.
        children: Blocks in it: of a list its items.
        rows: Of a table: the sources of its cells, the head first.
    """

    kind: str
    text: str = ""
    level: int = 0
    ordered: bool = False
    children: tuple["MdBlock", ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


_FENCE = re.compile(r" {0,3}(?P<fence>`{3,999}|~{3,999})(?P<info>[^`\n]{0,200})$")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<text>.*))?$")
_CLOSING = re.compile(r"(?:^|[ \t])#{1,999}[ \t]*+$")
_BREAK = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,99}|(?:-[ \t]*){3,99}|(?:_[ \t]*){3,99})$")
_SETEXT = re.compile(r" {0,3}(?P<sign>=+|-+)[ \t]*+$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(
    r"(?P<indent> {0,3})(?P<marker>[-*+]|(?P<number>[0-9]{1,9})[.)])(?P<gap>[ \t]+|$)"
)
_RULE = re.compile(r" {0,3}\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+){0,999}\|?[ \t]*+$")
_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*\S")
_CODE_INDENT = "    "
_MAX_GAP = 4


def split_markdown(text: str) -> list[MdBlock]:
    """The blocks of a text whose lines end in line feeds, in order."""
    return _split(text.split("\n"), 0)


def _split(lines: Sequence[str], depth: int) -> list[MdBlock]:
    found: list[MdBlock] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        for take in _TAKERS if depth < MAX_DEPTH else (_take_paragraph,):
            taken = take(lines, at, depth)
            if taken is not None:
                block, at = taken
                found.append(block)
                break
    return found


Taken = tuple[MdBlock, int] | None


def _take_code(lines: Sequence[str], at: int, depth: int) -> Taken:
    match = _FENCE.match(lines[at])
    if match is None:
        return None
    fence = match["fence"]
    end = at + 1
    while end < len(lines) and not _closes(lines[end], fence):
        end += 1
    return MdBlock(kind="code", text="\n".join(lines[at + 1 : end])), end + 1


def _closes(line: str, fence: str) -> bool:
    bare = line.strip(" \t")
    return bare.startswith(fence) and not bare.strip(fence[0])


def _take_indented(lines: Sequence[str], at: int, depth: int) -> Taken:
    if not lines[at].startswith(_CODE_INDENT):
        return None
    end = at
    while end < len(lines) and (lines[end].startswith(_CODE_INDENT) or not lines[end].strip()):
        end += 1
    text = "\n".join(line[len(_CODE_INDENT) :] for line in lines[at:end])
    return MdBlock(kind="code", text=text.rstrip()), end


def _take_heading(lines: Sequence[str], at: int, depth: int) -> Taken:
    match = _HEADING.match(lines[at])
    if match is None:
        return None
    text = _CLOSING.sub("", match["text"] or "")
    return MdBlock(kind="heading", text=text.strip(), level=len(match["signs"])), at + 1


def _take_break(lines: Sequence[str], at: int, depth: int) -> Taken:
    return (MdBlock(kind="break"), at + 1) if _BREAK.match(lines[at]) else None


def _take_definition(lines: Sequence[str], at: int, depth: int) -> Taken:
    if not _DEFINITION.match(lines[at]):
        return None
    return MdBlock(kind="definition", text=lines[at].strip()), at + 1


def _take_quote(lines: Sequence[str], at: int, depth: int) -> Taken:
    if not _QUOTE.match(lines[at]):
        return None
    inner: list[str] = []
    while at < len(lines):
        match = _QUOTE.match(lines[at])
        if match is None and not _goes_on(lines[at], inner[-1]):
            break
        inner.append(lines[at][match.end() :] if match else lines[at])
        at += 1
    return MdBlock(kind="quote", children=tuple(_split(inner, depth + 1))), at


def _goes_on(line: str, before: str) -> bool:
    """Whether a line goes on with the paragraph of a block that it is not set in to."""
    return bool(line.strip()) and bool(before.strip()) and not _begins_block(line)


def _take_list(lines: Sequence[str], at: int, depth: int) -> Taken:
    first = _ITEM.match(lines[at])
    if first is None:
        return None
    kind = first["marker"][-1]
    items: list[MdBlock] = []
    while at < len(lines):
        match = _ITEM.match(lines[at])
        if match is None or match["marker"][-1] != kind or _BREAK.match(lines[at]):
            break
        inner, at = _item_lines(lines, at, match)
        items.append(MdBlock(kind="item", children=tuple(_split(inner, depth + 1))))
    return MdBlock(kind="list", ordered=bool(first["number"]), children=tuple(items)), at


def _item_lines(lines: Sequence[str], at: int, match: re.Match[str]) -> tuple[list[str], int]:
    """The lines of an item without what they are set in by, and where the next one begins."""
    gap = len(match["gap"]) if 0 < len(match["gap"]) <= _MAX_GAP else 1
    width = len(match["indent"]) + len(match["marker"]) + gap
    inner = [lines[at][width:]]
    at += 1
    end = at
    while at < len(lines):
        line = lines[at]
        indented = line[:width].isspace() and len(line) > width
        if not line.strip():
            inner.append("")
        elif indented or (_goes_on(line, inner[-1]) and not _ITEM.match(line)):
            inner.append(line[width:] if indented else line)
            end = at + 1
        else:
            break
        at += 1
    blank = at - end
    return (inner[: len(inner) - blank] if blank else inner), at


def _take_table(lines: Sequence[str], at: int, depth: int) -> Taken:
    if "|" not in lines[at] or at + 1 >= len(lines) or not _RULE.match(lines[at + 1]):
        return None
    if "|" not in lines[at + 1]:
        return None
    rows = [split_cells(lines[at])]
    end = at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        rows.append(split_cells(lines[end]))
        end += 1
    return MdBlock(kind="table", rows=tuple(rows)), end


_BAR = re.compile(r"((?:\\.|[^|\\]){0,100000})(\||$)", re.DOTALL)


def split_cells(line: str) -> tuple[str, ...]:
    """The sources of a row's cells."""
    line = line.strip().removeprefix("|")
    cells = [match[1] for match in _BAR.finditer(line) if match[0]]
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)


def _take_paragraph(lines: Sequence[str], at: int, depth: int) -> Taken:
    end = at + 1
    while end < len(lines) and lines[end].strip():
        underline = _SETEXT.match(lines[end])
        if underline is not None:
            text = "\n".join(line.strip() for line in lines[at:end])
            return MdBlock(
                kind="heading", text=text, level=1 + (underline["sign"][0] == "-")
            ), end + 1
        if _begins_block(lines[end]):
            break
        end += 1
    text = "\n".join(line.lstrip() for line in lines[at:end])
    return MdBlock(kind="paragraph", text=text), end


def _begins_block(line: str) -> bool:
    """Whether a line begins a block also right below a paragraph."""
    item = _ITEM.match(line)
    if item is not None and item["gap"] and item["number"] in {None, "1"}:
        return True
    return any(pattern.match(line) for pattern in (_FENCE, _HEADING, _BREAK, _QUOTE))


_TAKERS = (
    _take_indented,
    _take_code,
    _take_heading,
    _take_break,
    _take_quote,
    _take_list,
    _take_definition,
    _take_table,
    _take_paragraph,
)
