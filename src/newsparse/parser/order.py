"""Which of two noun phrases around a verb is its subject, where either may stand first."""

from collections.abc import Sequence

from newsparse.parser.lexicon import Lexicon
from newsparse.parser.moods import is_reported
from newsparse.parser.names import Word
from newsparse.parser.nounphrases import Phrase, can_speak, is_person, is_plural

__all__ = ["beats", "is_subject", "is_told"]

# How a verb of several ends.
_SEVERAL = "n"


def beats(
    words: Sequence[Word], leading: Phrase, behind: Phrase, verb: int, lexicon: Lexicon
) -> bool:
    """Whether the phrase behind the verb is rather its subject than the one that leads."""
    if words[verb - 1].text == "," and _is_whole(words, leading, verb, lexicon):
        return behind.first == verb + 1
    if leading.pronoun:
        nobody = words[leading.first].fold in lexicon.nobody
        return nobody and not behind.pronoun and can_speak(words, behind, lexicon)
    if behind.pronoun:
        fold = words[behind.first].fold
        object_too = fold in lexicon.she and (
            leading.is_bare or is_person(words, leading, lexicon)
        )
        return fold not in lexicon.nobody and not object_too
    near = behind.first == verb + 1 + _is_little(words, verb + 1, lexicon)
    if can_speak(words, leading, lexicon) or not near:
        return _is_given(words, leading, behind, verb, lexicon)
    if is_subject(words, leading, lexicon) or words[verb].fold in lexicon.giving:
        return False
    differ = is_plural(words, leading, lexicon) and not words[verb].fold.endswith(_SEVERAL)
    return differ or is_person(words, behind, lexicon)


def _is_little(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether "sich" or the like stands there, which says nothing of who is the subject."""
    fold = words[at].fold
    little = fold in lexicon.adverbs and fold not in lexicon.oblique
    return little and fold not in lexicon.determiners


def is_subject(words: Sequence[Word], leading: Phrase, lexicon: Lexicon) -> bool:
    """Whether a phrase's article is that of a subject: "der", which an object has only if indirect."""
    article = words[leading.first].fold
    return article in lexicon.articles and article in lexicon.shared_genitives


def _is_given(
    words: Sequence[Word], leading: Phrase, behind: Phrase, verb: int, lexicon: Lexicon
) -> bool:
    """Whether what leads may be an indirect object: "Der Stadt warf Lund vor"."""
    if behind.first != verb + 1 or not is_subject(words, leading, lexicon):
        return False
    fold = words[verb].fold
    if fold not in lexicon.giving and fold not in lexicon.telling:
        return False
    return is_person(words, behind, lexicon) and not is_person(words, leading, lexicon)


def is_told(words: Sequence[Word], phrase: Phrase, verb: int, lexicon: Lexicon) -> bool:
    """Whether a phrase may be to whom something is said: "sagte der Zeitung gestern Lund"."""
    body = lexicon.is_body(words[phrase.head].fold) and is_subject(words, phrase, lexicon)
    return body and words[verb].fold in lexicon.telling


def _is_whole(words: Sequence[Word], leading: Phrase, verb: int, lexicon: Lexicon) -> bool:
    """Whether a clause of its own leads up to the verb at *verb*: ``Das sei gut, sagte Lund``."""
    if is_reported(words, leading.first, verb, lexicon):
        return True
    return all(word.text != "," for word in words[leading.first : verb - 1])
