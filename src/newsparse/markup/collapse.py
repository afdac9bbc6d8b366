"""Pieces of text made one run: white space collapsed, and where each piece came to stand."""

from collections.abc import Sequence

from newsparse.markup.clean import clean_text

__all__ = ["Piece", "cleaned", "collapse", "keep_lines", "strip_lines"]

# Where a piece's visible text starts and ends in the whole; for a blank piece, where the next one
# starts and the one before ends.
Piece = tuple[int, int]


def collapse(parts: Sequence[str]) -> tuple[str, list[Piece]]:
    """Join *parts*, every run of white space one space, none at the ends.

    Example:
        >>> collapse(["A ", "rainy", "  day"])
        ('A rainy day', [(0, 1), (2, 7), (8, 11)])
    """
    out: list[str] = []
    pieces: list[Piece] = []
    size, spaced = 0, False
    for part in parts:
        words = " ".join(part.split())
        if not words:
            spaced = spaced or bool(part)
            pieces.append((-1, size))
            continue
        if size and (spaced or part[0].isspace()):
            out.append(" ")
            size += 1
        out.append(words)
        pieces.append((size, size + len(words)))
        size += len(words)
        spaced = part[-1].isspace()
    return "".join(out), _fill(pieces, size)


def _fill(pieces: list[Piece], size: int) -> list[Piece]:
    start = size
    for i in range(len(pieces) - 1, -1, -1):
        if pieces[i][0] < 0:
            pieces[i] = (start, pieces[i][1])
        else:
            start = pieces[i][0]
    return pieces


def strip_lines(text: str) -> str:
    """A text as it is, without empty lines before and white space after it."""
    return text.lstrip("\r\n").rstrip()


def keep_lines(parts: Sequence[str]) -> tuple[str, list[Piece]]:
    """Join *parts* as `strip_lines` leaves them."""
    whole = "".join(parts)
    lead = len(whole) - len(whole.lstrip("\r\n"))
    text = strip_lines(whole)
    pieces, at = [], -lead
    for part in parts:
        start, at = at, at + len(part)
        pieces.append((min(max(0, start), len(text)), min(max(0, at), len(text))))
    return text, pieces


def cleaned(parts: list[str]) -> list[str]:
    """The parts without what nobody sees; the list itself where there is nothing to do."""
    whole = "".join(parts)
    return parts if clean_text(whole) is whole else [clean_text(part) for part in parts]
