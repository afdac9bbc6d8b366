"""Pages that newsparse wrote, read back: every element says what it is, so nothing is guessed.

A page that says it is one but holds anything else is read like all other pages.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from typing import Any, get_args

from attrs import evolve

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
    ListItem,
    LiveEntry,
    Mark,
    Notice,
    Paragraph,
    Precision,
    Preformatted,
    PullQuote,
    Subheading,
    Table,
    Timestamp,
    Zone,
)
from newsparse.formats.htmltext import CONTRACT, INLINE_TAGS, MAX_DEPTH, read_inline
from newsparse.formats.jsonmodel import Wrong, decode_article
from newsparse.formats.jsontext import NotJson, load
from newsparse.spec import Report

__all__ = ["read_articles"]


class _ForeignError(Exception):
    """Something in the page is none of what newsparse writes."""


def read_articles(root: Any) -> list[Article] | None:
    """The articles of a page that newsparse wrote, or ``None`` if it is another page.

    Args:
        root: The page's tree.
    """
    body = root.find("body")
    if root.get("data-newsparse") != CONTRACT or body is None:
        return None
    try:
        return [_article(element) for element in _children(body, {"article"})]
    except (_ForeignError, NotJson, Wrong, ValueError, RecursionError):
        return None


def _children(parent: Any, tags: Collection[str] = (), *, behind_text: bool = False) -> list[Any]:
    """The elements in an element, of these tags or of any.

    Args:
        parent: The element.
        tags: What may be in it; any block, if there are none.
        behind_text: A text may come first: only what stands behind it counts.

    Raises:
        _ForeignError: If anything else is in it, text too.
    """
    children = list(parent)
    if behind_text:
        n_inline = next(
            (n for n, child in enumerate(children) if child.tag not in INLINE_TAGS),
            len(children),
        )
        children = children[n_inline:]
    else:
        _expect(_is_blank(parent.text))
    for child in children:
        _expect((child.tag in tags) if tags else child.tag not in INLINE_TAGS)
        _expect(_is_blank(child.tail))
    return children


def _expect(holds: bool) -> None:  # noqa: FBT001 - reads like a sentence
    if not holds:
        raise _ForeignError


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _names(element: Any) -> list[str]:
    names: list[str] = (element.get("class") or "").split()
    return names


def _text(element: Any) -> tuple[str, tuple[Mark, ...]]:
    """What an element holds that has a text and nothing else."""
    _expect(all(child.tag in INLINE_TAGS for child in element))
    return read_inline(element, kept="keep" in _names(element))


def _only(parent: Any, tags: Collection[str]) -> Any:
    children = _children(parent, tags)
    _expect(len(children) == 1)
    return children[0]


# -- an article


def _article(element: Any) -> Article:
    record, fields = Article(), dict[str, Any]()
    for child in _children(element, {"script", "header", "div", "footer"}):
        if child.tag == "script":
            if child.get("type") == "application/json":
                record = decode_article(load(child.text or "", Report()))
        elif child.tag == "header":
            fields.update(_head(child))
        elif child.tag == "div":
            fields.update(_body(child))
        else:
            fields["signoff"] = _text(child)[0]
    return evolve(record, language=element.get("lang"), **fields)


_LINES = frozenset({"kicker", "title", "standfirst", "byline"})
_TIMES = frozenset({"timestamp", "updated"})


def _head(header: Any) -> Iterator[tuple[str, Any]]:
    for child in _children(header, {"p", "h1", "time"}):
        name = next(iter(_names(child)), "")
        _expect(name in (_TIMES if child.tag == "time" else _LINES))
        yield name, _time(child) if child.tag == "time" else _text(child)[0]


def _time(element: Any) -> Timestamp:
    value = element.get("datetime")
    return Timestamp(
        raw=_text(element)[0],
        value=None if value is None else _moment(value),
        precision=_choice(element.get("data-newsparse-precision"), get_args(Precision)),
        zone=_choice(element.get("data-newsparse-zone"), get_args(Zone)) or "unknown",
    )


def _moment(value: str) -> dt.datetime | dt.date:
    return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)


def _choice(value: str | None, known: tuple[Any, ...]) -> Any:
    _expect(value is None or value in known)
    return value


def _body(element: Any) -> Iterator[tuple[str, Any]]:
    """The dateline, if there is one, and the body without it."""
    children = _children(element)
    for number, child in enumerate(children):
        told = child.get("data-newsparse-text")
        if told is not None:
            yield "dateline", _dateline(child, told)
            break
        lead = _dateline_of(child)
        if lead is not None:
            yield "dateline", _dateline(lead, read_inline(lead, kept="keep" in _names(lead))[0])
            if lead is child:
                del children[number]
            else:
                child.text = (child.text or "") + (lead.tail or "").removeprefix(" ")
                child.remove(lead)
            break
    yield "body", _elements(children, 0)


def _dateline_of(element: Any) -> Any:
    """The dateline that a paragraph is or begins with."""
    if element.tag != "p":
        return None
    if "dateline" in _names(element):
        return element
    first = next(iter(element), None)
    found = first is not None and first.tag == "span" and "dateline" in _names(first)
    return first if found and not element.text else None


def _dateline(element: Any, text: str) -> Dateline:
    get = element.get
    return Dateline(
        text=text,
        place=get("data-newsparse-place"),
        agency=get("data-newsparse-agency"),
        date=get("data-newsparse-date"),
    )


# -- elements


def _elements(children: list[Any], depth: int) -> tuple[Element, ...]:
    """What these elements are; none is deeper than the writer writes."""
    _expect(depth <= MAX_DEPTH and all(child.tag in _READERS for child in children))
    return tuple(_READERS[child.tag](child, depth) for child in children)


def _paragraph(element: Any, _depth: int) -> Element:
    text, marks = _text(element)
    return Paragraph(text=text, marks=marks)


def _subheading(element: Any, _depth: int) -> Element:
    text, marks = _text(element)
    level = element.get("data-newsparse-level", element.tag[1:])
    return Subheading(text=text, level=int(level), marks=marks)


def _block_quote(element: Any, depth: int) -> Element:
    return BlockQuote(body=_elements(_children(element), depth + 1))


def _aside(element: Any, _depth: int) -> Element:
    text, marks = _text(_only(element, {"p"}))
    return _ASIDES[_choice(element.get("class"), tuple(_ASIDES))](text=text, marks=marks)


_ASIDES: dict[str, Callable[..., Element]] = {"pull-quote": PullQuote, "notice": Notice}


def _list(element: Any, depth: int) -> Element:
    items = tuple(_item(child, depth) for child in _children(element, {"li"}))
    return ItemList(items=items, ordered=element.tag == "ol")


def _item(element: Any, depth: int) -> ListItem:
    text, marks = read_inline(element, kept="keep" in _names(element))
    children = _elements(_children(element, behind_text=True), depth + 1)
    return ListItem(text=text, marks=marks, children=children)


def _table(element: Any, _depth: int) -> Element:
    caption, rows = None, []
    for child in _children(element, {"caption", "tbody"}):
        if child.tag == "caption":
            caption = _text(child)[0]
        else:
            rows += [
                tuple(_cell(cell) for cell in _children(row, {"th", "td"}))
                for row in _children(child, {"tr"})
            ]
    return Table(rows=tuple(rows), caption=caption)


def _cell(element: Any) -> Cell:
    text, marks = _text(element)
    return Cell(
        text=text,
        marks=marks,
        header=element.tag == "th",
        colspan=int(element.get("colspan", "1")),
        rowspan=int(element.get("rowspan", "1")),
    )


def _figure(element: Any, _depth: int) -> Element:
    images, captions = [], []
    for child in _children(element, {"img", "figcaption"}):
        if child.tag == "img":
            images.append(_image(child))
        else:
            captions += [_caption(line) for line in _children(child, {"p"})]
    return Figure(images=tuple(images), captions=tuple(captions))


def _image(element: Any) -> Image:
    width, height = element.get("width"), element.get("height")
    return Image(
        url=_address(element, "src") or "",
        alt=element.get("alt"),
        width=None if width is None else int(width),
        height=None if height is None else int(height),
    )


def _address(element: Any, name: str) -> str | None:
    value: str | None = element.get(name, element.get(f"data-newsparse-{name}"))
    return value


def _caption(element: Any) -> Caption:
    parts = {next(iter(_names(child)), ""): child for child in element if child.tag == "span"}
    _expect(len(parts) == len(element) and "caption" in parts and parts.keys() <= _CAPTION)
    text, marks = _text(parts["caption"])
    credit = _text(parts["credit"])[0] if "credit" in parts else None
    return Caption(text=text, credit=credit, marks=marks)


_CAPTION = frozenset({"caption", "credit"})


def _embed(element: Any, _depth: int) -> Element:
    _expect(_names(element) == ["embed"] and len(element) == 1)
    [child] = element
    _expect(child.tag in {"a", "p"} and _is_blank(element.text) and _is_blank(child.tail))
    text = _text(child)[0]
    if child.tag == "p":
        return Embed(text=text)
    return Embed(url=_address(child, "href"), text="" if "bare" in _names(child) else text)


def _preformatted(element: Any, _depth: int) -> Element:
    return Preformatted(text="".join(element.itertext()))


def _live_entry(element: Any, depth: int) -> Element:
    _expect(_names(element) == ["live-entry"])
    children = _children(element)
    stamp, title = None, None
    if children and children[0].tag == "time":
        stamp = _time(children.pop(0))
    if children and "entry-title" in _names(children[0]):
        title = _text(children.pop(0))[0]
    return LiveEntry(timestamp=stamp, title=title, body=_elements(children, depth + 1))


_READERS: dict[str, Callable[[Any, int], Element]] = {
    "p": _paragraph,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), _subheading),
    "blockquote": _block_quote,
    "aside": _aside,
    **dict.fromkeys(("ul", "ol"), _list),
    "table": _table,
    "figure": _figure,
    "div": _embed,
    "pre": _preformatted,
    "section": _live_entry,
}
