"""What the language tables say about speech, joined and ready for look-up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import frozen

from newsparse.languages import Language, Speech

__all__ = ["UPPER", "Lexicon", "lexicon_of"]

_MIN_CALENDAR = 4
# What is only joined, table by table: sets of words, and whether one has it.
_FLAGS = ("dash", "verb_second", "verb_last", "capital_nouns", "fragments")
_SETS = (
    "auxiliaries",
    "pronouns",
    "she",
    "he",
    "nobody",
    "calling",
    "predicate",
    "impersonal",
    "anaphors",
    "articles",
    "genitives",
    "shared_genitives",
    "agent",
    "passive",
    "view",
    "writing",
    "subordinators",
    "utterances",
    "parenthetical",
    "own",
    "copulas",
    "hearsay",
    "quotative",
    "topic",
    "adpositions",
    "citing",
    "giving",
    "telling",
    "naming",
    "plurals",
    "singles",
)
# Shorter titles are ends of other words and names, except where nouns are compounded freely.
_MIN_TITLE, _MIN_COMPOUND = 6, 4
# The capitals of the scripts that have them: Latin, Greek, Cyrillic, Armenian, Vietnamese.
UPPER = "".join(
    chr(code)
    for code in (*range(0x41, 0x250), *range(0x370, 0x560), *range(0x1E00, 0x1F00))
    if chr(code).isupper()
)
# How the last part of a name begins: with a capital, or an Arabic article before it ("al-Sharaa").
ARTICLE = "(?:a[dlnrst]|as?h|as?ch|e[dlnrst]|es?h|es?ch|ul)-"
NAME_START = rf"(?:{ARTICLE})?[{UPPER}]"
CAPITAL_WORD = re.compile(
    rf"[{UPPER}](?<![\w’'-].)[\w-]{{1,40}}|(?<![\w’'-]){ARTICLE}[{UPPER}][\w-]{{1,40}}"
)


@frozen(kw_only=True, eq=False)
class Lexicon:
    """The words of reported speech in one text; all folded as `fold_word` does.

    Attributes:
        verbs: Reporting verbs.
        adverbs: What may stand beside them, auxiliaries too.
        auxiliaries: Those of them that are known to be auxiliary verbs.
        pronouns: Pronouns that a speaker may be.
        she: Pronouns and titles of one woman.
        he: Pronouns and titles of one man.
        nobody: Pronouns that mean nobody in particular.
        calling: Verbs of saying what something is.
        predicate: What stands right before a noun that says so.
        impersonal: Verbs by which nobody in particular says something.
        anaphors: Words that begin a sentence about the words said before it.
        adverb_endings: Ends of adverbs.
        articles: Articles as a subject has them.
        genitives: Words behind a noun that join another to it ("of").
        shared_genitives: Those that may do so.
        determiners: Articles and other words before a subject's noun.
        oblique: Articles and prepositions whose noun is no subject; empty where no article tells.
        declined: The articles of them.
        before_nouns: These and the determiners, also as a sentence begins with them.
        bare_prepositions: What is oblique and no article.
        agent: Prepositions before who does what a verb in the passive tells.
        passive: Auxiliaries of the passive.
        view: Prepositions before whose view a sentence tells.
        writing: Prepositions before what something is written in.
        subordinators: Words that begin a clause whose verb comes last.
        comparatives: Those of them that are prepositions too: no verb of a clause follows ("als").
        utterances: Nouns for what is said: who speaks is whose it is.
        parenthetical: Subordinators of clauses about the words beside them.
        own: Words by which a source is the sentence's subject.
        copulas: Verbs of being: who or what is so and so says nothing by it.
        hearsay: Verbs in the mood of reported speech.
        quotative: Words that stand for a verb of speech, only where a clause begins.
        topic: What marks the subject before it.
        bodies: Nouns for groups and houses that speak; longer words may end with them.
        adpositions: Prepositions behind which no speaker stands.
        citing: Verbs whose object speaks.
        giving: Verbs whose indirect object may stand first.
        telling: Verbs of saying something to somebody.
        naming: Prepositions and verbs between which a noun is named.
        plurals: Words before a subject of several.
        singles: Words that stand for a noun where none follows.
        talk: What ends a sentence that tells what is spoken of.
        common: The most frequent words: articles, prepositions, conjunctions.
        particles: Words in lower case inside names.
        joiners: Those of them that may stand first after a name: no article of the language's own.
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
        known: Last names of the people of the story at hand, as written.
    """

    verbs: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    she: frozenset[str]
    he: frozenset[str]
    nobody: frozenset[str]
    calling: frozenset[str]
    predicate: frozenset[str]
    impersonal: frozenset[str]
    anaphors: frozenset[str]
    adverb_endings: tuple[str, ...]
    articles: frozenset[str]
    genitives: frozenset[str]
    shared_genitives: frozenset[str]
    determiners: frozenset[str]
    oblique: frozenset[str]
    declined: frozenset[str]
    before_nouns: frozenset[str]
    bare_prepositions: frozenset[str]
    agent: frozenset[str]
    passive: frozenset[str]
    view: frozenset[str]
    writing: frozenset[str]
    subordinators: frozenset[str]
    comparatives: frozenset[str]
    utterances: frozenset[str]
    parenthetical: frozenset[str]
    own: frozenset[str]
    copulas: frozenset[str]
    hearsay: frozenset[str]
    quotative: frozenset[str]
    topic: frozenset[str]
    adpositions: frozenset[str]
    citing: frozenset[str]
    giving: frozenset[str]
    telling: frozenset[str]
    naming: frozenset[str]
    plurals: frozenset[str]
    singles: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
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
    bodies: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()

    def is_title(self, fold: str) -> bool:
        """Whether a word is a title, or made with one: ``polizeisprecher``."""
        return fold in self.honorifics or fold.endswith(self.titles)

    def is_role(self, fold: str) -> bool:
        """Whether a word says what somebody is: a title or a job."""
        return fold in self.jobs or self.is_title(fold)

    def is_body(self, fold: str) -> bool:
        """Whether a word says what a group or house is, or is made with one that does."""
        return fold.endswith(self.bodies)

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
    joiners = _joiners(particles, own)
    honorifics = _union(part.honorifics for part in speech)
    return Lexicon(
        **_joined(speech),
        verbs=_union(part.verbs | part.quotative for part in speech),
        adverbs=_union(part.adverbs | part.auxiliaries for part in speech),
        adverb_endings=tuple(sorted(_union(part.adverb_endings for part in speech))),
        determiners=_union(part.articles | part.determiners for part in speech),
        oblique=_union(part.oblique | part.prepositions for part in speech),
        declined=_union(part.oblique for part in speech),
        before_nouns=_as_written(
            _union(part.oblique | part.articles | part.determiners for part in speech)
        ),
        bare_prepositions=_union(part.prepositions - part.oblique for part in speech),
        comparatives=_union(part.subordinators & part.prepositions for part in speech),
        common=_union(table.words for table in own),
        particles=particles,
        joiners=joiners,
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
        full_name=_full_name(joiners, particles),
        single=any("‘" in pair or "'" in pair for part in speech for pair in part.marks),
        cased=_is_cased(own),
        talk=tuple(phrase for part in speech for phrase in part.talk),
        bodies=tuple(sorted(_union(part.bodies for part in speech))),
    )


def _joined(speech: Sequence[Speech]) -> dict[str, Any]:
    """What is only joined, by the lexicon's names for it."""
    return {name: _union(getattr(part, name) for part in speech) for name in _SETS} | {
        name: any(getattr(part, name) for part in speech) for name in _FLAGS
    }


def _joiners(particles: frozenset[str], own: tuple[Language, ...]) -> frozenset[str]:
    """The particles without articles and prepositions of a language whose articles have cases."""
    little = _union(
        part.oblique | part.prepositions | part.determiners | part.articles
        for part in (table.speech for table in own)
        if part.oblique
    )
    return (particles - little) | _union(table.people.particles for table in own)


def _titles(tables: tuple[Language, ...], honorifics: frozenset[str]) -> tuple[str, ...]:
    compound = any(table.speech.capital_nouns for table in tables)
    least = _MIN_COMPOUND if compound else _MIN_TITLE
    return tuple(word for word in sorted(honorifics) if len(word) >= least)


def _is_cased(tables: tuple[Language, ...]) -> bool:
    verbs = [verb for table in tables for verb in table.speech.verbs]
    return not verbs or any(verb[0].upper() != verb[0] for verb in verbs)


def _as_written(words: frozenset[str]) -> frozenset[str]:
    return words | {word.capitalize() for word in words}


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _calendar(table: Language) -> Iterator[str]:
    """Names of months and weekdays; short ones are people's names too ("Jan", "May")."""
    for row in (*table.dates.months, *table.dates.weekdays):
        words = (word for name in row for word in name.split("_"))
        yield from (word for word in words if len(word) >= _MIN_CALENDAR)


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


def _full_name(joiners: frozenset[str], particles: frozenset[str]) -> re.Pattern[str]:
    first, between = _alternatives(joiners), _alternatives(particles)
    rest = (
        r"(?:[\w’'-]{0,30}|[\w’'-]{0,2}\.)[^\S\n]"
        rf"(?:(?:{first})[^\S\n](?:(?:{between})[^\S\n])?)?"
    )
    # A capital comes first, so that whatever begins with none is passed over at once.
    more, last = rf"(?:{NAME_START}{rest}){{0,3}}", rf"{NAME_START}[\w-]{{1,30}}"
    return re.compile(rf"[{UPPER}](?<!\w.){rest}{more}{last}")


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words)) or "(?!)"
