"""Blocks of Markdown as elements of an article: what they are by their looks."""

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from newsparse.article import (
    BlockQuote,
    Caption,
    Cell,
    Element,
    Figure,
    ItemList,
    ListItem,
    LiveEntry,
    Mark,
    Paragraph,
    Preformatted,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.formats.markdownblocks import MdBlock
from newsparse.formats.markdowninline import Inline, is_wholly, read_inline

__all__ = ["elements_of", "inline_of"]

# The credit behind a caption's words, and a time of day: what the heading of a post has below it.
_MAX_CREDIT = 300
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[^\S\n]?(?:[:.：hH時시點点]\d{0,2}|[ap]\.?m)")
_MAX_CLOCK = 60
_ENTRY_LEVEL = 3


def inline_of(block: MdBlock) -> Inline:
    """The text of a heading or a paragraph."""
    return read_inline(block.text)


def elements_of(blocks: Sequence[MdBlock], depth: int = 0) -> tuple[Element, ...]:
    """What blocks look like.

    Pictures and the emphasised lines below them are figures; a time in bold, below a heading or
    without one, begins a post of a live blog.

    Args:
        blocks: Side by side.
        depth: Of the blocks around them.
    """
    flat = list(_figured(_element(block, depth) for block in blocks if block.kind in _READERS))
    return tuple(_posts(flat))


def _element(block: MdBlock, depth: int) -> Element:
    return _READERS[block.kind](block, depth)


def _paragraph(block: MdBlock, depth: int) -> Element:
    inline = inline_of(block)
    if inline.images and not inline.text:
        return Figure(images=inline.images)
    if is_wholly(inline, "emphasis") and not is_wholly(inline, "strong"):
        return Figure(captions=(_caption(inline),))
    return Paragraph(text=inline.text, marks=inline.marks)


def _caption(inline: Inline) -> Caption:
    """The words and the credit of a line that is emphasised as a whole."""
    words, credit = _credited(inline.text)
    whole = Mark(kind="emphasis", start=0, end=len(inline.text))
    marks = tuple(
        evolve(mark, end=min(mark.end, len(words)))
        for mark in inline.marks
        if mark != whole and mark.start < len(words)
    )
    return Caption(text=words, credit=credit, marks=marks)


def _credited(text: str) -> tuple[str, str | None]:
    """The words of a caption, and the credit in brackets behind them."""
    words, _, rest = text.rpartition("(")
    credit = rest[:-1]
    if rest[-1:] != ")" or ")" in credit or not 0 < len(credit) <= _MAX_CREDIT:
        return text, None
    return words.removesuffix(" "), credit


def _heading(block: MdBlock, depth: int) -> Element:
    inline = inline_of(block)
    return Subheading(text=inline.text, level=max(block.level, 2), marks=inline.marks)


def _quote(block: MdBlock, depth: int) -> Element:
    return BlockQuote(body=elements_of(block.children, depth + 1))


def _list(block: MdBlock, depth: int) -> Element:
    return ItemList(
        items=tuple(_item(item, depth) for item in block.children), ordered=block.ordered
    )


def _item(block: MdBlock, depth: int) -> ListItem:
    first, rest = Inline(""), block.children
    if rest and rest[0].kind == "paragraph":
        first, rest = inline_of(rest[0]), rest[1:]
    return ListItem(text=first.text, marks=first.marks, children=elements_of(rest, depth + 1))


def _table(block: MdBlock, depth: int) -> Element:
    head, *rows = block.rows
    cells = [tuple(_cell(text, header=False) for text in row) for row in rows]
    titles = tuple(_cell(text, header=True) for text in head)
    if any(cell.text for cell in titles):
        cells.insert(0, titles)
    return Table(rows=tuple(cells))


def _cell(source: str, *, header: bool) -> Cell:
    inline = read_inline(source)
    return Cell(text=inline.text, marks=inline.marks, header=header)


def _code(block: MdBlock, depth: int) -> Element:
    return Preformatted(text=block.text)


_READERS: dict[str, Callable[[MdBlock, int], Element]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "code": _code,
}


def _figured(elements: Iterator[Element]) -> Iterator[Element]:
    """Elements, pictures joined with each other and with the captions right below them."""
    waiting: Figure | None = None
    for element in elements:
        if isinstance(element, Figure) and waiting and (element.captions or not waiting.captions):
            waiting = Figure(
                images=(*waiting.images, *element.images),
                captions=(*waiting.captions, *element.captions),
            )
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if isinstance(element, Figure) and element.images:
            waiting = element
        else:
            yield element
    if waiting is not None:
        yield waiting


def _posts(elements: Sequence[Element]) -> Iterator[Element]:
    """Elements, each time in bold with what follows up to the next one as a post."""
    at = 0
    while at < len(elements):
        first = _begins_post(elements, at)
        if first is None:
            yield elements[at]
            at += 1
            continue
        end = first + 1
        while end < len(elements) and _begins_post(elements, end) is None:
            end += 1
        stamp, title = elements[first], elements[at]
        yield LiveEntry(
            timestamp=Timestamp(raw=stamp.text) if isinstance(stamp, Paragraph) else None,
            title=title.text if isinstance(title, Subheading) else None,
            body=tuple(elements[first + 1 : end]),
        )
        at = end


def _begins_post(elements: Sequence[Element], at: int) -> int | None:
    """The place of a post's time, where the post begins at *at*."""
    element = elements[at]
    if isinstance(element, Subheading) and element.level == _ENTRY_LEVEL and not element.marks:
        at += 1
        element = elements[at] if at < len(elements) else element
    whole = isinstance(element, Paragraph) and element.marks == (
        Mark(kind="strong", start=0, end=len(element.text)),
    )
    if not whole or not isinstance(element, Paragraph):
        return None
    return at if len(element.text) <= _MAX_CLOCK and _CLOCK.search(element.text) else None
