"""A declared title without the name of the site that stands behind it."""

from collections.abc import Collection

__all__ = ["without_site"]

_SITE_MARKS = (" | ", " – ", " — ", " - ", " » ", " « ", " · ", " :: ")
# Of a title tag: so many words are no headline, and so many no site's name.
_MIN_HEADLINE, _MAX_SITE = 3, 4


def without_site(title: str, sites: Collection[str], *, is_tag: bool) -> str:
    """A title without the name of the site, which title tags nearly always end with."""
    at, mark = max((title.rfind(mark), mark) for mark in _SITE_MARKS)
    head, tail = title[: max(0, at)].strip(), title[at + len(mark) :].strip()
    n_head, n_tail = len(head.split()), len(tail.split())
    loose = is_tag and n_head >= _MIN_HEADLINE and n_tail <= min(_MAX_SITE, n_head)
    return head if head and (loose or tail.casefold() in sites) else title
