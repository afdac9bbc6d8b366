"""Who speaks where a verb says that somebody is cited: its object, or the subject of the passive."""

from collections.abc import Iterator, Sequence

from newsparse.parser.cases import find_phrase, left_border, right_border
from newsparse.parser.lexicon import Lexicon
from newsparse.parser.names import Word
from newsparse.parser.nounphrases import Phrase, free_phrases, is_person, phrase_at
from newsparse.parser.order import is_subject

__all__ = ["find_cited"]

# How the article of an object ends.
_OBJECT = "en"


def find_cited(
    words: Sequence[Word], verb: int, lexicon: Lexicon, *, before: bool
) -> Phrase | None:
    """Whom the verb at *verb* cites: "Der Kurier zitierte Ott", "wie Ott zitiert wird".

    Where not *before*, its subject stands behind it.
    """
    start, stop = left_border(words, verb, lexicon), right_border(words, verb, lexicon)
    if any(word.fold in lexicon.passive for word in words[start:stop]):
        return next(free_phrases(words, start, verb, lexicon), None)
    subject = find_phrase(words, verb, lexicon, before=before)
    if subject is None:
        return None
    objects = (p for p in _objects(words, verb + 1, stop, lexicon) if p.first != subject.first)
    found = next(objects, None)
    if found is None:
        return None
    if is_subject(words, found, lexicon):
        return subject
    return found if found.pronoun or is_person(words, found, lexicon) else None


def _objects(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> Iterator[Phrase]:
    """The phrases of ``words[start:stop]`` that no preposition begins."""
    at = start
    while at < stop:
        phrase = phrase_at(words, at, lexicon)
        if phrase is None:
            at += 1
            continue
        fold = words[phrase.first].fold
        if phrase.free or (fold in lexicon.declined and fold.endswith(_OBJECT)):
            yield phrase
        at = phrase.end
