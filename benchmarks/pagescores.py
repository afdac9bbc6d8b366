"""How near what was read from a page comes to the gold of its set.

Every measure gives one `Counts` a page; `PAGE_COLUMNS` makes one number of many.

- body: 4-word shingles, characters of scripts without blanks as words; letters keep their case.  Of
  gold with optional paragraphs the better of all and none of them counts.
- exact: the body has gold's words, all of them and in their order.
- with, without: snippets that must, and that must not, be in the body; white space does not count.
- title, authors, subheadings, captions: equal in letters and digits, after NFKC and case folding.  A
  caption is right with its credit or without it, as gold prints it; lists of authors and words such
  as "By" before them are taken apart.
- day: in gold's own offset where both sides know theirs.
- minute: the same instant to the minute, where gold knows its offset.
- leak: gold captions that stand in the body, though gold's own body does not have them.
"""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean
from typing import Any

from columns import Column, f1_of_means, mean_f1, mean_precision, mean_recall, pooled_recall
from dataset import Row
from scoring import Counts, Fields, Scores, compare, compare_counted, fold

_SHINGLE = 4
_WORD = re.compile(r"\w+")
# Scripts that are written without blanks.
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def score_page(row: Row, fields: Fields) -> Scores:
    """All measures that a row has gold for."""
    text = fields.get("text") or ""
    found: Scores = {}
    if row.get("text"):
        found |= _score_body(row, text)
    if row.get("with"):
        found["with"] = _snippets(row["with"], text)
        found["without"] = _snippets(row.get("without") or (), text)
    found |= _score_head(row, fields)
    if row.get("headings"):
        found["subheadings"] = _keys(fields.get("subheadings") or (), row["headings"])
    if row.get("captions"):
        lines = list(_caption_lines(fields.get("captions") or (), row["captions"]))
        found["captions"] = _keys(lines, row["captions"])
        found["leak"] = _leak(row, text)
    return found


def _score_head(row: Row, fields: Fields) -> Scores:
    """Title, authors, day and minute."""
    found: Scores = {}
    if row.get("title"):
        title = key(fields.get("title") or "")
        found["title"] = _one(given=bool(title), right=title == key(row["title"]) != "")
    authors = set(_names(row.get("authors")))
    if authors:
        found["authors"] = compare(set(_names(fields.get("authors"))), authors)
    if row.get("date"):
        when = fields.get("datetime") or fields.get("date")
        right = is_day(when, row.get("datetime") or row["date"])
        found["day"] = _one(given=right is not None, right=bool(right))
    if (gold := _when(row.get("datetime"))[1]) is not None:
        moment = _when(fields.get("datetime") or fields.get("date"))[1]
        right = moment is not None and abs(moment - gold) < dt.timedelta(minutes=1)
        found["minute"] = _one(given=moment is not None, right=right)
    return found


def key(text: str) -> str:
    """Letters and digits in one case: two spellings of a line are one."""
    return fold(text).replace(" ", "").replace("_", "")


def _keys(given: Iterable[str], gold: Iterable[str]) -> Counts:
    return compare({*map(key, given)} - {""}, {*map(key, gold)} - {""})


def _one(*, given: bool, right: bool) -> Counts:
    return Counts(float(right), float(given and not right), float(not right))


# -- body


def words_of(text: str) -> list[str]:
    return _WORD.findall(_DENSE.sub(r" \g<0> ", text))


def _score_body(row: Row, text: str) -> Scores:
    words = words_of(text)
    given = _shingles(words)
    best: tuple[Counts, bool] | None = None
    for body in _bodies(row):
        gold = words_of(body)
        counts = compare_counted(given, _shingles(gold))
        if best is None or counts.f1 > best[0].f1:
            best = counts, gold == words
    counts, exact = best or (Counts(), False)
    total = counts.right + counts.wrong + counts.missed or 1
    return {
        "body": Counts(counts.right / total, counts.wrong / total, counts.missed / total),
        "exact": _one(given=True, right=exact),
    }


def _bodies(row: Row) -> Iterator[str]:
    """The gold bodies that count as right."""
    optional = set(row.get("optional") or ())
    if not optional:
        yield row["text"]
        return
    yield "\n\n".join(row["paragraphs"])
    yield "\n\n".join(text for at, text in enumerate(row["paragraphs"]) if at not in optional)


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    last = max(1, len(words) - _SHINGLE + 1) if words else 0
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(last))


def _snippets(snippets: Sequence[str], text: str) -> Counts:
    """Those that stand in the body, and those that do not."""
    body = " ".join(text.split())
    found = sum(" ".join(snippet.split()) in body for snippet in snippets)
    return Counts(right=found, missed=len(snippets) - found)


# -- people, days, captions

_BETWEEN = re.compile(
    r"\s{0,9}(?:[,;|/•·\n]|\s&\s|\b(?:and|und|et|y|og|och|e|with)\b)\s{0,9}", re.IGNORECASE
)
_BY = re.compile(
    r"^\s{0,9}(?:written\s+by|reported by|by|von|par|por|di|da|af|av|text|autor|author)\b[\s:]{0,9}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S{1,99}@\S{1,99}")


def _names(names: Iterable[str] | str | None) -> Iterator[str]:
    for name in [names] if isinstance(names, str) else names or ():
        for part in _BETWEEN.split(_BY.sub("", name)):
            if found := key(_BY.sub("", _ADDRESS.sub("", part))):
                yield found


def is_day(given: Any, gold: str) -> bool | None:
    """Whether a day is the right one; ``None`` where none is given."""
    day, moment = _when(given)
    gold_day, gold_moment = _when(gold)
    if day is None:
        return None
    if moment is not None and gold_moment is not None:
        return moment.astimezone(gold_moment.tzinfo).date() == gold_moment.date()
    return day == gold_day


def _when(value: Any) -> tuple[dt.date | None, dt.datetime | None]:
    """The day as written, and the moment where its offset is known."""
    text = str(value or "").strip()
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None, None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return day, None
    return day, moment if moment.tzinfo else None


def _caption_lines(given: Iterable[Any], gold: Iterable[str]) -> Iterator[str]:
    """A line a caption, with its credit where gold has that too."""
    wanted = {*map(key, gold)}
    for item in given:
        fields = item if isinstance(item, dict) else {"text": item}
        text, credit = fields.get("text") or "", fields.get("credit") or ""
        forms = (text, f"{text} {credit}", f"{credit} {text}")
        yield next((form for form in forms if key(form) in wanted), text or credit)


def _leak(row: Row, text: str) -> Counts:
    body, own = _padded(text), _padded(row.get("text") or "")
    foreign = [line for line in dict.fromkeys(map(_padded, row["captions"])) if line.strip()]
    foreign = [line for line in foreign if line not in own]
    leaked = sum(line in body for line in foreign)
    return Counts(right=leaked, missed=len(foreign) - leaked)


def _padded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(_WORD.findall(folded))} "


# -- columns


def _share(counts: Sequence[Counts]) -> float:
    return fmean(item.right for item in counts)


def _wrong(counts: Sequence[Counts]) -> float:
    return fmean(item.wrong for item in counts)


AUTHOR_COLUMNS = (Column("authors", "authors", mean_f1, items=True),)
TIME_COLUMNS = (
    Column("day", "day", _share, items=True),
    Column("wrong day", "day", _wrong),
    Column("minute", "minute", _share, items=True),
)
PAGE_COLUMNS = (
    Column("body", "body", f1_of_means),
    Column("precision", "body", mean_precision),
    Column("recall", "body", mean_recall),
    Column("exact", "exact", _share),
    Column("with", "with", pooled_recall),
    Column("without", "without", pooled_recall),
    Column("title", "title", _share, items=True),
    Column("authors", "authors", mean_f1),
    Column("day", "day", _share, items=True),
    Column("wrong day", "day", _wrong),
    Column("subheadings", "subheadings", mean_f1),
    Column("captions", "captions", mean_f1),
    Column("leak", "leak", pooled_recall, items=True),
)
