"""Language tables: what the parser knows of a language is data, one TOML file a language.

A table is read when it is first needed.  ``und.toml`` holds what belongs to no language (names of
agencies and networks, signs); it is joined to every table, and so is English interface wording,
which stands on pages in any language.  `README.md` beside the tables says what each key means.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from attrs import field, frozen

from newsparse.languages.phrases import Phrases
from newsparse.languages.values import (
    to_lines,
    to_names,
    to_pairs,
    to_phrases,
    to_phrases_by_kind,
    to_rows,
    to_units,
    to_words,
)

__all__ = ["Language", "Languages", "Readable", "builtin_codes", "read_table"]

_UNDETERMINED = "und"


def _folder() -> Any:
    from importlib.resources import files  # noqa: PLC0415 - only who parses text pays for it

    return files("newsparse.languages")


@lru_cache(maxsize=1)
def builtin_codes() -> tuple[str, ...]:
    """The codes of the tables that come with the library: the files beside this one."""
    names = (entry.name for entry in _folder().iterdir())
    codes = sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    return tuple(code for code in codes if code != _UNDETERMINED)


class Readable(Protocol):
    """A table's file: a `pathlib.Path` or a resource of an installed package."""

    def read_text(self, encoding: str | None = None) -> str:
        """Return the text of the file."""


@frozen(kw_only=True)
class Dates:
    """Words of dates and times; all in lower case.

    Attributes:
        order: Order of an all-digit date: ``"dmy"``, ``"mdy"`` or ``"ymd"``.
        months: Twelve rows of names, January first; "_" joins the words of one.
        weekdays: Seven rows of names, Monday first.
        glue: Words that stand between the parts of a date or time ("of", "kl", "den").
        am: Words for before noon.
        pm: Words for after noon.
        half_first: These stand before the time.
        now: Whole expressions for this moment.
        today: Words for the current day.
        yesterday: Words for the day before.
        ago: Templates with ``{n}`` and ``{unit}``: ``"{n} {unit} ago"``.
        one: Words that mean 1 in such a template.
        units: Words for each unit, by "minute", "hour", "day", "week", "month", "year".
        published: Labels before the time of first publication, without colon.
        updated: Labels before the time of the last change.
        noise: Phrases of lines that look like a time and are none ("5 min read").
        editions: Words behind which numbers with dots are no day ("version").
        eras: Names of eras, each with the year before its first one ("令和 2018").
        solar_months: Months of the solar Hijri calendar, whose years the language counts too.
    """

    order: str = "dmy"
    months: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)
    weekdays: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)
    glue: frozenset[str] = field(default=frozenset(), converter=to_words)
    am: frozenset[str] = field(default=frozenset(), converter=to_words)
    pm: frozenset[str] = field(default=frozenset(), converter=to_words)
    half_first: bool = False
    now: tuple[str, ...] = field(default=(), converter=to_lines)
    today: tuple[str, ...] = field(default=(), converter=to_lines)
    yesterday: tuple[str, ...] = field(default=(), converter=to_lines)
    ago: tuple[str, ...] = field(default=(), converter=to_lines)
    one: frozenset[str] = field(default=frozenset(), converter=to_words)
    units: Mapping[str, frozenset[str]] = field(factory=dict, converter=to_units)
    published: tuple[str, ...] = field(default=(), converter=to_lines)
    updated: tuple[str, ...] = field(default=(), converter=to_lines)
    noise: Phrases = field(default=Phrases(), converter=to_phrases)
    editions: frozenset[str] = field(default=frozenset(), converter=to_words)
    eras: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)
    solar_months: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)


@frozen(kw_only=True)
class People:
    """Words of bylines and end credits; all in lower case.

    Attributes:
        by: What stands before the authors' names ("by", "text by", "author"), without colon.
        by_sign: The same, of words that say it before a colon only ("text: Ada Lund").
        joint: Words between two names ("and").
        jobs: Words that make a phrase a job and no name ("reporter", "editor").
        place: Words before the place the author writes from ("in").
        house: Words before the house the author writes for ("for").
        outlets: Words that are part of the names of newsrooms and sites, and of no person's.
        editor: Labels of editors in end credits ("editing by").
        contributor: Labels of others who helped ("additional reporting by").
        contributed: What stands behind others who helped ("contributed to this report").
        particles: Words in lower case that are part of names ("van", "de la").
    """

    by: tuple[str, ...] = field(default=(), converter=to_lines)
    by_sign: tuple[str, ...] = field(default=(), converter=to_lines)
    joint: frozenset[str] = field(default=frozenset(), converter=to_words)
    jobs: frozenset[str] = field(default=frozenset(), converter=to_words)
    place: frozenset[str] = field(default=frozenset(), converter=to_words)
    house: frozenset[str] = field(default=frozenset(), converter=to_words)
    outlets: frozenset[str] = field(default=frozenset(), converter=to_words)
    editor: tuple[str, ...] = field(default=(), converter=to_lines)
    contributor: tuple[str, ...] = field(default=(), converter=to_lines)
    contributed: tuple[str, ...] = field(default=(), converter=to_lines)
    particles: frozenset[str] = field(default=frozenset(), converter=to_words)


@frozen(kw_only=True)
class Captions:
    """Words around pictures; all in lower case.

    Attributes:
        credit: Labels before a credit, which a colon (or a slash) must follow ("photo").
        credit_by: Labels that the name follows directly ("photo by").
        credit_behind: Labels that stand behind the name, without a blank or with one.
        interface: What buttons and screen readers put before a caption ("full screen").
        houses: Picture agencies, whose bare name in brackets or after a bar is a credit.
        through: Words between a name and the agency that sells the picture, or sent the story
            ("via").
    """

    credit: tuple[str, ...] = field(default=(), converter=to_lines)
    credit_by: tuple[str, ...] = field(default=(), converter=to_lines)
    credit_behind: tuple[str, ...] = field(default=(), converter=to_lines)
    interface: tuple[str, ...] = field(default=(), converter=to_lines)
    houses: tuple[str, ...] = field(default=(), converter=to_lines)
    through: frozenset[str] = field(default=frozenset(), converter=to_words)


@frozen(kw_only=True)
class Speech:
    """How the language reports speech; words in lower case.

    Attributes:
        marks: (opening, closing) quotation marks that set off direct speech, most usual first.
        inner: Marks of a quote within a quote.
        dash: A dash at the start of a paragraph opens direct speech.
        verb_second: Whatever a sentence begins with, its verb comes next and then the subject.
        verb_last: The verb ends the sentence, so that it follows the quote it reports.
        capital_nouns: Nouns begin with capitals, so that no other word is a speaker.
        fragments: Reports are full of single words and phrases of a speaker, in marks.
        verbs: Reporting verbs in the forms that stand beside a quote ("said", "says").
        adverbs: Words that may stand between speaker and verb ("reportedly", "also").
        auxiliaries: Auxiliary and modal verbs, where they are kept apart from the adverbs.
        pronouns: Pronouns that a speaker may be.
        she: Those of them, and titles, that mean one woman; in languages that do not tell, the
            same words as in `he`.
        he: Those that mean one man.
        nobody: Those of them that mean nobody in particular ("one says").
        calling: Verbs of saying what something is: a single noun in marks is their subject's word.
        predicate: What stands right before such a noun ("als", "einen").
        impersonal: Verbs by which nobody in particular says something, where few do ("heißt es").
        anaphors: Words that begin a sentence about the words said before it ("das sagte Lund").
        adverb_endings: Ends of adverbs, where nouns have capitals as a sentence's first word has.
        articles: Articles in the forms of a subject ("the").
        genitives: Words that join a noun to the one before it ("des", "von").
        shared_genitives: Those that may do so, and may begin an object too ("der").
        determiners: Other words that a subject's noun may have before it ("dieser").
        oblique: Articles that show that their noun is no subject ("dem"), also joined to a
            preposition ("im"), in languages whose articles have cases.
        prepositions: Prepositions, in these languages.
        adpositions: Prepositions in other languages: behind one no speaker stands ("said in …").
        agent: Prepositions before who does what a verb in the passive tells ("von").
        passive: Auxiliaries of the passive.
        view: Prepositions before whose view a sentence tells, at its beginning ("für").
        writing: Prepositions before what something is written in, or who has written it ("in").
        subordinators: Words that begin a clause whose verb comes last ("dass").
        utterances: Nouns for what is said, whose genitive speaks ("das Fazit der Bahn").
        parenthetical: Those that begin a clause about the words beside it ("wie Lund sagte").
        own: Words by which a source is the sentence's subject ("nach eigenen Angaben").
        copulas: Verbs of being ("ist").
        hearsay: Verbs in the mood that tells of another's words ("sei").
        quotative: Words that stand for a verb of speech, only where a clause begins ("so Lund").
        topic: What marks the subject before it: words ("ने") or ends of words ("は").
        source: What stands before the source of the report ("according to").
        source_after: What stands behind it ("zufolge").
        honorifics: Titles before a name that are no name ("mr").
        bodies: Nouns for groups and houses that speak, in languages whose nouns have capitals;
            longer words may end with them ("polizei").
        citing: Verbs whose object speaks ("der Kurier zitiert Lund").
        singles: Words that stand for a noun where none follows ("dieser").
        talk: What ends a sentence that tells what is spoken of ("die Rede").
        plurals: Words before a subject of several ("die").
        giving: Verbs whose indirect object may stand first ("der Stadt warf Lund vor").
        telling: Verbs of saying something to somebody ("sagte der Zeitung").
        naming: Prepositions and verbs between which a single noun is named ("sprach von").
    """

    marks: tuple[tuple[str, str], ...] = field(default=(), converter=to_pairs)
    inner: tuple[tuple[str, str], ...] = field(default=(), converter=to_pairs)
    dash: bool = False
    verb_second: bool = False
    verb_last: bool = False
    capital_nouns: bool = False
    fragments: bool = False
    verbs: frozenset[str] = field(default=frozenset(), converter=to_words)
    adverbs: frozenset[str] = field(default=frozenset(), converter=to_words)
    auxiliaries: frozenset[str] = field(default=frozenset(), converter=to_words)
    pronouns: frozenset[str] = field(default=frozenset(), converter=to_words)
    she: frozenset[str] = field(default=frozenset(), converter=to_words)
    he: frozenset[str] = field(default=frozenset(), converter=to_words)
    nobody: frozenset[str] = field(default=frozenset(), converter=to_words)
    calling: frozenset[str] = field(default=frozenset(), converter=to_words)
    predicate: frozenset[str] = field(default=frozenset(), converter=to_words)
    impersonal: frozenset[str] = field(default=frozenset(), converter=to_words)
    anaphors: frozenset[str] = field(default=frozenset(), converter=to_words)
    adverb_endings: frozenset[str] = field(default=frozenset(), converter=to_words)
    articles: frozenset[str] = field(default=frozenset(), converter=to_words)
    genitives: frozenset[str] = field(default=frozenset(), converter=to_words)
    shared_genitives: frozenset[str] = field(default=frozenset(), converter=to_words)
    determiners: frozenset[str] = field(default=frozenset(), converter=to_words)
    oblique: frozenset[str] = field(default=frozenset(), converter=to_words)
    prepositions: frozenset[str] = field(default=frozenset(), converter=to_words)
    adpositions: frozenset[str] = field(default=frozenset(), converter=to_words)
    agent: frozenset[str] = field(default=frozenset(), converter=to_words)
    passive: frozenset[str] = field(default=frozenset(), converter=to_words)
    view: frozenset[str] = field(default=frozenset(), converter=to_words)
    writing: frozenset[str] = field(default=frozenset(), converter=to_words)
    subordinators: frozenset[str] = field(default=frozenset(), converter=to_words)
    utterances: frozenset[str] = field(default=frozenset(), converter=to_words)
    parenthetical: frozenset[str] = field(default=frozenset(), converter=to_words)
    own: frozenset[str] = field(default=frozenset(), converter=to_words)
    copulas: frozenset[str] = field(default=frozenset(), converter=to_words)
    hearsay: frozenset[str] = field(default=frozenset(), converter=to_words)
    quotative: frozenset[str] = field(default=frozenset(), converter=to_words)
    topic: frozenset[str] = field(default=frozenset(), converter=to_words)
    source: tuple[str, ...] = field(default=(), converter=to_lines)
    source_after: tuple[str, ...] = field(default=(), converter=to_lines)
    honorifics: frozenset[str] = field(default=frozenset(), converter=to_words)
    bodies: frozenset[str] = field(default=frozenset(), converter=to_words)
    citing: frozenset[str] = field(default=frozenset(), converter=to_words)
    singles: frozenset[str] = field(default=frozenset(), converter=to_words)
    talk: tuple[str, ...] = field(default=(), converter=to_lines)
    plurals: frozenset[str] = field(default=frozenset(), converter=to_words)
    giving: frozenset[str] = field(default=frozenset(), converter=to_words)
    telling: frozenset[str] = field(default=frozenset(), converter=to_words)
    naming: frozenset[str] = field(default=frozenset(), converter=to_words)


def _dates(table: Any) -> Dates:
    return table if isinstance(table, Dates) else Dates(**table)


def _people(table: Any) -> People:
    return table if isinstance(table, People) else People(**table)


def _captions(table: Any) -> Captions:
    return table if isinstance(table, Captions) else Captions(**table)


def _speech(table: Any) -> Speech:
    return table if isinstance(table, Speech) else Speech(**table)


@frozen(kw_only=True, eq=False)
class Language:
    """One table; every part may be empty.  Compared by identity, so that it can key a cache.

    Attributes:
        code: BCP 47 tag.
        name: English name of the language.
        words: Its most frequent words, by which it is detected.
        letters: Letters that few other languages have, which also speak for it.
        boilerplate: Phrases of text that is not the story's, by reason.
        notice: Phrases that corrections and editor's notes begin with.
        signoff: Lines that end a story ("-30-").
        agencies: Names of news agencies, as printed.
        labels: Words that stand in capitals before a dash or colon and are no place ("VIDEO").
        storyless: Phrases of pages without a story, by what those are (``error``, ``consent``,
            ``login``, ``search``): whole lines, or anything in them.
    """

    code: str
    name: str
    words: frozenset[str] = field(default=frozenset(), converter=to_words)
    letters: str = ""
    dates: Dates = field(factory=Dates, converter=_dates)
    people: People = field(factory=People, converter=_people)
    captions: Captions = field(factory=Captions, converter=_captions)
    speech: Speech = field(factory=Speech, converter=_speech)
    boilerplate: Mapping[str, Phrases] = field(factory=dict, converter=to_phrases_by_kind)
    notice: Phrases = field(default=Phrases(), converter=to_phrases)
    signoff: Phrases = field(default=Phrases(), converter=to_phrases)
    agencies: tuple[str, ...] = field(default=(), converter=to_names)
    labels: frozenset[str] = field(default=frozenset(), converter=to_words)
    storyless: Mapping[str, Phrases] = field(factory=dict, converter=to_phrases_by_kind)


def read_table(text: str) -> Language:
    """Read one language table.

    Raises:
        ValueError: If it is not TOML.
        TypeError: If it has a key that `Language` and its parts do not name, or lacks one.
    """
    return Language(**_loads(text))


def _head(text: str) -> tuple[frozenset[str], str]:
    """Frequent words and letters: keys before the first table, where TOML may be cut."""
    head = _loads(text.split("\n[", 1)[0])
    return to_words(head.get("words")), str(head.get("letters", ""))


def _loads(text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only who parses text pays for it

    return tomllib.loads(text)


@lru_cache(maxsize=64)
def _builtin_text(code: str) -> str:
    text: str = (_folder() / f"{code}.toml").read_text(encoding="utf-8")
    return text


@lru_cache(maxsize=64)
def _builtin(code: str) -> Language:
    return read_table(_builtin_text(code))


class Languages:
    """The tables at hand: the built-in ones and those handed over by plugins.  Immutable.

    Args:
        extra: Further tables by code; one of a built-in's code replaces it.
    """

    def __init__(self, extra: Mapping[str, Readable] | None = None) -> None:
        self._extra = {code: table.read_text("utf-8") for code, table in (extra or {}).items()}
        self._parsed: dict[str, Language] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all tables, built-in ones first."""
        builtin = builtin_codes()
        return (*builtin, *(code for code in self._extra if code not in builtin))

    def get(self, tag: str | None) -> Language:
        """The table for a BCP 47 tag: its own, its language's, or the one of no language."""
        for code in _fallbacks(tag):
            if code in self._extra:
                if code not in self._parsed:
                    self._parsed[code] = read_table(self._extra[code])
                return self._parsed[code]
            if code in builtin_codes():
                return _builtin(code)
        return _builtin(_UNDETERMINED)

    @property
    def common(self) -> tuple[Language, ...]:
        """The tables that count in every text: no language's, and English interface wording."""
        return (_builtin(_UNDETERMINED), _builtin("en"))

    def heads(self) -> Iterable[tuple[str, frozenset[str], str]]:
        """(code, frequent words, letters) of every table, read without the rest of it."""
        for code in self.codes:
            text = self._extra.get(code)
            yield code, *(_builtin_head(code) if text is None else _head(text))


@lru_cache(maxsize=64)
def _builtin_head(code: str) -> tuple[frozenset[str], str]:
    return _head(_builtin_text(code))


# Tags under which a language of ours is also known.
_ALIASES = {"no": "nb"}


def _fallbacks(tag: str | None) -> tuple[str, ...]:
    if not tag:
        return ()
    low = tag.lower().replace("_", "-")
    base = low.split("-", 1)[0]
    return (low, base, _ALIASES.get(base, base))
