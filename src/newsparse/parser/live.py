"""Live blogs: which blocks are a post with a time of its own, and what belongs to it.

A post begins with a time, alone on its line or in an element for it; several follow each other with
their times in order, and each has running text.  On a page they stand in elements side by side; in
text, and where a page has no such elements, a post goes on to the next one's time.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from newsparse.document import Block, Document, Field, Node
from newsparse.languages import Language
from newsparse.markup.clean import key_of
from newsparse.parser.classnames import is_foreign
from newsparse.parser.clocklines import ClockLine, may_be_clock, read_clock
from newsparse.parser.dates import read_declared
from newsparse.parser.features import Page
from newsparse.parser.labels import Label

__all__ = ["Entry", "find_entries", "label_entries"]

# What the body of a post is made of.
BODY = frozenset({
    *("paragraph", "list_item", "block_quote", "pull_quote", "notice", "preformatted", "embed"),
    *("caption", "table_row", "subheading"),
})
# So many posts make a live blog, and so many where the page says that it is one.
_MIN_POSTS, _MIN_DECLARED = 3, 2
# Of a live blog's posts and of its story, so much must be running text in posts.
_MIN_PROSE, _MIN_SHARE = 2 / 3, 0.5
# Posts follow each other within hours; a day passes where a clock goes back.
_MAX_PACE, _MAX_WRAPS = dt.timedelta(hours=12), 1
# How far up elements are looked at, and in how many of them posts may stand side by side.
_MAX_STEPS, _MAX_HOMES = 40, 8
# Words of class names, and in how many elements they are looked for.
_LIVE = re.compile(r"(?:^|[^a-z])(?:live|ticker|minute[-_]?by)|Live|Ticker|[a-z]ticker")
_MAX_NAMED = 4
# Times of a recording count from its beginning.
_RECORDING = dt.time(1)


@frozen(kw_only=True)
class Entry:
    """A post.

    Attributes:
        first: Its first block that is shown.
        last: One past its last one.
        clock: Its time.
        title: The block that is its heading, or ``None``.
    """

    first: int
    last: int
    clock: ClockLine
    title: int | None = None
    # Its other blocks, and where the element around it begins.
    body: tuple[int, ...] = ()
    around: int = 0


def find_entries(
    document: Document,
    page: Page,
    labels: Sequence[Label],
    reference_time: dt.datetime | None,
) -> list[Entry]:
    """The posts of a live blog, in the order of the source; empty where it is none.

    Args:
        document: Its blocks and nodes; ``lines`` already cut.
        page: What is seen of the blocks.
        labels: Their roles.
        reference_time: What relative times are resolved against.
    """
    roles = [label.role for label in labels]
    told = [index for index, role in enumerate(roles) if role in BODY]
    if not told:
        return []
    declared = _declared(document.fields)
    _take_headings(document.blocks, page, roles, range(told[0], told[-1] - 1))
    end = _take_last_posts(document.blocks, page, roles, told[-1] + 1)
    around = [
        index
        for index in range(max(0, told[0] - _AHEAD), end)
        if may_be_clock(document.blocks[index].text, relative=declared is not None)
    ]
    n_posts = _MIN_POSTS if declared is None else _MIN_DECLARED
    if len(around) < n_posts:
        return []
    clocks = list(_clocks(document.blocks, around, page.tables, reference_time))
    if len(clocks) < n_posts:
        return []
    finder = _Finder(document, roles, clocks, end)
    runs = finder.runs(n_posts, is_declared=declared is not None)
    found = _apart(entries for entries in runs if _is_live(entries, n_posts))
    if not _is_most(page, found, told) or _is_of_stories(document.blocks, labels, found):
        return []
    return [_timed(entry, document.blocks, declared or {}, page.tables) for entry in found]


def _declared(fields: Sequence[Field]) -> dict[str, str] | None:
    """The times of posts by their headings, where the page declares that it has posts."""
    posts = [post for field in fields if field.name == "live" for post in field.value]
    return {key_of(title): time for title, time in posts if title} if posts else None


def _timed(
    entry: Entry,
    blocks: Sequence[Block],
    declared: dict[str, str],
    tables: tuple[Language, ...],
) -> Entry:
    """The post with the moment declared for its heading, where it says no moment itself."""
    clock = entry.clock
    if clock.stamp.value is not None or entry.title is None:
        return entry
    stated = declared.get(key_of(blocks[entry.title].text))
    value, precision, zone = read_declared(stated or "", tables)
    if not isinstance(value, dt.datetime) or value.time().minute != clock.key.minute:
        return entry
    fine = "minute" if value.time().second else precision
    stamp = evolve(
        clock.stamp, value=value.replace(second=0, microsecond=0), precision=fine, zone=zone
    )
    return evolve(entry, clock=evolve(clock, stamp=stamp))


def _is_of_stories(
    blocks: Sequence[Block], labels: Sequence[Label], entries: Sequence[Entry]
) -> bool:
    """Whether posts are stories of their own: one has the title, or their headings lead to them."""
    titled = any(
        labels[at].role in _TITLES for entry in entries for at in range(entry.around, entry.last)
    )
    n_linked = sum(
        any(_leads_away(blocks[at]) for at in range(entry.around, entry.body[0]))
        for entry in entries
    )
    return titled or n_linked > len(entries) / 2


_TITLES = frozenset({"title", "duplicate_title"})
_MIN_HEADING, _MIN_LINKED = 20, 0.9


def _leads_away(block: Block) -> bool:
    """Whether a block is a link to another page, and long enough for a heading."""
    if len(block.text) < _MIN_HEADING or block.link_chars < _MIN_LINKED * len(block.text):
        return False
    return any(mark.kind == "link" and (mark.url or "")[:1] != "#" for mark in block.marks)


def _apart(runs: Iterable[Sequence[Entry]]) -> list[Entry]:
    """The posts of all runs, without runs that have blocks of one before them."""
    found: list[Entry] = []
    taken: set[int] = set()
    for entries in runs:
        blocks = {at for entry in entries for at in range(entry.first, entry.last)}
        if taken.isdisjoint(blocks):
            taken |= blocks
            found.extend(entries)
    return sorted(found, key=lambda entry: entry.first)


# So many blocks before the first of the story, its first time may stand.
_AHEAD = 6


def _take_headings(
    blocks: Sequence[Block], page: Page, roles: list[str], among: Sequence[int]
) -> None:
    """A line between a time and a paragraph is its heading, whatever it was taken for."""
    for at in among:
        line = page.features[at + 1]
        if line.is_prose or line.hit is not None or not may_be_clock(blocks[at].text):
            continue
        if roles[at + 1] not in BODY and roles[at + 2] == "paragraph":
            roles[at + 1] = "subheading"


def _take_last_posts(blocks: Sequence[Block], page: Page, roles: list[str], end: int) -> int:
    """Where posts end that go on below the story: a short first one is easily taken for a teaser.

    Each has a time, at most one line for a heading, and running text, whose roles are given here.

    Args:
        blocks: All blocks.
        page: What is seen of them.
        roles: Of all blocks.
        end: One past the last block of the story.
    """
    features = page.features
    while (clock := _next_clock(blocks, page, end)) is not None:
        first = clock + 1 if features[clock + 1].is_prose else clock + 2
        last = first
        while last < len(blocks) and features[last].is_prose and features[last].hit is None:
            last += 1
        if last == first:
            break
        roles[clock + 1 : first] = ["subheading"] * (first - clock - 1)
        roles[first:last] = ["paragraph"] * (last - first)
        end = last
    return end


def _next_clock(blocks: Sequence[Block], page: Page, end: int) -> int | None:
    """A line that may be a time, right below or with one line between, say who wrote the post above."""
    for at in range(end, min(end + 2, len(blocks) - 2)):
        if may_be_clock(blocks[at].text):
            return at
        if page.features[at].hit is not None:
            return None
    return None


def _clocks(
    blocks: Sequence[Block],
    around: Sequence[int],
    tables: tuple[Language, ...],
    reference_time: dt.datetime | None,
) -> Iterator[ClockLine]:
    for index in around:
        found = read_clock(blocks[index], index, tables, reference_time)
        if found is not None:
            yield found


class _Finder:
    """Puts what belongs to each time into one post."""

    def __init__(
        self, document: Document, roles: Sequence[str], clocks: Sequence[ClockLine], end: int
    ) -> None:
        self._blocks: Sequence[Block] = document.blocks
        self._nodes: Sequence[Node] = document.nodes
        self._roles = roles
        self._clocks = clocks
        self._end = end

    def runs(self, n_posts: int, *, is_declared: bool) -> Iterator[list[Entry]]:
        """The posts of each element that holds several, the largest number first.

        Times with their day are those of comments, of a forum, of other stories, unless the page
        says that it is live.
        """
        pairs = Counter(self._common(a.index, b.index) for a, b in pairwise(self._clocks))
        for home, count in pairs.most_common(_MAX_HOMES):
            if count >= n_posts - 1 and not self._is_foreign(home):
                heads = self._heads(home)
                if is_declared or self._is_live(home) or not any(c.printed for c, _ in heads):
                    yield self._run(heads, home)

    def _common(self, one: int, other: int) -> int:
        """The innermost element that holds two blocks."""
        at = self._blocks[one].node
        while at > 0 and self._nodes[at].last <= other:
            at = self._nodes[at].parent
        return at

    def _is_foreign(self, at: int) -> bool:
        """Whether an element, or one around it, is called what no story is."""
        for _ in range(_MAX_STEPS):
            if at <= 0:
                return False
            if self._nodes[at].tag != "body" and is_foreign(self._nodes[at].names):
                return True
            at = self._nodes[at].parent
        return False

    def _is_live(self, at: int) -> bool:
        """Whether an element, or one near around it, is called live."""
        for _ in range(_MAX_NAMED):
            if at > 0 and _LIVE.search(self._nodes[at].names):
                return True
            at = self._nodes[at].parent if at > 0 else at
        return False

    def _heads(self, home: int) -> list[tuple[ClockLine, int]]:
        """The times right below an element that are all told in one way, and what holds each."""
        heads: list[tuple[ClockLine, int]] = []
        taken: set[int] = set()
        for clock in self._clocks:
            holder = self._holder(clock.index, home)
            if holder is None or holder in taken:
                continue
            if holder != home:
                taken.add(holder)
            heads.append((clock, holder))
        kinds = Counter((clock.dated, clock.printed) for clock, _ in heads)
        most = max(kinds, key=lambda kind: kinds[kind], default=None)
        return [head for head in heads if (head[0].dated, head[0].printed) == most]

    def _run(self, heads: Sequence[tuple[ClockLine, int]], home: int) -> list[Entry]:
        """The posts that begin with these times."""
        found = []
        for at, (clock, holder) in enumerate(heads):
            after = heads[at + 1][0].index if at + 1 < len(heads) else self._end
            entry = self._entry(clock, self._range(clock, holder, home, after))
            if entry is not None:
                found.append(entry)
        return found

    def _holder(self, index: int, home: int) -> int | None:
        """The element right below *home* that holds a block; *home* itself where none does."""
        at = self._blocks[index].node
        for _ in range(_MAX_STEPS):
            if at == home:
                return home
            if at < 0:
                return None
            if self._nodes[at].parent == home:
                return at
            at = self._nodes[at].parent
        return None

    def _range(self, clock: ClockLine, holder: int, home: int, after: int) -> tuple[int, int]:
        """The blocks of a post: those of its element, or all up to the next time."""
        if holder != home:
            node = self._nodes[holder]
            if any(role in BODY for role in self._text_roles(node.first, node.last, clock)):
                return node.first, min(node.last, self._end)
        last = self._nodes[home].last if len(self._nodes) > 1 else self._end
        return clock.index, min(after, last, self._end)

    def _text_roles(self, first: int, last: int, clock: ClockLine) -> Iterator[str]:
        return (self._roles[at] for at in range(first, last) if at != clock.index)

    def _entry(self, clock: ClockLine, around: tuple[int, int]) -> Entry | None:
        """The post in a range of blocks, if its time stands above its text."""
        first, last = around
        body = [at for at in range(first, last) if self._roles[at] in BODY and at != clock.index]
        title = body[0] if body and self._roles[body[0]] == "subheading" else None
        rest = body[1:] if title is not None else body
        if not rest or rest[0] < clock.index:
            return None
        start = clock.index if title is None else min(clock.index, title)
        return Entry(
            first=start,
            last=rest[-1] + 1,
            clock=clock,
            title=title,
            body=tuple(rest),
            around=first,
        )


def _is_live(entries: Sequence[Entry], n_posts: int) -> bool:
    """Whether these are posts: enough of them, and their times in order."""
    if len(entries) < n_posts:
        return False
    clocks = [entry.clock for entry in entries]
    is_rising = all(after.key >= before.key for before, after in pairwise(clocks))
    if is_rising and all(clock.bare for clock in clocks) and clocks[0].key.time() < _RECORDING:
        return False
    return _is_ordered(clocks)


def _is_ordered(clocks: Sequence[ClockLine]) -> bool:
    """Whether times, all with a day or all without, rise or fall, and none is days off."""
    steps = [after.key - before.key for before, after in pairwise(clocks)]
    rising = sum(step > dt.timedelta() for step in steps)
    falling = sum(step < dt.timedelta() for step in steps)
    if not clocks[0].dated:
        return rising + falling > 0 and min(rising, falling) <= _MAX_WRAPS
    pace = sum(map(abs, steps), dt.timedelta()) / len(steps)
    return rising + falling > 0 and min(rising, falling) == 0 and pace <= _MAX_PACE


def _is_most(page: Page, entries: Sequence[Entry], told: Sequence[int]) -> bool:
    """Whether posts have running text, and are most of the story."""
    features = page.features
    if not entries:
        return False
    n_prose = sum(any(features[at].is_prose for at in entry.body) for entry in entries)
    held = sum(features[at].size for entry in entries for at in entry.body)
    total = sum(features[at].size for at in told)
    return n_prose >= _MIN_PROSE * len(entries) and held >= _MIN_SHARE * total


def label_entries(labels: Sequence[Label], entries: Sequence[Entry]) -> list[Label]:
    """The roles with those of the times, headings and last paragraphs of posts."""
    found = list(labels)
    for entry in entries:
        at = entry.clock.index
        found[at] = Label("entry_time", labels[at].confidence, "entry_time")
        if entry.title is not None:
            found[entry.title] = Label("entry_title", labels[entry.title].confidence)
        for at in entry.body:
            if labels[at].role not in BODY:
                found[at] = Label("paragraph", labels[at].confidence)
    return found
