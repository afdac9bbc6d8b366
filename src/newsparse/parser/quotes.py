"""Quotes: which words of the body are somebody's own, and who said them."""

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from newsparse.article import (
    BlockQuote,
    Element,
    ItemList,
    LiveEntry,
    Paragraph,
    PullQuote,
    Quote,
    QuoteStyle,
)
from newsparse.languages import Language
from newsparse.parser.clauses import Clause
from newsparse.parser.dashes import Spoken, split_dash
from newsparse.parser.lexicon import Lexicon, lexicon_of
from newsparse.parser.marked import Draft, may_share, read_marked
from newsparse.parser.persons import People
from newsparse.parser.quotemarks import OPENING, find_marked
from newsparse.parser.sources import name_in_front
from newsparse.parser.speakers import clause_before

__all__ = ["find_quotes"]

# One look tells paragraphs without speech from the rest.
_MARK = re.compile(r"[\"“”„«»「」『』‘]|''|``|'(?<![\w’'].)[^\W_]")
_DASH = re.compile(r"[^\S\n]{0,3}[-–—―]")
_SIGNATURE = re.compile(r"[^\S\n]{0,3}[-–—―]{1,2}[^\S\n]{0,2}(?=[^\W\d_])")
_EDGES = " \t\u00a0\u202f\"“”„«»‘’'「」『』"
_BY_CLAUSE = 0.9
_BY_DASH_ALONE = 0.75
_SET_APART = 0.8
# Paragraphs of one utterance whose speaker is only named at its end.
_MAX_OPEN = 20
# A speaker is carried over at most this many elements.
_REACH = 2
# Of more marks in a paragraph one in so many characters at most: denser ones are no text.
_MANY_MARKS, _DENSE = 20, 8
# So many spans are read in any body, and one in so many characters: a bound for floods.
_MIN_ROOM, _SPACE = 500, 300
_TAIL = 300


@frozen
class _Unit:
    """A text of the body that may hold quotes."""

    path: tuple[int, ...]
    text: str
    style: str


@frozen
class _Place:
    """A text among the others."""

    at: int
    units: Sequence[_Unit]

    @property
    def unit(self) -> _Unit:
        """The text itself."""
        return self.units[self.at]

    @property
    def before(self) -> _Unit | None:
        """The text before it."""
        return self.units[self.at - 1] if self.at else None

    @property
    def after(self) -> _Unit | None:
        """The text after it."""
        return self.units[self.at + 1] if self.at + 1 < len(self.units) else None


@define
class _Memory:
    """What a paragraph leaves for the next: who spoke, and whether a mark is still open."""

    lexicon: Lexicon
    people: People
    # How many more marked spans and runs of speech are read.
    room: int
    open: bool = False
    asked: bool = False
    drafts: list[tuple[_Unit, Draft]] = field(factory=list)

    def keep(self, at: int, unit: _Unit, drafts: Sequence[Draft]) -> None:
        """Keep the quotes of the text with index *at*, with the people who speak them."""
        earlier = len(self.drafts)
        self.drafts += [(unit, draft) for draft in drafts]
        if drafts:
            self.people.told[at] = drafts
        for draft in drafts:
            speaker = draft.speaker if draft.told else draft.maybe
            if speaker is not None and (draft.told or not draft.is_named):
                draft.person = self.people.resolve(speaker, at, draft.at)
                draft.speaker = speaker if draft.told or draft.person else None
        for draft in drafts:
            self._take_over(draft)
        if drafts and drafts[0].continues and drafts[0].told:
            self._name_open(earlier, drafts[0])

    def _name_open(self, earlier: int, later: Draft) -> None:
        """Name the speaker of the nameless quotes that *later* goes on with."""
        for _, draft in reversed(self.drafts[max(0, earlier - _MAX_OPEN) : earlier]):
            if draft.is_named:
                break
            draft.inherit(later, draft.confidence)
            self._take_over(draft)
            if not draft.continues:
                break

    def _take_over(self, draft: Draft) -> None:
        """Say by name who speaks a quote that has no clause of its own."""
        heir = draft.heir
        if heir is None:
            return
        draft.person = draft.person or heir.person
        if draft.person and (draft.speaker or "").lower() in self.lexicon.pronouns:
            draft.speaker = draft.person

    def last(self, unit: _Unit) -> Draft | None:
        """The quote that stands just before *unit*, if its speaker is known."""
        if not self.drafts:
            return None
        before, draft = self.drafts[-1]
        near = unit.path[0] - before.path[0] <= _REACH
        return draft if near and draft.is_named else None


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
    units = list(_units(body))
    lexicon = lexicon_of(tables)
    texts = [unit.text for unit in units]
    room = _MIN_ROOM + sum(map(len, texts)) // _SPACE
    people = People(texts, lexicon)
    if lexicon.oblique and any(map(_MARK.search, texts)):
        # Where nouns have capitals too, who is known by name tells people from things.
        lexicon = evolve(lexicon, known=people.last_names)
    memory = _Memory(lexicon, people, room)
    for at, unit in enumerate(units):
        memory.keep(at, unit, _read(_Place(at, units), memory))
    return tuple(draft.to_quote(unit.path, unit.text) for unit, draft in memory.drafts)


def _units(body: tuple[Element, ...], around: tuple[int, ...] = ()) -> Iterator[_Unit]:
    for index, element in enumerate(body):
        path = (*around, index)
        if isinstance(element, Paragraph):
            yield _Unit(path, element.text, "text")
        elif isinstance(element, PullQuote):
            yield _Unit(path, element.text, "pull")
        elif isinstance(element, ItemList | BlockQuote):
            yield from _inner_units(path, element)
        elif isinstance(element, LiveEntry) and not around:  # no post stands in another
            yield from _units(element.body, path)


def _inner_units(path: tuple[int, ...], element: ItemList | BlockQuote) -> Iterator[_Unit]:
    if isinstance(element, ItemList):
        for at, item in enumerate(element.items):
            yield _Unit((*path, at), item.text, "text")
        return
    for at, part in enumerate(element.body):
        if isinstance(part, Paragraph):
            yield _Unit((*path, at), part.text, "block")


def _read(place: _Place, memory: _Memory) -> list[Draft]:
    """The quotes of one text."""
    unit = place.unit
    n_marks = len(_MARK.findall(unit.text))
    too_dense = n_marks > max(_MANY_MARKS, len(unit.text) // _DENSE)
    if unit.style == "block" and not too_dense and _says_who(unit.text, memory.lexicon):
        return _read_marks(place, memory)
    if unit.style != "text":
        return _read_apart(unit, place.before, memory)
    if _DASH.match(unit.text) is not None:
        drafts = _read_dash(place, memory)
        if drafts:
            memory.open = False
            return drafts
    if too_dense or not (n_marks or memory.open):
        return []
    return _read_marks(place, memory)


def _says_who(text: str, lexicon: Lexicon) -> bool:
    """Whether a block quote opens with marked words and says whose: it is a paragraph set apart."""
    if not _opens(text):
        return False
    spans = find_marked(text, single=lexicon.single).spans
    return any(draft.told for draft in read_marked(text, spans, lexicon))


# ------------------------------------------------------------------ dashes


def _read_dash(place: _Place, memory: _Memory) -> list[Draft]:
    unit = place.unit
    runs = split_dash(unit.text, memory.lexicon) if memory.room > 0 else ()
    if not runs:
        return []
    memory.room -= len(runs)
    drafts = [_from_dash(run, number > 0) for number, run in enumerate(runs)]
    named = next((draft for draft in drafts if draft.told), None)
    asked, memory.asked = memory.asked, named is None and unit.text.rstrip().endswith("?")
    if named is None:
        _carry(place, drafts, memory, asked=asked)
    for draft in drafts:
        if named is not None and not draft.is_named:
            draft.inherit(named, draft.confidence)
        if draft.cue is None and draft is not drafts[0]:
            draft.cue = drafts[0].cue
    return drafts


def _from_dash(run: Spoken, continues: bool) -> Draft:  # noqa: FBT001 - private
    clause = run.clause
    return Draft(
        start=run.start,
        end=run.end,
        style="dash",
        continues=continues,
        speaker=clause.speaker if clause else None,
        cue=clause.cue if clause else None,
        source=clause.source if clause else None,
        confidence=_BY_CLAUSE if clause else _BY_DASH_ALONE,
        told=clause is not None and clause.speaker is not None,
        at=run.start,
    )


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


def _read_marks(place: _Place, memory: _Memory) -> list[Draft]:
    text = place.unit.text
    marking = find_marked(text, single=memory.lexicon.single)
    opened, memory.open = memory.open, False
    head: list[Draft] = []
    end = len(text[: marking.orphan or 0].rstrip())
    if opened and end and not _opens(text):
        head = [Draft(start=0, end=end, continues=True, confidence=_BY_CLAUSE)]
    spans = marking.spans
    if marking.tail is not None:
        memory.open = _goes_on(place.after, memory.lexicon)
        starts_here = not text[: marking.tail.left].strip(" \u00a0:,–—-")
        if memory.open or (starts_here and not marking.inside):
            spans = (*spans, marking.tail)
        else:
            spans = (*spans, *marking.inside)
    spans = spans[: memory.room]
    memory.room -= len(spans)
    drafts = [*head, *read_marked(text, spans, memory.lexicon)]
    first = drafts[0] if drafts else None
    if opened and not head and first is not None and _opens(text):
        first.continues = True
    if first is not None:
        _carry(place, drafts, memory)
    return drafts


def _opens(text: str) -> bool:
    return text.lstrip()[:1] in OPENING


def _goes_on(after: _Unit | None, lexicon: Lexicon) -> bool:
    """Whether a quote left open goes on in the next text: reopened there, or closed."""
    if after is None or after.style != "text" or _MARK.search(after.text) is None:
        return False
    return _opens(after.text) or find_marked(after.text, single=lexicon.single).orphan is not None


def _carry(
    place: _Place, drafts: Sequence[Draft], memory: _Memory, *, asked: bool = False
) -> None:
    """Give nameless quotes that begin their paragraph the speaker of the text before.

    After a question without a clause (*asked*) the other one speaks, nobody knows who.
    """
    lead = None if drafts[0].is_named else _lead(place.before, memory)
    for draft in drafts:
        if draft.is_named:
            break
        if draft.continues or draft.style == "dash" or _fills(place.unit.text, draft):
            _take_lead(place, draft, memory, lead, asked=asked)
        elif draft.hearsay and memory.last(place.unit) is not None:
            _take_topic(place, draft, memory)
    first = drafts[0]
    for draft in drafts[1:]:
        if first.is_named and not draft.is_known and may_share(place.unit.text, first, draft):
            draft.inherit(first, draft.confidence)


def _take_lead(
    place: _Place, draft: Draft, memory: _Memory, lead: Clause | None, *, asked: bool
) -> None:
    draft.confidence = max(draft.confidence, _BY_DASH_ALONE)
    if lead is not None:
        draft.speaker, draft.cue = lead.speaker, lead.cue
        draft.told, draft.at = lead.speaker is not None, 0
    elif not asked:
        _take_topic(place, draft, memory)


def _take_topic(place: _Place, draft: Draft, memory: _Memory) -> None:
    """The speaker of the quote before, or the person of whom the text before tells."""
    last = memory.last(place.unit)
    topic = memory.people.topic(place.at) if not draft.continues or last is None else None
    if topic is not None and (last is None or topic != last.person):
        draft.person = topic
    elif last is not None:
        draft.inherit(last, draft.confidence)


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
