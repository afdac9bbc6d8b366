"""Which run of blocks reads most like a story, by rules.

Every block gets a weight, positive for running text and negative for what stands around it; the
story is the run with the largest sum (the body-text extraction idea of Finn, Kushmerick and
Smyth, 2001, on blocks).
"""

from collections.abc import Iterable, Sequence

from newsparse.parser.features import Features

__all__ = ["best_run", "find_story", "weigh"]

# Weights in characters of prose: how much running text a block of each kind outweighs.  Chosen
# on the development texts by hand; the learned model takes what they say as one measure of many.
_PHRASE = {"whole": -70.0, "starts": -45.0, "ends": -45.0, "inside": -80.0}
# Headings of what follows a story: whatever comes after them belongs to them.
_BARRIER = {
    "comments": -400.0,
    "related": -140.0,
    "newsletter": -90.0,
    "cookie": -150.0,
    "author_box": -90.0,
}
_DECLARED = -120.0
_NEUTRAL = -4.0
_SHORT = -28.0
_REPEATED = -45.0
_LINKED = -60.0
_SIGNS = -60.0
_MAX_SIZE, _OFFSET = 450, 25.0
_UNENDED = 0.45
# Running text may have a phrase in it ("sign up for the course"): beyond this size it is prose.
_PHRASE_SIZE = 130
_MANY_SIGNS, _MOSTLY = 0.06, 0.5
# Headings, list items and table cells cost little inside a story.
_TAG_WEIGHT = {"p": 12.0, "li": -4.0, "td": -12.0, "th": -12.0, "figcaption": -6.0, "a": -30.0}
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def weigh(item: Features) -> float:
    """How much a block speaks for (positive) or against being part of the story."""
    if item.role is not None:
        return 20.0 if item.role in _TEXT_ROLES else _DECLARED
    if item.hit is not None and (item.size < _PHRASE_SIZE or item.hit[1] == "inside"):
        return _weigh_phrase(item)
    weight = _weigh_text(item) + _TAG_WEIGHT.get(item.tag, 0.0)
    if item.linked > _MOSTLY:
        weight = min(weight, 0.0) + _LINKED
    if item.again or (item.repeats > 1 and not item.is_prose):
        weight = min(weight, 40.0) + _REPEATED
    if item.signs > _MANY_SIGNS:
        weight = min(weight, 0.0) + _SIGNS
    return weight


_TEXT_ROLES = frozenset({"paragraph", "preformatted", "block_quote", "list_item"})


def _weigh_phrase(item: Features) -> float:
    reason, how = item.hit or ("", "")
    if reason == "author_box" and how == "whole":
        return _BARRIER[reason]
    if reason in {"notice", "signoff", "agency_tail", "tags", "author_box"}:
        return _NEUTRAL * 3
    if how == "whole":
        return _BARRIER.get(reason, _PHRASE["whole"])
    return _PHRASE[how]


def _weigh_text(item: Features) -> float:
    if item.is_time or item.byline or item.interface or item.credit:
        return _NEUTRAL
    if item.is_prose:
        size = min(item.size, _MAX_SIZE)
        return size - _OFFSET if item.ended else _UNENDED * size - _OFFSET
    if item.tag in _HEADING_TAGS or item.level:
        return _NEUTRAL
    return _SHORT / 2 if item.ended or item.marker or item.dash else _SHORT


def find_story(
    features: Sequence[Features], weights: Sequence[float] | None = None
) -> tuple[int, int] | None:
    """The blocks of the story: (first, one past the last), or ``None`` where nothing reads like one.

    Args:
        features: What is seen of the blocks.
        weights: What `weigh` says of each, where that is known.

    Both ends are running text; title, byline and what stands after the last sentence are found
    from there.
    """
    span = best_run(map(weigh, features) if weights is None else weights)
    return None if span is None else _trimmed(features, *span)


def best_run(weights: Iterable[float]) -> tuple[int, int] | None:
    """The run with the largest sum: (first, one past the last), ``None`` if no sum is above 0."""
    best, span = 0.0, None
    total, start = 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0.0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, span = total, (start, index + 1)
    return span


def _trimmed(features: Sequence[Features], start: int, end: int) -> tuple[int, int] | None:
    """The same run without what is no running text at its ends."""
    while start < end and not _is_core(features[start]):
        start += 1
    while end > start and not _is_core(features[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_core(item: Features) -> bool:
    if item.marker and item.hit is None and item.words >= _ITEM_WORDS:
        return True
    plain = not (item.is_time or item.byline or item.credit or item.interface)
    return plain and item.is_prose and weigh(item) > 0


_ITEM_WORDS = 3
