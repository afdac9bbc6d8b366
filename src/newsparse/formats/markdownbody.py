"""An article as Markdown: what is printed of it, and the record below it.

What is written reads back as the same text, and holds no raw HTML.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve, frozen

from newsparse.article import (
    Article,
    BlockQuote,
    Caption,
    Cell,
    Element,
    Embed,
    Figure,
    ItemList,
    ListItem,
    LiveEntry,
    Mark,
    MarkKind,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    text_of,
    unnest,
)
from newsparse.errors import InputError
from newsparse.formats.jsonmodel import Wrong
from newsparse.formats.markdownrecord import HEAD, MARK, SIGNOFF, make_record
from newsparse.formats.markdowntext import (
    IMAGE_SCHEMES,
    find_target,
    longest_run,
    write_heading,
    write_line,
    write_lines,
)

__all__ = ["BETWEEN", "WriteOptions", "replace_surrogates", "to_markdown"]

# Deeper elements are written as if they stood at this depth: each level indents all below it.
_MAX_DEPTH = 16
# Cells that span more columns than tables have, or columns further right, are not laid out.
_MAX_COLUMNS = 64
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
BETWEEN = "\n* * *\n\n"


@frozen(kw_only=True)
class WriteOptions:
    """How articles are written.

    Attributes:
        front_matter: Begin with YAML: title, dates, authors, language, and what is said about the
            article (address, publisher, section, keywords, image), as far as known.
        captions: Also write the captions of pictures, each as a line with its credit.
        record: Also write two definitions that Markdown does not show, by which newsparse reads the
            article back equal.  There are none without captions.
    """

    front_matter: bool = False
    captions: bool = True
    record: bool = True


def replace_surrogates(text: str) -> str:
    """The text without halves of surrogate pairs, which no file holds."""
    return _SURROGATES.sub("\ufffd", text)


def to_markdown(article: Article, options: WriteOptions, where: str) -> str:
    """One article, with its record, without front matter.

    Raises:
        InputError: If a field of the article holds what the model does not allow.
    """
    head = [(name, list(_HEAD[name](article))) for name in HEAD]
    last = list(_lines(article.signoff))
    blocks = [*(block for _, found in head for block in found), *_blocks(_body(article), options)]
    text = replace_surrogates("\n\n".join([*blocks, *last]))
    if not options.record or not options.captions:
        return text
    text = _CONTROLS.sub("\ufffd", text)  # or its bytes would not be taken for text
    names = [name for name, found in head if found] + ([SIGNOFF] if last else [])
    try:
        record = make_record(article, names, text)
    except Wrong as wrong:
        raise InputError(wrong.reason, format="markdown", where=where + wrong.path) from wrong
    return "\n\n".join(filter(None, [MARK, text, record]))


def _body(article: Article) -> Iterator[Element]:
    """The body with the dateline at the head of its first paragraph."""
    dateline = article.dateline_apart
    first = next((e for e in article.body if isinstance(e, Paragraph)), None)
    if dateline and first is None:
        yield Paragraph(text=dateline)
    for element in article.body:
        yield _after(dateline, first) if dateline and first and element is first else element


def _after(dateline: str, paragraph: Paragraph) -> Paragraph:
    lead = f"{dateline} "
    size = len(lead)
    marks = tuple(evolve(m, start=m.start + size, end=m.end + size) for m in paragraph.marks)
    return evolve(paragraph, text=lead + paragraph.text, marks=marks)


def _blocks(elements: Iterable[Element], options: WriteOptions, depth: int = 0) -> Iterator[str]:
    """Each block of the elements, without the blank lines between them."""
    marker = ""
    for element in elements if depth < _MAX_DEPTH else unnest(elements)[0]:
        if isinstance(element, ItemList):
            following = _next_marker(element, marker)
            blocks = _list(element, following, options, depth)
        else:
            following = ""
            blocks = _WRITERS.get(type(element), _other)(element, options, depth)
        for block in blocks:
            yield block
            marker = following


def _lines(
    text: str | None, kind: MarkKind | None = None, marks: tuple[Mark, ...] = ()
) -> Iterator[str]:
    """A paragraph, if there is text; its line ends are hard breaks."""
    whole = (Mark(kind=kind, start=0, end=len(text)),) if text and kind else ()
    lines = write_lines(text or "", (*whole, *marks))
    if lines:
        yield "\\\n".join(lines)


def _heading(level: int, text: str | None, marks: tuple[Mark, ...] = ()) -> Iterator[str]:
    content = write_heading(text or "", marks)
    if content:
        yield f"{'#' * level} {content}"


_HEAD: dict[str, Callable[[Article], Iterator[str]]] = {
    "kicker": lambda article: _lines(article.kicker),
    "title": lambda article: _heading(1, article.title),
    "standfirst": lambda article: _lines(article.standfirst, "strong"),
    "byline": lambda article: _lines(article.byline),
    "timestamp": lambda article: _lines(article.timestamp.raw if article.timestamp else None),
}


def _paragraph(element: Paragraph, options: WriteOptions, depth: int) -> Iterator[str]:
    return _lines(element.text, None, element.marks)


def _subheading(element: Subheading, options: WriteOptions, depth: int) -> Iterator[str]:
    return _heading(min(max(element.level, 2), 6), element.text, element.marks)


def _block_quote(element: BlockQuote, options: WriteOptions, depth: int) -> Iterator[str]:
    return _quote(_blocks(element.body, options, depth + 1))


def _pull_quote(element: PullQuote, options: WriteOptions, depth: int) -> Iterator[str]:
    return _quote(_lines(element.text, None, element.marks))


def _quote(blocks: Iterable[str]) -> Iterator[str]:
    text = "\n\n".join(blocks)
    if text:
        yield "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _next_marker(element: ItemList, before: str) -> str:
    """A marker other than that of the list right before: equal ones would join the two."""
    first, second = (".", ")") if element.ordered else ("-", "*")
    return second if before == first else first


def _list(element: ItemList, marker: str, options: WriteOptions, depth: int) -> Iterator[str]:
    written: list[str] = []
    for item in element.items:
        content = _item(item, options, depth)
        if content:
            lead = f"{len(written) + 1}{marker} " if element.ordered else f"{marker} "
            written.append(lead + _indented(content, len(lead)))
    if written:
        yield "\n".join(written)


def _item(item: ListItem, options: WriteOptions, depth: int) -> str:
    """Text and children; lists alone stand right below the text, all else sets them apart."""
    own = "".join(_lines(item.text, None, item.marks))
    below = "\n\n".join(_blocks(item.children, options, depth + 1))
    only_lists = all(isinstance(child, ItemList) for child in item.children)
    between = "\n" if only_lists and depth + 1 < _MAX_DEPTH else "\n\n"
    return between.join(filter(None, [own, below]))


def _indented(text: str, columns: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * columns + line if line else "" for line in rest)])


def _table(element: Table, options: WriteOptions, depth: int) -> Iterator[str]:
    yield from _lines(element.caption)
    rows = [row for row in _laid_out(element) if row]
    if not rows:
        return
    has_head = all(cell.header for cell in next(filter(None, element.rows)))
    width = max(map(len, rows))
    head = rows.pop(0) if has_head else []
    head.extend([""] * (width - len(head)))
    yield "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * width, *rows])


def _laid_out(table: Table) -> Iterator[list[str]]:
    """The rows as written cells, with empty ones where a cell spans over."""
    taken: dict[int, int] = {}
    for cells in table.rows:
        row: list[str] = []
        for cell in cells:
            while taken.get(len(row), 0) > 0:
                taken[len(row)] -= 1
                row.append("")
            columns = min(max(cell.colspan, 1), _MAX_COLUMNS)
            for column in range(len(row), min(len(row) + columns, _MAX_COLUMNS)):
                taken[column] = cell.rowspan - 1
            row.extend([_cell(cell), *[""] * (columns - 1)])
        for column in range(len(row), _MAX_COLUMNS):
            taken[column] = taken.get(column, 0) - 1
        yield row


def _cell(cell: Cell) -> str:
    return write_line(cell.text, cell.marks).replace("|", "\\|")


def _figure(element: Figure, options: WriteOptions, depth: int) -> Iterator[str]:
    for image in element.images:
        target = find_target(image.url, IMAGE_SCHEMES)
        if target:
            yield f"![{write_line(image.alt or '')}]({target})"
    for caption in element.captions if options.captions else ():
        yield from _caption(caption)


def _caption(caption: Caption) -> Iterator[str]:
    credit = f"({caption.credit})" if caption.credit else ""
    return _lines(f"{caption.text} {credit}".strip(), "emphasis", caption.marks)


def _embed(element: Embed, options: WriteOptions, depth: int) -> Iterator[str]:
    text = element.text or element.url or ""
    return _lines(text, None, (Mark(kind="link", start=0, end=len(text), url=element.url),))


def _preformatted(element: Preformatted, options: WriteOptions, depth: int) -> Iterator[str]:
    text = element.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    fence = "`" * max(3, longest_run(text) + 1)
    if text:
        yield f"{fence}\n{text}\n{fence}"


def _notice(element: Notice, options: WriteOptions, depth: int) -> Iterator[str]:
    return _lines(element.text, "emphasis", element.marks)


def _live_entry(element: LiveEntry, options: WriteOptions, depth: int) -> Iterator[str]:
    yield from _heading(3, element.title)
    yield from _lines(element.timestamp.raw if element.timestamp else None, "strong")
    yield from _blocks(element.body, options, depth + 1)


def _other(element: Element, options: WriteOptions, depth: int) -> Iterator[str]:
    return _lines(text_of(element))


_WRITERS: dict[type, Callable[[Any, WriteOptions, int], Iterator[str]]] = {
    Paragraph: _paragraph,
    Subheading: _subheading,
    BlockQuote: _block_quote,
    PullQuote: _pull_quote,
    Table: _table,
    Figure: _figure,
    Embed: _embed,
    Preformatted: _preformatted,
    Notice: _notice,
    LiveEntry: _live_entry,
}
