"""What the language tables say about speech, joined and ready for look-up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from newsparse.languages import Language

__all__ = ["UPPER", "Lexicon", "lexicon_of"]

_MIN_CALENDAR = 4
# Shorter titles are ends of other words and names, except where nouns are compounded freely.
_MIN_TITLE, _MIN_COMPOUND = 6, 4
# The capitals of the scripts that have them: Latin, Greek, Cyrillic, Armenian, Vietnamese.
UPPER = "".join(
    chr(code)
    for code in (*range(0x41, 0x250), *range(0x370, 0x560), *range(0x1E00, 0x1F00))
    if chr(code).isupper()
)


@frozen(kw_only=True, eq=False)
class Lexicon:
    """The words of reported speech in one text; all folded as `fold_word` does.

    Attributes:
        verbs: Reporting verbs.
        adverbs: What may stand beside them, auxiliaries too.
        pronouns: Pronouns that a speaker may be.
        she: Pronouns and titles of one woman.
        he: Pronouns and titles of one man.
        nobody: Pronouns that mean nobody in particular.
        articles: Articles as a subject has them.
        topic: What marks the subject before it.
        common: The most frequent words: articles, prepositions, conjunctions.
        particles: Words in lower case inside names.
        honorifics: Titles before a name, of office too.
        titles: Those of them that longer words may be made with.
        calendar: Months and weekdays, which are capitalised and no names.
        jobs: Words that say what somebody is.
        joint: Words between two names ("and").
        source: Finds "according to", or ``None``.
        source_after: Finds what stands behind the source instead, or ``None``.
        source_words: One word of each of these phrases: a text without them has no source.
        full_name: Finds two or more capitalised words in a row, with particles between them.
        dash: A dash opens speech.
        verb_second: The verb is the second part of a sentence, whatever the first is.
        verb_last: The verb ends the sentence.
        capital_nouns: Nouns begin with capitals.
        fragments: Single words in marks are mostly a speaker's.
        single: Single marks may set off speech, as in British papers.
        cased: The script has capitals, by which names are told.
    """

    verbs: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    she: frozenset[str]
    he: frozenset[str]
    nobody: frozenset[str]
    articles: frozenset[str]
    topic: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    titles: tuple[str, ...]
    calendar: frozenset[str]
    jobs: frozenset[str]
    joint: frozenset[str]
    source: re.Pattern[str] | None
    source_after: re.Pattern[str] | None
    source_words: tuple[str, ...]
    full_name: re.Pattern[str]
    dash: bool
    verb_second: bool
    verb_last: bool
    capital_nouns: bool
    fragments: bool
    single: bool
    cased: bool

    def is_title(self, fold: str) -> bool:
        """Whether a word is a title, or made with one: ``polizeisprecher``."""
        return fold in self.honorifics or fold.endswith(self.titles)

    def may_report(self, fold: str) -> bool:
        """Whether a word is a reporting verb, or one and more in it: ``s'exclame-t-il``."""
        return fold in self.verbs or "-" in fold or fold.rpartition("'")[2] in self.verbs

    def may_tell(self, folds: Sequence[str]) -> bool:
        """Whether `may_report` holds of one of some words."""
        if not self.verbs.isdisjoint(folds):
            return True
        joined = "".join(folds)
        return ("-" in joined or "'" in joined) and any(map(self.may_report, folds))


@lru_cache(maxsize=64)
def lexicon_of(tables: tuple[Language, ...]) -> Lexicon:
    """The lexicon of a text, its own language's table first in *tables*.

    The common tables help only where the text's own has no verbs: one language's pronoun is
    another's preposition.
    """
    own = tables[:1] if tables and tables[0].speech.verbs else tables
    speech = [table.speech for table in own]
    particles = _union(table.people.particles for table in tables)
    honorifics = _union(part.honorifics for part in speech)
    return Lexicon(
        verbs=_union(part.verbs for part in speech),
        adverbs=_union(part.adverbs for part in speech),
        pronouns=_union(part.pronouns for part in speech),
        she=_union(part.she for part in speech),
        he=_union(part.he for part in speech),
        nobody=_union(part.nobody for part in speech),
        articles=_union(part.articles for part in speech),
        topic=_union(part.topic for part in speech),
        common=_union(table.words for table in own),
        particles=particles,
        honorifics=honorifics,
        titles=_titles(own, honorifics),
        calendar=frozenset(word for table in own for word in _calendar(table)),
        source=_source(tuple(phrase for part in speech for phrase in part.source)),
        source_after=_source_after(
            tuple(phrase for part in speech for phrase in part.source_after)
        ),
        source_words=_longest(
            phrase for part in speech for phrase in (*part.source, *part.source_after)
        ),
        jobs=_union(table.people.jobs for table in own),
        joint=_union(table.people.joint for table in own),
        full_name=_full_name(particles),
        dash=any(part.dash for part in speech),
        verb_second=any(part.verb_second for part in speech),
        verb_last=any(part.verb_last for part in speech),
        capital_nouns=any(part.capital_nouns for part in speech),
        fragments=any(part.fragments for part in speech),
        single=any("‘" in pair or "'" in pair for part in speech for pair in part.marks),
        cased=_is_cased(own),
    )


def _titles(tables: tuple[Language, ...], honorifics: frozenset[str]) -> tuple[str, ...]:
    compound = any(table.speech.capital_nouns for table in tables)
    least = _MIN_COMPOUND if compound else _MIN_TITLE
    return tuple(word for word in sorted(honorifics) if len(word) >= least)


def _is_cased(tables: tuple[Language, ...]) -> bool:
    verbs = [verb for table in tables for verb in table.speech.verbs]
    return not verbs or any(verb[0].upper() != verb[0] for verb in verbs)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _calendar(table: Language) -> Iterator[str]:
    """Names of months and weekdays; short ones are people's names too ("Jan", "May")."""
    for row in (*table.dates.months, *table.dates.weekdays):
        yield from (word for word in row if len(word) >= _MIN_CALENDAR)


def _longest(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({max(phrase.split(), key=len) for phrase in phrases}))


def _source(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Longest phrase first, so that "according to the" is not taken for "according to"."""
    if not phrases:
        return None
    return re.compile(
        rf"(?<![\w’'])(?:{_any_of(phrases)})(?![\w’'-])[^\S\n]{{1,2}}", re.IGNORECASE
    )


def _source_after(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """In scripts where it is an ending, no blank parts it from the source."""
    return re.compile(rf"(?:{_any_of(phrases)})(?![a-zäöü])") if phrases else None


def _any_of(phrases: tuple[str, ...]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"[^\S\n]") for phrase in ordered)


def _full_name(particles: frozenset[str]) -> re.Pattern[str]:
    between = "|".join(re.escape(word) for word in sorted(particles)) or "(?!)"
    return re.compile(
        rf"(?<!\w)(?:[{UPPER}](?:[\w’'-]{{0,30}}|[\w’'-]{{0,2}}\.)[^\S\n](?:(?:{between})[^\S\n]){{0,2}}){{1,4}}"
        rf"[{UPPER}][\w-]{{1,30}}"
    )
