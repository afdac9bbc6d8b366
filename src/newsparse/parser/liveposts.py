"""Posts of a live blog, put together: the elements of each, its time and its heading."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from newsparse.article import Article, Element, LiveEntry, Timestamp
from newsparse.document import Block
from newsparse.languages import Language
from newsparse.parser.clocklines import on_day
from newsparse.parser.cutouts import Home
from newsparse.parser.live import Entry
from newsparse.parser.places import Places

__all__ = ["Homes", "gather_entries", "with_days"]

# By index path in the body.
Homes = dict[tuple[int, ...], Home]


def gather_entries(
    flat: Sequence[tuple[int, Element]],
    homes: Homes,
    entries: Sequence[Entry],
    places: Places,
    blocks: Sequence[Block],
) -> tuple[list[Element], Homes]:
    """Put the elements of posts into them.

    Args:
        flat: The elements of the story, each behind the number of its first block, in order.
        homes: Where their texts stand.
        entries: The posts.
        places: Where blocks stand in the source.
        blocks: The blocks.

    Returns:
        The body, and where its texts stand, by their new paths.
    """
    bodies: list[list[Element]] = [[] for _ in entries]
    found: list[Element | int] = []
    paths: list[tuple[int, ...]] = []
    n_open = at = 0  # posts begun, and the place of the last of them
    for begin, element in [*flat, (len(blocks), None)]:
        while n_open < len(entries) and entries[n_open].first <= begin:
            at, n_open = len(found), n_open + 1
            found.append(n_open - 1)
        if element is None:
            break
        inside = n_open > 0 and begin < entries[n_open - 1].last
        into: list[Any] = bodies[n_open - 1] if inside else found
        paths.append((at, len(into)) if inside else (len(into),))
        into.append(element)
    body = [
        _entry_of(entries[item], bodies[item], places, blocks) if isinstance(item, int) else item
        for item in found
    ]
    return body, {(*paths[path[0]], *path[1:]): home for path, home in homes.items()}


def _entry_of(
    entry: Entry, body: Sequence[Element], places: Places, blocks: Sequence[Block]
) -> LiveEntry:
    clock = entry.clock
    where = places.where(clock.index, clock.start, clock.end)
    return LiveEntry(
        timestamp=evolve(clock.stamp, where=where),
        title=None if entry.title is None else blocks[entry.title].text,
        body=tuple(body),
        where=places.run(entry.first, entry.last - 1),
    )


def with_days(article: Article, tables: tuple[Language, ...]) -> Article:
    """The article with the day of its story for posts that state a time of day alone.

    Only where all happened on one day: the story and its last change are of the same, and no time
    goes back behind the one before.
    """
    posts = [element for element in article.body if isinstance(element, LiveEntry)]
    day = _one_day(article.timestamp, article.updated)
    if day is None or all(post.timestamp is None or post.timestamp.value for post in posts):
        return article
    dated = [_dated(post, day, tables) for post in posts]
    values = [p.timestamp.value for p in dated if p.timestamp and p.timestamp.value]
    times = [v.replace(tzinfo=None) for v in values if isinstance(v, dt.datetime)]
    if times != sorted(times) and times != sorted(times, reverse=True):
        return article
    fresh = iter(dated)
    body = [next(fresh) if isinstance(e, LiveEntry) else e for e in article.body]
    return evolve(article, body=tuple(body))


def _one_day(first: Timestamp | None, last: Timestamp | None) -> dt.date | None:
    if first is None or (last is not None and last.day != first.day):
        return None
    return first.value


def _dated(post: LiveEntry, day: dt.date, tables: tuple[Language, ...]) -> LiveEntry:
    if post.timestamp is None:
        return post
    return evolve(post, timestamp=on_day(post.timestamp, day, tables))
