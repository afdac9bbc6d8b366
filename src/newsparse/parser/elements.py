"""The elements of a page, measured once each: what they are called, hold, and stand in.

An element owns a range of blocks, so all sums over its blocks are differences of running sums.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from newsparse.document import Node
from newsparse.parser.classnames import GROUPS, groups_of, is_foreign, kind_of

__all__ = [
    "AROUND_NAMES",
    "HOLDING_NAMES",
    "NAMED_AROUND",
    "NAMED_OWN",
    "Elements",
    "inherit",
    "tag_number",
]

_TAGS = {
    tag: float(number)
    for number, tag in enumerate(
        [
            "p",
            "div",
            "section",
            "article",
            "main",
            "li",
            "ul",
            "ol",
            "dl",
            "dd",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "figcaption",
            "figure",
            "caption",
            "table",
            "tr",
            "td",
            "th",
            "aside",
            "header",
            "footer",
            "form",
            "pre",
            "body",
            "span",
            "center",
            "address",
            "details",
            "summary",
            "fieldset",
            "label",
            "iframe",
        ],
        start=1,
    )
}
_AROUND = (
    *("figure", "li", "blockquote", "table", "aside", "form", "article", "main", "header"),
    *("footer", "section", "figcaption", "address"),
)
_AROUND_BITS = {tag: 1 << number for number, tag in enumerate(_AROUND)}
NAMED_OWN = tuple(f"named_{group}" for group in GROUPS)
NAMED_AROUND = tuple(f"around_{group}" for group in GROUPS)
AROUND_NAMES = tuple(f"in_{tag}" for tag in _AROUND)
HOLDING_NAMES = ("good", "links", "blocks", "n_good", "kids")


def tag_number(tag: str) -> float:
    """A number for a tag, 0 for those that say nothing."""
    return _TAGS.get(tag, 0.0)


class Elements:
    """What is known of each node before anything is decided; lists go by its index.

    Args:
        nodes: Parents before children.
        good: Running sums of the sizes of blocks of running text.
        n_good: Running counts of these blocks.
        sizes: Running sums of the sizes of all blocks.
        links: Running sums of the characters of links.

    Attributes:
        parents: The parent; of the root, the root.
        depths: Steps from the root.
        tags: Numbers of the tags.
        kinds: A number for tag and names, without names that number an element; nodes without
            blocks have no names.
        articles: The nearest ``article`` that a node is or stands in, -1 without one.
        cards: The innermost of the repeated siblings that a node is or stands in, of those that
            are most often repeated; -1 where none is.
        repeats: How often that is repeated.
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        good: Sequence[float],
        n_good: Sequence[float],
        sizes: Sequence[float],
        links: Sequence[float],
    ) -> None:
        self.nodes = nodes
        self.parents = [max(0, node.parent) for node in nodes]
        self.tags = [_TAGS.get(node.tag, 0.0) for node in nodes]
        self._names = names = [node.names if node.last > node.first else "" for node in nodes]
        known: dict[tuple[str, str], int] = {}
        self.kinds = [
            known.setdefault((node.tag, kind_of(name) if name else ""), len(known))
            for node, name in zip(nodes, names, strict=True)
        ]
        self._total = max(1.0, good[-1])
        self._sums = good, n_good, sizes, links
        self._climb()
        self._find_cards()
        self._held: dict[int, tuple[float, ...]] = {}
        self._apart = {0: False}
        self._tables = {0: 0}
        self._outer = {0: 0 if nodes[0].tag == "article" else -1}

    def _climb(self) -> None:
        """What a node takes over from its parent."""
        nodes = self.nodes
        self.depths = depths = [0.0] * len(nodes)
        self._around = around = [0] * len(nodes)
        self.articles = articles = [-1] * len(nodes)
        self._own = own = [groups_of(name) if name else 0 for name in self._names]
        self._above = above = [0] * len(nodes)
        self._kids = kids = [0.0] * len(nodes)
        for at, node in enumerate(nodes):
            parent, bit = node.parent, _AROUND_BITS.get(node.tag, 0)
            if parent >= 0:
                depths[at] = depths[parent] + 1.0
                around[at] = bit | around[parent]
                articles[at] = articles[parent]
                above[at] = above[parent] | own[parent]
                if node.last > node.first:
                    kids[parent] += 1.0
            else:
                around[at] = bit
            if node.tag == "article":
                articles[at] = at

    def _find_cards(self) -> None:
        nodes, kinds = self.nodes, self.kinds
        large = [node.last - node.first >= _CARD for node in nodes]
        counts = Counter((node.parent, kinds[at]) for at, node in enumerate(nodes) if large[at])
        self.repeats = repeats = [1] * len(nodes)
        self.cards = cards = [-1] * len(nodes)
        for at, node in enumerate(nodes):
            parent = node.parent
            own = counts[parent, kinds[at]] if large[at] else 1
            if parent < 0:
                repeats[at] = own
            elif own > repeats[parent]:
                repeats[at], cards[at] = own, at
            else:
                repeats[at], cards[at] = repeats[parent], cards[parent]

    def share(self, at: int) -> float:
        """How much of the page's running text a node holds."""
        node, good = self.nodes[at], self._sums[0]
        return (good[node.last] - good[node.first]) / self._total

    def size(self, at: int) -> int:
        """How many blocks a node holds."""
        return self.nodes[at].last - self.nodes[at].first

    def holding(self, at: int) -> tuple[float, ...]:
        """What a node holds (`HOLDING_NAMES`)."""
        found = self._held.get(at)
        if found is None:
            node = self.nodes[at]
            first, last = node.first, node.last
            good, n_good, sizes, links = self._sums
            size = sizes[last] - sizes[first]
            found = self._held[at] = (
                (good[last] - good[first]) / self._total,
                (links[last] - links[first]) / (size if size > 1 else 1.0),
                math.log1p(last - first),
                n_good[last] - n_good[first],
                self._kids[at],
            )
        return found

    def own_names(self, at: int) -> tuple[float, ...]:
        """What a node's own names speak for (`NAMED_OWN`)."""
        return _spread(self._own[at])

    def names_around(self, at: int) -> tuple[float, ...]:
        """What the names of a node speak for (2), or of those around it (1) (`NAMED_AROUND`)."""
        return _spread_twice(self._own[at], self._above[at])

    def tags_around(self, at: int) -> tuple[float, ...]:
        """Whether a node is, or stands in, each of some tags (`AROUND_NAMES`)."""
        return _spread_tags(self._around[at])

    def is_apart(self, at: int) -> bool:
        """Whether a node, or one around it, is hidden by an attribute, or called what no story is.

        What is called a paywall is the part of the story behind it, hidden or not: so pages are to
        mark it for search engines (Google, "Subscription and paywalled content").
        """
        return inherit(self.parents, self._apart, at, self._is_apart)

    def _is_apart(self, around: bool, at: int) -> bool:  # noqa: FBT001 - as `inherit` calls it
        name = self._names[at]
        if around or not name:
            return around
        is_hidden = name.endswith("hidden") and f" {name}".endswith(" hidden")
        is_hidden = is_hidden and "paywall" not in name.lower()
        return is_hidden or (self.nodes[at].tag != "body" and is_foreign(name))

    def outermost_article(self, at: int) -> int:
        """The outermost ``article`` that a node is or stands in, -1 without one."""
        return inherit(self.parents, self._outer, at, self._outer_article)

    def _outer_article(self, around: int, at: int) -> int:
        return at if around < 0 and self.nodes[at].tag == "article" else around

    def table_of(self, at: int) -> int:
        """The innermost table that a node is or stands in, 0 without one."""
        return inherit(self.parents, self._tables, at, self._table)

    def _table(self, around: int, at: int) -> int:
        return at if self.nodes[at].tag == "table" else around

    def is_in(self, at: int, tag: str) -> bool:
        """Whether a node is, or stands in, one of the tags of `AROUND_NAMES`."""
        return self._around[at] & _AROUND_BITS[tag] != 0


Value = TypeVar("Value")


def inherit(
    parents: Sequence[int],
    known: dict[int, Value],
    at: int,
    hand_down: Callable[[Value, int], Value],
) -> Value:
    """What a node has from those around it; each node is looked at once, however deep it stands.

    Args:
        parents: The parent of each node.
        known: What is known already, of the root at least; what is found is added.
        at: The node.
        hand_down: From the value of a parent, and a node below it, to the node's value.
    """
    path = []
    while at not in known:
        path.append(at)
        at = parents[at]
    value = known[at]
    for node in reversed(path):
        value = known[node] = hand_down(value, node)
    return value


_CARD = 2
_N_GROUPS, _N_TAGS = len(GROUPS), len(_AROUND)


@lru_cache(maxsize=4096)
def _spread(bits: int) -> tuple[float, ...]:
    return tuple([float(bits >> number & 1) for number in range(_N_GROUPS)])


@lru_cache(maxsize=4096)
def _spread_twice(own: int, above: int) -> tuple[float, ...]:
    return tuple([
        2.0 if own >> number & 1 else float(above >> number & 1) for number in range(_N_GROUPS)
    ])


@lru_cache(maxsize=4096)
def _spread_tags(bits: int) -> tuple[float, ...]:
    return tuple([float(bits >> number & 1) for number in range(_N_TAGS)])
