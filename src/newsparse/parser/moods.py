"""Verbs in the mood of reported speech, as German has it, by their list and by their endings."""

from collections.abc import Sequence

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word
from newsparse.parser.nounphrases import phrase_at

__all__ = ["has_mood", "is_reported", "may_be_verb"]

# How a verb of one ends in the mood of reported speech, and how it may end in the past.
_MOOD, _NO_MOOD = "e", ("te", "rde")


def is_reported(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb of ``words[start:end]`` is in the mood of reported speech."""
    return any(word.fold in lexicon.hearsay for word in words[start:end])


def has_mood(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the ending of a verb right behind its subject is that of reported speech."""
    phrase = phrase_at(words, start, lexicon)
    if phrase is None or not phrase.free or phrase.pronoun or phrase.end >= end:
        return False
    verb = words[phrase.end]
    mood = verb.fold.endswith(_MOOD) and not verb.fold.endswith(_NO_MOOD)
    return mood and verb.fold not in lexicon.verbs and may_be_verb(verb, lexicon)


def may_be_verb(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is none of the little ones that are known to be something else."""
    fold = word.fold
    if fold in lexicon.auxiliaries or fold in lexicon.copulas:
        return True
    return (
        word.text.islower()
        and word.text.isalpha()
        and fold not in lexicon.common
        and fold not in lexicon.adverbs
        and fold not in lexicon.oblique
        and fold not in lexicon.determiners
        and fold not in lexicon.subordinators
        and fold not in lexicon.articles
        and fold not in lexicon.joint
    )
