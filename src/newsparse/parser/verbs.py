"""Reporting verbs among the words of a clause, and what stands beside them."""

from collections.abc import Sequence

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word
from newsparse.parser.subjects import MAX_ADVERBS, is_beside

__all__ = ["cue_before", "is_verb", "leads_to_verb"]


def is_verb(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a reporting verb stands there; one in capitals within a sentence is a name."""
    word = words[at]
    if word.fold not in lexicon.verbs and word.fold.rpartition("'")[2] not in lexicon.verbs:
        return False
    if not at:
        return not leads_to_verb(words, at, lexicon)
    before = words[at - 1]
    if not word.text[0].islower() or before.fold in lexicon.comparatives:
        return False
    quotative = word.fold in lexicon.quotative
    return not quotative or not (before.text[0].isalpha() or leads_to_verb(words, at, lexicon))


def leads_to_verb(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the word there stands for no verb, for one follows: "so urteilte Lund"."""
    if at + 1 >= len(words) or words[at].fold not in lexicon.quotative:
        return False
    following = words[at + 1].fold
    return following in lexicon.verbs or following in lexicon.auxiliaries


def cue_before(text: str, words: Sequence[Word], verb: int, lexicon: Lexicon) -> str:
    """The verb and the adverbs and auxiliaries right before it."""
    first = verb
    while first > 0 and verb - first < MAX_ADVERBS and is_beside(words[first - 1], lexicon):
        first -= 1
    return text[words[first].start : words[verb].end]
