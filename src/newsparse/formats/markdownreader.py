"""Markdown, read: articles that newsparse wrote, and any other text with its front matter.

What newsparse wrote is taken as it is, by the record that stands below each article, and nothing is
guessed.  Any other Markdown becomes blocks and elements, as a web page that holds no more than a story
has them, and is read like one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from newsparse.article import Article, Mark, Note, Origin
from newsparse.document import Block, Document, Node, Source
from newsparse.errors import LimitError, MalformedError
from newsparse.formats.markdownblocks import MdBlock, split_markdown
from newsparse.formats.markdownbody import BETWEEN, WriteOptions, to_markdown
from newsparse.formats.markdowninline import Inline, is_wholly, read_inline
from newsparse.formats.markdownmatter import read_matter, split_matter
from newsparse.formats.markdownrecord import MARK, article_of, is_record
from newsparse.markup.decoding import decode
from newsparse.spec import Options, Report

__all__ = ["read"]


def read(source: Source, options: Options, report: Report) -> Iterator[Document | Article]:
    """Yield the one document that a text is, or the articles of one that newsparse wrote.

    Raises:
        MalformedError: If the source is a parsed tree.
        DecodeError: If the bytes are no text.
        LimitError: If there is more than the limits allow.
    """
    text, encoding, notes = _text(source)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    matter, start = split_matter(text)
    text = text[start:].strip("\n")
    if text.count("\n") >= source.limits.max_blocks:
        raise LimitError("too many lines", limit="max_blocks", value=source.limits.max_blocks)
    own = _own(text)
    if own is not None:
        origin = Origin(format="markdown", encoding=encoding)
        yield from (evolve(article, notes=notes, origin=origin) for article in own)
        return
    tree = _Tree()
    tree.add_all(split_markdown(text.expandtabs(4)), tree.begin("article"))
    tree.end(0)
    fields = tuple(read_matter(matter))
    yield Document(
        blocks=tree.blocks,
        nodes=tree.nodes,
        fields=tuple(field for field in fields if field.name not in _OWN),
        language=next((field.value for field in fields if field.name == "language"), None),
        url=source.url or next((f.value for f in fields if f.name in _URLS), None),
        encoding=encoding,
        notes=notes,
        raw=text,
    )


_OWN = frozenset({"language"})
_URLS = ("metadata.canonical_url", "metadata.url")


def _text(source: Source) -> tuple[str, str | None, tuple[Note, ...]]:
    content = source.content
    if isinstance(content, str):
        return content, None, ()
    if not isinstance(content, bytes):
        raise MalformedError(f"a {type(content).__name__} is not text", format="markdown")
    decoded = decode(content, encoding=source.encoding)
    return decoded.text, decoded.encoding, decoded.notes


# -- what newsparse wrote


def _own(text: str) -> list[Article] | None:
    """The articles of a text that newsparse wrote, or ``None`` if anybody changed a letter of it."""
    if not text.startswith(MARK):
        return None
    articles: list[Article] = []
    waiting: list[MdBlock] = []
    for block in split_markdown(text):
        if not is_record(block):
            waiting.append(block)
            continue
        between = [MdBlock(kind="break")] if articles else []
        start = [*between, MdBlock(kind="definition", text=MARK)]
        article = (
            article_of(waiting[len(start) :], block) if waiting[: len(start)] == start else None
        )
        if article is None:
            return None
        articles.append(article)
        waiting = []
    if waiting or not _is_written(articles, text):
        return None
    return articles


def _is_written(articles: Sequence[Article], text: str) -> bool:
    """Whether a text is what is written of articles, letter for letter."""
    options = WriteOptions()
    written = (to_markdown(article, options, "") + "\n" for article in articles)
    return BETWEEN.join(written).rstrip("\n") == text


# -- anything else


class _Tree:
    """Blocks and the elements that HTML has for them, in the making."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self.places: list[Counter[str]] = [Counter()]

    def begin(self, tag: str, parent: int = -1) -> int:
        """Begin an element, and return its number."""
        counts = self.places[parent + 1]
        counts[tag] += 1
        around = self.nodes[parent].path if parent >= 0 else ""
        number = f"[{counts[tag]}]" if parent >= 0 else ""
        path = f"{around}/{tag}{number}"
        self.nodes.append(
            Node(tag, parent=parent, first=len(self.blocks), last=len(self.blocks), path=path)
        )
        self.places.append(Counter())
        return len(self.nodes) - 1

    def end(self, node: int) -> None:
        """End an element."""
        self.nodes[node].last = len(self.blocks)

    def add_all(self, blocks: Sequence[MdBlock], parent: int) -> None:
        """Add blocks side by side; what stands under a picture in emphasis is its caption."""
        figure: int | None = None
        for block in blocks:
            inline = read_inline(block.text) if block.kind in _TEXTS else Inline("")
            if figure is not None and block.kind == "paragraph" and is_wholly(inline, "emphasis"):
                self.add_text("figcaption", inline, figure)
                self.end(figure)
                continue
            figure = None
            if block.kind == "paragraph" and inline.images:
                figure = self.add_figure(inline, parent)
            elif block.kind in _TEXTS:
                tag = f"h{block.level}" if block.kind == "heading" else "p"
                self.add_text(tag, inline, parent, block.level)
            else:
                self.add_other(block, parent)

    def add_figure(self, inline: Inline, parent: int) -> int:
        """Pictures, and the words on their lines as their caption."""
        figure = self.begin("figure", parent)
        self.nodes[figure].images = inline.images
        self.add_text("figcaption", inline, figure)
        self.end(figure)
        return figure

    def add_text(self, tag: str, inline: Inline, parent: int, level: int = 0) -> None:
        """An element with a text, if it has any."""
        text, marks = _one_line(inline)
        if not text:
            return
        node = self.begin(tag, parent)
        links = sum(mark.end - mark.start for mark in marks if mark.kind == "link")
        self.blocks.append(Block(text, node, level=level, marks=marks, link_chars=links))
        self.end(node)

    def add_other(self, block: MdBlock, parent: int) -> None:
        """A block that holds others, or lines or cells."""
        if block.kind == "code" and block.text.strip():
            node = self.begin("pre", parent)
            self.blocks.append(Block(block.text.strip("\n"), node, role="preformatted"))
            self.end(node)
        elif block.kind == "table":
            self.add_table(block.rows, parent)
        elif block.kind in _HOLDERS:
            tag = "ol" if block.ordered else _HOLDERS[block.kind]
            node = self.begin(tag, parent)
            first, *rest = block.children or (MdBlock(kind="break"),)
            if block.kind == "item" and first.kind == "paragraph":
                self.add_item(first, node)
                self.add_all(rest, node)
            else:
                self.add_all(block.children, node)
            self.end(node)

    def add_item(self, block: MdBlock, node: int) -> None:
        """The text of an item stands in the item itself."""
        text, marks = _one_line(read_inline(block.text))
        if text:
            links = sum(mark.end - mark.start for mark in marks if mark.kind == "link")
            self.blocks.append(Block(text, node, marks=marks, link_chars=links))

    def add_table(self, rows: Sequence[Sequence[str]], parent: int) -> None:
        """A table: each cell is an element in the element of its row."""
        table = self.begin("table", parent)
        for number, row in enumerate(rows):
            node = self.begin("tr", table)
            for cell in row:
                self.add_text("td" if number else "th", read_inline(cell), node)
            self.end(node)
        self.end(table)


_TEXTS = frozenset({"heading", "paragraph"})
_HOLDERS = {"quote": "blockquote", "list": "ul", "item": "li"}


def _one_line(inline: Inline) -> tuple[str, tuple[Mark, ...]]:
    """A text with white space collapsed; its marks move along."""
    words = inline.text.split()
    text = " ".join(words)
    if text == inline.text or not inline.marks:
        return text, inline.marks
    places = _places(inline.text)
    moved = (evolve(m, start=places[m.start], end=places[m.end]) for m in inline.marks)
    return text, tuple(mark for mark in moved if mark.start < mark.end)


def _places(text: str) -> list[int]:
    """Where each character, and the end, stands once white space is collapsed."""
    places, at, blank = [], 0, True
    for char in text:
        space = char.isspace()
        places.append(at)
        at += not (space and blank)
        blank = space
    return [*places, at]
