"""Quotes: which words of the body are somebody's own, and who said them."""

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from newsparse.article import (
    BlockQuote,
    Element,
    ItemList,
    Paragraph,
    PullQuote,
    Quote,
    QuoteStyle,
)
from newsparse.languages import Language
from newsparse.parser.dashes import split_dash
from newsparse.parser.lexicon import Lexicon, lexicon_of
from newsparse.parser.marked import Draft, read_marked
from newsparse.parser.names import fullest_names
from newsparse.parser.quotemarks import OPENING, find_marked
from newsparse.parser.speakers import Clause, clause_before, name_in_front

__all__ = ["find_quotes"]

# One look tells paragraphs without speech from the rest.
_MARK = re.compile(r"[\"“”„«»「」『』‘]|''|``|(?<![\w’'])'[^\W_]")
_DASH = re.compile(r"[^\S\n]{0,3}[-–—―]")
_SIGNATURE = re.compile(r"[^\S\n]{0,3}[-–—―]{1,2}[^\S\n]{0,2}(?=[^\W\d_])")
_EDGES = " \t\u00a0\u202f\"“”„«»‘’'"
_BY_CLAUSE = 0.9
_BY_DASH_ALONE = 0.75
_SET_APART = 0.8
# A speaker is carried over at most this many elements.
_REACH = 2
_SHORTEST = 3
_TAIL = 300


@frozen
class _Unit:
    """A text of the body that may hold quotes."""

    path: tuple[int, ...]
    text: str
    style: str


@define
class _Memory:
    """What a paragraph leaves for the next: who spoke, and whether a mark is still open."""

    lexicon: Lexicon
    speaker: str | None = None
    # Top-level index of the element where `speaker` spoke; far away where nobody did.
    at: int = -99
    open: bool = False
    asked: bool = False
    drafts: list[tuple[_Unit, Draft]] = field(factory=list)

    def keep(self, unit: _Unit, drafts: Sequence[Draft]) -> None:
        if drafts and drafts[0].continues and drafts[0].speaker:
            self._name_open(drafts[0].speaker)
        for draft in drafts:
            self.drafts.append((unit, draft))
            if draft.speaker is not None:
                self.speaker, self.at = draft.speaker, unit.path[0]

    def _name_open(self, speaker: str) -> None:
        """Name the speaker of the nameless quotes that the next one goes on with."""
        for _, draft in reversed(self.drafts):
            if draft.speaker is not None:
                break
            draft.speaker = speaker
            if not draft.continues:
                break

    def near(self, unit: _Unit) -> str | None:
        """Who spoke just before *unit*."""
        return self.speaker if unit.path[0] - self.at <= _REACH else None


def find_quotes(body: tuple[Element, ...], tables: tuple[Language, ...]) -> tuple[Quote, ...]:
    """Find the quotes of *body*, in order.

    Args:
        body: Elements with white space collapsed; paragraphs, block quotes, pull quotes and
            list items are looked at.
        tables: Language tables, that of the text's own language first.

    Returns:
        Quotes whose ``text`` is the slice of their element that ``start`` and ``end`` give, none
        crossing an element and no two overlapping; ``where`` is ``None``.

    Example:
        >>> from newsparse.languages import Languages
        >>> body = (Paragraph(text="“We shall wait and see,” said Ada Lund."),)
        >>> quote, = find_quotes(body, (Languages().get("en"), *Languages().common))
        >>> quote.text, quote.speaker, quote.cue
        ('We shall wait and see,', 'Ada Lund', 'said')
    """
    memory = _Memory(lexicon_of(tables))
    units = list(_units(body))
    for at, unit in enumerate(units):
        before = units[at - 1] if at else None
        after = units[at + 1] if at + 1 < len(units) else None
        memory.keep(unit, _read(unit, before, after, memory))
    return _resolved(memory, units)


def _units(body: tuple[Element, ...]) -> Iterator[_Unit]:
    for index, element in enumerate(body):
        if isinstance(element, Paragraph):
            yield _Unit((index,), element.text, "text")
        elif isinstance(element, PullQuote):
            yield _Unit((index,), element.text, "pull")
        elif isinstance(element, ItemList | BlockQuote):
            yield from _inner_units(index, element)


def _inner_units(index: int, element: ItemList | BlockQuote) -> Iterator[_Unit]:
    if isinstance(element, ItemList):
        for at, item in enumerate(element.items):
            yield _Unit((index, at), item.text, "text")
        return
    for at, part in enumerate(element.body):
        if isinstance(part, Paragraph):
            yield _Unit((index, at), part.text, "block")


def _read(unit: _Unit, before: _Unit | None, after: _Unit | None, memory: _Memory) -> list[Draft]:
    """The quotes of one text."""
    if unit.style != "text":
        return _read_apart(unit, before, memory)
    if _DASH.match(unit.text) is not None:
        drafts = _read_dash(unit, before, memory)
        if drafts:
            memory.open = False
            return drafts
    if not memory.open and _MARK.search(unit.text) is None:
        return []
    return _read_marks(unit, before, after, memory)


# ------------------------------------------------------------------ dashes


def _read_dash(unit: _Unit, before: _Unit | None, memory: _Memory) -> list[Draft]:
    runs = split_dash(unit.text, memory.lexicon)
    if not runs:
        return []
    named = next((run.clause for run in runs if run.clause and run.clause.speaker), None)
    lead = named or _lead(before, memory)
    kept = None if memory.asked else memory.near(unit)
    memory.asked = named is None and unit.text.rstrip().endswith("?")
    drafts: list[Draft] = []
    for number, run in enumerate(runs):
        clause = run.clause or (lead if not named else None)
        said = run.clause.speaker if run.clause and run.clause.speaker else None
        drafts.append(
            Draft(
                start=run.start,
                end=run.end,
                style="dash",
                continues=number > 0,
                speaker=said or (lead.speaker if lead else kept),
                cue=clause.cue if clause else (drafts[-1].cue if drafts else None),
                source=clause.source if clause else None,
                confidence=_BY_CLAUSE if run.clause else _BY_DASH_ALONE,
            )
        )
    return drafts


def _lead(before: _Unit | None, memory: _Memory) -> Clause | None:
    """The clause that closes the text before with a colon: ``he left one message:``."""
    if before is None or before.style != "text":
        return None
    text = before.text.rstrip()
    if not text.endswith(":"):
        return None
    clause = clause_before(text, len(text), memory.lexicon)
    if clause is not None:
        return clause
    name = name_in_front(text, max(0, len(text) - _TAIL), len(text), memory.lexicon)
    return Clause(speaker=name, cue=None, end=len(text)) if name else None


# ------------------------------------------------------------------- marks


def _read_marks(
    unit: _Unit, before: _Unit | None, after: _Unit | None, memory: _Memory
) -> list[Draft]:
    marking = find_marked(unit.text, single=memory.lexicon.single)
    opened, memory.open = memory.open, False
    head: list[Draft] = []
    end = len(unit.text[: marking.orphan or 0].rstrip())
    if opened and end and not _opens(unit.text):
        head = [Draft(start=0, end=end, continues=True, confidence=_BY_CLAUSE)]
    spans = marking.spans
    if marking.tail is not None:
        memory.open = _goes_on(after, memory.lexicon)
        starts_here = not unit.text[: marking.tail.left].strip(" \u00a0:,–—-")
        if memory.open or (starts_here and not marking.inside):
            spans = (*spans, marking.tail)
        else:
            spans = (*spans, *marking.inside)
    drafts = [*head, *read_marked(unit.text, spans, memory.lexicon)]
    first = drafts[0] if drafts else None
    if opened and not head and first is not None and _opens(unit.text):
        first.continues = True
    _carry(unit, drafts, _lead(before, memory), memory.near(unit))
    return drafts


def _opens(text: str) -> bool:
    return text.lstrip()[:1] in OPENING


def _goes_on(after: _Unit | None, lexicon: Lexicon) -> bool:
    """Whether a quote left open goes on in the next text: reopened there, or closed."""
    if after is None or after.style != "text" or _MARK.search(after.text) is None:
        return False
    return _opens(after.text) or find_marked(after.text, single=lexicon.single).orphan is not None


def _carry(unit: _Unit, drafts: list[Draft], lead: Clause | None, near: str | None) -> None:
    """Give quotes that are their whole paragraph the speaker of the text before."""
    for draft in drafts:
        if draft.speaker is not None:
            break
        if not draft.continues and not _fills(unit.text, draft):
            continue
        draft.speaker = lead.speaker if lead else near
        draft.cue = lead.cue if lead else draft.cue
        draft.confidence = max(draft.confidence, _BY_DASH_ALONE)
    first = drafts[0].speaker if drafts else None
    for draft in drafts:
        draft.speaker = draft.speaker or first


def _fills(text: str, draft: Draft) -> bool:
    """Whether the paragraph begins with the quote, and is it or goes on with it."""
    return not text[: draft.start].strip(_EDGES)


# --------------------------------------------------- block and pull quotes


def _read_apart(unit: _Unit, before: _Unit | None, memory: _Memory) -> list[Draft]:
    """A text that is a quote as a whole, or the signature below one."""
    style: QuoteStyle = "block" if unit.style == "block" else "pull"
    text, end = unit.text, len(unit.text)
    signature = _SIGNATURE.match(text)
    last = memory.drafts[-1][1] if memory.drafts else None
    beside = before is not None and before.path[:-1] == unit.path[:-1] and unit.style == "block"
    if signature is not None and beside and last is not None and last.style == "block":
        last.speaker = text[signature.end() :].strip() or None
        return []
    if signature is not None:
        text = text[: signature.start()] + " " * signature.end() + text[signature.end() :]
    start = end - len(text.lstrip(_EDGES))
    end = len(text.rstrip(_EDGES))
    if end <= start or not any(map(str.isalpha, text[start : start + 80])):
        return []
    goes_on = style == "block" and len(unit.path) > 1 and beside
    lead = _lead(before, memory) if style == "block" and not goes_on else None
    speaker = lead.speaker if lead else (last.speaker if goes_on and last is not None else None)
    return [
        Draft(
            start=start,
            end=end,
            style=style,
            continues=goes_on and last is not None and last.style == "block",
            speaker=speaker,
            cue=lead.cue if lead else None,
            confidence=_SET_APART,
        )
    ]


# --------------------------------------------------------------- the result


def _resolved(memory: _Memory, units: Sequence[_Unit]) -> tuple[Quote, ...]:
    """The quotes, each surname with the fullest name in the body that ends in it."""
    alone = any(_is_surname(draft.speaker, memory.lexicon) for _, draft in memory.drafts)
    names = fullest_names([unit.text for unit in units], memory.lexicon) if alone else {}
    quotes = []
    for unit, draft in memory.drafts:
        known = _is_surname(draft.speaker, memory.lexicon)
        quotes.append(
            evolve(
                draft.to_quote(unit.path, unit.text),
                resolved_speaker=names.get(draft.speaker or "") if known else None,
            )
        )
    return tuple(quotes)


def _is_surname(speaker: str | None, lexicon: Lexicon) -> bool:
    return (
        speaker is not None
        and speaker[:1].isupper()
        and " " not in speaker
        and speaker.lower() not in lexicon.pronouns
    )
