"""Markdown left in a text by the program that made it from a page.

Only what carries no words of the story is taken off: emphasis signs, escapes, images, the brackets
and addresses of links.  Addresses have letters, which the story does not own: `iter_addresses` finds them again.
"""

import re
from collections.abc import Iterator

__all__ = ["has_open_link", "is_markdown", "iter_addresses", "strip_markdown"]

# [text](address "title"), ![alt](address), <address>; the opener is left out of each class.
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]{0,500})\]\(\s{0,3}<?(?P<url>[^()\s<>]{1,1000}(?:\([^()\s]{0,100}\))?"
    r"[^()\s<>]{0,1000})>?(?:\s{1,3}\"[^\"\n]{0,300}\")?\s{0,3}\)"
)
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_])\1(?![\w*])"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
# So many links in so many characters are no accident of prose.
_MIN_LINKS, _HEAD = 3, 200_000


def is_markdown(text: str) -> bool:
    """Whether the text carries Markdown links, as programs that convert pages leave them."""
    return text.count("](", 0, _HEAD) >= _MIN_LINKS


def strip_markdown(line: str) -> str:
    """One joined block without Markdown's signs: the words of links and nothing of addresses."""
    if "](" in line:
        line = _LINK.sub(_words, line)
        line = _LINK.sub(_words, line)  # a link around an image
    if "*" in line or "_" in line:
        line = _STRONG.sub(r"\2", line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    return " ".join(line.split())


def _words(link: re.Match[str]) -> str:
    """The words of a link; an image has none of the story's."""
    return " " if link[0][0] == "!" else link["text"]


def has_open_link(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` breaks off inside a link: its words or its address."""
    bracket = text.rfind("[", start, end)
    if bracket < 0:
        return False
    closed = text.find("]", bracket, end)
    if closed < 0:
        return True
    return text.startswith("(", closed + 1) and text.find(")", closed, end) < 0


def iter_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of what follows a link's words, and of whole images."""
    for link in _LINK.finditer(text, start, end):
        yield link.start() if link[0][0] == "!" else link.end("text"), link.end()
