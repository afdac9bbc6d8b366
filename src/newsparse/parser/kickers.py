"""The line above a title that says what it is about, or how the series is called."""

import re

from newsparse.parser.bylines import is_agency
from newsparse.parser.features import Page
from newsparse.parser.phraseroles import FEW_WORDS

__all__ = ["find_kicker"]

# What publishing systems call its element, in the languages of their makers.
_NAMES = re.compile(
    r"(?<![a-z])(?:kicker|overline|topline|eyebrow|strapline|dachzeile|roofline|spitzmarke|overtitle"
    r"|surtitre|antet[ií]tulo|occhiello)(?![a-z])"
)
# A page's path: "News > Harbours".
_IS_PATH = re.compile(r"\s[>›»/]\s").search
# How far above the title, in blocks, and how many words.
_REACH, _MAX_WORDS = 4, 12


def find_kicker(page: Page, title: int) -> tuple[int, str] | None:
    """The block of the kicker and the rule that found it, or ``None``.

    Args:
        page: What is seen of the blocks.
        title: The block of the title.
    """
    if page.is_tree:
        for index in range(title - 1, max(-1, title - 1 - _REACH), -1):
            if _is_named(page, index) and _may_be_one(page, index, _MAX_WORDS):
                return index, "named_kicker"
    index, item = title - 1, page.features[title - 1]
    if index < 0 or not _may_be_one(page, index, FEW_WORDS) or item.hit is not None:
        return None
    is_first = index == 0 and not page.is_tree  # a page begins with its site's name, or a menu
    return (index, "") if is_first or item.text.endswith((":", "|")) else None


def _is_named(page: Page, index: int) -> bool:
    """Whether the element of a block, or the one around it, is called a kicker."""
    node = page.nodes[page.homes[index]]
    names = node.names if node.parent < 0 else f"{node.names} {page.nodes[node.parent].names}"
    return _NAMES.search(names.lower()) is not None


def _may_be_one(page: Page, index: int, most: int) -> bool:
    item = page.features[index]
    text = item.text.casefold()
    if item.words > most or item.ended or item.role is not None or not any(map(str.isalpha, text)):
        return False
    if _IS_PATH(text) or is_agency(item.text, page.tables):
        return False
    is_site = text in page.sites or any(
        title.casefold().endswith(text) for _, title in page.offered
    )
    return item.times is None and not is_site
