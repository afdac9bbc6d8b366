"""Which of the titles that a page offers is its story's: what it shows, and what it declares.

A page says its title in many places: in headings, in the title tag with the site's name behind it,
for networks and search engines in other words.  Those that say the same are one candidate, and how
many they are and who they are tells which is the headline.
"""

from collections.abc import Callable, Sequence

from attrs import frozen

from newsparse.parser.features import Page, key_of
from newsparse.parser.titlecuts import without_site

__all__ = ["HEADLINE_NAMES", "Headline", "choose_headline", "measure_headlines"]

# What offers a title: sources of declared fields by how they begin, and what is cut of them.
_SOURCES = (
    *("block", "heading", "json-ld:headline", "json-ld", "meta:og", "meta:twitter", "title"),
    *("microdata", "meta", "cut meta:og", "cut title", "cut other"),
)
HEADLINE_NAMES = (
    *_SOURCES,
    *("sources", "size", "words", "candidates", "held_by", "holds", "most", "first_block"),
    *("colon", "bar", "cut_off"),
)
_MIN_KEY, _MAX_SIZE = 4, 300
_BARS = ("|", " - ", " – ", " — ", " » ")


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


def choose_headline(
    page: Page, title: int | None, rate: Callable[[Sequence[float]], float]
) -> Headline | None:
    """The likeliest of the titles that a page offers, ``None`` where it offers none.

    Args:
        page: All blocks, and what the page declares.
        title: The block that is likeliest the title.
        rate: From measures (`HEADLINE_NAMES`) to the log-odds that a candidate is the headline.
    """
    rows = measure_headlines(page, title)
    if not rows:
        return None
    return max(rows, key=lambda row: rate(row[1]))[0]


def measure_headlines(page: Page, title: int | None) -> list[tuple[Headline, tuple[float, ...]]]:
    """All candidates with their measures (`HEADLINE_NAMES`)."""
    offers = _Offers()
    if title is not None:
        offers.add("block", page.features[title].text, title)
    for at, item in enumerate(page.features):
        if item.level == 1 and item.size <= _MAX_SIZE:
            offers.add("heading", item.text, at)
    for source, text in page.offered:
        offers.add(source, text, None)
        cut = without_site(text, page.sites, is_tag=True)
        if cut != text:
            offers.add(f"cut {source}", cut, None)
    return offers.rows()


class _Offers:
    """Candidates by their letters and digits."""

    def __init__(self) -> None:
        self._found: dict[str, dict[int, tuple[str, int | None, str]]] = {}

    def add(self, source: str, text: str, block: int | None) -> None:
        key, number = key_of(text), _number_of(source)
        if len(key) >= _MIN_KEY:
            self._found.setdefault(key, {}).setdefault(number, (text, block, source))

    def rows(self) -> list[tuple[Headline, tuple[float, ...]]]:
        most = max(map(len, self._found.values()), default=0)
        return [
            (self._headline(offers), self._row(key, offers, most))
            for key, offers in self._found.items()
        ]

    def _headline(self, offers: dict[int, tuple[str, int | None, str]]) -> Headline:
        best = offers[min(offers)]
        declared = [source for _, block, source in offers.values() if block is None]
        return Headline(best[0], best[1], declared[0] if declared else None)

    def _row(
        self, key: str, offers: dict[int, tuple[str, int | None, str]], most: int
    ) -> tuple[float, ...]:
        text, block, _ = offers[min(offers)]
        return (
            *(number in offers for number in range(len(_SOURCES))),
            len(offers),
            len(text),
            text.count(" ") + 1,
            len(self._found),
            sum(key in other for other in self._found if other != key),
            sum(other in key for other in self._found if other != key),
            most,
            -1 if block is None else block,
            ":" in text,
            any(bar in text for bar in _BARS),
            text.endswith(("...", "…")),
        )


def _number_of(source: str) -> int:
    is_cut = source.startswith("cut ")
    names, other = (_SOURCES[_PLAIN:-1], "cut other") if is_cut else (_SOURCES[:_PLAIN], "meta")
    found = next((name for name in names if source.startswith(name)), other)
    return _SOURCES.index(found)


_PLAIN = _SOURCES.index("meta") + 1
