"""Marked speech in one paragraph: which marked words are quotes, and their clauses."""

import re
from collections.abc import Sequence
from itertools import islice

from attrs import define, evolve

from newsparse.article import Quote, QuoteStyle
from newsparse.parser.clauses import Clause
from newsparse.parser.dashes import split_inside
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import words_of
from newsparse.parser.quotemarks import Marked
from newsparse.parser.speakers import (
    clause_around_mark,
    clause_after,
    clause_before,
    name_in_front,
    sentence_before,
    source_in,
)
from newsparse.parser.uncased import clause_around, is_unspaced

__all__ = ["Draft", "read_marked"]

_WORD = re.compile(r"[^\W_]{1,60}(?:['’-][^\W_]{1,60}){0,4}")
_SPEECH_END = frozenset(",?!…—–-.")
_LOOSE = re.compile(
    r"[^\S\n]{0,2}(?P<sign>(?:,[^\S\n]{0,2})?[–—-]?)[^\S\n]{0,2}(?=[^\W_])"
)
_SENTENCE_END = re.compile(r"[.!?…](?=[^\S\n]|\Z)")
_SHORTEST = 4
_SHORTEST_SIGNS = 8
_LONG_WORD = 4
_MAX_WORDS = 40
_GAP = 240
# A single word is a speaker's if the verb is so near, in characters.
_CLOSE = 30
_COLONS = frozenset(":：")
_SIGNS = frozenset(":：,，،、")
_MAX_LABEL = 24
_OPENERS = " \u00a0\u202f\"“”„«»‘’'「『`"
# Marked words in front of a quote that may stand in its sentence.
_NEAR = 4
_CLAUSE, _INHERITED, _GUESSED, _ALONE = 0.9, 0.8, 0.6, 0.5


@define(kw_only=True)
class Draft:
    """A quote in the making."""

    start: int
    end: int
    style: QuoteStyle = "marks"
    continues: bool = False
    speaker: str | None = None
    cue: str | None = None
    source: str | None = None
    confidence: float = _ALONE
    # Whether a clause of its own names the speaker, and where what is said of that begins.
    told: bool = False
    at: int = 0
    # Who speaks if the story knows the person.
    maybe: str | None = None
    # Whose speaker it has, where no clause of its own names one.
    heir: "Draft | None" = None
    # The full name of the speaker.
    person: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether anything is known of the speaker."""
        return self.speaker is not None or self.person is not None

    def inherit(self, other: "Draft", confidence: float) -> None:
        """Take over who speaks *other*."""
        self.heir, self.speaker, self.confidence = other, other.speaker, confidence

    def to_quote(self, path: tuple[int, ...], text: str) -> Quote:
        """Turn it into the quote of the element at *path*, whose text is *text*."""
        return Quote(
            text=text[self.start : self.end],
            element=path,
            start=self.start,
            end=self.end,
            continues=self.continues,
            speaker=self.speaker,
            resolved_speaker=self.person,
            cue=self.cue,
            source=self.source,
            style=self.style,
            confidence=self.confidence,
        )


@define
class _Beside:
    """What stands around a marked span."""

    clause: Clause | None = None
    # The clause follows the span or leads up to it directly, as for whole utterances.
    direct: bool = False
    # The clause stands after the span.
    follows: bool = False
    # The clause of the span before, where this one only goes on with it.
    shared: Clause | None = None


def read_marked(text: str, spans: Sequence[Marked], lexicon: Lexicon) -> list[Draft]:
    """The quotes among *spans*, with the speakers that *text* itself gives.

    Titles, nicknames and words at arm's length are left out; long spans that nobody is said to
    have spoken are kept with low confidence.
    """
    drafts: list[Draft] = []
    before: Marked | None = None
    beside = _Beside()
    holes = [(span.left, span.right) for span in spans]
    for at, span in enumerate(spans):
        if _is_listed(text, holes, at) or not _is_speech(text, span):
            continue
        limit = spans[at + 1].left if at + 1 < len(spans) else len(text)
        after = _after(text, span, limit, lexicon) if lexicon.cased else _Beside()
        if after.clause is None and at + 1 < len(spans):
            after = _by_title(text, span, spans[at + 1], lexicon)
        told = before is not None and bool(drafts) and drafts[-1].end > before.left
        goes_on = told and before is not None and _goes_on(text, before, span, beside)
        if goes_on and after.clause is None:
            shared = beside.clause
            direct = text[max(0, span.left - 3) : span.left].rstrip()[-1:] in _SPEECH_END | {":"}
            beside = _Beside(direct=direct, shared=shared)
        else:
            beside = _look(text, holes[max(0, at - _NEAR) : at], span, limit, lexicon, after)
        found = _drafts(text, span, beside, lexicon)
        if found and told:
            found[0].continues = goes_on and after.clause is None
            if beside.shared is not None:
                found[0].inherit(drafts[-1], _CLAUSE)
                found[0].cue, found[0].source = beside.shared.cue, beside.shared.source
        drafts.extend(found)
        before = span
    _share(text, drafts)
    return drafts


def _is_speech(text: str, span: Marked) -> bool:
    """Whether a word stands between the marks."""
    return _WORD.search(text, span.start, min(span.end, span.start + _GAP)) is not None


def _is_listed(text: str, holes: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether marked words are an item of a list: a few, right beside others."""
    left, right = holes[at]
    if text.count(" ", left, right) >= _SHORTEST - 1:
        return False
    before = text[holes[at - 1][1] : left] if at else "-"
    after = text[right : holes[at + 1][0]] if at + 1 < len(holes) else "-"
    return not before.strip(" ,;") or not after.strip(" ,;")


def _drafts(text: str, span: Marked, beside: _Beside, lexicon: Lexicon) -> list[Draft]:
    """The quote of one span; several where its clause stands between the marks."""
    start, end = _trimmed(text, span)
    if end <= start or not _is_quote(text, start, end, beside, lexicon):
        return []
    if beside.clause is None or beside.clause.guessed:
        runs = split_inside(text, start, end, lexicon)
        clause = next((run.clause for run in runs if run.clause), None)
        if clause is not None:
            return [
                _draft(run.start, run.end, _Beside(run.clause or clause), continues=number > 0)
                for number, run in enumerate(runs)
            ]
    return [_draft(start, end, beside)]


def _draft(start: int, end: int, beside: _Beside, *, continues: bool = False) -> Draft:
    clause = beside.clause
    if clause is None:
        return Draft(start=start, end=end)
    return Draft(
        start=start,
        end=end,
        continues=continues,
        speaker=clause.speaker,
        cue=clause.cue,
        source=clause.source,
        confidence=_GUESSED if clause.guessed else _CLAUSE,
        told=clause.speaker is not None,
        maybe=clause.maybe,
        at=min(clause.end, start),
    )


def _trimmed(text: str, span: Marked) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _look(
    text: str,
    holes: Sequence[tuple[int, int]],
    span: Marked,
    limit: int,
    lexicon: Lexicon,
    found: _Beside,
) -> _Beside:
    """The clause that gives the span's speaker: after it, in front of it, a mere source."""
    if not lexicon.cased:
        return _uncased(text, holes, span, lexicon)
    if found.clause is None:
        found = _in_front(text, holes, span, lexicon)
        found.clause = _with_source(text, span, limit, found.clause, lexicon)
    if found.clause is None or found.clause.guessed:
        source = source_in(text, span.right, min(limit, span.right + _GAP), lexicon)
        if source is not None:
            found.clause = Clause(speaker=source, cue=None, end=span.right)
    return found


def _by_title(text: str, span: Marked, following: Marked, lexicon: Lexicon) -> _Beside:
    """A clause whose speaker stands in marks itself: ``wrote the “Morning Post”``."""
    match = _LOOSE.match(text, span.right)
    short = text.count(" ", following.start, following.end) < _SHORTEST
    if match is None or not match["sign"] or not short or following.left - span.right > _CLOSE:
        return _Beside()
    words = words_of(text, match.end(), following.left)
    if not words or words[0].fold not in lexicon.verbs:
        return _Beside()
    if any(word.fold not in lexicon.articles for word in words[1:]):
        return _Beside()
    speaker = text[following.start : following.end]
    clause = Clause(speaker=speaker, cue=words[0].text, end=following.right, inverted=True)
    return _Beside(clause, direct=True, follows=True)


def _with_source(
    text: str, span: Marked, limit: int, clause: Clause | None, lexicon: Lexicon
) -> Clause | None:
    """A clause in front of the words, with the source that stands behind them."""
    if clause is None or clause.guessed or clause.speaker is None or clause.source is not None:
        return clause
    source = source_in(text, span.right, min(limit, span.right + _GAP), lexicon)
    return evolve(clause, source=source) if source else clause


def _uncased(
    text: str, holes: Sequence[tuple[int, int]], span: Marked, lexicon: Lexicon
) -> _Beside:
    """The same in a script without capitals."""
    first = holes[-1][1] if holes else 0
    sign = text[max(first, span.left - 3) : span.left].rstrip()[-1:]
    clause = clause_around(text, span.left, span.right, lexicon)
    if clause is None and sign in _COLONS:
        clause = _label(text, first, span.left)
    if clause is None:
        source = source_in(text, max(first, span.left - _GAP), span.left, lexicon)
        clause = Clause(speaker=source, cue=None, end=span.left) if source else None
    return _Beside(clause, direct=sign in _SIGNS)


def _label(text: str, first: int, left: int) -> Clause | None:
    """The short line or sentence in front of a colon: who speaks."""
    label = text[max(first, left - _GAP) : left].strip(" :：")
    longest = _MAX_LABEL // 3 if label and is_unspaced(label, 0) else _MAX_LABEL
    if not 0 < len(label) <= longest or not label.replace(" ", "").isalnum():
        return None
    return Clause(speaker=label, cue=None, end=left)


def _after(text: str, span: Marked, limit: int, lexicon: Lexicon) -> _Beside:
    match = _LOOSE.match(text, span.right)
    if match is None or match.end() >= limit:
        return _Beside()
    inside = text[span.end - 1 : span.end].strip() or text[span.end - 2 : span.end - 1]
    if inside == "." and text[match.end()].isupper() and not match["sign"]:
        return _Beside()
    direct = inside in _SPEECH_END or bool(match["sign"])
    clause = clause_after(text, match.end(), lexicon, unknown=direct)
    if clause is None or clause.end > limit:
        return _Beside()
    direct = direct or (lexicon.verb_last and clause.inverted)
    return _Beside(clause, direct, follows=True)


def _in_front(
    text: str, holes: Sequence[tuple[int, int]], span: Marked, lexicon: Lexicon
) -> _Beside:
    first = holes[-1][1] if holes else 0
    sign = text[max(first, span.left - 3) : span.left].rstrip()[-1:]
    words = sentence_before(text, span.left, holes)
    clause = clause_around_mark(text, words, span.right, lexicon)
    if clause is not None and (sign in _SIGNS or lexicon.verb_last):
        return _Beside(clause, direct=True)
    if clause is not None and text[span.start].islower():
        return _Beside(clause)
    clause = clause_before(text, span.left, lexicon, holes, words)
    if (clause is None or clause.guessed) and sign == ":":
        name = name_in_front(text, first, span.left, lexicon)
        clause = Clause(speaker=name, cue=None, end=span.left) if name else clause
    if clause is None or clause.guessed:
        begin = max(first, words[0].start) if words else first
        source = source_in(text, begin, span.left, lexicon)
        clause = Clause(speaker=source, cue=None, end=span.left) if source else clause
    return _Beside(clause, direct=sign in _SIGNS)


def _is_quote(text: str, start: int, end: int, beside: _Beside, lexicon: Lexicon) -> bool:
    clause = beside.clause or beside.shared
    if clause is not None and beside.direct:
        return True
    words = [match[0] for match in islice(_WORD.finditer(text, start, end), _MAX_WORDS)]
    if is_unspaced(text, start):
        return end - start >= _SHORTEST_SIGNS and (clause is not None or not _in_sentence(text, start))
    if len(words) < _SHORTEST:
        return text[start].islower() and _is_fragment(text, start, len(words), clause, lexicon)
    if clause is not None and not clause.guessed:
        titled = not lexicon.capital_nouns and _is_title(words, text[end - 1])
        return not (titled and _in_sentence(text, start))
    if _is_title(words, text[end - 1]):
        return False
    if text[start].islower():
        return clause is not None or lexicon.fragments or _ends_sentence(text, end)
    return not _in_sentence(text, start)


def _is_fragment(
    text: str, start: int, n_words: int, clause: Clause | None, lexicon: Lexicon
) -> bool:
    """Whether a few words within a sentence are a speaker's, and not words at arm's length."""
    if clause is None:
        return False
    if lexicon.fragments:
        return n_words > 1 or not clause.guessed
    if clause.guessed:
        return False
    return n_words > 1 or start - clause.end < _CLOSE


def _ends_sentence(text: str, end: int) -> bool:
    tail = text[end - 1 : end + 4].strip(_OPENERS)
    return tail[-1:] in {".", "!", "?"} or end + 1 >= len(text)


def _in_sentence(text: str, start: int) -> bool:
    """Whether a word stands right before the mark: what is set off is part of a sentence."""
    return text[max(0, start - 3) : start].strip(_OPENERS)[-1:].isalnum()


def _is_title(words: Sequence[str], last: str) -> bool:
    """Whether all longer words are capitalised, as in English titles."""
    longer = [word for word in words if len(word) >= _LONG_WORD]
    if not words[0][0].isupper():
        return False
    return last not in ".," and len(words) < _MAX_WORDS and all(w[0].isupper() for w in longer)


def _goes_on(text: str, before: Marked, span: Marked, beside: _Beside) -> bool:
    """Whether only the clause of the quote before stands between the two."""
    if beside.clause is None or not beside.follows or span.left - before.right > _GAP:
        return False
    end = _SENTENCE_END.search(text, beside.clause.end, span.left)
    return end is None or not text[end.end() : span.left].strip()


def _share(text: str, drafts: list[Draft]) -> None:
    """Quotes without a clause of their own belong to the paragraph's speaker.

    Words within a sentence belong to whom that sentence names, or to nobody known.
    """
    known: Draft | None = None
    for draft in drafts:
        if not draft.is_named and known is not None and _may_share(text, known, draft):
            draft.inherit(known, _INHERITED)
        known = draft if draft.told else known
    known = None
    for draft in reversed(drafts):
        if not draft.is_named and known is not None and _may_share(text, draft, known):
            draft.inherit(known, _INHERITED)
        known = draft if draft.told else known


def _may_share(text: str, one: Draft, other: Draft) -> bool:
    """Whether both are whole utterances, or stand in one sentence."""
    if not (_in_sentence(text, one.start) or _in_sentence(text, other.start)):
        return True
    return _SENTENCE_END.search(text, one.end, other.start) is None
