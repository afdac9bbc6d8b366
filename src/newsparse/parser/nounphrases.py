"""Noun phrases where articles have cases, as in German: where they end, and which can be a subject.

A noun after a preposition or after "dem" is no subject.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import MIN_FULL, Word, is_capital, is_name, run_forward

__all__ = [
    "Phrase",
    "can_speak",
    "free_phrases",
    "is_joint",
    "is_known",
    "is_person",
    "is_plural",
    "phrase_at",
]

# The parts of a noun phrase, in words.
_MAX_ARTICLES, _MAX_ADJECTIVES, _MAX_GENITIVES, _MAX_BRACKET = 3, 5, 3, 5
_ADJECTIVE = ("e", "en", "er", "es", "em")
_PLURAL_OR_OBLIQUE = ("en", "em")
_PLURAL = "en"
# What a sentence may begin behind.
_STARTS = frozenset(":.!?–—")


@frozen
class Phrase:
    """A noun phrase: words from *first* to *end*, its first noun or name at *head*.

    Attributes:
        first: Index of its first word.
        head: Index of its noun or name.
        stop: One past the last word of the name.
        end: One past its last word, genitives and brackets behind the noun too.
        free: Neither preposition nor article keeps it from being a subject.
        pronoun: It is a pronoun.
    """

    first: int
    head: int
    stop: int
    end: int
    free: bool
    pronoun: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether a noun or name stands there by itself."""
        return self.first == self.head

    @property
    def is_full_name(self) -> bool:
        """Whether it has two or more words in capitals."""
        return self.stop - self.head >= MIN_FULL


def phrase_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that begins at *at*, or ``None``."""
    if at >= len(words):
        return None
    if words[at].fold in lexicon.pronouns or _is_single(words, at, lexicon):
        return _single(words, at, lexicon)
    head = at
    while head < len(words) and head - at < _MAX_ARTICLES and words[head].fold in lexicon.oblique:
        head += 1
    free = head == at
    if head < len(words) and words[head].fold in lexicon.determiners:
        head += 1
    bare = head == at
    head = _past_adjectives(words, head, lexicon)
    if head >= len(words) or not _is_noun(words[head]) or _is_alone(words, at, head, lexicon):
        return None
    free = free and not _tells_when(words, at, head, lexicon)
    if bare and at < head and words[at].fold.endswith(_PLURAL_OR_OBLIQUE):
        # No subject begins with "großen": an article before it, not read here, says what it is.
        free = False
    stop = _name_stop(words, at, head, lexicon)
    return Phrase(at, head, stop, _past_genitives(words, at, head, stop, lexicon), free)


def _tells_when(words: Sequence[Word], at: int, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a day or month, or stands right before one: "Anfang März"."""
    behind = at == head and head + 1 < len(words) and words[head + 1].fold in lexicon.calendar
    return behind or words[head].fold in lexicon.calendar


def _past_adjectives(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Past adjectives and what tells of age or size before them: ``35 Jahre alte``."""
    end = min(len(words), at + _MAX_ADJECTIVES)
    while at < end and _is_adjective(words[at], lexicon):
        at += 1
    if (
        at + 1 < end
        and _is_qualifier(words[at], lexicon)
        and _is_adjective(words[at + 1], lexicon)
    ):
        return _past_adjectives(words, at + 1, lexicon)
    counted = 0 < at < end - 1 and words[at - 1].text.isdecimal() and _is_noun(words[at])
    if counted and _is_adjective(words[at + 1], lexicon):
        return _past_adjectives(words, at + 1, lexicon)
    return at


def _is_qualifier(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may say more of the adjective behind it: ``gut besuchte``."""
    return (
        word.text.islower()
        and word.text.isalpha()
        and word.fold not in lexicon.verbs
        and word.fold not in lexicon.auxiliaries
        and word.fold not in lexicon.hearsay
        and word.fold not in lexicon.pronouns
        and word.fold not in lexicon.determiners
        and word.fold not in lexicon.oblique
        and word.fold not in lexicon.subordinators
        and word.fold not in lexicon.joint
    )


def _is_noun(word: Word) -> bool:
    """Whether a word is a noun or name: "48-Jährige" too."""
    return is_capital(word.text) or (
        word.text[0].isdecimal() and not word.text.islower() and word.text != word.fold
    )


def _name_stop(words: Sequence[Word], at: int, head: int, lexicon: Lexicon) -> int:
    """One past the name at *head*; "von" after a whole name or a noun with its article is no part.

    Nor are marked words behind a name that has no article: ``Berg nannte Ott „untätig“``.
    """
    stop = run_forward(words, head, lexicon)
    if at == head:
        stop = next((i for i in range(head + 1, stop) if _is_marked(words[i])), stop)
    common = at < head or lexicon.is_title(words[head].fold)
    common = common or words[head].text in lexicon.known
    whole = head + 1 if common else head + MIN_FULL
    for index in range(whole, stop):
        if words[index].fold in lexicon.genitives:
            return index
    return stop


def _is_marked(word: Word) -> bool:
    """Whether marks around it are left out of a word."""
    return word.end - word.start > len(word.text)


def _is_adjective(word: Word, lexicon: Lexicon) -> bool:
    if word.text.isdecimal():
        return True
    return (
        word.text.islower()
        and word.fold.endswith(_ADJECTIVE)
        and word.fold not in lexicon.verbs
        and word.fold not in lexicon.hearsay
        and word.fold not in lexicon.adverbs
        and word.fold not in lexicon.pronouns
        and word.fold not in lexicon.oblique
        and word.fold not in lexicon.common
    )


def _is_single(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether no noun follows a word that may stand for one: "sagte dieser", "einer der Gäste"."""
    if words[at].fold not in lexicon.singles or (at and words[at - 1].fold in lexicon.oblique):
        return False
    if at + 1 >= len(words) or not words[at + 1].text[0].isalnum():
        return True
    fold = words[at + 1].fold
    return (
        fold in lexicon.verbs
        or fold in lexicon.auxiliaries
        or fold in lexicon.hearsay
        or fold in lexicon.genitives
        or (fold in lexicon.shared_genitives and words[at].fold in lexicon.oblique)
    )


def _single(words: Sequence[Word], at: int, lexicon: Lexicon) -> Phrase:
    """A pronoun, with the genitive behind it where it may have one."""
    end = stop = at + 1
    if words[at].fold in lexicon.oblique and stop < len(words) and _joins(words[stop], lexicon):
        whole = phrase_at(words, stop, lexicon)
        end = whole.end if whole is not None else stop
    return Phrase(at, at, stop, end, free=True, pronoun=True)


def _joins(word: Word, lexicon: Lexicon) -> bool:
    return word.fold in lexicon.genitives or word.fold in lexicon.shared_genitives


def _is_alone(words: Sequence[Word], at: int, head: int, lexicon: Lexicon) -> bool:
    """Whether what begins a phrase is none of it: "sieht das Lund", "ahnte Lund"."""
    if head == at:
        return _is_opener(words, head, lexicon)
    if words[head].text not in lexicon.known:
        return False
    verb = all(_is_adjective(word, lexicon) for word in words[at:head])
    return verb or (head == at + 1 and words[at].fold in lexicon.anaphors)


def _is_opener(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a capital is only that of a sentence's first word."""
    fold = words[at].fold
    if fold in lexicon.subordinators or fold in lexicon.joint:
        return True
    if at and words[at - 1].text not in _STARTS:
        return False
    adverb = fold in lexicon.adverbs or fold.endswith(lexicon.adverb_endings)
    return adverb or fold in lexicon.common or fold in lexicon.verbs


def _past_genitives(
    words: Sequence[Word], first: int, head: int, end: int, lexicon: Lexicon
) -> int:
    """Past the genitives and brackets behind a noun: ``der Chef der Bahn (BB)``."""
    for _ in range(_MAX_GENITIVES if words[head].fold not in lexicon.calendar else 0):
        if end < len(words) and words[end].text == "(":
            close = next(
                (
                    i
                    for i in range(end, min(len(words), end + _MAX_BRACKET))
                    if words[i].text == ")"
                ),
                None,
            )
            if close is None:
                return end
            end = close + 1
        if end >= len(words) or not _is_attached(words, first, head, end, lexicon):
            return end
        inner = phrase_at(words, end, lexicon)
        if inner is None or inner.pronoun or inner.is_bare:
            return end
        end = inner.end
    return end


def _is_attached(words: Sequence[Word], first: int, head: int, at: int, lexicon: Lexicon) -> bool:
    """Whether an article or "von" there belongs to the noun before it."""
    fold = words[at].fold
    if fold in lexicon.genitives:
        return True
    # "der" may be a dative: "sagte Berg der Presse".
    return fold in lexicon.shared_genitives and (
        first < head or lexicon.is_title(words[head].fold)
    )


def free_phrases(
    words: Sequence[Word], start: int, stop: int, lexicon: Lexicon
) -> Iterator[Phrase]:
    """The phrases of ``words[start:stop]`` that can be a subject, in order."""
    at, oblique = start, -1
    while at < stop:
        phrase = phrase_at(words, at, lexicon)
        if phrase is None:
            at += 1
            continue
        joined = at == oblique + 1 and is_joint(words[oblique], lexicon)
        if phrase.free and not joined and phrase.head < stop:
            yield phrase
        else:
            oblique = phrase.end
        at = phrase.end


def is_joint(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word joins two of a kind: "und", not "mit"."""
    return word.fold in lexicon.joint and word.fold not in lexicon.oblique


def is_person(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase names a person or what one is."""
    fold = words[phrase.head].fold
    named = phrase.is_full_name and is_name(words[phrase.head], lexicon)
    named = named and not lexicon.is_body(fold)
    return named or is_known(words, phrase, lexicon) or lexicon.is_role(fold)


def is_known(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase is the last name of somebody whom the story names in full."""
    first = words[phrase.first].fold
    if phrase.stop - phrase.head != 1 or words[phrase.head].text not in lexicon.known:
        return False
    behind = phrase.head - phrase.first == 1 and first in lexicon.bare_prepositions
    return phrase.is_bare or behind


def can_speak(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase names a person or a body of them: "the police", but not "the problem"."""
    if phrase.pronoun or is_person(words, phrase, lexicon):
        return True
    head = words[phrase.head]
    initials = len(head.text) > 1 and head.text.isupper()
    return initials or lexicon.is_body(head.fold)


def is_plural(words: Sequence[Word], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the ending of a noun that has no singular article tells that it means several."""
    if phrase.pronoun or phrase.is_bare or not words[phrase.head].fold.endswith(_PLURAL):
        return False
    first = words[phrase.first]
    return first.fold in lexicon.plurals or _is_adjective(first, lexicon)
