"""Names in languages whose nouns begin with capitals, as names do."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from newsparse.parser.lexicon import CAPITAL_WORD, Lexicon

__all__ = ["is_lead", "nouns_in", "past_nouns"]

_MAX_ARTICLE = 12


def _follows_article(text: str, start: int, lexicon: Lexicon) -> bool:
    before = text[max(0, start - _MAX_ARTICLE) : start].rstrip().rpartition(" ")[2].lower()
    return before in lexicon.before_nouns


def nouns_in(texts: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The words that stand right behind an article and before no name: they are nobody's name."""
    behind = Counter[str]()
    for text in texts:
        words = text.split()
        for at in [at for at, word in enumerate(words, 1) if word in lexicon.before_nouns]:
            match = CAPITAL_WORD.match(words[at]) if at < len(words) else None
            if match is not None:
                last = match.end() < len(words[at]) or at + 1 == len(words)
                behind[match[0]] += last or not words[at + 1][0].isupper()
    seen = Counter(word for text in texts for word in CAPITAL_WORD.findall(text) if word in behind)
    return frozenset(noun for noun, n in behind.items() if 2 * n > seen[noun])


def past_nouns(name: str, text: str, start: int, nouns: frozenset[str], lexicon: Lexicon) -> str:
    """The name that stands in *text* at *start* without what only looks like a part of it."""
    if _follows_article(text, start, lexicon):
        name = _without_noun(name)
    return _without_nouns(name, nouns, lexicon) if lexicon.oblique else name


def _without_noun(name: str) -> str:
    """The name without the noun between an article and it: "der Klempner Jan Ott"."""
    noun, _, rest = name.partition(" ")
    return rest if noun and " " in rest else name


def _without_nouns(name: str, nouns: frozenset[str], lexicon: Lexicon) -> str:
    """The name without what stands in front of it: nouns, "Angaben von".

    Empty where it ends with a noun, or one word is left.
    """
    words = name.split()
    for at, word in enumerate(words[:-2]):
        if word in lexicon.agent and words[at + 1][0].isupper():
            words = words[at + 1 :]
            break
    while words and (
        words[0] in nouns or words[0][0].islower() or is_lead(words[0].lower(), lexicon)
    ):
        del words[0]
    if not words[1:] or words[-1] in nouns or words[-1].lower() in lexicon.pronouns:
        return ""
    return " ".join(words)


@lru_cache(maxsize=4096)
def is_lead(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand before a name and is no part of it: a title, a job, a little word."""
    return (
        word in lexicon.common
        or word in lexicon.adverbs
        or lexicon.is_title(word)
        or word in lexicon.calendar
        or word in lexicon.particles
        or word in lexicon.jobs
        or word in lexicon.oblique
        or word in lexicon.subordinators
    )
