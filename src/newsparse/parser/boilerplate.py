"""What is taken out of the story, gathered so that neighbours with one reason are one entry."""

import re
from collections.abc import Sequence
from typing import cast

from newsparse.article import Boilerplate, Reason, Where
from newsparse.document import Block
from newsparse.parser.places import Places

__all__ = ["Removed", "split_tags"]

_PIECE_CONFIDENCE = 0.8


class Removed:
    """The boilerplate of one article, in the order of the source.

    Args:
        places: Where blocks stand.
        blocks: The blocks.
    """

    def __init__(self, places: Places, blocks: Sequence[Block]) -> None:
        self._places = places
        self._blocks = blocks
        self._entries: list[Boilerplate] = []
        self._cleared: set[int] = set()  # blocks whose addresses are out
        self._run: tuple[str, int, int, float] | None = None  # reason, first, last, confidence

    def block(self, reason: str, index: int, confidence: float) -> None:
        """Take out a whole block."""
        if self._run is not None:
            known, first, last, least = self._run
            if known == reason and last == index - 1:
                self._run = (reason, first, index, min(least, confidence))
                return
        self._flush()
        self._run = (reason, index, index, confidence)

    def piece(self, reason: str, index: int, start: int, end: int) -> None:
        """Take out ``text[start:end]`` of a block whose rest is owned by something else."""
        self._flush()
        self._append(
            self._blocks[index].text[start:end],
            reason,
            _PIECE_CONFIDENCE,
            self._places.where(index, start, end),
        )

    def residue(self, index: int) -> None:
        """Take out the addresses that a block of the story has in the source but not as text.

        Several fields may share a block; its addresses go once.
        """
        if index in self._cleared:
            return
        self._cleared.add(index)
        for where, text in self._places.residue(index):
            self._flush()
            self._append(text, "other", _PIECE_CONFIDENCE, where)

    def entries(self) -> tuple[Boilerplate, ...]:
        """All of it."""
        self._flush()
        return tuple(self._entries)

    def _flush(self) -> None:
        if self._run is None:
            return
        reason, first, last, confidence = self._run
        self._run = None
        lines = [self._places.whole_text(index) for index in range(first, last + 1)]
        where = self._places.run(first, last)
        self._append("\n".join(lines), reason, confidence, where)

    def _append(self, text: str, reason: str, confidence: float, where: Where) -> None:
        self._entries.append(
            Boilerplate(
                text=text,
                reason=cast("Reason", reason),
                confidence=confidence,
                where=where,
            )
        )


_TAG_LABEL = re.compile(r"[^:#,;|]{1,40}:[^\S\n]{0,3}")
_TAG_BREAK = re.compile(r"[^\S\n]{0,3}[,;|•·#]{1,3}[^\S\n]{0,3}")
_MAX_TAG = 60


def split_tags(line: str) -> list[str]:
    """The keywords of a tag line; empty where they do not stand in the line itself.

    >>> split_tags("Tags: ferries, Varn council")
    ['ferries', 'Varn council']
    """
    label = _TAG_LABEL.match(line)
    if label is None and "#" not in line:
        return []
    rest = line[label.end() :] if label else line
    tags = (tag.strip(" .#") for tag in _TAG_BREAK.split(rest))
    return [tag for tag in tags if 0 < len(tag) <= _MAX_TAG]
