"""Which of the titles that a page offers is its story's: what it shows, and what it declares.

A page says its title in many places: in headings, in the title tag with the site's name behind it,
for networks and search engines in other words.  Those that say the same are one candidate, and how
many they are and who they are tells which is the headline.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeAlias

from attrs import frozen

from newsparse.markup.clean import key_of
from newsparse.parser.features import Features, Page
from newsparse.parser.titlecuts import without_site

__all__ = ["HEADLINE_NAMES", "Headline", "choose_headline", "find_headings", "measure_headlines"]

# What offers a title: sources of declared fields by how they begin, and what is cut of them.
_SOURCES = (
    *("shown", "heading", "json-ld:headline", "json-ld", "meta:og", "meta:twitter", "title"),
    *("microdata", "meta", "cut meta:og", "cut title", "cut other"),
)
HEADLINE_NAMES = (
    *_SOURCES,
    *("sources", "declared", "most_declared", "size", "words", "candidates", "held_by", "holds"),
    *("first_block", "ends_shown", "has_shown", "colon", "bar", "cut_off"),
    *("begins_other", "ends_other", "begins_declared", "ends_declared", "after_shown"),
)
_MIN_KEY, _MAX_SIZE = 4, 300
_BARS = ("|", " - ", " – ", " — ", " » ")


def find_headings(features: Sequence[Features]) -> tuple[int, int]:
    """The first heading of level 1, and what shows the title that a page declares; -1 for none.

    That is a heading, else another block; where none says it, the first heading stands for it.
    """
    first = next((at for at, item in enumerate(features) if item.level == 1), -1)
    declared = [at for at, item in enumerate(features) if item.declared_title]
    heads = [at for at in declared if features[at].level] or declared
    return first, heads[0] if heads else first


@frozen
class Headline:
    """A title that a page offers.

    Attributes:
        text: As the best of its sources says it.
        block: The block that shows it, or ``None``.
        source: The best of what declares it, or ``None`` where only blocks show it.
    """

    text: str
    block: int | None
    source: str | None


def choose_headline(page: Page, rate: Callable[[Sequence[float]], float]) -> Headline | None:
    """The likeliest of the titles that a page offers, ``None`` where it offers none.

    Args:
        page: All blocks, and what the page declares.
        rate: From measures (`HEADLINE_NAMES`) to the log-odds that a candidate is the headline.
    """
    rows = measure_headlines(page)
    if not rows:
        return None
    return max(rows, key=lambda row: rate(row[1]))[0]


def measure_headlines(page: Page) -> list[tuple[Headline, tuple[float, ...]]]:
    """All candidates with their measures (`HEADLINE_NAMES`)."""
    offers = _Offers()
    features = page.features
    _, shown = find_headings(features)
    if shown >= 0:
        offers.add("shown", features[shown].text, shown)
    headings = (at for at, item in enumerate(features) if item.level == 1)
    for at in islice(headings, _MAX_HEADINGS):
        if features[at].size <= _MAX_SIZE:
            offers.add("heading", features[at].text, at)
    for source, text in page.offered:
        offers.add(source, text, None)
        cut = without_site(text, page.sites, is_tag=True)
        if cut != text:
            offers.add(f"cut {source}", cut, None)
    return offers.rows()


_MAX_HEADINGS = 20
Offer: TypeAlias = tuple[str, int | None, str]  # text, block, source


class _Offers:
    """Candidates by their letters and digits, each with what offers it."""

    def __init__(self) -> None:
        self._found: dict[str, dict[int, Offer]] = {}
        self._shown = ""
        self._blocks: set[str] = set()

    def add(self, source: str, text: str, block: int | None) -> None:
        key, number = key_of(text), _number_of(source)
        if len(key) >= _MIN_KEY:
            self._found.setdefault(key, {}).setdefault(number, (text, block, source))
            self._shown = self._shown or (key if block is not None else "")
            if block is not None:
                self._blocks.add(key)

    def rows(self) -> list[tuple[Headline, tuple[float, ...]]]:
        counts = {key: _count_declared(offers) for key, offers in self._found.items()}
        most = max(counts.values(), default=0)
        return [
            (_headline(offers), self._row(key, offers, counts[key], most))
            for key, offers in self._found.items()
        ]

    def _row(self, key: str, offers: dict[int, Offer], count: int, most: int) -> tuple[float, ...]:
        text, block, _ = offers[min(offers)]
        return (
            *(number in offers for number in range(len(_SOURCES))),
            len(offers),
            count,
            most - count,
            len(text),
            text.count(" ") + 1,
            len(self._found),
            sum(key in other for other in self._found if other != key),
            sum(other in key for other in self._found if other != key),
            -1 if block is None else block,
            self._shown not in {"", key} and key.endswith(self._shown),
            self._shown != "" and self._shown in key,
            ":" in text,
            any(bar in text for bar in _BARS),
            text.endswith(("...", "…")),
            *self._parts(key),
            self._shown not in {"", key}
            and key[len(self._shown) :] in self._blocks
            and key.startswith(self._shown),
        )

    def _parts(self, key: str) -> tuple[float, ...]:
        """How many other candidates begin and end with one, and how many of them are declared."""
        others = [(other, offers) for other, offers in self._found.items() if other != key]
        begun = [offers for other, offers in others if other.startswith(key)]
        ended = [offers for other, offers in others if other.endswith(key)]
        return (
            len(begun),
            len(ended),
            max(map(_count_declared, begun), default=0),
            max(map(_count_declared, ended), default=0),
        )


def _headline(offers: dict[int, Offer]) -> Headline:
    text, block, _ = offers[min(offers)]
    declared = [source for _, at, source in offers.values() if at is None]
    return Headline(text, block, declared[0] if declared else None)


def _count_declared(offers: dict[int, Offer]) -> int:
    """How many kinds of sources declare a title as it stands."""
    return sum(at is None and not source.startswith("cut ") for _, at, source in offers.values())


def _number_of(source: str) -> int:
    is_cut = source.startswith("cut ")
    names, other = (_SOURCES[_PLAIN:-1], "cut other") if is_cut else (_SOURCES[:_PLAIN], "meta")
    found = next((name for name in names if source.startswith(name)), other)
    return _SOURCES.index(found)


_PLAIN = _SOURCES.index("meta") + 1
