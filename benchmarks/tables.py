"""Markdown tables of numbers."""

from collections.abc import Iterable, Sequence


def number(value: float | None, digits: int = 3) -> str:
    """A share as ``.912``; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("0.") else text


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first are set to the right."""
    marks = ["---", *["---:"] * (len(headings) - 1)]
    lines = [headings, marks, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
