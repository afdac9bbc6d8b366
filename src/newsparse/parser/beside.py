"""What stands around marked words: the clause that names who says them."""

import re
from collections.abc import Sequence

from attrs import define, evolve

from newsparse.parser.cases import is_hearsay
from newsparse.parser.clauses import Clause
from newsparse.parser.declined import clause_about, main_speaker
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import words_of
from newsparse.parser.quotemarks import Marked
from newsparse.parser.sentences import SENTENCE_END, sentence_before
from newsparse.parser.sources import name_in_front, source_in
from newsparse.parser.speakers import (
    clause_after,
    clause_around_mark,
    clause_before,
    clause_within,
)
from newsparse.parser.uncased import clause_around, is_unspaced

__all__ = ["Beside", "clause_behind", "look_around", "sign_before"]

_LOOSE = re.compile(r"[^\S\n]{0,2}(?P<sign>(?:,[^\S\n]{0,2})?[–—-]?)[^\S\n]{0,2}(?=[^\W_])")
_NEXT = re.compile(r"[.!?]?[^\S\n]{1,2}(?=[^\W\d_])")
_SPEECH_END = frozenset(",?!…—–-.")
_COLONS = frozenset(":：")
_SIGNS = frozenset(":：,，،、")
# How far behind the words a source is looked for, how far off a marked title may be and how
# long a label, in characters; how long a title, in words.
_GAP, _CLOSE, _MAX_LABEL, _MAX_TITLE = 240, 30, 24, 4
# Sentences of reported speech that may stand between a quote and whose words they tell.
_MAX_BACK = 4


@define
class Beside:
    """What stands around a marked span."""

    clause: Clause | None = None
    # The clause follows the span or leads up to it directly, as for whole utterances.
    direct: bool = False
    # The clause stands after the span.
    follows: bool = False
    # The clause of the span before, where this one only goes on with it.
    shared: Clause | None = None


def sign_before(text: str, left: int, first: int = 0) -> str:
    """The sign right before a mark at *left*, or a letter; empty at the paragraph's start."""
    return text[max(first, left - 3) : left].rstrip()[-1:]


def clause_behind(text: str, span: Marked, following: Marked | None, lexicon: Lexicon) -> Beside:
    """The clause after the span, before the *following* one."""
    if not lexicon.cased:
        return Beside()
    found = _after(text, span, following.left if following else len(text), lexicon)
    if found.clause is None and following is not None:
        return _by_title(text, span, following, lexicon)
    return found


def look_around(
    text: str, holes: Sequence[tuple[int, int]], span: Marked, limit: int, lexicon: Lexicon
) -> Beside:
    """The clause in front of a span that none follows, or a mere source of it.

    Args:
        text: One paragraph.
        holes: Ranges of marked words in front of the span, in order.
        span: The marked words.
        limit: Where the next marked words begin.
        lexicon: The words of reported speech.
    """
    if not lexicon.cased:
        return _uncased(text, holes, span, lexicon)
    found = _in_front(text, holes, span, lexicon)
    found.clause = _with_source(text, span, limit, found.clause, lexicon)
    if found.clause is None or found.clause.guessed:
        tail = _tail(text, span.right, limit, lexicon)
        if tail is not None:
            return Beside(tail)
        about = _about(text, span, limit, lexicon)
        if about is not None:
            return about
    if found.clause is not None and found.clause.hearsay:
        found.clause = _reported(text, holes, found.clause.end, lexicon)
    if found.clause is None or found.clause.guessed:
        source = source_in(text, span.right, min(limit, span.right + _GAP), lexicon)
        if source is not None:
            found.clause = Clause(speaker=source, cue=None, end=span.right)
    return found


def _tail(text: str, start: int, limit: int, lexicon: Lexicon) -> Clause | None:
    """The clause that ends the sentence of the words: ``was “a mess” from the start, said Lund``.

    Where the verb need not come second, one behind a later comma rather has its subject before
    that ("Lund, the mayor, told the council").
    """
    stop = min(len(text), start + _GAP)
    ending = SENTENCE_END.search(text, start, stop)
    stop = min(limit, ending.start() if ending else stop)
    comma = text.find(",", start, stop)
    while comma >= 0:
        words = words_of(text, comma + 1, min(stop, comma + _CLOSE))
        if words and words[0].text[0].islower() and words[0].fold in lexicon.verbs:
            clause = clause_after(text, words[0].start, lexicon)
            if clause is not None and clause.inverted and _is_who(clause.speaker, lexicon):
                return clause
        comma = text.find(",", comma + 1, stop) if lexicon.verb_second else -1
    return None


def _is_who(speaker: str | None, lexicon: Lexicon) -> bool:
    """Whether a subject is a name, a pronoun or a noun with its article."""
    if not speaker or speaker[0].isupper():
        return bool(speaker)
    first = speaker.split(" ", 1)[0].lower()
    known = (lexicon.pronouns, lexicon.determiners, lexicon.declined)
    return any(first in words for words in known)


def _about(text: str, span: Marked, limit: int, lexicon: Lexicon) -> Beside | None:
    """What the sentence behind the words says of them: ``“…”. Das sagte Lund``."""
    if not lexicon.anaphors:
        return None
    match = _NEXT.match(text, span.right)
    if match is None or match.end() >= limit or not text[span.start].isupper():
        return None
    clause = clause_about(text, match.end(), lexicon)
    return None if clause is None or clause.speaker is None else Beside(clause, follows=True)


def _reported(
    text: str, holes: Sequence[tuple[int, int]], begin: int, lexicon: Lexicon
) -> Clause | None:
    """Whose words a sentence of reported speech that begins at *begin* tells.

    A sentence before it in the paragraph says so.
    """
    for _ in range(_MAX_BACK):
        holes = [hole for hole in holes if hole[1] <= begin]
        words = sentence_before(text, begin, holes)
        if not words:
            return Clause(speaker=None, cue=None, end=begin, guessed=True, hearsay=True)
        clause = clause_within(text, words, lexicon)
        if clause is None:
            source = source_in(text, words[0].start, begin, lexicon)
            clause = Clause(speaker=source, cue=None, end=begin) if source else None
        if clause is not None and clause.speaker is not None:
            return evolve(clause, hearsay=True, end=begin)
        if not is_hearsay(words, lexicon):
            clause = main_speaker(text, words, lexicon)
            return clause and evolve(clause, hearsay=True, end=begin)
        begin = words[0].start
    return None


def _after(text: str, span: Marked, limit: int, lexicon: Lexicon) -> Beside:
    match = _LOOSE.match(text, span.right)
    if match is None or match.end() >= limit:
        return Beside()
    inside = text[span.end - 1 : span.end].strip() or text[span.end - 2 : span.end - 1]
    ended = inside == "." or (lexicon.capital_nouns and inside != ",")
    if ended and text[match.end()].isupper() and not match["sign"]:
        return Beside()
    direct = inside in _SPEECH_END or bool(match["sign"])
    clause = clause_after(text, match.end(), lexicon, unknown=direct)
    if clause is None or clause.end > limit:
        return Beside()
    direct = direct or (lexicon.verb_last and clause.inverted)
    return Beside(clause, direct, follows=True)


def _by_title(text: str, span: Marked, following: Marked, lexicon: Lexicon) -> Beside:
    """A clause whose speaker stands in marks itself: ``wrote the “Morning Post”``."""
    match = _LOOSE.match(text, span.right)
    short = text.count(" ", following.start, following.end) < _MAX_TITLE
    if match is None or not match["sign"] or not short or following.left - span.right > _CLOSE:
        return Beside()
    words = words_of(text, match.end(), following.left)
    if not words or words[0].fold not in lexicon.verbs:
        return Beside()
    if any(word.fold not in lexicon.articles for word in words[1:]):
        return Beside()
    speaker = text[following.start : following.end]
    clause = Clause(speaker=speaker, cue=words[0].text, end=following.right, inverted=True)
    return Beside(clause, direct=True, follows=True)


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
) -> Beside:
    """The same in a script without capitals."""
    first = holes[-1][1] if holes else 0
    sign = sign_before(text, span.left, first)
    clause = clause_around(text, span.left, span.right, lexicon)
    if clause is None and sign in _COLONS:
        clause = _label(text, first, span.left)
    if clause is None:
        source = source_in(text, max(first, span.left - _GAP), span.left, lexicon)
        clause = Clause(speaker=source, cue=None, end=span.left) if source else None
    return Beside(clause, direct=sign in _SIGNS)


def _calls(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause tells what somebody calls something: ``hat ihn “…” genannt``."""
    return (clause.cue or "").lower() in lexicon.calling


def _label(text: str, first: int, left: int) -> Clause | None:
    """The short line or sentence in front of a colon: who speaks."""
    label = text[max(first, left - _GAP) : left].strip(" :：")
    longest = _MAX_LABEL // 3 if label and is_unspaced(label, 0) else _MAX_LABEL
    if not 0 < len(label) <= longest or not label.replace(" ", "").isalnum():
        return None
    return Clause(speaker=label, cue=None, end=left)


def _in_front(
    text: str, holes: Sequence[tuple[int, int]], span: Marked, lexicon: Lexicon
) -> Beside:
    first = holes[-1][1] if holes else 0
    sign = sign_before(text, span.left, first)
    words = sentence_before(text, span.left, holes)
    clause = clause_around_mark(text, words, span.right, lexicon)
    if clause is not None and (sign in _SIGNS or lexicon.verb_last):
        return Beside(clause, direct=True, follows=True)
    if clause is not None and (text[span.start].islower() or _calls(clause, lexicon)):
        return Beside(clause)
    clause = clause_before(text, span.left, lexicon, holes, words)
    if (clause is None or clause.guessed) and sign == ":":
        name = name_in_front(text, first, span.left, lexicon)
        clause = Clause(speaker=name, cue=None, end=span.left) if name else clause
    if clause is None or clause.guessed:
        begin = words[0].start if words else first
        source = source_in(text, begin, span.left, lexicon)
        clause = Clause(speaker=source, cue=None, end=span.left) if source else clause
    return Beside(clause, direct=sign in _SIGNS)
