"""Quotation marks of one paragraph: which mark opens, which closes, and what stands between."""

import re

from attrs import define, field, frozen

__all__ = ["OPENING", "Marked", "Marking", "find_marked"]

# What may close a mark; several, for papers and machines mix pairs.
_CLOSERS: dict[str, frozenset[str]] = {
    "“": frozenset('”“"'),
    "„": frozenset('“”"'),
    "”": frozenset('”"'),
    '"': frozenset('"”'),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "‘": frozenset("’"),
    "'": frozenset("'"),
    "「": frozenset("」"),
    "『": frozenset("』"),
    "``": frozenset(("''", '"')),
    "''": frozenset(("''",)),
}
OPENING = frozenset(("“", "„", "”", '"', "«", "»", "‘", "「", "『"))
_SINGLE = frozenset("‘’'")
_GUILLEMETS = frozenset("«»")
# Marks that open wherever they stand.
_ALWAYS = frozenset(("„", "「", "『", "``"))
# Marks that open unless they clearly close.
_USUALLY = frozenset("“«")
_DOUBLES = re.compile(r"[\"“”„«»「」『』]|''|``")
_ALL = re.compile(r"[\"“”„«»「」『』‘]|''|``|['’]")
_SINGLE_OPENER = re.compile(r"[‘'](?<![\w’'].)(?=[^\W_])")
_LEADS = frozenset("([{—–-:/¿¡\"“„«»‘'”「」『』")
_STOPS = frozenset('.,!?…;:—–-"”»」』')
# No paper nests deeper; a bound for runs of opening marks.
_MAX_DEPTH = 4


@frozen
class Marked:
    """Words between two marks: ``text[start:end]``; the marks lie within ``text[left:right]``."""

    start: int
    end: int
    left: int
    right: int


@frozen(kw_only=True)
class Marking:
    """What a paragraph's marks set off.

    Attributes:
        spans: Outermost marked spans, in order.
        tail: The span from a mark that nothing closes to the end of the text, or ``None``.
        inside: Spans that stand within `tail`: what there is if it is no quote.
        orphan: A closing mark before all others that nothing opened, or ``None``.
    """

    spans: tuple[Marked, ...] = ()
    tail: Marked | None = None
    inside: tuple[Marked, ...] = ()
    orphan: int | None = None


@define
class _Frame:
    mark: str
    left: int
    start: int
    children: list[Marked] = field(factory=list)
    # An apostrophe after "s" that may be the closing mark.
    maybe: int | None = None


def find_marked(text: str, *, single: bool = False) -> Marking:
    """Find the marked spans of *text*, one paragraph; with *single*, of ‘single’ marks too.

    >>> find_marked("He said: “No ‘ifs’ now,” and left.").spans
    (Marked(start=10, end=23, left=9, right=24),)
    """
    with_single = single and _SINGLE_OPENER.search(text) is not None
    scan = _Scan(text)
    for match in (_ALL if with_single else _DOUBLES).finditer(text):
        if not _is_abbreviation(text, match.start(), match.end()):
            scan.take(match[0], match.start(), match.end())
    return scan.finish()


@define
class _Scan:
    text: str
    stack: list[_Frame] = field(factory=list)
    spans: list[Marked] = field(factory=list)
    orphan: int | None = None

    def take(self, mark: str, at: int, end: int) -> None:
        opens, closes = _sides(self.text, at, end)
        depth = self._closed_by(mark, opens=opens and not closes)
        if mark in _SINGLE:
            self._take_single(mark, at, opens=opens, closes=closes)
        elif depth is not None:
            self._close(depth, at, end)
        elif _can_open(mark, opens=opens, closes=closes):
            self._open(mark, at, end)
        elif not self.stack and not self.spans and self.orphan is None:
            self.orphan = at

    def _closed_by(self, mark: str, *, opens: bool) -> int | None:
        """Index of the innermost frame that *mark* closes here."""
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            if mark in _CLOSERS[frame.mark]:
                faces = frame.mark == mark or mark not in _GUILLEMETS
                return None if opens and faces and mark in _CLOSERS else depth
        return None

    def _take_single(self, mark: str, at: int, *, opens: bool, closes: bool) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and mark in _CLOSERS[top.mark] and closes and at > top.start:
            before = self.text[at - 1]
            if before in "sS":
                top.maybe = at
            else:
                self._close(len(self.stack) - 1, at, at + 1)
        elif mark != "’" and opens and self.text[at + 1 : at + 2].isalpha():
            self._settle()
            if not self.stack:
                self._open(mark, at, at + 1)

    def _settle(self) -> None:
        """Take a possible closing apostrophe for one."""
        top = self.stack[-1] if self.stack else None
        if top is not None and top.maybe is not None:
            self._close(len(self.stack) - 1, top.maybe, top.maybe + 1)

    def _open(self, mark: str, at: int, end: int) -> None:
        self._settle()
        if len(self.stack) < _MAX_DEPTH:
            self.stack.append(_Frame(mark, at, end))

    def _close(self, depth: int, at: int, end: int) -> None:
        frame = self.stack[depth]
        del self.stack[depth:]
        self._keep(Marked(frame.start, at, frame.left, end))

    def _keep(self, span: Marked) -> None:
        (self.stack[-1].children if self.stack else self.spans).append(span)

    def finish(self) -> Marking:
        self._settle()
        tail = None
        inside: list[Marked] = []
        if self.stack:
            first = self.stack[0]
            inside = [span for frame in self.stack for span in frame.children]
            if first.mark != "'":
                size = len(self.text)
                tail = Marked(first.start, size, first.left, size)
            else:
                self.spans, inside = self.spans + inside, []
        return Marking(
            spans=tuple(self.spans), tail=tail, inside=tuple(inside), orphan=self.orphan
        )


def _is_abbreviation(text: str, at: int, end: int) -> bool:
    """Whether a mark stands before a Hebrew word's last letter, which abbreviates it."""
    if not "א" <= text[at - 1 : at] <= "ת":
        return False
    return "א" <= text[end : end + 1] <= "ת" and not "א" <= text[end + 1 : end + 2] <= "ת"


def _sides(text: str, at: int, end: int) -> tuple[bool, bool]:
    """Whether a mark can open and can close, by what stands beside it."""
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    opens = (before.isspace() or before in _LEADS) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    return opens, closes and not (opens and before not in _STOPS)


def _can_open(mark: str, *, opens: bool, closes: bool) -> bool:
    if mark not in _CLOSERS:
        return False
    return mark in _ALWAYS or opens or (mark in _USUALLY and not closes)
