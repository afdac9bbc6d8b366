"""Text to an HTML tree, within limits; nothing the page says makes it read or fetch anything."""

import re
from typing import Any

from lxml import etree

from newsparse.article import Note
from newsparse.document import Limits
from newsparse.errors import LimitError
from newsparse.markup.longtags import may_have_long_tag

__all__ = ["as_root", "check_size", "check_tree", "parse_html"]

# What may not stand in a tree: a lone surrogate cuts the page off, the others break later.
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROL_BYTES = bytes(frozenset(range(32)) - {0x09, 0x0A, 0x0D})
_CONTROLS = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_NO_CHARACTERS = re.compile(b"\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\ufffd".encode()

# Attributes of one tag cost the square of their number.  Below this size even the worst tag is
# cheap; above it they are counted first, where there may be so many.
_SMALL_PAGE = 65_536

_COUNT = etree.XPath("count(descendant-or-self::*)")


def parse_html(page: str | bytes, limits: Limits) -> tuple[Any, tuple[Note, ...]]:
    """Parse a page.

    Args:
        page: Its text, or the same in UTF-8.
        limits: The limits in force.

    Returns:
        The root element, or ``None`` where there is no element (a blank page, only comments);
        and a note if the page was too deep to be read to its end.

    Raises:
        LimitError: If the page, one of its tags, or its tree is larger than *limits* allow.
    """
    check_size(len(page), limits)
    data = _clean(_encode(page) if isinstance(page, str) else page)
    check_size(len(data), limits)
    if len(data) > _SMALL_PAGE and may_have_long_tag(data, limits.max_attributes):
        _check_attributes(data, limits)
    root, whole = _parse(data, huge=False)
    if not whole:
        root, whole = _parse(data, huge=True)
    check_tree(root, limits)
    if whole:
        return root, ()
    return root, (
        Note(code="truncated", message="too deeply nested: what came after was not read"),
    )


def check_tree(root: Any, limits: Limits) -> None:
    """Refuse a tree with more elements than *limits* allow.

    Raises:
        LimitError: If it has.
    """
    counted: Any = 0 if root is None else _COUNT(root)
    n_nodes = int(counted)
    if n_nodes > limits.max_nodes:
        raise LimitError(f"{n_nodes:,} elements", limit="max_nodes", value=limits.max_nodes)


def as_root(content: Any) -> Any:
    """The element that a tree, or an element itself, stands for; ``None`` for anything else."""
    root = content.getroot() if hasattr(content, "getroot") else content
    return root if etree.iselement(root) and isinstance(root.tag, str) else None


def check_size(size: int, limits: Limits) -> None:
    """Refuse a page of more bytes than *limits* allow.

    Raises:
        LimitError: If it has.
    """
    if size > limits.max_markup_bytes:
        raise LimitError("page too large", limit="max_markup_bytes", value=limits.max_markup_bytes)


def _encode(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text).encode()


def _clean(data: bytes) -> bytes:
    """Only what a tree can hold; looked for in bytes, where that costs next to nothing."""
    has_control = len(data.translate(None, _CONTROL_BYTES)) != len(data)
    if has_control or (b"\xef" in data and _NO_CHARACTERS.search(data)):
        return _CONTROLS.sub(_REPLACEMENT, data)
    return data


def _parser(*, huge: bool = False, target: Any = None) -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding="utf-8",
        huge_tree=huge,
        no_network=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        target=target,
    )


def _parse(data: bytes, *, huge: bool) -> tuple[Any, bool]:
    """The root, and whether the page was read to its end."""
    parser = _parser(huge=huge)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # an empty document
        return None, True
    if root is not None:
        _gather(root)
    return root, not len(parser.error_log.filter_from_fatals())


def _gather(root: Any) -> None:
    """Move what the parser left beside the root into it: a page may say ``<html>`` twice."""
    for stray in [*root.itersiblings(preceding=True), *root.itersiblings()]:
        root.append(stray)


class _AttributeCounter:
    """A parser's target that builds nothing and remembers the largest number of attributes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def start(self, _tag: str, attributes: Any) -> None:
        """Called for each tag."""
        if len(attributes) > self.limit:
            raise LimitError(
                f"a tag with {len(attributes):,} attributes",
                limit="max_attributes",
                value=self.limit,
            )

    def close(self) -> None:
        """Called at the end."""


def _check_attributes(data: bytes, limits: Limits) -> None:
    target = _AttributeCounter(limits.max_attributes)
    try:
        etree.fromstring(data, _parser(huge=True, target=target))
    except etree.XMLSyntaxError:
        return  # said again when the tree is built
