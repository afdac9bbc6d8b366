"""Subjects of reporting clauses: who stands beside the verb, before it or after it."""

import re
from collections.abc import Sequence

from attrs import frozen

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import MIN_FULL, Word, is_capital, is_name, run_back, run_forward

__all__ = [
    "ENDS",
    "MAX_ADVERBS",
    "MAX_LEAD",
    "Who",
    "is_adposition",
    "is_beside",
    "is_little",
    "noun_from",
    "past_titles",
    "sentence_subject",
    "skip_adverbs",
    "subject_before",
    "subject_from",
    "who_of",
]

# How far the parts of a subject are looked for, in words.
MAX_ADVERBS = 4
MAX_LEAD = 6
_MAX_PHRASE = 10
_MAX_APPOSITION = 24
_MARKS = '"“”„«»'
ENDS = frozenset(".!?…:;")


@frozen
class Who:
    """A subject and where it stands."""

    start: int
    end: int
    # Words from `start` to `end`; None for a pronoun inside the verb's own word ("dit-il").
    text: str


def is_little(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is too frequent to be a name, even with a capital."""
    return word.fold in lexicon.common or word.fold in lexicon.adverbs


def skip_adverbs(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past the adverbs from *at* on."""
    end = min(len(words), at + MAX_ADVERBS)
    while at < end and words[at].fold in lexicon.adverbs and not words[at].text[0].isupper():
        at += 1
    return at


def is_beside(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word.fold in lexicon.adverbs and word.fold not in lexicon.pronouns


def subject_from(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    """The subject that begins at *at*: a pronoun, a name with a job before it, a noun.

    Where a preposition stands there, the one behind its noun: "wrote on Varnbook Ada Lund".
    """
    at = _past_places(words, at, lexicon)
    if at >= len(words):
        return None
    if words[at].fold in lexicon.pronouns:
        if at + 1 < len(words) and words[at + 1].fold in lexicon.calendar:
            return subject_from(text, words, at + 2, lexicon)
        return Who(words[at].start, words[at].end, words[at].text)
    return _named_or_noun(text, words, at, lexicon)


def _past_places(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past prepositions and their nouns from *at* on, two at most."""
    for _ in range(_MAX_PLACES):
        if at >= len(words) or not is_adposition(words[at], lexicon):
            break
        at = _past_place(words, at, lexicon)
    return at


def is_adposition(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a preposition, or begins with one that has lost its vowel: "all’Ansa"."""
    return (
        word.fold in lexicon.adpositions
        or _ELISION.split(word.text.lower())[0] in lexicon.adpositions
    )


def _past_place(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past a preposition and its noun: a name, of which two words more are the next, or small words.

    Small words go on up to a name, or to an article or pronoun that is not the first of them.
    """
    begin = at + 1
    if words[at].text[-1].isalpha() and _ELISION.search(words[at].text):  # "all’Ansa"
        return begin
    while begin < len(words) and _is_small(words[begin].fold, lexicon):
        begin += 1
    end = begin
    while end < len(words) and words[end].text[0].isupper():
        end += 1
    if end > begin:
        return end - _NAME if end - begin > _NAME else end
    while end < len(words) and words[end].text[0].islower():
        fold = words[end].fold
        if end > begin and (fold in lexicon.articles or fold in lexicon.pronouns):
            return end
        end += 1
    return end


def _is_small(fold: str, lexicon: Lexicon) -> bool:
    return fold in lexicon.common or fold in lexicon.articles


# Prepositions that are skipped, and words of a name behind that of a place.
_MAX_PLACES, _NAME = 2, 2
_ELISION = re.compile("[’']")


def _named_or_noun(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    name = at
    while name < len(words) and name - at < MAX_LEAD and _is_lead(words[name], lexicon):
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
        return who_of(text, words, at if phrase else past_titles(words, name, end, lexicon), end)
    return _named_after(text, words, at, lexicon) or noun_from(text, words, at, name, lexicon)


def _is_phrase(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a common word joins them, as in a title: ``President of the Board``."""
    return any(word.fold in lexicon.common for word in words)


def _past_house(
    text: str, words: Sequence[Word], first: int, end: int, lexicon: Lexicon
) -> Who | None:
    """The full name after a house or place and a job: ``Northbank cartoonist Ada Lund``."""
    at = end
    while at < len(words) and at - end < MAX_LEAD and _is_job(words[at], lexicon):
        at += 1
    if at == end or end - first != 1 or at >= len(words):
        return None
    if words[at].text == "," and words[first].fold.endswith("'s"):
        named = _named_after(text, words, at, lexicon, least=1)
        return named or Who(
            words[first].start, words[at - 1].end, text[words[first].start : words[at - 1].end]
        )
    if not is_name(words[at], lexicon):
        return None
    stop = run_forward(words, at, lexicon)
    return who_of(text, words, at, stop) if stop - at >= MIN_FULL else None


def _is_job(word: Word, lexicon: Lexicon) -> bool:
    return (
        _is_lead(word, lexicon)
        and word.fold not in lexicon.common
        and word.fold not in lexicon.adverbs
    )


def _named_after(
    text: str, words: Sequence[Word], at: int, lexicon: Lexicon, *, least: int = MIN_FULL
) -> Who | None:
    """The name after a comma that says who the noun before is: ``the mayor, Ada Lund,``."""
    stop = min(len(words) - 1, at + _MAX_PHRASE)
    comma = next((i for i in range(at, stop) if words[i].text == ","), None)
    if comma is None or not is_name(words[comma + 1], lexicon):
        return None
    if any(_ends(words, i) for i in range(at, comma)):
        return None
    end = run_forward(words, comma + 1, lexicon)
    return who_of(text, words, comma + 1, end) if end - comma > least else None


def _ends(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence ends there; the dot of an ordinal ends none."""
    return words[at].text in ENDS and not (at and words[at - 1].text.isdecimal())


def _is_lead(word: Word, lexicon: Lexicon) -> bool:
    return (
        word.text[0].islower()
        and word.fold not in lexicon.pronouns
        and word.fold not in lexicon.verbs
    )


def past_titles(words: Sequence[Word], first: int, end: int, lexicon: Lexicon) -> int:
    """Past honorifics and common words in front of a name, where a name is left."""
    at = first
    while at < end - 1 and (lexicon.is_title(words[at].fold) or words[at].text == "."):
        at += 1
    return at


def who_of(text: str, words: Sequence[Word], first: int, end: int) -> Who:
    """The subject of the words from *first* to *end*, without a genitive's ending."""
    start, stop = words[first].start, words[end - 1].end
    for ending in ("'s", "’s"):
        if text.endswith(ending, start, stop):
            stop -= len(ending)
    name = text[start:stop]
    return Who(start, stop, name.strip(_MARKS) if name[0] in _MARKS else name)


def noun_from(text: str, words: Sequence[Word], at: int, end: int, lexicon: Lexicon) -> Who | None:
    """A subject without a name: one noun, or an article and what follows up to a preposition."""
    if words[at].fold in lexicon.adpositions:
        return None
    for stop in range(at + 1, end):
        if words[stop].fold in lexicon.common:
            end = stop
            break
    if end == at or words[end - 1].fold in lexicon.common:
        return None
    return who_of(text, words, at, end)


def subject_before(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> Who | None:
    """The subject that ends right before the verb at *verb* and its adverbs."""
    at = verb - 1
    while at >= 0 and verb - at <= MAX_ADVERBS and _may_skip(words[at], lexicon):
        at -= 1
    if at >= 0 and words[at].text == ",":
        comma, at = at, _before_apposition(words, at)
        named = _apposed(text, words, at, comma, lexicon)
        if named is not None:
            return named
    return _head(text, words, at, lexicon) if at >= 0 else None


def _may_skip(word: Word, lexicon: Lexicon) -> bool:
    return is_beside(word, lexicon) or word.fold in lexicon.calendar


def _apposed(
    text: str, words: Sequence[Word], at: int, comma: int, lexicon: Lexicon
) -> Who | None:
    """The name between the commas after a title: ``the mayor of Leeds, Ada Lund,``."""
    first = at + 2
    if at < 0 or comma - first < MIN_FULL or not is_name(words[first], lexicon):
        return None
    head = words[max(0, at - MAX_LEAD) : at + 1]
    if not _is_phrase(head, lexicon) or _is_phrase(words[first:comma], lexicon):
        return None
    whole = run_forward(words, first, lexicon) == comma
    return who_of(text, words, first, comma) if whole else None


def _head(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    """The subject whose last word is at *at*."""
    word = words[at]
    if word.fold in lexicon.pronouns:
        return Who(word.start, word.end, word.text)
    if is_name(word, lexicon):
        return _name_before(text, words, at, lexicon)
    return _noun_before(text, words, at, lexicon)


def _before_apposition(words: Sequence[Word], comma: int) -> int:
    """The word before the earliest comma of the apposition that ends at *comma*, or -1."""
    found = -1
    for at in range(comma - 1, max(0, comma - _MAX_APPOSITION) - 1, -1):
        if words[at].text in ENDS:
            break
        if words[at].text == "," and at and (found < 0 or words[at - 1].text[0].isupper()):
            found = at - 1
    return found


def _name_before(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    first = run_back(words, at, lexicon)
    if first and _joins(words[first - 1], lexicon) and _in_phrase(words, first, lexicon):
        return _phrase_before(text, words, first, at, lexicon)
    while first < at and first == 0 and is_little(words[first], lexicon):
        first += 1
    if words[first].fold in lexicon.common and first == at == 0:
        return None
    return who_of(text, words, past_titles(words, first, at + 1, lexicon), at + 1)


def _joins(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may join a noun to a name: "of", but no auxiliary."""
    auxiliary = word.fold in lexicon.adverbs and word.fold not in lexicon.articles
    return word.fold in lexicon.common and not auxiliary


def _in_phrase(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Whether a noun and a preposition stand before the name: ``spokesman for Lund``."""
    return (first > 1 and words[first - 2].text[0].isalpha()) or is_capital(words[first - 1].text)


def _phrase_before(text: str, words: Sequence[Word], first: int, at: int, lexicon: Lexicon) -> Who:
    """The whole phrase that a name ends: ``a spokesman for Lund``."""
    stop = max(0, first - _MAX_PHRASE)
    while first > stop and words[first - 1].text[0].isalpha():
        if words[first - 1].fold in lexicon.verbs:
            break
        first -= 1
    return who_of(text, words, first, at + 1)


def _noun_before(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Who | None:
    word = words[at]
    if not word.text[0].isalpha() or word.fold in lexicon.common:
        return None
    first = at
    while first > 0 and at - first < MAX_LEAD and words[first - 1].text[0].isalpha():
        before = words[first - 1]
        if before.fold in lexicon.pronouns:
            return None
        if before.fold in lexicon.verbs or before.fold in lexicon.calendar:
            break
        first -= 1
        if before.fold in lexicon.common:
            break
    return who_of(text, words, first, at + 1)


def sentence_subject(text: str, words: Sequence[Word], lexicon: Lexicon) -> Who | None:
    """Whom a sentence begins with: a pronoun, a name, an article and the nouns after it."""
    if len(words) < MIN_FULL:
        return None
    first = words[0]
    if first.fold in lexicon.pronouns:
        return Who(first.start, first.end, first.text)
    if first.fold in lexicon.articles:
        return _named_phrase(text, words, lexicon)
    if first.fold in lexicon.common or not is_name(first, lexicon):
        inner = words[1]
        third = first.fold in lexicon.common and inner.fold in lexicon.she | lexicon.he
        return Who(inner.start, inner.end, inner.text) if third else None
    if lexicon.verb_second and _is_inverted(words, lexicon):
        return sentence_subject(text, words[2:], lexicon)
    return _opening_name(text, words, lexicon)


def _is_inverted(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the second word is a verb, and a pronoun or an article after it."""
    if len(words) <= MIN_FULL or not words[1].text[0].islower():
        return False
    return words[2].fold in lexicon.pronouns or words[2].fold in lexicon.articles


def _opening_name(text: str, words: Sequence[Word], lexicon: Lexicon) -> Who | None:
    end = run_forward(words, 0, lexicon)
    after = words[min(end, len(words) - 1)]
    little = after.fold in lexicon.common and after.fold not in lexicon.adverbs
    if end == 1 and (after.text == "," or little):
        return None
    return who_of(text, words, past_titles(words, 0, end, lexicon), end)


def _named_phrase(text: str, words: Sequence[Word], lexicon: Lexicon) -> Who | None:
    """A noun with its article, or the name that ends the sentence after it: "der Chef, Jan Ott:"."""
    phrase = _capital_phrase(text, words, lexicon)
    if phrase is None:
        return None
    named = _named_after(text, words, 1, lexicon)
    rest = [word for word in words if named is not None and word.start >= named.end]
    return named if named is not None and rest and rest[0].text == ":" else phrase


def _capital_phrase(text: str, words: Sequence[Word], lexicon: Lexicon) -> Who | None:
    """An article and what follows up to the last word in capitals before the verb."""
    last = 0
    for at, word in enumerate(words[1 : _MAX_PHRASE + 1], start=1):
        if word.text[0].isupper():
            last = at
        elif not word.text[0].isalpha() or (last and not _may_join(word, lexicon)):
            break
    return who_of(text, words, 0, last + 1) if last else None


def _may_join(word: Word, lexicon: Lexicon) -> bool:
    return word.fold in lexicon.common or word.fold in lexicon.particles
