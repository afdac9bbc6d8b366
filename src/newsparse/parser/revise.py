"""A second look at the roles: what only neighbours can tell, once every block has one.

Each rule names a few blocks and the role they should have instead, in one or two walks over all of
them, so the cost is linear.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from newsparse.document import Role
from newsparse.parser.bylines import parse_byline
from newsparse.parser.datelines import read_dateline
from newsparse.parser.features import Features, Page

__all__ = ["RULES", "revise_roles"]

Change = tuple[int, Role]
Rule = Callable[[Page, Sequence[Role]], Iterator[Change]]
_TEXT = frozenset({"paragraph", "subheading"})
# What a block becomes for which nothing speaks.
_LEFT_OUT = frozenset({"navigation", "related"})
_OPEN = _TEXT | _LEFT_OUT


def revise_roles(page: Page, roles: Sequence[Role]) -> dict[int, tuple[Role, str]]:
    """The blocks whose role their neighbours speak against, with the role they get and the rule.

    Args:
        page: What is seen of the blocks.
        roles: One a block.
    """
    changes: dict[int, tuple[Role, str]] = {}
    for name, rule in RULES.items():
        for index, role in rule(page, roles):
            changes.setdefault(index, (role, name))
    return changes


_MAX_HEADING, _MAX_LABEL_WORDS = 90, 4


def _numbered_headings(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A number and a few words above running text, again and again, head the story's parts."""
    found = [
        index
        for index, role in enumerate(roles)
        if role == "list_item"
        and _is_numbered(page.features[index])
        and roles[index - 1 : index] != ["list_item"]
        and index + 1 < len(roles)
        and roles[index + 1] in {"paragraph", "caption"}
    ]
    if len(found) > 1:
        yield from ((index, "subheading") for index in found)


def _is_numbered(item: Features) -> bool:
    is_short = not item.ended and item.size <= _MAX_HEADING
    return item.marker > 0 and item.text[0].isdigit() and is_short


def _list_headings(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A few words without an end mark right above a list are its heading.

    So are such that look like a pointer to another story, but that no table knows as one: below a
    paragraph and above a list of the same story.
    """
    for index in range(len(roles) - 1):
        item = page.features[index]
        if roles[index + 1] != "list_item" or item.dash:
            continue
        if roles[index] != "paragraph" and not _is_unknown_pointer(page, roles, index):
            continue
        if not item.ended and item.words <= _MAX_LABEL_WORDS and item.text[-1] not in ",;:：":
            yield index, "subheading"


def _is_unknown_pointer(page: Page, roles: Sequence[Role], index: int) -> bool:
    """Whether it looks like a pointer right below a paragraph, and no table knows it."""
    is_below_text = list(roles[max(0, index - 1) : index]) == ["paragraph"]
    return roles[index] == "related" and is_below_text and page.features[index].hit is None


# Who speaks, in capitals before a colon: "Q: ", "CHAIR: ".
_TURN = re.compile(r"(?P<who>[^\W\d_][^\n:a-zß-öø-ÿ]{0,40}):[^\S\n]")
_MIN_TURNS = 4


def _turns(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A short turn of an interview or a transcript is no subheading."""
    turns = [
        index
        for index, role in enumerate(roles)
        if role in _TEXT and _is_turn(page.features[index].text)
    ]
    if len(turns) >= _MIN_TURNS:
        yield from ((index, "paragraph") for index in turns if roles[index] == "subheading")


def _is_turn(text: str) -> bool:
    match = _TURN.match(text)
    return match is not None and match["who"].isupper()


def _reading_times(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """How long the reading takes is said by the page, not by the story."""
    noise = [table.dates.noise for table in page.tables if table.dates.noise]
    for index, (role, item) in enumerate(zip(roles, page.features, strict=True)):
        if item.hit is not None or item.ended or item.size > _MAX_HEADING:
            continue
        if role in _OPEN and any(phrases.match(item.folded) for phrases in noise):
            yield index, "ui_label"


# The last paragraphs in which a word about the author may stand.
_LAST = 2


def _author_boxes(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A last paragraph that begins with the author's name is about the author."""
    names = [
        author.name
        for index, role in enumerate(roles)
        if role == "byline"
        for author in parse_byline(page.features[index].text, page.tables)
        if author.role == "author" and " " in author.name
    ]
    paragraphs = [index for index, role in enumerate(roles) if role == "paragraph"]
    for index in reversed(paragraphs[-_LAST:]):
        text = page.features[index].text
        if len(paragraphs) <= _LAST or not text.startswith(tuple(f"{name} " for name in names)):
            return
        yield index, "author_box"


def _menu_words(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A word for advertising between two lines of a menu is one of its entries."""
    for index in range(1, len(roles) - 1):
        item, after = page.features[index], page.features[index + 1]
        if item.words > _MAX_LABEL_WORDS or item.gap or after.gap:
            continue
        if (*roles[index - 1 : index + 2],) == _AD_IN_MENU:
            yield index, "navigation"


_AD_IN_MENU = ("navigation", "advertisement", "navigation")


def _pleas(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A sentence right below the heading of a newsletter goes on with it."""
    for index in range(1, len(roles)):
        item = page.features[index]
        if roles[index - 1] != "newsletter" or roles[index] not in _LEFT_OUT or item.gap:
            continue
        if item.hit is None and item.is_prose:
            yield index, "newsletter"


_STORY = frozenset({"paragraph", "subheading", "caption"})


def _last_words(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A sentence behind a quotation dash, right below the story's captions, is of the story."""
    if not page.tables[0].speech.dash:
        return
    before = ""
    for index, role in enumerate(roles):
        item = page.features[index]
        is_left_out = role in _LEFT_OUT and item.hit is None
        if before in _STORY and is_left_out and item.dash and item.is_prose:
            yield index, "paragraph"
            continue
        before = role


def _datelines(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """A place on a line of its own is the dateline, where one paragraph at most stands above it."""
    n_above = 0
    for index, (role, below) in enumerate(pairwise(roles)):
        if n_above > _MAX_LEADS:
            return
        if role in _OPEN and below == "paragraph":
            line, rest = (item.text for item in page.features[index : index + 2])
            if read_dateline(line, rest, page.tables) is not None:
                yield index, "dateline"
                return
        n_above += role == "paragraph"


_MAX_LEADS = 1

_SLUG = re.compile(r"[A-Z0-9]{1,30}(?:[-_/][A-Z0-9]{1,30}){1,6}")


def _slugs(page: Page, roles: Sequence[Role]) -> Iterator[Change]:
    """Capitals joined by hyphens above the title are the name that a newsroom calls it by."""
    for index, role in enumerate(roles):
        if role == "kicker" and _SLUG.fullmatch(page.features[index].text):
            yield index, "identifier"


# In this order; the names are for `newsparse.parser.reasons`.
RULES: Mapping[str, Rule] = {
    "slug": _slugs,
    "dateline": _datelines,
    "numbered": _numbered_headings,
    "list_heading": _list_headings,
    "turn": _turns,
    "reading_time": _reading_times,
    "about_author": _author_boxes,
    "menu_word": _menu_words,
    "plea": _pleas,
    "last_words": _last_words,
}
