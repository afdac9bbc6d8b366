"""What phrases of the language tables, identifiers, and words said again and again make of a block."""

import re

from newsparse.document import Role
from newsparse.parser.features import Features
from newsparse.parser.labels import Decision

__all__ = [
    "FEW_WORDS",
    "REPORTING",
    "is_identifier",
    "is_phrase",
    "phrase_role",
    "reason_of",
    "time_role",
]

# Reasons of what belongs to a story, though it is none of its text.
REPORTING = frozenset({"agency_tail", "author_box", "tags", "copyright", "notice", "signoff"})
# A label has no more words.
FEW_WORDS = 4
_MANY_REPEATS = 6
# A line of so many words that ends like a sentence is running text, whatever it begins with.
_PHRASE_WORDS = 16


_IDENTIFIER = re.compile(
    r"(?=[^\s]{0,60}\d)[A-Za-z0-9]{1,40}(?:[-_.:/][A-Za-z0-9]{1,40}){1,8}|\d{5,20}|#?[0-9a-f]{12,64}"
)


def is_identifier(text: str) -> bool:
    """Whether a line is nothing but the number or slug that a system gives a story."""
    return _IDENTIFIER.fullmatch(text) is not None


def is_phrase(item: Features) -> bool:
    """Whether a block is one of the tables' phrases, and nothing else."""
    return item.hit is not None and item.hit[1] == "whole"


def time_role(item: Features) -> Role:
    """The role of a line that says when."""
    kinds = {moment.kind for moment in item.times.moments} if item.times else set()
    return "updated" if kinds == {"updated"} else "timestamp"


def reason_of(item: Features, otherwise: Role) -> Role:
    """Why a block is no story: what its phrase says, or *otherwise*."""
    return item.hit[0] if item.hit is not None and item.hit[0] not in REPORTING else otherwise


def phrase_role(item: Features) -> Decision | None:
    """What a phrase makes of a block inside the story, if it is not running text."""
    if item.hit is None:
        return ("ui_label", 0.8, "repeated") if _is_label(item) else None
    reason, how = item.hit
    if reason == "notice":
        return "notice", 0.8, "phrase"
    if how == "whole":
        return ("other" if reason == "signoff" else reason), 0.85, "phrase"
    if how == "inside" or not item.ended or item.words < _PHRASE_WORDS:
        return reason, 0.7, "phrase"
    return None


def _is_label(item: Features) -> bool:
    """Whether a few words come so often on a page that they are no part of any text."""
    few = item.words <= FEW_WORDS and not item.ended and not item.marker
    return few and item.repeats >= _MANY_REPEATS
