"""Marked speech in one paragraph: which marked words are quotes, and their clauses."""

import re
from collections.abc import Sequence
from itertools import islice

from attrs import define

from newsparse.article import Quote, QuoteStyle
from newsparse.parser.beside import Beside, clause_behind, look_around, sign_before
from newsparse.parser.clauses import Clause
from newsparse.parser.dashes import split_inside
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.quotemarks import Marked
from newsparse.parser.uncased import is_unspaced

__all__ = ["Draft", "may_share", "read_marked"]

_WORD = re.compile(r"[^\W_]{1,60}(?:['’-][^\W_]{1,60}){0,4}")
_ENDS = frozenset(".!?")
_SPEECH_END = frozenset(",?!…—–-.:")
_SENTENCE_END = re.compile(r"[.!?…](?=[^\S\n]|\Z)")
# An address within the words, not the end of a sentence.
_ADDRESS = re.compile(r"\w[./@]\w")
_SHORTEST = 4
_SHORTEST_SIGNS = 8
_LONG_WORD = 4
# What stands right before a mark is read so far back, in characters.
_LONGEST = 20
_MAX_WORDS = 40
_GAP = 240
# A single word is a speaker's if the verb is so near, in characters.
_CLOSE = 30
_OPENERS = " \u00a0\u202f\"“”„«»‘’'「」『』`"
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
    # Its sentence tells somebody's words, and nothing before it in its text says whose.
    hearsay: bool = False
    # Somebody speaks of whom nothing is known but that no one before has been told of.
    stranger: bool = False
    # Whose speaker it has, where no clause of its own names one.
    heir: "Draft | None" = None
    # The full name of the speaker.
    person: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether anything is known of the speaker."""
        return self.speaker is not None or self.person is not None

    @property
    def is_known(self) -> bool:
        """Whether it is told who speaks, or that it is somebody new."""
        return self.is_named or self.stranger

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


def read_marked(text: str, spans: Sequence[Marked], lexicon: Lexicon) -> list[Draft]:
    """The quotes among *spans*, with the speakers that *text* itself gives.

    Titles, nicknames and words at arm's length are left out; long spans that nobody is said to
    have spoken are kept with low confidence.
    """
    drafts: list[Draft] = []
    before: Marked | None = None
    beside = Beside()
    holes = [(span.left, span.right) for span in spans]
    for at, span in enumerate(spans):
        if _is_listed(text, holes, at) or not _is_speech(text, span):
            continue
        told = before if before is not None and drafts and drafts[-1].end > before.left else None
        beside = _read_around(text, spans, at, told, beside, lexicon)
        found = _drafts(text, span, beside, lexicon)
        if found and beside.shared is not None:
            _go_on(found[0], drafts[-1], beside.shared)
        drafts.extend(found)
        before = span
    _share(text, drafts)
    return drafts


def _read_around(
    text: str,
    spans: Sequence[Marked],
    at: int,
    told: Marked | None,
    beside: Beside,
    lexicon: Lexicon,
) -> Beside:
    """What stands around a span; *beside* stands around the quote *told* before it, if any."""
    span, following = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    behind = _behind(text, spans, at, lexicon)
    announced = sign_before(text, span.left) == ":" and _is_capital_next(text, span.right)
    framed = behind.clause is not None and behind.clause.guessed and text[span.start].islower()
    if behind.clause is not None and not announced and not framed:
        return behind
    if told is not None and _goes_on(text, told, span, beside):
        direct = sign_before(text, span.left) in _SPEECH_END
        return Beside(direct=direct, shared=beside.clause)
    holes = [(hole.left, hole.right) for hole in spans[max(0, at - _NEAR) : at]]
    limit = following.left if following else len(text)
    found = look_around(text, holes, span, limit, lexicon)
    known = found.clause is not None and not found.clause.guessed
    return behind if (announced or framed) and not known else found


def _behind(text: str, spans: Sequence[Marked], at: int, lexicon: Lexicon) -> Beside:
    """The clause after a span, or after others that are joined to it: ``“…” and “…,” said Lund``."""
    last = min(len(spans), at + _NEAR)
    for number in range(at, last):
        following = spans[number + 1] if number + 1 < len(spans) else None
        found = clause_behind(text, spans[number], following, lexicon)
        if found.clause is not None or following is None:
            return found
        if text[spans[number].right : following.left].strip() not in lexicon.joint:
            return found
    return Beside()


def _is_capital_next(text: str, right: int) -> bool:
    """Whether a new sentence seems to begin behind the marks."""
    return text[right : right + 3].lstrip()[:1].isupper()


def _go_on(draft: Draft, before: Draft, clause: Clause) -> None:
    """Let a quote go on with the one before, which has a clause of its own."""
    draft.continues = True
    draft.inherit(before, _CLAUSE)
    draft.cue, draft.source = clause.cue, clause.source


def _is_speech(text: str, span: Marked) -> bool:
    """Whether a word stands between the marks."""
    return _WORD.search(text, span.start, min(span.end, span.start + _GAP)) is not None


def _is_listed(text: str, holes: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether marked words are an item of a list: a few, right beside others."""
    left, right = holes[at]
    n_blanks = text.count(" ", left, right)
    if n_blanks >= _SHORTEST - 1 or (n_blanks and text[left + 1].isupper()):
        return False
    before = text[holes[at - 1][1] : left] if at else "-"
    after = text[right : holes[at + 1][0]] if at + 1 < len(holes) else "-"
    return not before.strip(" ,;") or not after.strip(" ,;")


def _drafts(text: str, span: Marked, beside: Beside, lexicon: Lexicon) -> list[Draft]:
    """The quote of one span; several where its clause stands between the marks."""
    start, end = _trimmed(text, span)
    if end <= start or not _is_quote(text, start, end, beside, lexicon):
        return []
    if beside.clause is None or beside.clause.guessed:
        runs = split_inside(text, start, end, lexicon)
        clause = next((run.clause for run in runs if run.clause), None)
        if clause is not None:
            return [
                _draft(run.start, run.end, Beside(run.clause or clause), continues=number > 0)
                for number, run in enumerate(runs)
            ]
    return [_draft(start, end, beside)]


def _draft(start: int, end: int, beside: Beside, *, continues: bool = False) -> Draft:
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
        hearsay=clause.hearsay and clause.speaker is None,
        stranger=clause.stranger,
        at=min(clause.end, start),
    )


def _trimmed(text: str, span: Marked) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_quote(text: str, start: int, end: int, beside: Beside, lexicon: Lexicon) -> bool:
    clause = beside.clause or beside.shared
    if is_unspaced(text, start):
        return _is_long(text, start, end, clause, beside)
    words = [match[0] for match in islice(_WORD.finditer(text, start, end), _MAX_WORDS)]
    lower = text[start].islower()
    if len(words) < _SHORTEST:
        lower = lower or (lexicon.fragments and _opens(text, start, words))
        whole = lower or beside.follows or beside.shared or text[end - 1] in _SPEECH_END
        whole = whole or _is_announced(text, start, end, words)
        told = clause is not None and beside.direct and not clause.guessed and whole
        fragment = lower or _is_calling(text, start, words, clause, lexicon)
        return bool(told) or (
            fragment and _is_fragment(text, start, end, len(words), clause, lexicon)
        )
    if clause is not None and (beside.direct or not clause.guessed):
        named = _in_sentence(text, start) and _is_named(words, lexicon, text[end - 1])
        return beside.direct or not named
    if lower:
        return clause is not None or lexicon.fragments or _ends_sentence(text, end)
    return not _in_sentence(text, start) and not _is_title(words, text[end - 1])


def _opens(text: str, start: int, words: Sequence[str]) -> bool:
    """Whether a few words have their capital only because a sentence begins with them."""
    before = text[max(0, start - _NEAR) : start].strip(_OPENERS)
    return len(words) > 1 and words[1].islower() and (not before or before[-1] in _ENDS)


def _is_announced(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether a few words behind a colon are a sentence whose stop stands behind the mark."""
    before = text[max(0, start - _NEAR) : start].strip(_OPENERS)
    behind = text[end : end + _NEAR].strip(_OPENERS)
    is_sentence = len(words) > 1 and words[1].islower()
    return is_sentence and before.endswith(":") and behind[:1] in {"", ".", "!", "?"}


def _is_long(text: str, start: int, end: int, clause: Clause | None, beside: Beside) -> bool:
    """Whether words in a script without blanks are enough for a quote."""
    if clause is not None and beside.direct:
        return True
    long = end - start >= _SHORTEST_SIGNS
    return long and (clause is not None or not _in_sentence(text, start))


def _is_named(words: Sequence[str], lexicon: Lexicon, last: str) -> bool:
    """Whether words are a name or title; where nouns have capitals, all must have one."""
    if lexicon.capital_nouns:
        return all(word[0].isupper() for word in words)
    return _is_title(words, last)


def _is_calling(
    text: str, start: int, words: Sequence[str], clause: Clause | None, lexicon: Lexicon
) -> bool:
    """Whether a noun is what somebody calls something: ``nannte den Plan einen „Irrweg“``."""
    if clause is None or clause.guessed or clause.cue is None:
        return False
    before = text[max(0, start - _LONGEST) : start].rstrip(_OPENERS).rpartition(" ")[2].lower()
    cue = clause.cue.lower().split()[-1]
    calls = before in lexicon.predicate and cue in lexicon.calling
    return calls or (before in lexicon.naming and cue in lexicon.naming)


def _is_fragment(
    text: str, start: int, end: int, n_words: int, clause: Clause | None, lexicon: Lexicon
) -> bool:
    """Whether a few words within a sentence are a speaker's, and not words at arm's length."""
    if clause is None or _ADDRESS.search(text, start, end):
        return False
    if lexicon.fragments:
        return True
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


def _goes_on(text: str, before: Marked, span: Marked, beside: Beside) -> bool:
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
        if not draft.is_known and known is not None and may_share(text, known, draft):
            draft.inherit(known, _INHERITED)
        known = draft if draft.told else known
    known = None
    for draft in reversed(drafts):
        if not draft.is_known and known is not None and may_share(text, draft, known):
            draft.inherit(known, _INHERITED)
        known = draft if draft.told else known


def may_share(text: str, one: Draft, other: Draft) -> bool:
    """Whether both are whole utterances, or stand in one sentence."""
    if not (_in_sentence(text, one.start) or _in_sentence(text, other.start)):
        return True
    return _SENTENCE_END.search(text, one.end, other.start) is None
