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


_FENCE = re.compile(r"\A {0,3}(?P<fence>`{3,999}|~{3,999})(?P<info>[^`\n]{0,200})\Z")
_HEADING = re.compile(r"\A {0,3}(?P<signs>#{1,6})(?=[ \t]|\Z)")
_QUOTE = re.compile(r"\A {0,3}> ?")
_ITEM = re.compile(
    r"\A(?P<indent> {0,3})(?P<marker>[-*+]|(?P<number>[0-9]{1,9})[.)])(?P<gap>[ \t]{1,999}|\Z)"
)
_DEFINITION = re.compile(r"\A {0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]{0,99}\S")
_BLANKS = " \t"
_MIN_BREAK = 3
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
    text = lines[at][match.end() :].strip()
    bare = text.rstrip("#")
    text = text if bare[-1:].strip() else bare
    return MdBlock(kind="heading", text=text.strip(), level=len(match["signs"])), at + 1


def _take_break(lines: Sequence[str], at: int, depth: int) -> Taken:
    return (MdBlock(kind="break"), at + 1) if _is_break(lines[at]) else None


def _is_break(line: str) -> bool:
    """Whether a line is three or more of one sign."""
    signs = line.replace(" ", "").replace("\t", "")
    one = signs[:1] in {"*", "-", "_"} and not signs.strip(signs[:1])
    return one and len(signs) >= _MIN_BREAK and not line.startswith(_CODE_INDENT)


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
        if match is None or match["marker"][-1] != kind or _is_break(lines[at]):
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
    if "|" not in lines[at] or at + 1 >= len(lines) or not _is_rule(lines[at + 1]):
        return None
    rows = [split_cells(lines[at])]
    end = at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        rows.append(split_cells(lines[end]))
        end += 1
    return MdBlock(kind="table", rows=tuple(rows)), end


def _is_rule(line: str) -> bool:
    """Whether a line parts the head of a table from its rows."""
    cells = [cell.strip(_BLANKS) for cell in line.strip(_BLANKS).strip("|").split("|")]
    bare = [cell.removeprefix(":").removesuffix(":") for cell in cells]
    return "|" in line and all(cell and not cell.strip("-") for cell in bare)


def split_cells(line: str) -> tuple[str, ...]:
    """The sources of a row's cells; bars behind a backslash part none."""
    cells: list[str] = []
    parts: list[str] = []
    for part in line.strip().removeprefix("|").split("|"):
        parts.append(part)
        if (len(part) - len(part.rstrip("\\"))) % 2 == 0:
            cells.append("|".join(parts))
            parts = []
    cells += ["|".join(parts)] if parts else []
    cells = cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)


def _take_paragraph(lines: Sequence[str], at: int, depth: int) -> Taken:
    end = at + 1
    while end < len(lines) and lines[end].strip():
        underline = lines[end].strip(_BLANKS)
        if not underline.strip(underline[0]) and underline[0] in "=-":
            text = "\n".join(line.strip() for line in lines[at:end])
            return MdBlock(kind="heading", text=text, level=1 + (underline[0] == "-")), end + 1
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
    return _is_break(line) or any(p.match(line) for p in (_FENCE, _HEADING, _QUOTE))


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
