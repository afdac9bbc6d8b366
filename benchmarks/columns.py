"""From the counts of many texts to the one number that a measure gives for all of them."""

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from attrs import frozen
from scoring import Counts


@frozen
class Column:
    """One number made of the counts of many texts.

    Attributes:
        heading: What it is called.
        measure: The name of the counts that it is made of.
        reduce: Counts to a number; ``None`` where there is nothing to be said.
        items: Whether the gold items are counted behind the heading.
    """

    heading: str
    measure: str
    reduce: Callable[[Sequence[Counts]], float | None]
    items: bool = False


def mean_precision(counts: Sequence[Counts]) -> float:
    return fmean([item.right / item.given for item in counts if item.given] or [0.0])


def mean_recall(counts: Sequence[Counts]) -> float:
    return fmean([item.right / item.gold for item in counts if item.gold] or [0.0])


def f1_of_means(counts: Sequence[Counts]) -> float:
    precision, recall = mean_precision(counts), mean_recall(counts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean_f1(counts: Sequence[Counts]) -> float:
    return fmean(item.f1 for item in counts)


def pool(counts: Iterable[Counts]) -> Counts:
    rows = list(counts)
    return Counts(
        sum(item.right for item in rows),
        sum(item.wrong for item in rows),
        sum(item.missed for item in rows),
    )


def pooled_recall(counts: Sequence[Counts]) -> float | None:
    total = pool(counts)
    return total.right / total.gold if total.gold else None


def _if_given(
    reduce: Callable[[Counts], float],
) -> Callable[[Sequence[Counts]], float | None]:
    """Nothing, and not 0, where a reader gives none at all or none is to be found."""

    def reduced(counts: Sequence[Counts]) -> float | None:
        total = pool(counts)
        return reduce(total) if total.given and total.gold else None

    return reduced


_RECALL = _if_given(lambda total: total.right / total.gold)
_F1 = _if_given(lambda total: total.f1)
COLUMNS = (
    Column("body", "body", f1_of_means),
    Column("precision", "body", mean_precision),
    Column("recall", "body", mean_recall),
    Column("paragraphs", "paragraphs", mean_f1),
    Column("with", "with", mean_recall),
    Column("without", "without", mean_recall),
    Column("title", "title", _RECALL, items=True),
    Column("day given", "day", _if_given(lambda total: total.right / total.given)),
    Column("day", "day", _RECALL, items=True),
    Column("subheadings", "subheadings", _F1, items=True),
    Column("captions", "captions", _F1, items=True),
    Column("leak", "leak", pooled_recall, items=True),
    Column("credits", "credits", _RECALL, items=True),
    Column("authors", "authors", _F1, items=True),
)
