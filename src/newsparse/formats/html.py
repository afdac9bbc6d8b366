"""Web pages: blocks and nodes of the tree, and what the page declares as candidates."""

import re
from collections.abc import Iterator
from typing import Any

from newsparse.article import Note
from newsparse.document import Document, Source
from newsparse.errors import MalformedError
from newsparse.markup.decoding import Decoded, decode
from newsparse.markup.html import check_tree, parse_html
from newsparse.markup.metadata import Declared, read_metadata
from newsparse.markup.tree import walk_tree
from newsparse.spec import Options, Report

__all__ = ["read"]

# Where the HTML standard and XML let a document state its encoding; browsers look at the first
# kilobyte, real pages put it behind long scripts now and then.
_HEAD = 16_384
_XML = re.compile(rb"""\A\s{0,99}<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""")
_META = re.compile(rb"""(?i)<meta[^<>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""")


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """Yield the one document that a page is.

    The source may be text, bytes, or an lxml element or tree, which is taken as it is.

    Raises:
        DecodeError: If the bytes are no text.
        LimitError: If the page or its tree is larger than the limits allow.
        MalformedError: If the source is a tree of another kind.
    """
    decoded = Decoded("", "") if source.is_tree else _decoded(source)
    if source.is_tree:
        root, notes = _given_root(source)
    else:
        root, notes = parse_html(decoded.text, source.limits)
    blocks, nodes = walk_tree(root) if root is not None else ([], [])
    declared = read_metadata(root) if root is not None else Declared()
    yield Document(
        blocks=blocks,
        nodes=nodes,
        fields=declared.fields,
        language=declared.language,
        url=None if source.url else declared.url,
        encoding=decoded.encoding or None,
        notes=(*decoded.notes, *notes, *declared.notes),
        raw=root,
    )


def _given_root(source: Source) -> tuple[Any, tuple[Note, ...]]:
    tree = source.content
    root = tree.getroot() if hasattr(tree, "getroot") else tree
    if not hasattr(root, "getroottree"):
        raise MalformedError(f"a {type(tree).__name__} is no page", format="html")
    check_tree(root, source.limits)
    return root, ()


def _decoded(source: Source) -> Decoded:
    content = source.content
    if isinstance(content, str):
        return Decoded(content, "")
    return decode(content, encoding=source.encoding, declared=_declared(content))


def _declared(data: bytes) -> tuple[str, ...]:
    head = data[:_HEAD]
    found = (pattern.search(head) for pattern in (_META, _XML))
    return tuple(match[1].decode("ascii", "replace") for match in found if match)
