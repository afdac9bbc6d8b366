"""Elements of a body as HTML: each kind has one form, which says what it is.

Where HTML has an element for a kind, it is that; else a class tells the kind.  What no attribute
of HTML holds is in attributes that begin with ``data-newsparse-``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import Factory, frozen

from newsparse.article import (
    Article,
    BlockQuote,
    Caption,
    Cell,
    Dateline,
    Element,
    Embed,
    Figure,
    Image,
    ItemList,
    LiveEntry,
    Mark,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    Timestamp,
    unnest,
)
from newsparse.formats.htmltext import MAX_DEPTH, address, attribute, escape, is_kept, write_inline

__all__ = ["Losses", "write_body", "write_line", "write_time"]

_LEVELS = range(2, 7)


@frozen(kw_only=True)
class Losses:
    """What could not be written: how many of each.

    Attributes:
        counts: By the code of the note on it.
    """

    counts: dict[str, int] = Factory(dict)

    def add(self, code: str, count: int) -> None:
        """Count some more."""
        if count:
            self.counts[code] = self.counts.get(code, 0) + count


def write_body(article: Article, losses: Losses) -> Iterator[str]:
    """Yield the elements of the body, the dateline at the head of its first paragraph."""
    writer = _Writer(losses)
    first = next((e for e in article.body if isinstance(e, Paragraph)), None)
    dateline, is_apart = article.dateline, article.dateline_apart is not None
    if dateline is not None and first is None:
        yield writer.dateline(dateline, "p")
    for element in article.body:
        if dateline is None or element is not first:
            yield from writer.elements((element,), 0)
        elif is_apart:
            yield writer.paragraph(element, 0, lead=writer.dateline(dateline, "span") + " ")
        else:
            yield writer.paragraph(element, 0, more=_dateline_parts(dateline, "text"))
        first = None if element is first else first


def _dateline_parts(dateline: Dateline, *names: str) -> str:
    """What a dateline says, as attributes: its parts may overlap in the text."""
    return "".join(
        attribute(f"data-newsparse-{name}", getattr(dateline, name))
        for name in (*names, "place", "agency", "date")
    )


def write_line(
    tag: str, text: str, losses: Losses, *, name: str = "", marks: Sequence[Mark] = ()
) -> str:
    """An element that holds a text and nothing else.

    Args:
        tag: Its tag.
        text: Any text.
        losses: Is told of marks that could not be written.
        name: Its class, if it has one.
        marks: Those of the text.
    """
    return _Writer(losses).host(tag, text, marks, name=name)


def write_time(stamp: Timestamp, losses: Losses, name: str) -> str:
    """The words of a time, with its value in the attribute for it."""
    value = None if stamp.value is None else stamp.value.isoformat()
    attributes = (
        attribute("datetime", value)
        + attribute("data-newsparse-precision", stamp.precision)
        + attribute("data-newsparse-zone", None if stamp.zone == "unknown" else stamp.zone)
    )
    return _Writer(losses).host("time", stamp.raw, name=name, more=attributes)


class _Writer:
    """Writes elements; each method one kind."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses

    def elements(self, elements: Iterable[Element], depth: int) -> Iterator[str]:
        """Each element, those too deep as if they stood here."""
        for element in elements if depth < MAX_DEPTH else self._flat(elements):
            yield _WRITERS[type(element)](self, element, depth)

    def _flat(self, elements: Iterable[Element]) -> list[Element]:
        found, lost = unnest(elements)
        self._losses.add("nesting_lost", lost)
        return found

    def host(
        self,
        tag: str,
        text: str,
        marks: Sequence[Mark] = (),
        *,
        name: str = "",
        more: str = "",
        inner: str = "",
    ) -> str:
        """An element with a text in it; *inner* are elements behind the text."""
        html, lost = write_inline(text, marks)
        self._losses.add("marks_lost", lost)
        names = f"{name} keep".strip() if is_kept(text) else name
        return f"<{tag}{attribute('class', names or None)}{more}>{html}{inner}</{tag}>"

    def dateline(self, dateline: Dateline, tag: str) -> str:
        """The dateline; its parts are attributes, for they may overlap in the text."""
        return self.host(tag, dateline.text, name="dateline", more=_dateline_parts(dateline))

    def paragraph(self, element: Paragraph, _depth: int, lead: str = "", more: str = "") -> str:
        html = self.host("p", element.text, element.marks, more=more)
        start = html.index(">") + 1
        return html[:start] + lead + html[start:]

    def subheading(self, element: Subheading, _depth: int) -> str:
        level = min(max(element.level, _LEVELS[0]), _LEVELS[-1])
        more = attribute("data-newsparse-level", None if level == element.level else element.level)
        return self.host(f"h{level}", element.text, element.marks, more=more)

    def block_quote(self, element: BlockQuote, depth: int) -> str:
        return _around("blockquote", self.elements(element.body, depth + 1))

    def pull_quote(self, element: PullQuote, _depth: int) -> str:
        text = self.host("p", element.text, element.marks)
        return f'<aside class="pull-quote">{text}</aside>'

    def notice(self, element: Notice, _depth: int) -> str:
        text = self.host("p", element.text, element.marks)
        return f'<aside class="notice">{text}</aside>'

    def item_list(self, element: ItemList, depth: int) -> str:
        items = (
            self.host(
                "li",
                item.text,
                item.marks,
                inner="".join(self.elements(item.children, depth + 1)),
            )
            for item in element.items
        )
        return _around("ol" if element.ordered else "ul", items)

    def table(self, element: Table, _depth: int) -> str:
        rows = (f"<tr>{''.join(map(self.cell, row))}</tr>" for row in element.rows)
        caption = self.host("caption", element.caption) if element.caption is not None else ""
        return f"<table>{caption}\n{_around('tbody', rows)}</table>"

    def cell(self, cell: Cell) -> str:
        more = attribute("colspan", None if cell.colspan == 1 else cell.colspan)
        more += attribute("rowspan", None if cell.rowspan == 1 else cell.rowspan)
        return self.host("th" if cell.header else "td", cell.text, cell.marks, more=more)

    def figure(self, element: Figure, _depth: int) -> str:
        parts = [_image(image) for image in element.images]
        if element.captions:
            captions = "".join(map(self.caption, element.captions))
            parts.append(f"<figcaption>{captions}</figcaption>")
        return _around("figure", parts)

    def caption(self, caption: Caption) -> str:
        text = self.host("span", caption.text, caption.marks, name="caption")
        if caption.credit is None:
            return f"<p>{text}</p>"
        return f"<p>{text} {self.host('span', caption.credit, name='credit')}</p>"

    def embed(self, element: Embed, _depth: int) -> str:
        if element.url is None:
            return f'<div class="embed">{self.host("p", element.text)}</div>'
        name = "" if element.text else "bare"
        text = self.host(
            "a", element.text or element.url, name=name, more=address("href", element.url)
        )
        return f'<div class="embed">{text}</div>'

    def preformatted(self, element: Preformatted, _depth: int) -> str:
        """Behind the tag a line end is none of the text, so one that is stands in an element."""
        text = escape(element.text)
        return f"<pre><span>{text}</span></pre>" if text[:1] == "\n" else f"<pre>{text}</pre>"

    def live_entry(self, element: LiveEntry, depth: int) -> str:
        parts = []
        if element.timestamp is not None:
            parts.append(write_time(element.timestamp, self._losses, "posted"))
        if element.title is not None:
            parts.append(self.host("h3", element.title, name="entry-title"))
        parts.extend(self.elements(element.body, depth + 1))
        return _around('section class="live-entry"', parts)


def _around(opening: str, parts: Iterable[str]) -> str:
    tag = opening.partition(" ")[0]
    return "".join([f"<{opening}>\n", *(f"{part}\n" for part in parts), f"</{tag}>"])


def _image(image: Image) -> str:
    return (
        f"<img{address('src', image.url)}{attribute('alt', image.alt)}"
        f"{attribute('width', image.width)}{attribute('height', image.height)}>"
    )


_WRITERS: dict[type, Callable[[_Writer, Any, int], str]] = {
    Paragraph: _Writer.paragraph,
    Subheading: _Writer.subheading,
    BlockQuote: _Writer.block_quote,
    PullQuote: _Writer.pull_quote,
    ItemList: _Writer.item_list,
    Table: _Writer.table,
    Figure: _Writer.figure,
    Embed: _Writer.embed,
    Preformatted: _Writer.preformatted,
    Notice: _Writer.notice,
    LiveEntry: _Writer.live_entry,
}
