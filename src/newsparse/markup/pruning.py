"""Subtrees that are no story by their tag: whether they are, and all their text at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from newsparse.markup.clean import clean_text
from newsparse.markup.tags import CONTENT_TAGS, HIDDEN, KINDS, local_name

__all__ = ["gather_text", "is_hidden", "is_prunable"]

# Menus, pixels and pleas to turn scripts on are shorter, or are no paragraphs.
_IS_STORY = etree.XPath("string-length() >= 1000 and count(descendant::p) >= 3")


def is_hidden(element: Any, tag: Any) -> bool:
    """Whether an element that is hidden by its tag is: some sites tell a story in ``noscript``.

    Args:
        element: The element.
        tag: Its tag.
    """
    return tag != "noscript" or not _IS_STORY(element)


_LISTS = frozenset({"ul", "ol", "nav", "menu"})
_PROSE = frozenset({"p", "blockquote", "figure"})
_MAX_PARAGRAPHS = 10


def is_prunable(name: str, tags: Sequence[Any]) -> bool:
    """Whether an element that is no story by its tag holds none either.

    Args:
        name: Its local name.
        tags: The tags of the element and of all in it, as lxml has them.
    """
    kinds = set(tags)
    names = {local_name(tag) for tag in kinds if isinstance(tag, str)}
    if etree.Entity in kinds or not names.isdisjoint(CONTENT_TAGS):
        return False
    if name == "aside":
        return not _LISTS.isdisjoint(names) and _PROSE.isdisjoint(names)
    if "p" not in names:
        return True
    paragraphs = [tag for tag in kinds if isinstance(tag, str) and local_name(tag) == "p"]
    return sum(map(tags.count, paragraphs)) <= _MAX_PARAGRAPHS


_TEXTS = etree.XPath("descendant::text()", smart_strings=False)


def gather_text(element: Any, tags: Sequence[Any]) -> tuple[str, int]:
    """All text in an element, white space collapsed, and how many characters of it are links.

    Words are parted wherever an element begins or ends: whether that parts a line or not is
    not looked up for hundreds of items of menus.

    Args:
        element: The element.
        tags: Its tag and those of all in it.
    """
    kinds = set(tags)
    if any(KINDS[tag] == HIDDEN for tag in kinds):
        text = _join(_iter_texts(element))
    else:
        texts: Any = [element.text or ""] if len(tags) == 1 else _TEXTS(element)
        text = _join(texts)
    return text, len(_join(_link_texts(element))) if "a" in kinds else 0


def _link_texts(element: Any) -> list[str]:
    """The texts of links, as far as they begin in the link itself or in its first element."""
    return [link.text or (len(link) and link[0].text) or "" for link in element.iter("a")]


def _iter_texts(element: Any) -> Iterator[str]:
    """Yield the texts that are seen."""
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in walker:
        if event == "start" and KINDS[inner.tag] == HIDDEN and is_hidden(inner, inner.tag):
            walker.skip_subtree()
        elif event == "start":
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


# Stands between two texts; for a sign that ends words there is no space.
_JOINT = "\x1f"
_GLUED = re.compile(r"\x1f(?=[.,;:!?)\]…”’»%])")


def _join(texts: Iterable[str]) -> str:
    whole = _GLUED.sub("", _JOINT.join(texts))
    text = " ".join(whole.split())
    return text if text.isprintable() else " ".join(clean_text(whole).split())
