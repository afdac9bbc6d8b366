"""Who said it: the reporting clause before, after or inside a quote."""

import re
from collections.abc import Sequence

from attrs import evolve

from newsparse.parser.clauses import Clause
from newsparse.parser.declined import (
    by_case,
    declined_after,
    declined_before,
    declined_subject,
    in_writing,
    spoken_of,
)
from newsparse.parser.joined import aux_joined_at, joined_at, joined_in
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word, folds_of, is_name, run_back, words_of
from newsparse.parser.sentences import sentence_before
from newsparse.parser.sources import source_in
from newsparse.parser.subjects import (
    ENDS,
    MAX_ADVERBS,
    MAX_LEAD,
    Who,
    is_adposition,
    is_little,
    sentence_subject,
    skip_adverbs,
    subject_before,
    subject_from,
    who_of,
)
from newsparse.parser.verbs import cue_before, is_verb

__all__ = ["clause_after", "clause_around_mark", "clause_before", "clause_within"]

# How far a clause is looked for, in characters, and its parts, in words.
_WINDOW = 220
_MAX_CLAUSE = 160
_MAX_SUBJECT = 18
_MIN_PHRASE = 2
_MAX_LABEL = 6
# How far behind marked words their verb is looked for, in characters.
_MAX_VERB = 60
_MAX_VERBS = 5
_STOP = re.compile(r"[“”„«»「」『』\"]")


def clause_after(
    text: str, start: int, lexicon: Lexicon, *, unknown: bool = False
) -> Clause | None:
    """Read a reporting clause that begins at *start*: ``he said``, ``says Lund``.

    With *unknown*, its verb may be any word in lower case before a name: ``groused Lund``.

    Example:
        >>> from newsparse.languages import Languages
        >>> from newsparse.parser.lexicon import lexicon_of
        >>> english = lexicon_of((Languages().get("en"),))
        >>> clause = clause_after("and Ada Lund, a farmer, said.", 4, english)
        >>> clause.speaker, clause.cue, clause.end
        ('Ada Lund', 'said', 28)
    """
    stop = min(len(text), start + _WINDOW)
    mark = _STOP.search(text, start, stop)
    end = min(mark.start() if mark else stop, start + _MAX_CLAUSE)
    if not unknown and not lexicon.may_tell(folds_of(text, start, end)):
        return None
    words = words_of(text, start, end)
    if not words:
        return None
    if lexicon.oblique:
        clause = declined_after(text, words, lexicon, unknown=unknown)
    else:
        clause = _inverted(text, words, 0, lexicon) or _direct_forward(text, words, lexicon)
        if clause is None and unknown:
            clause = _by_position(text, words, lexicon)
    if clause is None:
        return None
    source = source_in(text, clause.end, stop, lexicon)
    return _named(clause if source is None else evolve(clause, source=source), lexicon)


def _by_position(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """A clause whose verb no table has: it stands first, and a name or pronoun right after it."""
    verb = words[0]
    if len(words) < _MIN_PHRASE or not verb.text[0].islower():
        return None
    if (
        verb.fold in lexicon.common
        or verb.fold in lexicon.adverbs
        or verb.fold in lexicon.pronouns
    ):
        return None
    if not _starts_subject(words, 1, lexicon):
        return None
    who = subject_from(text, words, 1, lexicon)
    if who is None:
        return None
    return Clause(speaker=who.text, cue=verb.text, end=who.end, inverted=True, guessed=True)


def _starts_subject(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a name stands there, or a pronoun of one person."""
    return is_name(words[at], lexicon) or words[at].fold in lexicon.he | lexicon.she


def _named(clause: Clause, lexicon: Lexicon) -> Clause:
    """The clause without a speaker who is nobody in particular: "one says"."""
    nobody = (clause.speaker or "").lower() in lexicon.nobody
    return evolve(clause, speaker=None) if nobody else clause


def _in_writing(
    text: str, words: Sequence[Word], verb: int, clause: Clause, lexicon: Lexicon
) -> Clause:
    """What nobody in particular says is said by what it stands in: "In his letter one reads"."""
    first = words[0]
    if clause.speaker is not None or first.fold not in lexicon.common or verb < _MIN_PHRASE:
        return clause
    if first.fold in lexicon.pronouns or not any(w.text[0].isupper() for w in words[1:verb]):
        return clause
    return evolve(clause, speaker=text[words[1].start : words[verb - 1].end])


def clause_before(
    text: str,
    end: int,
    lexicon: Lexicon,
    holes: Sequence[tuple[int, int]] = (),
    words: Sequence[Word] | None = None,
) -> Clause | None:
    """Read the reporting clause in the last sentence of ``text[:end]``.

    Args:
        text: One paragraph.
        end: Where the quote's mark stands.
        lexicon: The words of reported speech.
        holes: Ranges of other marked words in front of it, in order; they are passed over.
        words: The sentence's words, if they are known: what `sentence_before` gives.
    """
    words = sentence_before(text, end, holes) if words is None else words
    if lexicon.oblique:
        found = declined_before(text, words, holes, lexicon)
        return None if found is None else _named(found, lexicon)
    verbs = [at for at in range(len(words) - 1, -1, -1) if is_verb(words, at, lexicon)]
    for at in verbs[:_MAX_VERBS]:
        clause = _at_verb(text, words, at, lexicon)
        if clause is not None:
            return _in_writing(text, words, at, _named(clause, lexicon), lexicon)
    found = (
        joined_in(text, words, lexicon)
        or _by_subject(text, words, verbs, lexicon)
        or _guess(text, words, lexicon)
    )
    return None if found is None else _named(found, lexicon)


def clause_within(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """The first reporting clause of a whole sentence, whose words *words* are."""
    for at in range(len(words)):
        clause = _at_verb(text, words, at, lexicon) if is_verb(words, at, lexicon) else None
        if clause is not None and lexicon.oblique:
            clause = in_writing(text, words, at, clause, lexicon)
        if clause is not None:
            return _named(clause, lexicon)
    return None


def clause_around_mark(
    text: str, words: Sequence[Word], right: int, lexicon: Lexicon
) -> Clause | None:
    """Read a clause whose verb follows marked words, and whose subject stands before them.

    The words end at *right*, and *words* are those of the sentence before: ``Lund, “…” dedi``.
    """
    spoken = spoken_of(text, words, right, lexicon)
    if spoken is not None:
        return spoken
    after = words_of(text, right, min(len(text), right + _MAX_VERB))
    verb = skip_adverbs(after, 0, lexicon) if after else 0
    if verb >= len(after) or not is_verb(after, verb, lexicon) or after[0].text[0].isupper():
        return None
    if words and words[-1].text in {",", ":"}:
        words = words[:-1]
    if not words or words[-1].text in ENDS:
        return None
    if lexicon.oblique:
        who = declined_subject(text, words, after[verb:], lexicon)
    else:
        who = _ending_name(text, words, lexicon) or sentence_subject(text, words, lexicon)
    if who is None:
        return None
    return Clause(speaker=who.text, cue=after[verb].text, end=after[verb].end)


def _ending_name(text: str, words: Sequence[Word], lexicon: Lexicon) -> Who | None:
    """The full name that *words* end with."""
    last = len(words) - 1
    if not is_name(words[last], lexicon):
        return None
    first = run_back(words, last, lexicon)
    return who_of(text, words, first, last + 1) if last > first else None


def _by_subject(
    text: str, words: Sequence[Word], verbs: Sequence[int], lexicon: Lexicon
) -> Clause | None:
    """A verb that shares the sentence's subject (``… but said``), or a colon without a verb."""
    if not words or not (verbs or words[-1].text == ":"):
        return None
    opening = sentence_subject(text, words, lexicon)
    if opening is not None and not verbs:
        return Clause(speaker=opening.text, cue=None, end=words[-1].end)
    for at, word in enumerate(words[: verbs[0] if verbs else _MAX_SUBJECT]):
        free = not at or words[at - 1].fold not in lexicon.common
        if not free or (at == 0 and _is_opener(word, lexicon)):
            continue
        if word.fold in lexicon.pronouns or is_name(word, lexicon):
            who = subject_from(text, words, at, lexicon)
            cue = words[verbs[0]].text if verbs else None
            return Clause(speaker=who.text, cue=cue, end=words[-1].end) if who else None
    return None


def _is_opener(word: Word, lexicon: Lexicon) -> bool:
    """Whether a sentence's first word is no name, whatever its capital says."""
    return is_little(word, lexicon) and word.fold not in lexicon.pronouns


def _guess(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """Whom an unfinished sentence is about, where no verb of speech is known in it."""
    if words and words[-1].text in ENDS - {":"}:
        return None
    who = sentence_subject(text, words, lexicon)
    if who is None:
        return None
    pronoun = who.text.lower() in lexicon.he | lexicon.she
    named = words[0].fold not in lexicon.articles
    speaker = who.text if pronoun or (named and " " in who.text) else None
    maybe = who.text if speaker is None else None
    return Clause(speaker=speaker, cue=None, end=who.end, guessed=True, maybe=maybe)


def _at_verb(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """The clause around the verb at *at*: subject before it, else after it."""
    if lexicon.oblique:
        return by_case(text, words, at, lexicon)
    before = subject_before(text, words, at, lexicon)
    shared = _shared_subject(text, words, at, lexicon) if before is None else None
    if shared is not None:
        return Clause(speaker=shared.text, cue=words[at].text, end=words[at].end)
    if before is None or _may_be_phrase(words, at, before, lexicon):
        inverted = _inverted(text, words, at, lexicon)
        if inverted is not None and (before is None or _is_better(words, at, before, lexicon)):
            return inverted
    if before is None:
        return None
    return Clause(speaker=before.text, cue=cue_before(text, words, at, lexicon), end=words[at].end)


def _shared_subject(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> Who | None:
    """The sentence's subject, for a verb joined to its first one: "kam und nannte den Plan"."""
    if not lexicon.verb_second or verb < _MIN_PHRASE or verb + 1 >= len(words):
        return None
    joint = words[verb - 1].text == "," or words[verb - 1].fold in lexicon.joint
    if not joint or _is_who(words, verb + 1, lexicon) or _is_closed(words, verb + 1, lexicon):
        return None
    who = sentence_subject(text, words, lexicon)
    return who if who is not None and who.end < words[verb].start else None


def _is_closed(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether an article's noun ends at a comma there: the verb's own subject."""
    if words[at].fold not in lexicon.articles:
        return False
    rest = words[at + 1 : at + _MAX_LABEL]
    end = next((word for word in rest if not word.text[0].isalpha()), None)
    return end is not None and end.text == ","


def _may_be_phrase(words: Sequence[Word], verb: int, who: Who, lexicon: Lexicon) -> bool:
    """Whether the subject before the verb may be none: "In Paris said", "Similarly spoke"."""
    first = who.start == words[0].start and who.text.lower() not in lexicon.pronouns
    return (first and verb == 1 and lexicon.verb_second) or _opens_with_phrase(words, who, lexicon)


def _is_better(words: Sequence[Word], verb: int, before: Who, lexicon: Lexicon) -> bool:
    """Whether who stands after the verb is rather the subject than who stands before it."""
    after = skip_adverbs(words, verb + 1, lexicon)
    if lexicon.verb_second and after < len(words) and words[after].fold in lexicon.articles:
        return words[0].fold not in lexicon.articles and is_little(words[0], lexicon)
    if not _is_who(words, after, lexicon):
        return False
    pronoun = words[after].fold in lexicon.pronouns
    first = words[0]
    if first.start == before.start and first.fold not in lexicon.common:
        return pronoun or (after + 1 < len(words) and is_name(words[after + 1], lexicon))
    return first.fold not in lexicon.articles or (after == verb + 1 and not pronoun)


def _opens_with_phrase(words: Sequence[Word], who: Who, lexicon: Lexicon) -> bool:
    """Whether what looks like the subject is in the sentence's "In Paris", "After the meeting"."""
    first = words[0]
    if not is_little(first, lexicon) or first.fold in lexicon.pronouns:
        return False
    if first.start == who.start:
        return who.text[0].isupper()
    if lexicon.verb_second and first.text[0].isupper() and first.fold not in lexicon.articles:
        return not any(word.text == "," for word in words if word.start < who.start)
    return words[1].start == who.start


def _is_who(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return at < len(words) and (words[at].fold in lexicon.pronouns or is_name(words[at], lexicon))


# ------------------------------------------------------------- verb first


def _inverted(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """``[adverbs] verb [adverbs] subject`` from *at* on."""
    verb = skip_adverbs(words, at, lexicon)
    if verb >= len(words):
        return None
    joined = joined_at(text, words[verb], lexicon) or aux_joined_at(text, words, verb, lexicon)
    if joined is not None:
        return joined
    if not is_verb(words, verb, lexicon):
        return None
    after = skip_adverbs(words, verb + 1, lexicon)
    if _is_object(words, after, lexicon):
        after += 1
    first = words[at].start if at < verb else words[verb].start
    who = subject_from(text, words, after, lexicon)
    if who is None and after < len(words) and is_adposition(words[after], lexicon):
        end = words[verb].end  # "napisał w liście": who is in the verb
        return Clause(speaker=None, cue=text[first:end], end=end, inverted=True)
    if who is None:
        return None
    end = _cue_end(words, verb, who, lexicon)
    return Clause(speaker=who.text, cue=text[first:end], end=who.end, inverted=True)


def _is_object(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a pronoun that may mean nobody has the subject after it: "nannte es Lund"."""
    if at + 1 >= len(words) or words[at].fold not in lexicon.nobody:
        return False
    return is_name(words[at + 1], lexicon) or words[at + 1].fold in lexicon.articles


def _cue_end(words: Sequence[Word], verb: int, who: Who, lexicon: Lexicon) -> int:
    """Past the adverbs between verb and subject, where they are more than little words."""
    end = words[verb].end
    for word in words[verb + 1 : verb + 1 + MAX_ADVERBS]:
        if word.start >= who.start or word.fold not in lexicon.adverbs:
            break
        if word.fold not in lexicon.common:
            end = word.end
    return end


# ---------------------------------------------------------- subject first


def _direct_forward(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """``subject [, apposition ,] [adverbs] verb`` at the beginning of *words*."""
    for at, word in enumerate(words[:_MAX_SUBJECT]):
        if at and is_verb(words, at, lexicon):
            who = subject_before(text, words, at, lexicon)
            if who is None or not _begins(words, who, lexicon):
                return None
            return Clause(speaker=who.text, cue=cue_before(text, words, at, lexicon), end=word.end)
        if word.text in ENDS and not _is_short(words, at, lexicon):
            return None
    return None


def _is_short(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the dot at *at* ends an initial or a title."""
    before = words[at - 1] if at else None
    return before is not None and (len(before.text) == 1 or before.fold in lexicon.honorifics)


def _begins(words: Sequence[Word], who: Who, lexicon: Lexicon) -> bool:
    """Whether nothing but a job stands before the subject."""
    lead = [word for word in words[:MAX_LEAD] if word.start < who.start]
    if words[min(len(lead), len(words) - 1)].start < who.start:
        return False
    return all(
        word.text == "." or (word.text[0].isalpha() and word.fold not in lexicon.pronouns)
        for word in lead
    )
