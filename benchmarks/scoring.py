"""How near what was read from a page comes to its gold.

Every measure gives one `Counts` a text: what is right, what is wrong, what is missed.  `columns`
makes one number of many:

- body: 4-word shingles (characters of scripts without blanks); mean precision over the texts with
  a body, mean recall over those with gold, F1 of the two.  Of gold with optional paragraphs the
  best of three counts: with all, with none, with those that were given.
- paragraphs: whole paragraphs equal up to white space, mean F1 over texts.  Subheadings that are
  given apart and are missing among the paragraphs are added.
- title, subheadings, captions, credits, authors, `with` and `without`: equal, or contained, as
  words after NFKC and case folding; signs do not count.
- day: the day given among those that are right, of the days given and of those to be found.
- leak: gold captions that stand in the body, though gold's own body does not have them.

Asked for is what can be seen in the text: titles, captions, credits, subheadings and authors are
searched for there, and ``visible`` in a row says of title and day whether they can be told from it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import field, frozen
from dataset import Row, tokens_of

Fields = dict[str, Any]  # as training/outputs.py describes them; any may be missing

_SHINGLE = 4
# A caption that stands in a longer one is found if it is longer than this, in characters.
_MIN_CONTAINED = 20
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WORDS = re.compile(r"\w+")


@frozen
class Counts:
    """What is given and right, given and wrong, and to be found but not given."""

    right: float = 0.0
    wrong: float = 0.0
    missed: float = 0.0

    @property
    def given(self) -> float:
        return self.right + self.wrong

    @property
    def gold(self) -> float:
        return self.right + self.missed

    @property
    def f1(self) -> float:
        both = self.given + self.gold
        return 2 * self.right / both if both else 1.0


Scores = dict[str, Counts]


def compare(given: Iterable[Any], gold: Iterable[Any]) -> Counts:
    """Count equal items, each as often as it stands on both sides."""
    return compare_counted(Counter(given), Counter(gold))


def clean(text: str) -> str:
    """*text* without invisible characters, white space collapsed."""
    return " ".join(text.translate(_INVISIBLE).split())


def fold(text: str) -> str:
    """The words of *text* in one case, joined by blanks."""
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return " ".join(_WORDS.findall(folded))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; of a shorter text, all of it."""
    words = tokens_of(text)
    last = max(1, len(words) - _SHINGLE + 1) if words else 0
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(last))


@frozen(kw_only=True)
class Gold:
    """What is to be found in one text.

    Attributes:
        row: The row of ``gold.jsonl``.
        text: The words of the text, folded, a blank at both ends.
        seen: What of the row is to be seen in it: ``"title"``, ``"date"``.
        captions: Credits by caption, both folded, of those to be seen.
    """

    row: Row
    text: str
    seen: frozenset[str]
    captions: dict[str, list[str]] = field(factory=dict)

    @classmethod
    def of(cls, row: Row, text: str, form: str) -> "Gold":
        folded = _padded(text)
        told = row.get("visible", {}).get(form)
        if told is None:
            titles = map(fold, row.get("titles", ()))
            told = {"title": any(title and title in folded for title in titles), "date": True}
        captions = {
            fold(item["caption"]): [
                fold(name) for name in item.get("credit") or () if _is_in(fold(name), folded)
            ]
            for item in row.get("captions", ())
            if _is_in(fold(item["caption"] or ""), folded)
        }
        seen = frozenset(name for name, value in told.items() if value)
        return cls(row=row, text=folded, seen=seen, captions=captions)

    def visible(self, values: Iterable[str]) -> list[str]:
        """Those that stand in the text, folded."""
        return [name for name in map(fold, values) if _is_in(name, self.text)]


def _padded(text: str) -> str:
    return f" {fold(text)} "


def _is_in(folded: str, text: str) -> bool:
    return bool(folded) and f" {folded} " in text


def score(gold: Gold, fields: Fields) -> Scores:
    """All measures that the row has gold for."""
    row = gold.row
    body = _padded(fields.get("text") or "")
    found: Scores = {}
    if row.get("paragraphs"):
        found |= _score_body(row["paragraphs"], fields)
    if row.get("with"):
        found["with"] = _score_snippets(row["with"], body, wanted=True)
        if row.get("without"):
            found["without"] = _score_snippets(row["without"], body, wanted=False)
    if "title" in gold.seen:
        given = fold(fields.get("title") or "")
        right = bool(given) and given in set(map(fold, row.get("titles", ())))
        found["title"] = _one(given=bool(given), right=right)
    if "date" in gold.seen and row.get("days"):
        day = (fields.get("date") or "")[:10]
        found["day"] = _one(given=bool(day), right=day in row["days"])
    if row.get("subheadings") or row.get("captions"):
        subheadings = gold.visible(row.get("subheadings", ()))
        found["subheadings"] = compare(map(fold, fields.get("subheadings") or ()), subheadings)
        found |= _score_captions(gold, fields.get("captions") or (), body)
    authors = set(gold.visible(row.get("authors", ())))
    if authors:
        found["authors"] = compare(set(map(fold, fields.get("authors") or ())), authors)
    return found


def _one(*, given: bool, right: bool) -> Counts:
    return Counts(float(right), float(given and not right), float(not right))


def _score_snippets(snippets: Sequence[str], body: str, *, wanted: bool) -> Counts:
    """Those that are in the body as they should be, or out of it."""
    right = sum((fold(snippet) in body) is wanted for snippet in snippets)
    return Counts(right=right, missed=len(snippets) - right)


def _score_body(paragraphs: Sequence[Row], fields: Fields) -> Scores:
    lines = [line for line in map(clean, fields.get("paragraphs") or ()) if line]
    apart = [line for line in map(clean, fields.get("subheadings") or ()) if line not in lines]
    given = shingles(fields.get("text") or "")
    variants = _variants(paragraphs, frozenset(lines + apart))
    return {
        "body": _scaled(
            max((compare_counted(given, shingles("\n".join(v))) for v in variants), key=_f1)
        ),
        "paragraphs": max((compare(lines + apart, map(clean, v)) for v in variants), key=_f1),
    }


def _f1(counts: Counts) -> float:
    return counts.f1


def compare_counted(given: Counter[Any], gold: Counter[Any]) -> Counts:
    """As `compare`, of what is counted already."""
    right = (given & gold).total()
    return Counts(right, given.total() - right, gold.total() - right)


def _scaled(counts: Counts) -> Counts:
    """The same in shares of their sum: a long text counts no more than a short one."""
    total = counts.right + counts.wrong + counts.missed
    if not total:
        return counts
    return Counts(counts.right / total, counts.wrong / total, counts.missed / total)


def _variants(paragraphs: Sequence[Row], given: frozenset[str]) -> list[list[str]]:
    """The gold texts that count as right."""
    variants = [[item["t"] for item in paragraphs]]
    if any(item.get("optional") for item in paragraphs):
        needed = [item for item in paragraphs if not item.get("optional")]
        taken = [
            item for item in paragraphs if not item.get("optional") or clean(item["t"]) in given
        ]
        variants += [[item["t"] for item in needed], [item["t"] for item in taken]]
    return variants


def _score_captions(gold: Gold, given: Iterable[Any], body: str) -> Scores:
    pairs = [
        (fold(item.get("text") or ""), fold(item.get("credit") or ""))
        for item in (item if isinstance(item, dict) else {"text": item} for item in given)
    ]
    wanted = gold.captions
    hits = sum(any(_is_caption(key, text) for text, _ in pairs) for key in wanted)
    wrong = sum(not any(_is_caption(key, text) for key in wanted) for text, _ in pairs)
    own = _padded("\n\n".join(item["t"] for item in gold.row.get("paragraphs", ())))
    foreign = [key for key in wanted if not _is_in(key, own)]
    leaked = sum(_is_in(key, body) for key in foreign)
    credits = [(key, name) for key, names in wanted.items() for name in names]
    credited = sum(_is_credited(key, name, pairs) for key, name in credits)
    return {
        "captions": Counts(hits, wrong, len(wanted) - hits),
        "leak": Counts(right=leaked, missed=len(foreign) - leaked),
        "credits": Counts(right=credited, missed=len(credits) - credited),
    }


def _is_caption(key: str, given: str) -> bool:
    return key == given or (len(key) > _MIN_CONTAINED and key in given)


def _is_credited(key: str, name: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """The name is given as a credit, and stands with this caption (or with none, or in its text)."""
    given = any(name in credit for _, credit in pairs)
    beside = (
        name in credit or name in text for text, credit in pairs if key in text or text in key
    )
    return given and any(beside)
