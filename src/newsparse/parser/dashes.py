"""Quotation dashes: where speech that a dash opens ends, and the reporting clauses inside it."""

import re

from attrs import frozen

from newsparse.parser.clauses import Clause
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import folds_of, is_name, words_of
from newsparse.parser.speakers import clause_after

__all__ = ["Spoken", "split_dash", "split_inside"]

_OPENING = re.compile(r"[^\S\n]{0,3}([-–—―]|--)([^\S\n]{0,2})(?=[^\s–—―-])")
_HANDLE = re.compile(r"\([^\S\n]{0,2}@\w")
# What may stand between words and their reporting clause.
_BREAK = re.compile(
    r"[,?!…][\"”»’」』“«]?[^\S\n]{1,2}(?P<dash>[-–—―][^\S\n]?)?(?=[^\W\d_])"
    r"|(?P<bare>,?[^\S\n][-–—―][^\S\n]?)(?=[^\W\d_])"
    r"|\.[^\S\n]{1,2}(?P<after>[-–—―][^\S\n]?)(?=[^\W\d_])"
)
_CLAUSE_END = re.compile(
    r"[.!?…:](?=[^\S\n]{1,2}(?:[^\W\da-z_]|[-–—―\"“„«»「『¿¡])|[^\S\n]{0,2}\Z)"
)
_THIRD = re.compile(r"[^\S\n][-–—―](?=[^\S\n])|(?<=\w)[—–―](?=[.,;:…?!\s])")
_GOES_ON = re.compile(r"[.,;:…?!]?[^\S\n]{0,2}(?:[-–—―][^\S\n]{0,2})?[.,;:…]?[^\S\n]{0,2}")
# A comma and this many words after "he said" are speech again, not more about him.
_MIN_REST = 4
# What is read of a clause and of the sentence around it, in characters.
_MAX_CLAUSE = 160
_MAX_SENTENCE = 600
# A paragraph of more characters is no speech; each of its dashes would be looked at.
_MAX_SPEECH = 20_000
# Names and nothing else, up to this many words, are a signature.
_MAX_SIGNATURE = 5


@frozen
class Spoken:
    """Words said, ``text[start:end]``, and the clause that follows them, if any."""

    start: int
    end: int
    clause: Clause | None


def split_dash(text: str, lexicon: Lexicon) -> tuple[Spoken, ...]:
    """The runs of speech in a paragraph that a dash opens; none where it is no speech.

    In languages that do not mark speech with dashes, a reporting clause must be there.

    Example:
        >>> from newsparse.languages import Languages
        >>> from newsparse.parser.lexicon import lexicon_of
        >>> english = lexicon_of((Languages().get("en"),))
        >>> run, = split_dash("– We are tired, she reportedly said.", english)
        >>> run.start, run.end, run.clause.speaker, run.clause.cue
        (2, 14, 'she', 'reportedly said')
    """
    opening = _OPENING.match(text)
    if opening is None or not _may_speak(text, opening, lexicon):
        return ()
    found = _runs(text, opening.end(), lexicon)
    return found if lexicon.dash or any(run.clause for run in found) else ()


def split_inside(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Spoken, ...]:
    """The runs of speech between two marks, as in ``« On y va, dit-il. Vite. »``.

    Only a clause whose verb stands first is taken out: one whose subject stands first is as
    likely told by the speaker.
    """
    part = text[start:end]
    if "," not in part:
        return ()
    runs = _runs(part, 0, lexicon, inverted=True)
    return tuple(Spoken(start + run.start, start + run.end, run.clause) for run in runs)


def _runs(
    text: str, start: int, lexicon: Lexicon, *, inverted: bool = False
) -> tuple[Spoken, ...]:
    found: list[Spoken] = []
    while start < len(text):
        run, rest = _next_run(text, start, lexicon, inverted=inverted)
        if run.end > run.start and any(map(str.isalpha, text[run.start : run.end])):
            found.append(run)
        start = rest
    return tuple(found)


def _may_speak(text: str, opening: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the paragraph's beginning is that of speech: no list item, score or signature."""
    first = text[opening.end()]
    if len(text) > _MAX_SPEECH:
        return False
    hyphen = opening[1] in {"-", "--"}
    if first.islower() or (hyphen and not lexicon.dash):
        return False
    if hyphen and not opening[2] and not first.isalpha():
        return False
    if not any(map(str.isalpha, text[opening.end() : opening.end() + 40])):
        return False
    return not (_HANDLE.search(text, 0, 80) or _is_signature(text, opening.end(), lexicon))


def _is_signature(text: str, start: int, lexicon: Lexicon) -> bool:
    words = words_of(text, start, min(len(text), start + 120))
    if not 1 < len(words) <= _MAX_SIGNATURE or words[-1].end < len(text.rstrip()):
        return False
    return all(
        word.text == "." or word.text in lexicon.particles or is_name(word, lexicon)
        for word in words
    ) and words[-1].text not in {".", "!", "?"}


def _next_run(text: str, start: int, lexicon: Lexicon, *, inverted: bool) -> tuple[Spoken, int]:
    """The run of speech from *start* on, and where the next one begins."""
    best: tuple[re.Match[str], Clause] | None = None
    limit = len(text)
    for match in _BREAK.finditer(text, start):
        if match.start() > limit:
            break
        clause = _clause_at(text, match, lexicon)
        if clause is None or not _better(text, match, clause, best):
            continue
        if inverted and not clause.inverted:
            continue
        best = (match, clause)
        if _by_dash(match):
            break
        limit = _sentence_end(text, clause)
    if best is not None:
        return _cut(text, start, *best, inside=inverted)
    return Spoken(start, len(text.rstrip()), None), len(text)


def _better(
    text: str, match: re.Match[str], clause: Clause, best: tuple[re.Match[str], Clause] | None
) -> bool:
    """Verb first beats subject first; of two in one sentence the later one is the frame."""
    if clause.inverted or _by_dash(match):
        return True
    return best is None and _closes(text, clause)


def _sentence_end(text: str, clause: Clause) -> int:
    stop = min(len(text), clause.end + _MAX_SENTENCE)
    ending = _CLAUSE_END.search(text, clause.end, stop)
    return ending.end() if ending else stop


def _by_dash(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("dash", "bare", "after"))


def _clause_at(text: str, match: re.Match[str], lexicon: Lexicon) -> Clause | None:
    at = match.end()
    if not lexicon.may_tell(folds_of(text, at, at + 90)):
        return None
    clause = clause_after(text, at, lexicon)
    if clause is None and _by_dash(match):
        first = words_of(text, at, min(len(text), at + 90))[0]
        if first.fold in lexicon.verbs:
            return Clause(speaker=None, cue=first.text, end=first.end)
    return clause


def _closes(text: str, clause: Clause) -> bool:
    """Whether nothing but its sentence's rest follows a clause whose subject stands first."""
    stop = clause.end + _MAX_CLAUSE
    return len(text) <= stop or _CLAUSE_END.search(text, clause.end, stop) is not None


def _cut(
    text: str, start: int, match: re.Match[str], clause: Clause, *, inside: bool
) -> tuple[Spoken, int]:
    end = match.start() + (text[match.start()] in "?!….")
    while end < match.end() and text[end] in '"”»’」』“«':
        end += 1
    return Spoken(start, end, clause), _rest(text, match, clause, inside=inside)


def _rest(text: str, match: re.Match[str], clause: Clause, *, inside: bool) -> int:
    """Where speech goes on after *clause*."""
    stop = min(len(text), clause.end + _MAX_SENTENCE)
    ending = _CLAUSE_END.search(text, clause.end, stop)
    end = ending.end() if ending else len(text)
    if _by_dash(match):
        third = _THIRD.search(text, clause.end, min(end, stop))
        end = third.start() if third else end
    elif _resumes(text, clause, end, 0 if inside else _MIN_REST):
        end = clause.end
    going = _GOES_ON.match(text, end)
    return going.end() if going else end


def _resumes(text: str, clause: Clause, end: int, least: int) -> bool:
    """Whether speech goes on after the comma, as in ``, she said, and nobody asked us``."""
    if text[clause.end : clause.end + 2] != ", " or clause.source is not None:
        return False
    speaker = clause.speaker or ""
    rest = text.count(" ", clause.end, min(end, clause.end + _MAX_CLAUSE))
    return speaker.islower() and " " not in speaker and rest > least
