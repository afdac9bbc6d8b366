"""Who said it: the reporting clause before, after or inside a quote."""

import re
from collections.abc import Sequence

from attrs import frozen

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word, is_name, run_back, run_forward, words_of

__all__ = [
    "Clause",
    "clause_after",
    "clause_before",
    "last_sentence",
    "name_in_front",
    "source_in",
]

# How far a clause is looked for, in characters, and its parts, in words.
_WINDOW = 220
_MAX_ADVERBS = 4
_MAX_LEAD = 6
_MAX_SUBJECT = 18
_MAX_PHRASE = 10
_MAX_APPOSITION = 24
_MAX_LABEL = 6
_MIN_FULL = 2
_MAX_VERBS = 5
_STOP = re.compile(r"[“”„«»\"]")
_SENTENCE_END = re.compile(r"(?<![^\w][^\W\d_a-z])[.!?…][^\S\n]{1,2}(?=[^\W\da-z_])")
_ENDS = frozenset(".!?…:;")


@frozen(kw_only=True)
class Clause:
    """A reporting clause.

    Attributes:
        speaker: As written, or ``None`` where only a verb stands there.
        cue: The verb with the adverbs and auxiliaries beside it.
        source: Whom it gives as its own source.
        end: One past the speaker and the verb.
        inverted: The verb stands first ("says Lund").
    """

    speaker: str | None
    cue: str | None
    end: int
    source: str | None = None
    inverted: bool = False


@frozen
class _Who:
    start: int
    end: int
    # Words from `start` to `end`; None for a pronoun inside the verb's own word ("dit-il").
    text: str


def clause_after(text: str, start: int, lexicon: Lexicon) -> Clause | None:
    """Read a reporting clause that begins at *start*: ``he said``, ``says Lund``.

    Example:
        >>> from newsparse.languages import Languages
        >>> from newsparse.parser.lexicon import lexicon_of
        >>> english = lexicon_of((Languages().get("en"),))
        >>> clause_after("and Ada Lund, a farmer, said.", 4, english)
        Clause(speaker='Ada Lund', cue='said', end=28, source=None, inverted=False)
    """
    stop = min(len(text), start + _WINDOW)
    mark = _STOP.search(text, start, stop)
    words = words_of(text, start, mark.start() if mark else stop)
    if not words:
        return None
    clause = _inverted(text, words, 0, lexicon) or _direct_forward(text, words, lexicon)
    if clause is None:
        return None
    source = source_in(text, clause.end, stop, lexicon)
    return clause if source is None else _with_source(clause, source)


def _with_source(clause: Clause, source: str) -> Clause:
    return Clause(
        speaker=clause.speaker,
        cue=clause.cue,
        end=clause.end,
        source=source,
        inverted=clause.inverted,
    )


def clause_before(text: str, start: int, end: int, lexicon: Lexicon) -> Clause | None:
    """Read the reporting clause in the last sentence of ``text[start:end]``."""
    first = last_sentence(text, start, end)
    words = words_of(text, first, end)
    verbs = [at for at in range(len(words) - 1, -1, -1) if _is_verb(words, at, lexicon)]
    for at in verbs[:_MAX_VERBS]:
        clause = _at_verb(text, words, at, lexicon)
        if clause is not None:
            return clause
    return _by_hyphen(text, words, lexicon) or _by_subject(text, words, verbs, lexicon)


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence of ``text[start:end]`` begins, or what is read of it."""
    first = max(start, end - _WINDOW)
    for match in _SENTENCE_END.finditer(text, first, end):
        first = match.end()
    return first


def _by_subject(
    text: str, words: Sequence[Word], verbs: Sequence[int], lexicon: Lexicon
) -> Clause | None:
    """A verb that shares the sentence's subject (``… but said``), or a colon without a verb."""
    if not words or not (verbs or words[-1].text == ":"):
        return None
    for at, word in enumerate(words[: verbs[0] if verbs else _MAX_SUBJECT]):
        free = not at or words[at - 1].fold not in lexicon.common
        if not free or (at == 0 and word.fold in lexicon.common - lexicon.pronouns):
            continue
        if word.fold in lexicon.pronouns or is_name(word, lexicon):
            who = _subject_from(text, words, at, lexicon)
            cue = words[verbs[0]].text if verbs else None
            return Clause(speaker=who.text, cue=cue, end=words[-1].end) if who else None
    return None


def _by_hyphen(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    return next(
        (
            clause
            for word in words
            if "-" in word.text and (clause := _joined(text, word, lexicon)) is not None
        ),
        None,
    )


def _at_verb(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """The clause around the verb at *at*: subject before it, else after it."""
    after = _skip(words, at + 1, lexicon)
    before = _subject_before(text, words, at, lexicon)
    if before is None or _opens_with_phrase(words, before, lexicon):
        inverted = _inverted(text, words, at, lexicon)
        if inverted is not None and (before is None or _is_who(words, after, lexicon)):
            return inverted
    if before is None:
        return None
    return Clause(speaker=before.text, cue=_cue(text, words, at, lexicon), end=words[at].end)


def _opens_with_phrase(words: Sequence[Word], who: _Who, lexicon: Lexicon) -> bool:
    """Whether what looks like the subject is in the sentence's "In Paris", "After the meeting"."""
    first = words[0]
    if first.fold not in lexicon.common or first.fold in lexicon.pronouns:
        return False
    if first.start == who.start:
        return who.text[0].isupper()
    return words[1].start == who.start


def _is_who(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return at < len(words) and (words[at].fold in lexicon.pronouns or is_name(words[at], lexicon))


def _skip(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    end = min(len(words), at + _MAX_ADVERBS)
    while at < end and words[at].fold in lexicon.adverbs and not words[at].text[0].isupper():
        at += 1
    return at


def _cue(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> str:
    """The verb and the adverbs and auxiliaries right before it."""
    first = verb
    while first > 0 and verb - first < _MAX_ADVERBS and _beside(words[first - 1], lexicon):
        first -= 1
    return text[words[first].start : words[verb].end]


def _beside(word: Word, lexicon: Lexicon) -> bool:
    return word.fold in lexicon.adverbs and word.fold not in lexicon.pronouns


# ------------------------------------------------------------- verb first


def _inverted(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """``[adverbs] verb [adverbs] subject`` from *at* on."""
    verb = _skip(words, at, lexicon)
    if verb >= len(words):
        return None
    joined = _joined(text, words[verb], lexicon) or _aux_joined(text, words, verb, lexicon)
    if joined is not None:
        return joined
    if not _is_verb(words, verb, lexicon):
        return None
    who = _subject_from(text, words, _skip(words, verb + 1, lexicon), lexicon)
    if who is None:
        return None
    first = words[at].start if at < verb else words[verb].start
    end = _cue_end(words, verb, who, lexicon)
    return Clause(speaker=who.text, cue=text[first:end], end=who.end, inverted=True)


def _is_verb(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a reporting verb stands there; one in capitals within a sentence is a name."""
    word = words[at]
    if at and not word.text[0].islower():
        return False
    return word.fold in lexicon.verbs or word.fold.rpartition("'")[2] in lexicon.verbs


def _cue_end(words: Sequence[Word], verb: int, who: _Who, lexicon: Lexicon) -> int:
    """Past the adverbs between verb and subject, where they are more than little words."""
    end = words[verb].end
    for word in words[verb + 1 : verb + 1 + _MAX_ADVERBS]:
        if word.start >= who.start or word.fold not in lexicon.adverbs:
            break
        if word.fold not in lexicon.common:
            end = word.end
    return end


def _joined(text: str, word: Word, lexicon: Lexicon) -> Clause | None:
    """Verb and pronoun in one word: ``dit-il``."""
    verb, _, rest = word.fold.partition("-")
    pronoun = rest.rpartition("-")[2]
    if pronoun not in lexicon.pronouns or verb.rpartition("'")[2] not in lexicon.verbs:
        return None
    cut = word.end - len(pronoun)
    cue = text[word.start : word.start + len(verb)]
    return Clause(speaker=text[cut : word.end], cue=cue, end=word.end, inverted=True)


def _aux_joined(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """Auxiliary and pronoun in one word, the verb after it: ``a-t-il dit``."""
    auxiliary, _, rest = words[at].fold.partition("-")
    pronoun = rest.rpartition("-")[2]
    if pronoun not in lexicon.pronouns or auxiliary not in lexicon.adverbs:
        return None
    verb = _skip(words, at + 1, lexicon)
    if verb >= len(words) or words[verb].fold not in lexicon.verbs:
        return None
    cut = words[at].end - len(pronoun)
    end = words[verb].end
    return Clause(
        speaker=text[cut : words[at].end], cue=text[words[at].start : end], end=end, inverted=True
    )


def _subject_from(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> _Who | None:
    """The subject that begins at *at*: a pronoun, a name with a job before it, a noun."""
    if at >= len(words):
        return None
    if words[at].fold in lexicon.pronouns:
        return _Who(words[at].start, words[at].end, words[at].text)
    name = at
    while name < len(words) and name - at < _MAX_LEAD and _is_lead(words[name], lexicon):
        name += 1
    if name < len(words) and is_name(words[name], lexicon):
        end = run_forward(words, name, lexicon)
        named = _past_house(text, words, name, end, lexicon)
        if named is not None:
            return named
        phrase = any(word.fold in lexicon.common for word in words[at + 1 : name])
        if phrase or _is_phrase(words[name:end], lexicon):
            named = _named_after(text, words, at, lexicon)
            if named is not None:
                return named
        return _who(text, words, at if phrase else _past_titles(words, name, end, lexicon), end)
    return _named_after(text, words, at, lexicon) or _noun(text, words, at, name, lexicon)


def _is_phrase(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a common word joins them, as in a title: ``President of the Board``."""
    return any(word.fold in lexicon.common for word in words)


def _past_house(
    text: str, words: Sequence[Word], first: int, end: int, lexicon: Lexicon
) -> _Who | None:
    """The full name after a house or place and a job: ``Northbank cartoonist Ada Lund``."""
    at = end
    while at < len(words) and at - end < _MAX_LEAD and _is_job(words[at], lexicon):
        at += 1
    if at == end or end - first != 1 or at >= len(words):
        return None
    if words[at].text == "," and words[first].fold.endswith("'s"):
        return _named_after(text, words, at, lexicon)
    if not is_name(words[at], lexicon):
        return None
    stop = run_forward(words, at, lexicon)
    return _who(text, words, at, stop) if stop - at >= _MIN_FULL else None


def _is_job(word: Word, lexicon: Lexicon) -> bool:
    return (
        _is_lead(word, lexicon)
        and word.fold not in lexicon.common
        and word.fold not in lexicon.adverbs
    )


def _named_after(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> _Who | None:
    """The name after a comma that says who the noun before is: ``the mayor, Ada Lund,``."""
    stop = min(len(words) - 1, at + _MAX_PHRASE)
    comma = next((i for i in range(at, stop) if words[i].text == ","), None)
    if comma is None or not is_name(words[comma + 1], lexicon):
        return None
    if any(_ends(words, i) for i in range(at, comma)):
        return None
    end = run_forward(words, comma + 1, lexicon)
    return _who(text, words, comma + 1, end) if end - comma > _MIN_FULL else None


def _ends(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence ends there; the dot of an ordinal ends none."""
    return words[at].text in _ENDS and not (at and words[at - 1].text.isdecimal())


def _is_lead(word: Word, lexicon: Lexicon) -> bool:
    return (
        word.text[0].islower()
        and word.fold not in lexicon.pronouns
        and word.fold not in lexicon.verbs
    )


def _past_titles(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> int:
    """Past honorifics and common words in front of a name, where a name is left."""
    at = first
    while at < end - 1 and (words[at].fold in lexicon.honorifics or words[at].text == "."):
        at += 1
    return at


def _who(text: str, words: Sequence[Word], first: int, end: int) -> _Who:
    start, stop = words[first].start, words[end - 1].end
    for ending in ("'s", "’s"):
        if text.endswith(ending, start, stop):
            stop -= len(ending)
    return _Who(start, stop, text[start:stop])


def _noun(text: str, words: Sequence[Word], at: int, end: int, lexicon: Lexicon) -> _Who | None:
    """A subject without a name: one noun, or an article and what follows up to a preposition."""
    for stop in range(at + 1, end):
        if words[stop].fold in lexicon.common:
            end = stop
            break
    if end == at or words[end - 1].fold in lexicon.common:
        return None
    return _who(text, words, at, end)


# ---------------------------------------------------------- subject first


def _direct_forward(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """``subject [, apposition ,] [adverbs] verb`` at the beginning of *words*."""
    for at, word in enumerate(words[:_MAX_SUBJECT]):
        if at and _is_verb(words, at, lexicon):
            who = _subject_before(text, words, at, lexicon)
            if who is None or not _begins(words, who, lexicon):
                return None
            return Clause(speaker=who.text, cue=_cue(text, words, at, lexicon), end=word.end)
        if word.text in _ENDS and not _is_short(words, at, lexicon):
            return None
    return None


def _is_short(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the dot at *at* ends an initial or a title."""
    before = words[at - 1] if at else None
    return before is not None and (len(before.text) == 1 or before.fold in lexicon.honorifics)


def _begins(words: Sequence[Word], who: _Who, lexicon: Lexicon) -> bool:
    """Whether nothing but a job stands before the subject."""
    lead = [word for word in words[:_MAX_LEAD] if word.start < who.start]
    if words[min(len(lead), len(words) - 1)].start < who.start:
        return False
    return all(
        word.text == "." or (word.text[0].isalpha() and word.fold not in lexicon.pronouns)
        for word in lead
    )


def _subject_before(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> _Who | None:
    """The subject that ends right before the verb at *verb* and its adverbs."""
    at = verb - 1
    while at >= 0 and verb - at <= _MAX_ADVERBS and _may_skip(words[at], lexicon):
        at -= 1
    if at >= 0 and words[at].text == ",":
        comma, at = at, _before_apposition(words, at)
        named = _apposed(text, words, at, comma, lexicon)
        if named is not None:
            return named
    return _head(text, words, at, lexicon) if at >= 0 else None


def _may_skip(word: Word, lexicon: Lexicon) -> bool:
    return _beside(word, lexicon) or word.fold in lexicon.calendar


def _apposed(
    text: str, words: Sequence[Word], at: int, comma: int, lexicon: Lexicon
) -> _Who | None:
    """The name between the commas after a title: ``the mayor of Leeds, Ada Lund,``."""
    first = at + 2
    if at < 0 or comma - first < _MIN_FULL or not is_name(words[first], lexicon):
        return None
    head = words[max(0, at - _MAX_LEAD) : at + 1]
    if not _is_phrase(head, lexicon) or _is_phrase(words[first:comma], lexicon):
        return None
    whole = run_forward(words, first, lexicon) == comma
    return _who(text, words, first, comma) if whole else None


def _head(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> _Who | None:
    """The subject whose last word is at *at*."""
    word = words[at]
    if word.fold in lexicon.pronouns:
        return _Who(word.start, word.end, word.text)
    if is_name(word, lexicon):
        return _name_before(text, words, at, lexicon)
    return _noun_before(text, words, at, lexicon)


def _before_apposition(words: Sequence[Word], comma: int) -> int:
    """The word before the earliest comma of the apposition that ends at *comma*, or -1."""
    found = -1
    for at in range(comma - 1, max(0, comma - _MAX_APPOSITION) - 1, -1):
        if words[at].text in _ENDS:
            break
        if words[at].text == "," and at and (found < 0 or words[at - 1].text[0].isupper()):
            found = at - 1
    return found


def _name_before(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> _Who | None:
    first = run_back(words, at, lexicon)
    if first and words[first - 1].fold in lexicon.common and _in_phrase(words, first, lexicon):
        return _phrase_before(text, words, first, at, lexicon)
    while first < at and first == 0 and words[first].fold in lexicon.common:
        first += 1
    if words[first].fold in lexicon.common and first == at == 0:
        return None
    return _who(text, words, _past_titles(words, first, at + 1, lexicon), at + 1)


def _in_phrase(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Whether a noun and a preposition stand before the name: ``spokesman for Lund``."""
    return (first > 1 and words[first - 2].text[0].isalpha()) or _is_capital(words[first - 1])


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper()


def _phrase_before(
    text: str, words: Sequence[Word], first: int, at: int, lexicon: Lexicon
) -> _Who:
    """The whole phrase that a name ends: ``a spokesman for Lund``."""
    stop = max(0, first - _MAX_PHRASE)
    while first > stop and words[first - 1].text[0].isalpha():
        if words[first - 1].fold in lexicon.verbs:
            break
        first -= 1
    return _who(text, words, first, at + 1)


def _noun_before(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> _Who | None:
    word = words[at]
    if not word.text[0].isalpha() or word.fold in lexicon.common:
        return None
    first = at
    while first > 0 and at - first < _MAX_LEAD and words[first - 1].text[0].isalpha():
        before = words[first - 1]
        if before.fold in lexicon.pronouns:
            return None
        if before.fold in lexicon.verbs or before.fold in lexicon.calendar:
            break
        first -= 1
        if before.fold in lexicon.common:
            break
    return _who(text, words, first, at + 1)


# ---------------------------------------------------- sources and labels


def source_in(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Whom ``text[start:end]`` names as its source: ``according to Lund`` gives "Lund".

    Only its first sentence is read.
    """
    if lexicon.source is None:
        return None
    ending = _SENTENCE_END.search(text, start, end)
    match = lexicon.source.search(text, start, ending.start() if ending else end)
    if match is None:
        return None
    words = words_of(text, match.end(), min(len(text), match.end() + _WINDOW))
    at = 0
    while at < len(words) and at < _MAX_LEAD and words[at].text[0].islower():
        at += 1
    if at == len(words) or not is_name(words[at], lexicon):
        who = _noun(text, words, 0, min(at, len(words)), lexicon)
    else:
        stop = run_forward(words, at, lexicon)
        phrase = any(word.fold in lexicon.common for word in words[1:at])
        who = _who(text, words, 0 if phrase else at, stop)
    return who.text if who else None


def name_in_front(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """The name that is all of ``text[start:end]`` but a colon: ``Ada Lund:``."""
    words = words_of(text, max(start, end - _WINDOW), end)
    if not 1 < len(words) <= _MAX_LABEL or words[-1].text != ":":
        return None
    if not is_name(words[0], lexicon) or words[0].fold in lexicon.common:
        return None
    stop = run_forward(words, 0, lexicon)
    return text[words[0].start : words[stop - 1].end] if stop == len(words) - 1 else None
