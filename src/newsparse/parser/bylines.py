"""Bylines and end credits: who is named for the story, and as what."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from newsparse.article import Author, AuthorRole
from newsparse.languages import Language
from newsparse.languages.phrases import is_border

__all__ = [
    "is_agency",
    "is_by_word",
    "is_labelled",
    "is_name",
    "looks_like_byline",
    "parse_byline",
    "parse_end_credit",
]

# Longer lines that begin with a by-word are sentences.
_MAX_BYLINE, _MAX_NAME, _MAX_NAME_WORDS, _MAX_JOB_WORDS = 180, 60, 5, 8
# Of scripts without capitals, names are this long at most: with blanks, and in characters without.
_MAX_UNCASED, _MAX_UNSPACED = 30, 5
_SPLIT = re.compile(
    r"[^\S\n]{0,3}(?:(?P<sign>[,;|/•·，、；｜／])|[^\S\n](?://?|[–—-])[^\S\n])[^\S\n]{0,3}"
)
_BARS = frozenset("|•·｜")
_WORD = re.compile(r"\S{1,80}")
_FIRST = re.compile(r"[^\s:：|｜/／・]{1,40}")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<!\w)@\w{2,30}")
# A handle right behind the name: "Ada Lund@adalund".
_HANDLE = re.compile(r"(?<=[^\W\d_])@\w{2,30}(?![\w.])")
# "Ada Lund1, Owen Tresk2"
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{2})\d(?=$|\s)")
_RAN_ON = re.compile(r"[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_A-Z]{1,8}(?=[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_A-Z])")
_SEAM = re.compile(r"[^\W\d_A-Z](?=[A-Z])")
_TRIM = " .:,;|–—-•·*_()（）[]【】：，、"
_AFTER_LABEL = " :：|｜/／・\t\u3000"
_SITE = re.compile(r"\w{2}\.[a-z]{2,4}$")
# A label of so many characters may run into the name in scripts without blanks ("本报记者").
_MIN_GLUED = 4
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@frozen(eq=False)
class _Lexicon:
    by: dict[str, tuple[str, ...]]  # labels by first word, longest first
    glued: tuple[str, ...]  # labels of scripts without blanks
    joint: frozenset[str]
    jobs: frozenset[str]
    after: frozenset[str]  # words before a place or a house
    outlets: frozenset[str]
    particles: frozenset[str]
    agencies: frozenset[str]
    buttons: frozenset[str]  # words that are a whole line of boilerplate
    credits: tuple[tuple[str, AuthorRole], ...]  # labels of end credits


@lru_cache(maxsize=64)
def _lexicon(tables: tuple[Language, ...]) -> _Lexicon:
    people = [table.people for table in tables]
    by: dict[str, list[str]] = {}
    for part in people:
        for label in part.by:
            by.setdefault(label.split(" ", 1)[0], []).append(label)
    ends: list[tuple[str, AuthorRole]] = []
    for part in people:
        ends.extend((label, "editor") for label in part.editor)
        ends.extend((label, "contributor") for label in part.contributor)
    return _Lexicon(
        by={word: tuple(sorted(set(v), key=len, reverse=True)) for word, v in by.items()},
        glued=tuple(word for word in by if len(word) >= _MIN_GLUED and _UNSPACED.match(word)),
        joint=frozenset().union(*(part.joint for part in people)),
        jobs=frozenset().union(*(part.jobs for part in people)),
        after=frozenset().union(*(part.place | part.house for part in people)),
        outlets=frozenset().union(*(part.outlets for part in people)),
        particles=frozenset().union(*(part.particles for part in people)),
        agencies=frozenset(name.lower() for table in tables for name in table.agencies),
        buttons=frozenset(
            phrase
            for table in tables
            for phrases in table.boilerplate.values()
            for phrase in phrases.whole
            if " " not in phrase
        ),
        credits=tuple(sorted(ends, key=lambda row: -len(row[0]))),
    )


def looks_like_byline(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line names authors after a by-word; cheap where it does not begin with one."""
    return is_labelled(text, tables) and bool(parse_byline(text, tables))


def is_labelled(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line begins with a by-word and is no longer than bylines are."""
    return len(text) <= _MAX_BYLINE and _label_end(text, _lexicon(tables)) > 0


def is_by_word(word: str, tables: tuple[Language, ...]) -> bool:
    """Whether a word, in lower case, stands before authors' names."""
    return word in _lexicon(tables).by


def is_agency(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line is the name of a news agency and nothing else."""
    return _is_agency(text.strip(_TRIM), _lexicon(tables))


def parse_byline(text: str, tables: tuple[Language, ...]) -> tuple[Author, ...]:
    """The authors that a byline names.

    Args:
        text: The line, with or without its by-word.
        tables: Language tables.

    Returns:
        Authors in order, each once; empty where the line is no byline.
    """
    lexicon = _lexicon(tables)
    label = _label_end(text, lexicon)
    rest = text[label:]
    if len(rest) > _MAX_BYLINE:
        return ()
    contact = _CONTACT.search(rest) or _HANDLE.search(rest)
    if contact is not None:
        rest = f"{rest[: contact.start()]},{rest[contact.end() :]}"
    authors, house = _authors(rest, lexicon, labelled=label > 0)
    if len(authors) == 1:
        only = authors[0]
        job = only.job or _job(rest, lexicon)
        found = contact[0] if contact else None
        authors = [evolve(only, job=job, organisation=house, contact=found)]
    return tuple(authors)


def _authors(rest: str, lexicon: _Lexicon, *, labelled: bool) -> tuple[list[Author], str | None]:
    """The authors in what follows a label, and the house that is named behind them."""
    authors: list[Author] = []
    house: str | None = None
    for number, (part, after_bar, joined) in enumerate(_parts(rest, lexicon)):
        if authors and (_is_outlet(part, lexicon) or (labelled and after_bar and not joined)):
            house = house or part
            continue
        known = _author(part, lexicon, labelled=labelled)
        if known is not None and known.job and authors and not joined:
            continue  # "Ada Lund, Varn Council Reporter" is one person
        if known is None and number == 0:
            return [], None
        if known is None or (authors and not joined and _is_place(known, authors)):
            continue
        if known.name not in {author.name for author in authors}:
            authors.append(known)
    return authors, house


def _is_outlet(part: str, lexicon: _Lexicon) -> bool:
    """Whether a part is a newsroom or a site, which employs the authors before it."""
    return not lexicon.outlets.isdisjoint(part.lower().split()) or bool(_SITE.search(part))


def _is_place(known: Author, authors: Sequence[Author]) -> bool:
    """Whether one word behind whole names is where they write from: "Ada Lund, Varn"."""
    if known.role != "author" or " " in known.name or not known.name[0].isupper():
        return False
    return all(" " in author.name or author.role == "agency" for author in authors)


def _label_end(text: str, lexicon: _Lexicon) -> int:
    """Where the names begin after a by-word, or 0."""
    low = text[:80].lower()
    first = _FIRST.match(low)
    ran = _RAN_ON.match(text)
    if ran is not None and ran[0].lower() in lexicon.by.get(ran[0].lower(), ()):  # "ByAda Lund"
        return ran.end()
    for label in lexicon.by.get(first[0], ()) if first else ():
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalnum():
            return _past_signs(text, len(label))
    if first and lexicon.glued and low.startswith(lexicon.glued):
        return max(len(label) for label in lexicon.glued if low.startswith(label))
    return 0


def _past_signs(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip(_AFTER_LABEL))


def _parts(rest: str, lexicon: _Lexicon) -> Iterator[tuple[str, bool, bool]]:
    """What stands between commas, bars and words like "and"; what follows "in" is cut off.

    Yields:
        Each part, whether a bar stands before it, and whether a joining word does.
    """
    at, after_bar = 0, False
    for sign in [*_SPLIT.finditer(rest), None]:
        end = sign.start() if sign else len(rest)
        for number, part in enumerate(_joined(rest[at:end], lexicon)):
            if part:
                yield part, after_bar, number > 0 or _begins_joined(rest[at:end], lexicon)
        if sign is not None:
            at, after_bar = sign.end(), sign["sign"] in _BARS


def _begins_joined(piece: str, lexicon: _Lexicon) -> bool:
    return piece.split(" ", 1)[0].lower() in lexicon.joint


def _joined(piece: str, lexicon: _Lexicon) -> list[str]:
    """The names of a piece that joining words set apart."""
    parts: list[list[str]] = [[]]
    for word in _WORD.findall(piece):
        low = word.lower()
        if low in lexicon.after and parts[-1]:
            break
        if low in lexicon.joint:
            if parts[-1]:
                parts.append([])
        elif not (low in lexicon.by and not parts[-1]):  # "Ada Lund and by Owen Tresk"
            parts[-1].append(word)
    return [" ".join(words).strip(_TRIM) for words in parts]


def _author(part: str, lexicon: _Lexicon, *, labelled: bool) -> Author | None:
    if _is_agency(part, lexicon):
        return Author(name=part, role="agency")
    part = _FOOTNOTE.sub("", part)
    part = _torn(_without_button(part, lexicon) if labelled else part, lexicon)
    if _is_name(part, lexicon):
        return Author(name=part)
    return _with_job(part, lexicon) or _uncased(part, lexicon, labelled=labelled)


def _without_button(part: str, lexicon: _Lexicon) -> str:
    """Without the word of a button behind a whole name: "Ada Lund Follow"."""
    name, _, last = part.rpartition(" ")
    return name if " " in name and last.lower() in lexicon.buttons else part


def _is_agency(part: str, lexicon: _Lexicon) -> bool:
    low = part.lower()
    return low in lexicon.agencies or low.removeprefix("the ") in lexicon.agencies


def _with_job(part: str, lexicon: _Lexicon) -> Author | None:
    """A name of two words or more with the job right behind it: "Ada Lund Senior Reporter"."""
    words = part.split()
    low = [word.lower() for word in words]
    for at in range(2, min(len(words), _MAX_NAME_WORDS + 1)):
        told = low[at] in lexicon.outlets and not lexicon.jobs.isdisjoint(low[at:])
        if told or low[at] in lexicon.jobs:
            name = " ".join(words[:at])
            if name[0].isupper() and _is_name(name, lexicon):
                return Author(name=name, job=" ".join(words[at:]))
    return None


def _torn(part: str, lexicon: _Lexicon) -> str:
    """The part with a blank where a name ran into a job: "Ada LundSenior Reporter"."""
    for seam in _SEAM.finditer(part):
        word = part[seam.end() :].split(" ", 1)[0].lower()
        if word in lexicon.jobs or word in lexicon.outlets:
            return f"{part[: seam.end()]} {part[seam.end() :]}"
    return part


def _uncased(part: str, lexicon: _Lexicon, *, labelled: bool) -> Author | None:
    """A name in a script without capitals: behind a by-word, or beside a job ("홍길동 기자")."""
    if len(part) > _MAX_UNCASED or part.lower() != part.upper():
        return None
    words = part.split()
    name = [word for word in words if word not in lexicon.jobs]
    job = " ".join(word for word in words if word in lexicon.jobs) or None
    if not (labelled or job) or not 1 <= len(name) <= _MAX_NAME_WORDS - 1:
        return None
    is_word = all(
        word.replace("·", "").replace(".", "").isalpha() or _is_marked(word) for word in name
    )
    short = sum(map(len, name)) <= _MAX_UNSPACED or not _UNSPACED.match(name[0])
    return Author(name=" ".join(name), job=job) if is_word and short else None


def _is_marked(word: str) -> bool:
    """Whether a word has letters and combining marks, as those of India's scripts have."""
    return word[0].isalpha() and not any(
        char.isdigit() or char in "@:!?\"'“”„«»।" for char in word
    )


def _job(rest: str, lexicon: _Lexicon) -> str | None:
    """The first part that is a job."""
    for piece in _SPLIT.sub("\n", rest).split("\n")[1:]:
        words = piece.strip(_TRIM).lower().split()
        if words and len(words) <= _MAX_JOB_WORDS and not lexicon.jobs.isdisjoint(words):
            return piece.strip(_TRIM)
    return None


def is_name(text: str, tables: tuple[Language, ...], *, least: int = 2) -> bool:
    """Whether a line is the name of a person: *least* to five words, each with a capital."""
    if len(text) > _MAX_NAME or text.count(" ") + 1 < least:
        return False
    return _is_name(text.strip(_TRIM), _lexicon(tables))


def _is_name(part: str, lexicon: _Lexicon) -> bool:
    words = part.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS:
        return False
    return all(_is_name_word(word, lexicon) for word in words) and any(
        len(word) > 1 and word[0].isupper() for word in words
    )


def _is_name_word(word: str, lexicon: _Lexicon) -> bool:
    low = word.lower()
    if low in lexicon.jobs or any(char.isdigit() or char in '@:!?"“”„«»' for char in word):
        return False
    bare = word.strip("'’.")
    return bool(bare) and (not bare[0].islower() or low in lexicon.particles) and bare[0].isalpha()


def parse_end_credit(text: str, tables: tuple[Language, ...]) -> tuple[Author, ...]:
    """The people that a line after the story names: "Reporting by X; Editing by Y".

    Returns:
        Authors with the roles of their labels; empty where there are none.
    """
    lexicon = _lexicon(tables)
    pieces = _END_SPLIT.split(text.strip(_TRIM))
    return tuple(author for piece in pieces for author in _helpers(piece, lexicon))


def _helpers(piece: str, lexicon: _Lexicon) -> Iterator[Author]:
    """Those whom one label of end credits names."""
    end, role = _credit_label(piece.lower(), lexicon)
    if role is None:
        return
    for part, _, _ in _parts(piece[end:].strip(_TRIM), lexicon):
        known = _author(part, lexicon, labelled=True)
        if known is not None and known.role == "author":
            yield evolve(known, role=role)


def _credit_label(low: str, lexicon: _Lexicon) -> tuple[int, AuthorRole | None]:
    """Where the label at the start of a piece ends, and what those named behind it did."""
    for label, role in lexicon.credits:
        size = len(label)
        if low.startswith(label) and is_border(label[-1], low[size : size + 1] or " "):
            return size, role
    return 0, None


_END_SPLIT = re.compile(r"(?:[;.|][^\S\n]{1,3}|[；。｜])")
