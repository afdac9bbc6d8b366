"""Whose a verb is where articles have cases, as in German: clauses and their subjects.

The first part of a sentence, whatever it is, has the verb behind it: what may be the subject
stands first, or else behind the verb.
"""

from collections.abc import Sequence
from itertools import islice

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.moods import has_mood, is_reported
from newsparse.parser.names import Word
from newsparse.parser.nounphrases import (
    Phrase,
    can_speak,
    free_phrases,
    is_joint,
    is_person,
    phrase_at,
)
from newsparse.parser.order import beats, is_subject, is_told

__all__ = [
    "clause_start",
    "find_agent",
    "find_main",
    "find_phrase",
    "is_border",
    "is_dependent",
    "is_hearsay",
    "last_clause",
    "left_border",
    "name_before",
    "phrase_before",
    "right_border",
]

# How far behind its verb a subject is looked for, in words.
_MAX_BEHIND = 12
_BORDERS = frozenset(",;:–—…")
_DOTS = frozenset(".!?")
_MAX_SHORT = 2
# So many phrases before a verb are looked at.
_MAX_FREE = 4


def clause_start(words: Sequence[Word], verb: int, lexicon: Lexicon) -> int:
    """Where the clause of the verb at *verb* begins.

    Right behind a comma, a verb has the subject of what stands before the words it closes.
    """
    at = _skip_back(words, verb, lexicon)
    if at and words[at - 1].text == ",":
        opening = at - 2
        while opening >= 0 and not is_border(words, opening, lexicon):
            opening -= 1
        comma = opening > 0 and words[opening].text == ","
        return left_border(words, opening if comma else at - 1, lexicon)
    return left_border(words, at, lexicon)


def _skip_back(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Before the adverbs and auxiliaries that stand before *at*."""
    while at and _is_adverb(words[at - 1], lexicon):
        at -= 1
    return at


def _is_shared(words: Sequence[Word], verb: int, lexicon: Lexicon) -> bool:
    """Whether "and" joins a verb to what stands before it, whose subject it has."""
    at = _skip_back(words, verb, lexicon)
    return at > 1 and is_joint(words[at - 1], lexicon)


def is_border(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a sign that parts clauses stands there.

    A hyphen with blanks around it is one, the dot of an initial, ordinal or title is none.
    """
    sign = words[at].text
    if sign in _DOTS:
        before = words[at - 1] if at else words[at]
        short = len(before.text) <= _MAX_SHORT or before.text.isdecimal()
        return not (short or before.fold in lexicon.honorifics)
    if sign != "-":
        return sign in _BORDERS
    after = at + 1 < len(words) and words[at].end < words[at + 1].start
    return after and at > 0 and words[at - 1].end < words[at].start


def left_border(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where the words begin that nothing parts from those before *at*."""
    while at and not is_border(words, at - 1, lexicon) and not is_joint(words[at - 1], lexicon):
        at -= 1
    return at


def right_border(words: Sequence[Word], verb: int, lexicon: Lexicon) -> int:
    """Where the words end that nothing parts from the verb at *verb*, a few of them."""
    stop = verb + 1
    while stop < len(words) and stop - verb < _MAX_BEHIND and not is_border(words, stop, lexicon):
        stop += 1
    return stop


def _last_word(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """One past the last word before *end* that is more than a comma or "and"."""
    while end and (is_border(words, end - 1, lexicon) or is_joint(words[end - 1], lexicon)):
        end -= 1
    return end


def _is_adverb(word: Word, lexicon: Lexicon) -> bool:
    return (
        word.fold in lexicon.adverbs
        and word.fold not in lexicon.determiners
        and word.fold not in lexicon.oblique
        and word.fold not in lexicon.subordinators
    )


def find_phrase(
    words: Sequence[Word], verb: int, lexicon: Lexicon, *, before: bool = True
) -> Phrase | None:
    """The subject of the verb at *verb*; where not *before*, only what stands behind it."""
    if not before:
        return _behind(words, verb, lexicon)
    if _is_shared(words, verb, lexicon):
        return find_main(words[: _skip_back(words, verb, lexicon) - 1], lexicon)
    start = clause_start(words, verb, lexicon)
    if start < verb and _is_subordinate(words, start, verb, lexicon):
        if words[verb - 1].text == "," and not _is_last(words, verb, lexicon):
            return _behind(words, verb, lexicon)
        return next(free_phrases(words, start + 1, verb, lexicon), None)
    if start < verb and _is_relative(words, start, lexicon):
        return _in_relative(words, start, verb, lexicon)
    return _first_or_behind(words, start, verb, lexicon)


def _is_subordinate(words: Sequence[Word], start: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether the clause at *start* has its verb last; not in ``Als Kapitän lobte er``."""
    if words[start].fold in lexicon.comparatives:
        phrase = phrase_at(words, start, lexicon)
        main = phrase is not None and not phrase.free and _has_subject(words, verb, lexicon)
        return phrase is None or (phrase.end != verb and not main)
    return words[start].fold in lexicon.subordinators


def _has_subject(words: Sequence[Word], verb: int, lexicon: Lexicon) -> bool:
    """Whether a subject may stand right behind a verb."""
    phrase = phrase_at(words, verb + 1, lexicon)
    return phrase is not None and phrase.free


def _first_or_behind(
    words: Sequence[Word], start: int, verb: int, lexicon: Lexicon
) -> Phrase | None:
    """The subject of the verb of a main clause that begins at *start*."""
    found = list(islice(free_phrases(words, start, verb, lexicon), _MAX_FREE))
    leading = found[0] if found else None
    for phrase in found[1:]:
        at = phrase.first - 1
        auxiliary = words[at].fold in lexicon.auxiliaries
        if leading and auxiliary and beats(words, leading, phrase, at, lexicon):
            return phrase
    behind = _behind(words, verb, lexicon)
    if leading is None or behind is None:
        return leading or behind
    if leading.first == start:
        return behind if beats(words, leading, behind, verb, lexicon) else leading
    if is_person(words, leading, lexicon) and not is_person(words, behind, lexicon):
        return leading
    return behind if behind.first == verb + 1 or behind.is_full_name else leading


def last_clause(words: Sequence[Word], holes: Sequence[tuple[int, int]], lexicon: Lexicon) -> int:
    """Where a main clause begins that a person's name opens behind a quote: ``“…”, Lund lobte``."""
    start = left_border(words, len(words), lexicon)
    if start <= 1 or words[start - 1].text != ",":
        return 0
    left, right = words[start - 2].end, words[start - 1].start
    if not any(left <= hole[0] and hole[1] <= right for hole in holes):
        return 0
    phrase = phrase_at(words, start, lexicon)
    named = phrase is not None and phrase.free and phrase.is_full_name
    return start if named and not is_reported(words, start, len(words), lexicon) else 0


def is_dependent(words: Sequence[Word], verb: int, lexicon: Lexicon) -> bool:
    """Whether the clause of the verb at *verb* hangs on another."""
    start = left_border(words, verb, lexicon)
    return words[start].fold in lexicon.subordinators or _is_relative(words, start, lexicon)


def find_agent(
    words: Sequence[Word], verb: int, lexicon: Lexicon, *, passive: bool = False
) -> tuple[bool, Phrase | None]:
    """Whether the verb at *verb* is in the passive, and by whom what it tells is done.

    Where it stands behind marked words, its auxiliary may too: then *passive* says so.
    """
    start = left_border(words, verb, lexicon)
    passive = passive or any(word.fold in lexicon.passive for word in words[start:verb])
    if not passive and not any(word.fold in lexicon.copulas for word in words[start:verb]):
        return False, None
    for at in range(start, verb):
        if words[at].fold in lexicon.agent:
            agent = phrase_at(words, at, lexicon)
            able = agent is not None and can_speak(words, agent, lexicon)
            if passive or able:  # "ist von Lund so genannt worden"
                return True, agent
    return passive, None


def name_before(words: Sequence[Word], end: int, lexicon: Lexicon) -> Phrase | None:
    """The phrase of a full name that ends right before *end*."""
    start = left_border(words, end, lexicon)
    found = list(free_phrases(words, start, end, lexicon))
    return found[-1] if found and found[-1].end == end and found[-1].is_full_name else None


def phrase_before(words: Sequence[Word], end: int, lexicon: Lexicon) -> Phrase | None:
    """The phrase of a full name that ends right before *end* and begins a clause."""
    start = left_border(words, end, lexicon)
    phrase = phrase_at(words, start, lexicon) if start < end else None
    if phrase is None or not phrase.free or not phrase.is_full_name or phrase.end != end:
        return None
    return phrase


def find_main(words: Sequence[Word], lexicon: Lexicon) -> Phrase | None:
    """The subject of an unfinished sentence: that of its last clause that is none of another's.

    Where the last clause has none of its own, the phrase that begins the sentence is it.
    """
    end = _last_word(words, len(words), lexicon)
    start = left_border(words, end, lexicon)
    while start and _is_dependent(words, start, end, lexicon):
        end = _last_word(words, start, lexicon)
        start = left_border(words, end, lexicon)
    found = next(free_phrases(words, start, end, lexicon), None)
    told = words[start].fold in lexicon.verbs and found is not None and found.first == start + 1
    if found is not None and (told or not _goes_on(words, start, found, lexicon)):
        return _subject_behind(words, found, lexicon) or found
    leading = phrase_at(words, 0, lexicon)
    return leading if leading is not None and leading.free else found


def _subject_behind(words: Sequence[Word], leading: Phrase, lexicon: Lexicon) -> Phrase | None:
    """The pronoun or person right behind the verb that follows a thing: "Ziele hatte er"."""
    at = leading.end + 1
    if leading.pronoun or at >= len(words) or not words[at - 1].text[0].islower():
        return None
    fold = words[at].fold
    if fold in lexicon.pronouns:
        object_too = fold in lexicon.nobody or fold in lexicon.she
        return None if object_too else phrase_at(words, at, lexicon)
    if words[at - 1].fold not in lexicon.auxiliaries:
        return None
    phrase = phrase_at(words, at, lexicon)
    if phrase is None or not phrase.free or not is_person(words, phrase, lexicon):
        return None
    thing = not can_speak(words, leading, lexicon) and not is_subject(words, leading, lexicon)
    return phrase if thing else None


def _goes_on(words: Sequence[Word], start: int, found: Phrase, lexicon: Lexicon) -> bool:
    """Whether a verb begins the clause at *start*, whose subject stands before it, if any."""
    first = words[start]
    return (
        bool(start)
        and found.first > start
        and first.text[0].islower()
        and (first.fold in lexicon.auxiliaries or not _is_adverb(first, lexicon))
        and first.fold not in lexicon.oblique
    )


def _is_dependent(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a clause hangs on the one before it, or goes on with that one's subject."""
    first = words[start]
    if first.fold in lexicon.subordinators or _is_relative(words, start, lexicon):
        return True
    if is_reported(words, start, end, lexicon):
        return True
    free = next(free_phrases(words, start, end, lexicon), None)
    return first.text[0].islower() and free is None


def is_hearsay(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a main clause of a sentence is in the mood of reported speech."""
    end = len(words)
    while end:
        end = _last_word(words, end, lexicon)
        start = left_border(words, end, lexicon)
        main = start < end and words[start].fold not in lexicon.subordinators
        if main and (
            is_reported(words, start, end, lexicon) or has_mood(words, start, end, lexicon)
        ):
            return True
        end = start
    return False


def _is_last(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a clause ends with the word at *at*."""
    return at + 1 >= len(words) or is_border(words, at + 1, lexicon)


def _is_relative(words: Sequence[Word], start: int, lexicon: Lexicon) -> bool:
    """Whether a relative pronoun stands there: an article without its noun."""
    if not start or words[start - 1].text != "," or words[start].fold not in lexicon.articles:
        return False
    return phrase_at(words, start, lexicon) is None


def _in_relative(words: Sequence[Word], start: int, verb: int, lexicon: Lexicon) -> Phrase | None:
    """The subject of a relative clause: its own, or the noun that the pronoun stands for."""
    found = next(free_phrases(words, start + 1, verb, lexicon), None)
    if found is not None:
        return found
    for at in range(left_border(words, start - 1, lexicon), start - 1):
        phrase = phrase_at(words, at, lexicon)
        if phrase is not None and phrase.end == start - 1:
            return phrase
    return None


def _behind(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Phrase | None:
    """The first phrase behind a verb that can be its subject."""
    if words[verb].fold in lexicon.quotative:
        begin = verb + 1
        while begin < len(words) and _is_adverb(words[begin], lexicon):
            begin += 1
        phrase = phrase_at(words, begin, lexicon)
        return phrase if phrase is not None and phrase.free else None
    stop = right_border(words, verb, lexicon)
    found = list(free_phrases(words, verb + 1, stop, lexicon))[:2]
    if (
        len(found) > 1
        and words[found[0].first].fold in lexicon.nobody
        and found[0].end == found[1].first
    ):
        return found[1]
    if len(found) > 1 and is_told(words, found[0], verb, lexicon):
        return found[1] if is_person(words, found[1], lexicon) else found[0]
    return found[0] if found else None
