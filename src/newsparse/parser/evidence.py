"""The phrases of several language tables, merged so that a line is looked up once."""

import re
from functools import lru_cache

from attrs import frozen

from newsparse.languages import Language
from newsparse.languages.phrases import UNSPACED, is_border

__all__ = ["Evidence", "Hit", "merge_tables"]

# A phrase that a line only begins, ends or has in it says little of a long line.
_MAX_LENGTH = {"starts": 200, "ends": 200, "inside": 400}
Hit = tuple[str, str]  # (reason, how: whole | starts | ends | inside)


@frozen(eq=False)
class Evidence:
    """What the tables say of whole lines.

    Attributes:
        whole: Reason by folded line.
        starts: (phrase, reason) by first word; in scripts without blanks, by first character.
        ends: (phrase, reason) by last word or character.
        inside: Reason by phrase.
        shortest: Characters of the shortest of those phrases.
    """

    whole: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    ends: dict[str, tuple[tuple[str, str], ...]]
    inside: dict[str, str]
    shortest: int

    def find(self, folded: str) -> Hit | None:
        """The strongest match of a folded line (see `newsparse.languages.phrases.fold`)."""
        reason = self.whole.get(folded)
        if reason is None and folded[:1].isdecimal():
            reason = self._counted(folded)
        if reason is not None:
            return reason, "whole"
        size = len(folded)
        if size > _MAX_LENGTH["inside"]:
            return None
        if size <= _MAX_LENGTH["starts"]:
            edge = self._at_edges(folded)
            if edge is not None:
                return edge
        if size < self.shortest or not any(map(folded.__contains__, self.inside)):
            return None
        return next(self.inside[phrase] for phrase in self.inside if phrase in folded), "inside"

    def _counted(self, folded: str) -> str | None:
        """A whole line that begins with a number, which tables write as 0: "12 comments"."""
        number = _NUMBER.match(folded)
        return self.whole.get(f"0{folded[number.end() :]}") if number else None

    def _at_edges(self, folded: str) -> Hit | None:
        for phrase, reason in self.starts.get(_first_key(folded), ()):
            size = len(phrase)
            if folded.startswith(phrase) and is_border(phrase[-1:], folded[size : size + 1]):
                return reason, "starts" if len(folded) > size else "whole"
        for phrase, reason in self.ends.get(_last_key(folded), ()):
            if folded.endswith(phrase) and is_border(phrase[:1], folded[: -len(phrase)][-1:]):
                return reason, "ends"
        return None


_NUMBER = re.compile(rf"\d{{1,9}}(?=[ {UNSPACED}])")
# A word ends where a script without blanks begins; of that, one character is enough to look up.
_MAX_KEY, _AFTER_KEY = 80, ":,.!?)"
_FIRST = re.compile(rf"[{UNSPACED}]|[^ {UNSPACED}]{{0,{_MAX_KEY}}}")
_SINGLE = re.compile(f"[{UNSPACED}]")


def _first_key(folded: str) -> str:
    if folded.isascii():
        return folded.partition(" ")[0][:_MAX_KEY].rstrip(_AFTER_KEY)
    first = _FIRST.match(folded)
    return first[0].rstrip(_AFTER_KEY) if first else ""


def _last_key(folded: str) -> str:
    word = folded.rsplit(" ", 1)[-1]
    if word.isascii():
        return word.lstrip("(")
    if _SINGLE.match(word[-1]):
        return word[-1]
    return _SINGLE.split(word)[-1].lstrip("(")


@lru_cache(maxsize=64)
def merge_tables(tables: tuple[Language, ...]) -> Evidence:
    """Merge the boilerplate, notice and sign-off phrases of *tables*; the first one wins."""
    whole: dict[str, str] = {}
    starts: dict[str, list[tuple[str, str]]] = {}
    ends: dict[str, list[tuple[str, str]]] = {}
    inside: dict[str, str] = {}
    for table in tables:
        groups = {"notice": table.notice, "signoff": table.signoff, **table.boilerplate}
        for reason, phrases in groups.items():
            for phrase in sorted(phrases.whole):
                whole.setdefault(phrase, reason)
            for phrase in phrases.starts:
                starts.setdefault(_first_key(phrase), []).append((phrase, reason))
            for phrase in phrases.ends:
                ends.setdefault(_last_key(phrase), []).append((phrase, reason))
            for phrase in phrases.inside:
                inside.setdefault(phrase, reason)
    return Evidence(
        whole=whole,
        starts=_longest_first(starts),
        ends=_longest_first(ends),
        inside=inside,
        shortest=min(map(len, inside), default=0),
    )


def _longest_first(
    index: dict[str, list[tuple[str, str]]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in index.items()
    }
