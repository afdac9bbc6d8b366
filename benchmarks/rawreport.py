"""What was measured on plain texts, as Markdown."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from alignment import N_BINS, Bin, Bins, calibration_error
from columns import COLUMNS, Column, f1_of_means
from rawtexts import OURS, Text
from scoring import Counts
from tables import number, table

# Gold tags that stand for several languages.
MACRO = {"no": frozenset({"nb", "nn"})}
SEED = 20261125


def group_texts(texts: Iterable[Text]) -> dict[tuple[str, str], list[Text]]:
    """Texts by set and form, in the order in which they come."""
    groups: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.row["set"], text.form].append(text)
    return groups


def _counts(texts: Iterable[Text], reader: str, measure: str) -> list[Counts]:
    found = (text.scores.get(reader, {}).get(measure) for text in texts)
    return [counts for counts in found if counts is not None]


def _cell(column: Column, texts: Iterable[Text], reader: str) -> str:
    counts = _counts(texts, reader, column.measure)
    return number(column.reduce(counts) if counts else None)


# -- scores


def readers_table(
    texts: Sequence[Text],
    n_draws: int = 0,
    columns: Sequence[Column] = COLUMNS,
    sure: Collection[str] = ("body", "paragraphs"),
) -> str:
    """A row a reader, a column a measure that these texts have gold for.

    Args:
        texts: Of one set and form.
        n_draws: Give 95 % intervals by so many draws of texts.
        columns: What is to be told of them.
        sure: The headings of those that are given with intervals.
    """
    columns = [column for column in columns if _counts(texts, OURS, column.measure)]
    headings = [f"{len(texts)} texts", *(_heading(column, texts) for column in columns)]
    rows = []
    for reader in dict.fromkeys(name for text in texts for name in text.scores):
        cells = [_cell(column, texts, reader) for column in columns]
        if reader == OURS and n_draws:
            cells = [
                cell + (_interval(column, texts, n_draws) if column.heading in sure else "")
                for cell, column in zip(cells, columns, strict=True)
            ]
        rows.append([reader, *cells])
    return table(headings, rows)


def _heading(column: Column, texts: Sequence[Text]) -> str:
    if not column.items:
        return column.heading
    items = sum(counts.gold for counts in _counts(texts, OURS, column.measure))
    return f"{column.heading} ({items:.0f})"


def _interval(column: Column, texts: Sequence[Text], n_draws: int) -> str:
    """95 % by bootstrap over texts."""
    counts = _counts(texts, OURS, column.measure)
    draw = random.Random(SEED)  # noqa: S311 - draws of texts, no secrets
    values = sorted(
        column.reduce(draw.choices(counts, k=len(counts))) or 0.0 for _ in range(n_draws)
    )
    return f" ({number(values[int(0.025 * n_draws)])} to {number(values[int(0.975 * n_draws)])})"


def values_table(texts: Sequence[Text], by: str) -> str:
    """A row a value of a field of the gold, most texts first, with the bodies of all readers."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[str(text.row.get(by, "–"))].append(text)
    columns = [
        column
        for column in COLUMNS
        if column.heading in _BROKEN_DOWN and _counts(texts, OURS, column.measure)
    ]
    readers = dict.fromkeys(name for text in texts for name in text.scores if name != OURS)
    body = Column("body", "body", f1_of_means)
    rows = []
    for value in sorted(groups, key=lambda value: (-len(groups[value]), value)):
        group = groups[value]
        ours = [_cell(column, group, OURS) for column in columns]
        theirs = [_cell(body, group, reader) for reader in readers]
        rows.append([value, str(len(group)), *ours, *theirs])
    headings = [column.heading for column in columns]
    return table([by, "texts", *headings, *(f"body, {name}" for name in readers)], rows)


_BROKEN_DOWN = frozenset({"body", "paragraphs", "with", "without", "title", "day given", "day"})


# -- language


def language_table(texts: Iterable[Text]) -> str:
    """A row a language: how often it was read, and what else it was taken for."""
    told: dict[str, Counter[str | None]] = defaultdict(Counter)
    for text in texts:
        if text.asks_language:
            read = text.language.split("-")[0] if text.language else None
            told[text.row["lang"]][_same(read, text.row["lang"])] += 1
    total = Counter(tag == read for tag, found in told.items() for read in found.elements())
    none = sum(found[None] for found in told.values())
    rows = [_language_row("all", total.total(), total[True], none, {})]
    for tag in sorted(told, key=lambda tag: (-told[tag].total(), tag)):
        found = told[tag]
        wrong = {str(read): n for read, n in found.most_common() if read not in {None, tag}}
        rows.append(_language_row(tag, found.total(), found[tag], found[None], wrong))
    return table(["gold", "texts", "right", "share", "none told", "taken for"], rows)


def _same(read: str | None, gold: str) -> str | None:
    return gold if read in MACRO.get(gold, ()) else read


def _language_row(tag: str, n: int, right: int, none: int, wrong: dict[str, int]) -> list[str]:
    taken = ", ".join(f"{read} {count}" for read, count in wrong.items())
    return [tag, str(n), str(right), number(right / n if n else None), str(none), taken]


# -- confidence


def confidence_table(texts: Iterable[Text]) -> str:
    """A row a bin of confidence: how often the decision body or no body was right."""
    bins = sum((text.bins for text in texts), Bins())
    if not sum(bins.all, Bin()).n:
        return "No block came with a confidence."
    rows = [
        [f"{at / N_BINS:.1f} to {(at + 1) / N_BINS:.1f}", *_shares(every), *_shares(body)]
        for at, (every, body) in enumerate(zip(bins.all, bins.body, strict=True))
        if every.n
    ]
    whole = [*_shares(sum(bins.all, Bin())), *_shares(sum(bins.body, Bin()))]
    errors = ["", "", number(calibration_error(bins.all))]
    errors += ["", "", number(calibration_error(bins.body))]
    rows += [["all", *whole], ["calibration error", *errors]]
    headings = ["blocks", "sure", "right", "kept as body", "sure", "right"]
    return table(["confidence", *headings], rows)


def _shares(item: Bin) -> list[str]:
    if not item.n:
        return ["0", "–", "–"]
    return [f"{item.n:,}", number(item.sure / item.n), number(item.right / item.n)]


# -- reasons


def reasons_table(texts: Iterable[Text]) -> str:
    """A row a kind of reason: on how many texts, on how many as the largest, how many characters."""
    sizes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for text in texts:
        sizes.update({reason.kind: 0 for reason in text.reasons})
        for reason in text.reasons:
            sizes[reason.kind] += reason.size
            seen[reason.kind] += 1
        first.update(reason.kind for reason in text.reasons[:1])
    rows = [
        [kind, str(seen[kind]), str(first[kind]), f"{size:,}"]
        for kind, size in sizes.most_common()
    ]
    return table(["what went wrong", "texts", "most of it", "characters"], rows)


def worst_texts(texts: Iterable[Text], most: int) -> Iterator[str]:
    """Lines of a list: the texts with the lowest body F1, and why."""
    scored = [
        (text.scores[OURS]["body"].f1, text.row["set"], text.row["id"], text)
        for text in texts
        if "body" in text.scores[OURS]
    ]
    for f1, name, item, text in sorted(scored, key=lambda row: row[:3])[:most]:
        yield " ".join(filter(None, [f"1. {number(f1)} {name} `{item}`", text.row.get("url")]))
        for reason in text.reasons:
            yield f"   - {reason.words}"
        if not text.reasons:
            yield "   - every block is where gold has it: words inside them differ"
