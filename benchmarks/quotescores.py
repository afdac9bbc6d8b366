"""How near the quotes that were found in a document come to its gold.

Every measure gives one `Counts` a document; `QUOTE_COLUMNS` makes one number of many.

- words: words in direct quotes.  Those in ``ignore`` (mixed and indirect speech) count neither way.
- quotes: those whose first and last word are gold's; marks and white space at the ends do not matter.  A
  quote over several lines is cut there, as gold is.  What overlaps ``ignore``, or begins outside ``scope``
  where a document has one, is left out.
- speaker: of gold's quotes with one as written, those whose speaker has the same words, articles and titles
  aside; named: those that have a word of a name in common with it, or with whom it refers to.  The speaker
  of a quote is that of the one that covers more than half of it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from columns import Column, pool, pooled_recall
from dataset import Row
from scoring import Counts, Fields, Scores, compare

# A word, or a character of a script without blanks.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+(?:['’]\w+)*"
)
_TITLES = frozenset({
    *(
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "sen",
        "rep",
        "gov",
        "gen",
    ),
    *(
        "president",
        "prime",
        "minister",
        "professor",
        "der",
        "die",
        "das",
        "herr",
        "frau",
        "den",
        "det",
    ),
    *("ein", "eine", "de", "le", "la", "el", "il", "pan", "pani"),
})
_POSSESSIVE = re.compile(r"['’]s\b")
Span = tuple[int, int]  # of words, half open


def score_document(row: Row, given: Iterable[Fields]) -> Scores:
    """All measures of one document.

    Args:
        row: ``text``; ``gold`` with ``start`` and ``end`` in characters, ``speaker`` and ``reference``; ``ignore``
            and perhaps ``scope``, as lists of ``[start, end]``.
        given: The quotes found, likewise; ``resolved_speaker`` stands in where there is no ``speaker``.
    """
    words = _Words(row["text"])
    gold = [(span, item) for item in row["gold"] for span in words.spans(item)]
    asked = {at for span, _ in gold for at in range(*span)}
    ignored = {at for span in _all(words, row.get("ignore") or ()) for at in range(*span)} - asked
    scope = (
        {at for span in _all(words, row["scope"]) for at in range(*span)}
        if "scope" in row
        else None
    )
    found = [
        (span, item)
        for item in given
        for span in words.spans(item)
        if scope is None or span[0] in scope
    ]
    covered = {at for span, _ in found for at in range(*span)} - ignored
    counted = {span for span, _ in found if ignored.isdisjoint(range(*span))}
    return {
        "words": compare(covered, asked),
        "quotes": compare(counted, {span for span, _ in gold}),
        **_speakers(gold, found),
    }


class _Words:
    """The words of a document and the lines they stand in."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self._starts = [word.start() for word in found]
        self._ends = [word.end() for word in found]
        breaks = [at for at, char in enumerate(text) if char == "\n"]
        self._lines = [bisect_left(breaks, start) for start in self._starts]

    def spans(self, item: Fields) -> Iterator[Span]:
        """The words of a range of characters, a span a line."""
        first = bisect_left(self._ends, item["start"] + 1)
        last = bisect_left(self._starts, item["end"])
        while first < last:
            end = min(last, bisect_left(self._lines, self._lines[first] + 1))
            yield first, end
            first = end


def _all(words: _Words, ranges: Iterable[Sequence[int]]) -> Iterator[Span]:
    for start, end in ranges:
        yield from words.spans({"start": start, "end": end})


# -- who said it


@frozen
class _Name:
    """A speaker's words.

    Attributes:
        words: In order, folded, without articles and titles.
        names: Those of them that are written with a capital.
    """

    words: tuple[str, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, text: str | None) -> "_Name":
        told = _WORD.findall(_POSSESSIVE.sub("", text or ""))
        kept = [word for word in told if word.casefold() not in _TITLES]
        folded = tuple(unicodedata.normalize("NFKC", word).casefold() for word in kept)
        capital = (key for word, key in zip(kept, folded, strict=True) if word[0].isupper())
        return cls(folded, frozenset(capital))

    def meets(self, other: "_Name") -> bool:
        """Whether two may be one: by a name in common or, where one has no name, by any word."""
        if self.names and other.names:
            return not self.names.isdisjoint(other.names)
        return not set(self.words).isdisjoint(other.words)


def _speakers(gold: Sequence[tuple[Span, Row]], found: Sequence[tuple[Span, Fields]]) -> Scores:
    told = [(span, item) for span, item in gold if item.get("speaker")]
    counts = {"speaker": [0, 0, 0], "named": [0, 0, 0]}
    for span, item in told:
        covering = (other for at, other in found if 2 * _shared(span, at) > span[1] - span[0])
        speakers = (other.get("speaker") or other.get("resolved_speaker") for other in covering)
        given = _Name.of(next(filter(None, speakers), None))
        wanted, meant = _Name.of(item["speaker"]), _Name.of(item.get("reference"))
        same = given.words == wanted.words
        for name, right in (("speaker", same), ("named", same or _is_meant(given, wanted, meant))):
            counts[name][0 if given.words and right else 1 if given.words else 2] += 1
    # a wrong speaker is one that was missed, too
    return {
        name: Counts(right, wrong, wrong + none) for name, (right, wrong, none) in counts.items()
    }


def _is_meant(given: _Name, wanted: _Name, meant: _Name) -> bool:
    return given.meets(wanted) or given.meets(meant)


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


# -- columns


def _precision(counts: Sequence[Counts]) -> float | None:
    total = pool(counts)
    return total.right / total.given if total.given else None


def _f1(counts: Sequence[Counts]) -> float | None:
    total = pool(counts)
    return total.f1 if total.gold else None


QUOTE_COLUMNS = (
    Column("words", "words", _f1),
    Column("quotes", "quotes", _f1, items=True),
    Column("precision", "quotes", _precision),
    Column("recall", "quotes", pooled_recall),
    Column("speaker", "speaker", pooled_recall, items=True),
    Column("named", "named", pooled_recall),
)
