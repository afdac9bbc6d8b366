"""Days in a page's scripts: the state that a page's own program starts from often says when."""

import re
from collections.abc import Iterable

__all__ = ["find_published"]

# A page's state is mostly below this; a search of it takes some milliseconds.
_MAX_TEXT = 2_000_000
_HINT = re.compile(r"[Pp]ubl(?:ish|ication)")
# JSON, as it is or once more as a string in JSON: "publishedAt":"2022-05-03T10:00:00Z".
_PUBLISHED = re.compile(
    r"\"(?:date_?|first_?)?[Pp]ubli(?:sh|shed|cation)(?:_?(?:date|time|at|on|datetime))?(?:_?utc)?\\{0,3}\""
    r"\s{0,3}:\s{0,3}\\{0,3}\"((?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?)\\{0,3}\"",
    re.IGNORECASE,
)
_DAY = 10


def find_published(scripts: Iterable[str]) -> str | None:
    """The time of publication that scripts state, where all they state are of one day.

    Args:
        scripts: Their texts, in the order of the page.

    Returns:
        The first of them, as written; ``None`` without any, and where they name several days, which
        are those of other stories too.
    """
    found: list[str] = []
    left = _MAX_TEXT
    for script in scripts:
        text = script[:left]
        left -= len(text)
        if _HINT.search(text) is not None:
            found += _PUBLISHED.findall(text)
    return found[0] if len({raw[:_DAY] for raw in found}) == 1 else None
