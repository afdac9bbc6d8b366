"""Who helped with a story, right behind it: "(dpa/lund)", "/TT", "Editing: Ada Lund"."""

import re
from collections.abc import Sequence

from newsparse.languages import Language
from newsparse.parser.bylines import is_agency, parse_end_credit
from newsparse.parser.features import Features, Page
from newsparse.parser.labels import Label

__all__ = ["is_wire_tail", "place_tails"]

# So many lines behind the last paragraph it may stand.
_BEHIND = 3
_MAX_TAIL, _MAX_INITIALS = 30, 5
_SIGNS = frozenset("(/[（［")
_BETWEEN = re.compile(r"[()\[\]（）［］/©,;.\s]{1,4}")
# Roles that it is given for want of a better one; as a paragraph it is the last one.
_OPEN = frozenset({"paragraph", "caption", "navigation", "related", "other", "subheading"})


def is_wire_tail(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line is an agency in brackets or behind a slash, perhaps with initials."""
    bare = text.strip()
    if len(bare) > _MAX_TAIL or bare[:1] not in _SIGNS:
        return False
    parts = [part for part in _BETWEEN.split(bare) if part]
    named = [part for part in parts if is_agency(part, tables)]
    return bool(named) and all(part in named or len(part) <= _MAX_INITIALS for part in parts)


def place_tails(page: Page, labels: Sequence[Label]) -> list[Label]:
    """Give the lines right behind a story that name its agency or its helpers their role."""
    found = list(labels)
    last = max((i for i, label in enumerate(found) if label.role == "paragraph"), default=None)
    if last is None:
        return found
    for index in range(last, min(last + _BEHIND + 1, len(found))):
        item = page.features[index]
        is_open = item.role is None and found[index].role in _OPEN
        rule = _rule_of(item, page.tables) if is_open else None
        if rule is not None:
            found[index] = Label("agency_tail", 0.8, rule)
    return found


def _rule_of(item: Features, tables: tuple[Language, ...]) -> str | None:
    """By which rule a line names an agency or helpers, ``None`` where it does not."""
    if is_wire_tail(item.text, tables):
        return "wire_tail"
    return "helpers" if not item.ended and parse_end_credit(item.text, tables) else None
