"""Times and authors in a page's scripts: the state that its own program starts from says when and by whom."""

import re
from collections.abc import Iterable, Iterator

__all__ = ["find_author", "find_published"]

# A page's state is mostly below this; a search of it takes some milliseconds.
_MAX_TEXT = 2_000_000
# JSON, as it is or once more as a string in JSON: "publishedAt":"2022-05-03T10:00:00Z".
_PUBLISHED = re.compile(
    r"\"(?:date_?|first_?)?[Pp]ubli(?:sh|shed|cation)(?:_?(?:date|time|at|on|datetime))?(?:_?utc)?\\{0,3}\""
    r"\s{0,3}:\s{0,3}\\{0,3}\"((?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?)\\{0,3}\"",
    re.IGNORECASE,
)
_DAY = 10
# What counters of visits are told of a page: "pagePostAuthor":"Ada Lund".
_AUTHOR = re.compile(
    r"\"(?:page_?)?(?:post|article|page|content)_?author(?:_?name)?\"\s{0,3}:\s{0,3}\"([^\"\\<>]{3,60})\"",
    re.IGNORECASE,
)


def find_published(scripts: Iterable[str]) -> str | None:
    """The time of publication that scripts state, where all they state are of one day.

    Args:
        scripts: Their texts, in the order of the page.

    Returns:
        The first of them, as written; ``None`` without any, and where they name several days, which
        are those of other stories too.
    """
    found = [raw for text in _bounded(scripts) for raw in _PUBLISHED.findall(text)]
    return found[0] if len({raw[:_DAY] for raw in found}) == 1 else None


def find_author(scripts: Iterable[str]) -> str | None:
    """The author of the page that scripts state, where they name but one."""
    found = {raw for text in _bounded(scripts) for raw in _AUTHOR.findall(text)}
    return found.pop() if len(found) == 1 else None


def _bounded(scripts: Iterable[str]) -> Iterator[str]:
    left = _MAX_TEXT
    for script in scripts:
        yield script[:left]
        left = max(0, left - len(script))
