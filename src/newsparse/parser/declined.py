"""Reporting clauses where articles have cases, as in German: who speaks, and by which verb."""

from collections.abc import Sequence

from attrs import evolve

from newsparse.parser.cases import (
    find_agent,
    find_main,
    find_phrase,
    is_dependent,
    is_hearsay,
    last_clause,
    left_border,
    name_before,
    phrase_before,
)
from newsparse.parser.cited import find_cited
from newsparse.parser.clauses import Clause
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.moods import may_be_verb
from newsparse.parser.names import MIN_FULL, Word, is_name, run_forward, words_of
from newsparse.parser.nounphrases import Phrase, can_speak, is_known, is_person, phrase_at
from newsparse.parser.sentences import SENTENCE_END
from newsparse.parser.subjects import ENDS, Who, past_titles, skip_adverbs, who_of
from newsparse.parser.verbs import cue_before, is_verb, leads_to_verb

__all__ = [
    "by_case",
    "clause_about",
    "declined_after",
    "declined_before",
    "declined_subject",
    "in_writing",
    "main_speaker",
    "spoken_of",
    "who_in",
]

# How far a sentence about a quote is read, in characters.
_WINDOW = 220
_MIN_PHRASE = 2
# How far behind marked words it may stand that they are spoken of, in characters.
_TALK = 24
# What a name may stand right before, without a verb: ``Lund: “…”`` and ``Lund (“…”)``.
_LABELS = frozenset(":(")


def declined_after(
    text: str, words: Sequence[Word], lexicon: Lexicon, *, unknown: bool
) -> Clause | None:
    """The clause that begins with the first of *words*, behind a quote.

    Its verb stands first, or it is one like ``wie Lund sagte``.  With *unknown*, the verb may be
    any word in lower case right before a subject.
    """
    if leads_to_verb(words, 0, lexicon):
        words = words[1:]  # "so sagte Lund"
    verb = skip_adverbs(words, 0, lexicon)
    if verb < len(words) and is_verb(words, verb, lexicon):
        return by_case(text, words, verb, lexicon, before=False)
    found = _with_auxiliary(text, words, lexicon) or _subordinate(text, words, lexicon)
    return _by_position(text, words, lexicon) if found is None and unknown else found


def declined_before(
    text: str,
    words: Sequence[Word],
    holes: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Clause | None:
    """The clause in the sentence that leads up to a quote; *words* are the sentence's.

    Words within a sentence belong to its frame, so that its first verb of speech counts; before a
    colon it is the last.  Where the verb is in the mood of reported speech, the clause only says
    so.
    """
    words = words[last_clause(words, holes, lexicon) :]
    if not words:
        return None
    label = phrase_before(words, len(words) - 1, lexicon) if words[-1].text in _LABELS else None
    if label is not None:
        who = who_in(text, words, label, lexicon)
        return Clause(speaker=who.text, cue=None, end=words[-1].end)
    verbs = [at for at in range(len(words)) if is_verb(words, at, lexicon)]
    if words[-1].text in ENDS - {":"}:
        # Only the frame of a sentence that is over says whose the words behind it are.
        verbs = [at for at in verbs if not is_dependent(words, at, lexicon)]
    for at in reversed(verbs) if words[-1].text in {":", ","} else verbs:
        clause = by_case(text, words, at, lexicon)
        if clause is not None:
            return in_writing(text, words, at, clause, lexicon)
    return _without_verb(text, words, bool(verbs), lexicon)


def _without_verb(
    text: str,
    words: Sequence[Word],
    has_verb: bool,  # noqa: FBT001 - private
    lexicon: Lexicon,
) -> Clause | None:
    """What a sentence tells that has no clause with a verb of speech."""
    view = phrase_at(words, 0, lexicon) if words[0].fold in lexicon.view else None
    if view is not None and is_person(words, view, lexicon):
        who = _without_preposition(text, words, view, lexicon)
        return Clause(speaker=who.text, cue=None, end=words[-1].end)
    if is_hearsay(words, lexicon):
        return _reported(text, words, lexicon)
    main = find_main(words, lexicon)
    if main is None or words[-1].text in ENDS - {":"}:
        return None
    who = who_in(text, words, main, lexicon)
    apart = who.text != text[words[main.first].start : words[main.end - 1].end]
    able = apart or can_speak(words, main, lexicon)
    if words[-1].text == ":" and not has_verb:
        able = able or _is_label(words, main, lexicon)
        return _before_colon(
            words, main, _from_whom(text, words, main, lexicon) or who, able, lexicon
        )
    pronoun = who.text.lower() in lexicon.he | lexicon.she
    being = words[min(main.end, len(words) - 1)].fold in lexicon.copulas
    opening = main.first == 0 and not main.is_bare
    named = (main.is_full_name and main.is_bare) or (opening and able and not being)
    return Clause(
        speaker=who.text if pronoun or named else None,
        cue=None,
        end=who.end,
        guessed=True,
        maybe=None if pronoun or named else who.text,
    )


def _before_colon(
    words: Sequence[Word],
    main: Phrase,
    who: Who,
    able: bool,  # noqa: FBT001 - private
    lexicon: Lexicon,
) -> Clause:
    """Who speaks behind a colon; what is not *able* to may be what the story calls somebody."""
    end = words[-1].end
    if able or who.start >= words[main.stop - 1].end:
        return Clause(speaker=who.text, cue=None, end=end)
    new = words[main.first].fold in lexicon.predicate
    return Clause(speaker=None, cue=None, end=end, maybe=who.text, stranger=new)


def _reported(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause:
    """What a sentence in the mood of reported speech tells: whose words, if its first clause does."""
    teller = _teller(words, lexicon)
    if teller is None:
        return Clause(speaker=None, cue=None, end=words[0].start, guessed=True, hearsay=True)
    who = who_in(text, words, teller, lexicon)
    return Clause(speaker=who.text, cue=None, end=who.end, guessed=True)


def main_speaker(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """Of whom a sentence tells whose words the next ones may be: "Lund kam. Es sei kalt"."""
    main = find_main(words, lexicon)
    if main is None or not can_speak(words, main, lexicon):
        return None
    if words[main.first].fold in lexicon.nobody:
        return None
    who = who_in(text, words, main, lexicon)
    return Clause(speaker=who.text, cue=None, end=who.end, guessed=True)


def _teller(words: Sequence[Word], lexicon: Lexicon) -> Phrase | None:
    """Whose words the clauses behind the first tell: "Lund ist sicher, der Bau sei …"."""
    main = phrase_at(words, 0, lexicon)
    comma = next((at for at, word in enumerate(words) if word.text == ","), 0)
    if main is None or not main.free or main.end >= comma or is_hearsay(words[:comma], lexicon):
        return None
    able = can_speak(words, main, lexicon) or not main.is_bare
    nobody = words[main.first].fold in lexicon.nobody | lexicon.anaphors
    return main if able and not nobody and may_be_verb(words[main.end], lexicon) else None


def _from_whom(text: str, words: Sequence[Word], main: Phrase, lexicon: Lexicon) -> Who | None:
    """From whom what is said comes: "Kritik kam von Lund"."""
    if words[main.stop - 1].fold not in lexicon.utterances:
        return None
    for at in range(len(words)):
        phrase = phrase_at(words, at, lexicon) if words[at].fold in lexicon.agent else None
        if phrase is not None and can_speak(words, phrase, lexicon):
            return _without_preposition(text, words, phrase, lexicon)
    return None


def _is_label(words: Sequence[Word], main: Phrase, lexicon: Lexicon) -> bool:
    """Whether a word alone stands before the colon that is no noun for what is said."""
    alone = main.is_bare and main.end == len(words) - 1
    return alone and words[main.head].fold not in lexicon.utterances


def declined_subject(
    text: str, words: Sequence[Word], after: Sequence[Word], lexicon: Lexicon
) -> Who | None:
    """Whose the verb is that closes a clause behind marked words, which *words* lead up to.

    The first word of *after* is that verb.
    """
    passive = len(after) > 1 and after[1].fold in lexicon.passive
    passive, agent = find_agent(words, len(words), lexicon, passive=passive)
    if passive and after[0].fold not in lexicon.citing:
        return None if agent is None else _without_preposition(text, words, agent, lexicon)
    main = find_main(words, lexicon)
    return None if main is None else who_in(text, words, main, lexicon)


def spoken_of(text: str, words: Sequence[Word], right: int, lexicon: Lexicon) -> Clause | None:
    """In what, or where, the marked words before *right* are spoken of.

    ``In dem Brief ist von “…” die Rede``.
    """
    after = text[right : right + _TALK].lstrip(" \u00a0").lower()
    if not lexicon.talk or not after.startswith(lexicon.talk):
        return None
    for at, word in enumerate(words):
        if word.fold in lexicon.writing and word.fold not in lexicon.agent:
            who = _writing(text, words, at, lexicon)
            return None if who is None else Clause(speaker=who.text, cue=None, end=who.end)
    return None


def by_case(
    text: str, words: Sequence[Word], verb: int, lexicon: Lexicon, *, before: bool = True
) -> Clause | None:
    """The clause of the verb at *verb*; where not *before*, its subject stands behind it."""
    if words[verb].fold in lexicon.citing:
        cited = find_cited(words, verb, lexicon, before=before)
        if cited is not None:
            who = who_in(text, words, cited, lexicon)
            return Clause(
                speaker=who.text, cue=words[verb].text, end=max(who.end, words[verb].end)
            )
    passive, agent = find_agent(words, verb, lexicon)
    if passive:
        if agent is None:
            return None
        who = _without_preposition(text, words, agent, lexicon)
        return Clause(speaker=who.text, cue=words[verb].text, end=words[verb].end)
    before = before and words[verb].fold not in lexicon.quotative
    phrase = find_phrase(words, verb, lexicon, before=before)
    if phrase is None:
        return None
    who = who_in(text, words, phrase, lexicon)
    inverted = who.start > words[verb].start
    if inverted and who.text.lower() in lexicon.nobody and words[verb].fold in lexicon.impersonal:
        at = phrase.end + (phrase.end < len(words) and words[phrase.end].text.islower())
        who = (
            _writing(text, words, phrase.end, lexicon) or _writing(text, words, at, lexicon) or who
        )
    cue = words[verb].text if inverted else cue_before(text, words, verb, lexicon)
    end = max(who.end, words[verb].end)
    return Clause(speaker=who.text, cue=cue, end=end, inverted=inverted)


def clause_about(text: str, start: int, lexicon: Lexicon) -> Clause | None:
    """A sentence from *start* on about the words before it: ``Das sagte Lund``."""
    stop = min(len(text), start + _WINDOW)
    ending = SENTENCE_END.search(text, start, stop)
    words = words_of(text, start, ending.start() if ending else stop)
    if len(words) < _MIN_PHRASE or words[0].fold not in lexicon.anaphors:
        return None
    last = len(words) if words[1].fold in lexicon.auxiliaries else _MIN_PHRASE
    verb = next((at for at in range(1, last) if is_verb(words, at, lexicon)), None)
    clause = None if verb is None else by_case(text, words, 1, lexicon, before=False)
    return None if clause is None or verb is None else evolve(clause, cue=words[verb].text)


def _by_position(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """A clause whose verb no table has: it stands first, and its subject right behind it."""
    verb = words[0]
    if not verb.text[0].islower() or _is_no_verb(verb, lexicon):
        return None
    phrase = phrase_at(words, 1, lexicon)
    if phrase is None or not phrase.free or words[phrase.first].fold in lexicon.nobody:
        return None
    who = who_in(text, words, phrase, lexicon)
    return Clause(speaker=who.text, cue=verb.text, end=who.end, inverted=True, guessed=True)


def _is_no_verb(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is known to be something else."""
    if word.fold in lexicon.auxiliaries:
        return False
    return (
        word.fold in lexicon.common
        or word.fold in lexicon.adverbs
        or word.fold in lexicon.pronouns
        or word.fold in lexicon.oblique
        or word.fold in lexicon.determiners
        or word.fold in lexicon.subordinators
        or word.fold in lexicon.joint
    )


def _with_auxiliary(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """A clause whose verb is its last word and an auxiliary its first: ``hat Lund gesagt``."""
    if words[0].text not in lexicon.auxiliaries | lexicon.hearsay:
        return None
    ends = (at for at, word in enumerate(words) if word.text in ENDS)
    verb = next(ends, len(words)) - 1
    if verb < _MIN_PHRASE or not is_verb(words, verb, lexicon):
        return None
    phrase = find_phrase(words, 0, lexicon, before=False)
    if phrase is None or phrase.end > verb:
        return None
    who = who_in(text, words, phrase, lexicon)
    return Clause(speaker=who.text, cue=words[verb].text, end=words[verb].end)


def _subordinate(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """A clause that a subordinator begins and its verb ends: ``wie Lund sagte``."""
    if words[0].fold not in lexicon.parenthetical:
        return None
    end = next((at for at, word in enumerate(words) if word.text in ENDS), len(words))
    verb = next((at for at in range(1, end) if is_verb(words, at, lexicon)), None)
    return None if verb is None else by_case(text, words, verb, lexicon)


# ---------------------------------------------------------------- phrases


def in_writing(
    text: str, words: Sequence[Word], verb: int, clause: Clause, lexicon: Lexicon
) -> Clause:
    """What nobody in particular says is said by what it stands in: ``In dem Brief heißt es``."""
    nobody = (clause.speaker or "").lower() in lexicon.nobody
    if not nobody or words[verb].fold not in lexicon.impersonal:
        return clause
    who = _writing(text, words, 0, lexicon)
    for at in range(left_border(words, verb, lexicon), verb):
        who = who or _writing(text, words, at, lexicon)
    return clause if who is None else evolve(clause, speaker=who.text)


def _writing(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    """What something is said in, named at *at*: ``heißt es in dem Brief``."""
    if at + 1 >= len(words) or words[at].fold not in lexicon.writing:
        return None
    article = words[at + 1].fold
    if article in lexicon.plurals or article in lexicon.anaphors:
        return None  # "auf die Frage" says no place
    phrase = phrase_at(words, at, lexicon)
    return None if phrase is None else _without_preposition(text, words, phrase, lexicon)


def _without_preposition(
    text: str, words: Sequence[Word], phrase: Phrase, lexicon: Lexicon
) -> Who:
    """The name in a phrase, or all of it but its preposition."""
    if phrase.is_full_name or phrase.first == phrase.head:
        return who_in(text, words, phrase, lexicon)
    return who_of(text, words, phrase.first + 1, phrase.end)


def who_in(text: str, words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> Who:
    """The name in a phrase or in the apposition behind it; without one the whole phrase."""
    first, end = phrase.first, phrase.end
    if _is_name(words, phrase, lexicon):
        first = past_titles(words, phrase.head, phrase.stop, lexicon)
        return who_of(text, words, first, phrase.stop)
    if end > phrase.stop and words[phrase.head].fold in lexicon.utterances:
        whose = phrase_at(words, phrase.stop, lexicon)
        if whose is not None and words[phrase.stop].fold in lexicon.agent:
            return _without_preposition(text, words, whose, lexicon)
        return who_of(text, words, phrase.stop, end)
    name = end + 1
    if not phrase.pronoun and name < len(words) and words[end].text == ",":
        stop = run_forward(words, name, lexicon)
        if is_name(words[name], lexicon) and stop - name >= MIN_FULL:
            return who_of(text, words, name, stop)
    before = (
        name_before(words, first - 1, lexicon) if _is_apposed(words, phrase, lexicon) else None
    )
    return who_in(text, words, before, lexicon) if before else who_of(text, words, first, end)


def _is_name(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase is somebody's name: "Zweite Vorsitzende" is none."""
    role = lexicon.is_role(words[phrase.stop - 1].fold)
    return (phrase.is_full_name and not role) or is_known(words, phrase, lexicon)


def _is_apposed(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a title without its article stands behind a comma: ``Ada Lund, Chefin der Bahn``."""
    first = phrase.first
    return (
        phrase.is_bare
        and first > MIN_FULL
        and words[first - 1].text == ","
        and lexicon.is_title(words[phrase.head].fold)
    )
