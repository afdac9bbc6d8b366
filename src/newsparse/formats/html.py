"""Web pages: blocks in the order of the page, and what the page declares as candidates."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from attrs import evolve

from newsparse.article import Article, Note, Origin
from newsparse.document import Document, Source
from newsparse.errors import MalformedError
from newsparse.formats.htmlarticle import read_articles
from newsparse.markup.decoding import decode
from newsparse.markup.html import as_root, check_size, check_tree, parse_html
from newsparse.markup.metadata import read_metadata
from newsparse.markup.tree import walk_tree
from newsparse.spec import Options, Report

__all__ = ["read"]


def read(source: Source, options: Options, report: Report) -> Iterator[Document | Article]:
    """Yield the one document that a page is, or the articles of one that newsparse wrote.

    A blank page has no blocks.

    Raises:
        MalformedError: If the source is neither text nor an lxml tree.
        DecodeError: If the bytes are no text.
        LimitError: If the page is larger than the limits allow.
    """
    root, encoding, notes = _tree(source)
    if root is None:
        yield Document(encoding=encoding, notes=notes, url=source.url)
        return
    own = read_articles(root)
    if own is not None:
        yield from (_finished(article, encoding, notes) for article in own)
        return
    blocks, nodes = walk_tree(root)
    declared = read_metadata(root, source.url)
    yield Document(
        blocks=blocks,
        nodes=nodes,
        fields=declared.fields,
        language=declared.language,
        url=source.url or declared.url,
        encoding=encoding,
        notes=(*notes, *declared.notes),
        raw=root,
    )


def _finished(article: Article, encoding: str | None, notes: tuple[Note, ...]) -> Article:
    return evolve(article, notes=notes, origin=Origin(format="html", encoding=encoding))


def _tree(source: Source) -> tuple[Any, str | None, tuple[Note, ...]]:
    """The root, the encoding it was in, and what had to be mended on the way."""
    content, limits = source.content, source.limits
    if isinstance(content, str):
        root, notes = parse_html(content, limits)
        return root, None, notes
    if isinstance(content, bytes):
        check_size(len(content), limits)
        decoded = decode(content, encoding=source.encoding, declared=_stated(content))
        root, notes = parse_html(content if decoded.is_utf8 else decoded.text, limits)
        return root, decoded.encoding, (*decoded.notes, *notes)
    root = as_root(content)
    if root is None:
        raise MalformedError(f"a {type(content).__name__} is no page", format="html")
    check_tree(root, limits)
    return root, None, ()


# Encodings are stated near the top, but inline scripts may come first.
_HEAD = 65_536
_MAX_STATED = 3
# Tags that may state one are found first: most have no such word in them.
_TAG = re.compile(rb"<(?:\?xml|meta)\b[^<>]{0,500}", re.IGNORECASE)
_STATED = re.compile(
    rb"<\?xml\b[^<>]{0,100}?\bencoding\s{0,9}=\s{0,9}[\"'](?P<xml>[\w.:-]{1,40})"
    rb"|<meta\b[^<>]{0,400}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}(?P<meta>[\w.:-]{1,40})",
    re.IGNORECASE,
)


def _stated(data: bytes) -> tuple[str, ...]:
    """The names of encodings that the page states, in its order."""
    tags = filter(_may_state, _TAG.findall(data, 0, _HEAD))
    found = islice(filter(None, map(_STATED.match, tags)), _MAX_STATED)
    names = ((match["xml"] or match["meta"]).decode("ascii", "replace") for match in found)
    return tuple(dict.fromkeys(names))


def _may_state(tag: bytes) -> bool:
    low = tag.lower()
    return b"charset" in low or b"encoding" in low
