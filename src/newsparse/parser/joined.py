"""Verbs that a hyphen joins to their pronoun: ``dit-il``, ``a-t-il dit``."""

from collections.abc import Sequence

from newsparse.parser.clauses import Clause
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word
from newsparse.parser.subjects import skip_adverbs

__all__ = ["aux_joined_at", "joined_at", "joined_in"]


def joined_in(text: str, words: Sequence[Word], lexicon: Lexicon) -> Clause | None:
    """The first verb and pronoun in one word among *words*."""
    return next(
        (
            clause
            for word in words
            if "-" in word.text and (clause := joined_at(text, word, lexicon)) is not None
        ),
        None,
    )


def joined_at(text: str, word: Word, lexicon: Lexicon) -> Clause | None:
    """Verb and pronoun in one word: ``dit-il``."""
    verb, _, rest = word.fold.partition("-")
    pronoun = rest.rpartition("-")[2]
    if pronoun not in lexicon.pronouns or verb.rpartition("'")[2] not in lexicon.verbs:
        return None
    cut = word.end - len(pronoun)
    cue = text[word.start : word.start + len(verb)]
    return Clause(speaker=text[cut : word.end], cue=cue, end=word.end, inverted=True)


def aux_joined_at(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Clause | None:
    """Auxiliary and pronoun in one word, the verb after it: ``a-t-il dit``."""
    auxiliary, _, rest = words[at].fold.partition("-")
    pronoun = rest.rpartition("-")[2]
    if pronoun not in lexicon.pronouns or auxiliary not in lexicon.adverbs:
        return None
    verb = skip_adverbs(words, at + 1, lexicon)
    if verb >= len(words) or words[verb].fold not in lexicon.verbs:
        return None
    cut = words[at].end - len(pronoun)
    end = words[verb].end
    return Clause(
        speaker=text[cut : words[at].end], cue=text[words[at].start : end], end=end, inverted=True
    )
