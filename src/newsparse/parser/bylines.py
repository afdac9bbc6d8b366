"""Bylines and end credits: who is named for the story, and as what."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import evolve

from newsparse.article import Author, AuthorRole
from newsparse.languages import Language
from newsparse.languages.phrases import is_border
from newsparse.parser.bywords import (
    SPLIT,
    TRIM,
    UNSPACED,
    ByWords,
    is_agency_name,
    is_named_so,
    iter_parts,
    merge_by_words,
)
from newsparse.parser.timewords import SINGLE

__all__ = [
    "is_agency",
    "is_by_word",
    "is_labelled",
    "is_name",
    "is_name_and_job",
    "is_title",
    "looks_like_byline",
    "parse_byline",
    "parse_end_credit",
]

# Longer lines that begin with a by-word are sentences.
_MAX_BYLINE, _MAX_NAME, _MAX_NAME_WORDS, _MAX_JOB_WORDS = 180, 60, 5, 8
# Of scripts without capitals, names are this long at most: with blanks, and in characters without.
_MAX_UNCASED, _MAX_UNSPACED = 30, 5
_FIRST = re.compile(r"[^\s:：=＝|｜/／・]{1,40}")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<!\w)@\w{2,30}")
# A handle right behind the name: "Ada Lund@adalund".
_HANDLE = re.compile(r"(?<=[^\W\d_])@\w{2,30}(?![\w.])")
# "Ada Lund1, Owen Tresk2"
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{2})\d(?=$|\s)")
_RAN_ON = re.compile(r"[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_A-Z]{1,8}(?=[A-ZÀ-ÖØ-ÞЀ-Я][^\W\d_A-Z])")
_SEAM = re.compile(r"[^\W\d_A-Z](?=[A-Z])")
_AFTER_LABEL = " :：=＝|｜/／・\t\u3000"
# A word and a colon, which may be the label of others: "Text: Ada Lund Photo: …".
_LABEL = re.compile(r"(?P<word>[^\W\d_]{2,40})[^\S\n]{0,2}[:：]")
_BRACKETED = re.compile(r"(?<=\w)[^\S\n]{0,3}[(（](?P<inner>[^()（）]{0,60})[)）]")
# A whole name and the word of a button beside it.
_MIN_TRAIL = 3
_SITE = re.compile(r"\w{2}\.[a-z]{2,4}$")


def looks_like_byline(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line names authors after a by-word; cheap where it does not begin with one."""
    if is_labelled(text, tables):
        return bool(parse_byline(text, tables))
    return len(text) <= _MAX_NAME and bool(_reporters(text, merge_by_words(tables)))


def is_labelled(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line begins with a by-word and is no longer than bylines are."""
    return len(text) <= _MAX_BYLINE and _label_end(text, merge_by_words(tables)) > 0


def is_by_word(word: str, tables: tuple[Language, ...]) -> bool:
    """Whether a word, in lower case, stands before authors' names."""
    return word in merge_by_words(tables).by


def is_agency(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line is the name of a news agency and nothing else."""
    return is_agency_name(text.strip(TRIM), merge_by_words(tables))


@lru_cache(maxsize=256)  # a line is asked from several sides, for its role and for what it says
def parse_byline(text: str, tables: tuple[Language, ...]) -> tuple[Author, ...]:
    """The authors that a byline names.

    Args:
        text: The line, with or without its by-word.
        tables: Language tables.

    Returns:
        Authors in order, each once; empty where the line is no byline.
    """
    lexicon = merge_by_words(tables)
    if len(text) <= _MAX_NAME and (reporters := _reporters(text, lexicon)):
        return reporters
    label = _label_end(text, lexicon)
    rest = text[label:]
    if not label and text.partition(" ")[0].lower() in lexicon.signed:
        return ()
    if len(rest) > _MAX_BYLINE:
        return ()
    contact = _CONTACT.search(rest) or _HANDLE.search(rest)
    if contact is not None:
        rest = f"{rest[: contact.start()]},{rest[contact.end() :]}"
    rest = _without_brackets(_before_label(rest, lexicon), lexicon)
    authors, house = _authors(rest, lexicon, labelled=label > 0)
    if not authors and is_agency_name(rest.strip(TRIM), lexicon):  # one with "and" in its name
        return (Author(name=rest.strip(TRIM), role="agency"),)
    if len(authors) == 1:
        only = authors[0]
        job = only.job or _job(rest, lexicon)
        found = contact[0] if contact else None
        authors = [evolve(only, job=job, organisation=house, contact=found)]
    return tuple(authors)


def _reporters(text: str, lexicon: ByWords) -> tuple[Author, ...]:
    """The names between a by-word and a slash, in a script without blanks: "記者李明／台北報導"."""
    if "/" not in text and "／" not in text:
        return ()
    bare = text.strip(TRIM + "〔〕")
    label = next((label for label in lexicon.short if bare.startswith(label)), None)
    named, _, place = bare.replace("／", "/").partition("/")
    if label is None or not _PLACE.fullmatch(place):
        return ()
    names = [name.strip() for name in _ENUMERATED.split(named[len(label) :])]
    return tuple(Author(name=name) for name in names) if all(map(_UNSPACED_NAME, names)) else ()


_PLACE = re.compile(rf"[{SINGLE}]{{2,8}}")
_ENUMERATED = re.compile("[、，,]")
_UNSPACED_NAME = re.compile(rf"[{SINGLE}]{{2,4}}").fullmatch


def _before_label(rest: str, lexicon: ByWords) -> str:
    """What stands before the label of others: "Ada Lund Photo: Owen Tresk Editor: Lena Orme"."""
    for label in _LABEL.finditer(rest):
        low = label["word"].lower()
        if low in lexicon.pictures or low in lexicon.jobs:
            return rest[: label.start()]
    low = rest.lower()
    helper = lexicon.helpers.search(low) if len(low) == len(rest) else None
    return rest[: helper.start()] if helper and helper.start() else rest


def _without_brackets(rest: str, lexicon: ByWords) -> str:
    """Without what stands in brackets behind a name, but for an agency: "Ada Lund (Varn)"."""
    if "(" not in rest and "（" not in rest:
        return rest

    def told(match: re.Match[str]) -> str:
        return f", {match['inner']}" if is_agency_name(match["inner"], lexicon) else ""

    return _BRACKETED.sub(told, rest)


def _authors(rest: str, lexicon: ByWords, *, labelled: bool) -> tuple[list[Author], str | None]:
    """The authors in what follows a label, and the house that is named behind them."""
    authors: list[Author] = []
    house: str | None = None
    for number, (part, before, joined) in enumerate(iter_parts(rest, lexicon)):
        apart = not joined and (before == "dash" or (labelled and before == "bar"))
        if authors and (_is_outlet(part, lexicon) or apart):
            house = house or (None if _is_count(part) else part)
            continue
        known = _author(part, lexicon, labelled=labelled)
        if number == 0 and known is None:
            known = _staff(part, lexicon)
        if known is not None and known.job and authors and not joined:
            continue  # "Ada Lund, Varn Council Reporter" is one person
        if known is None and not authors and not _is_button(part, lexicon, labelled=labelled):
            return [], None
        if known is None or (authors and not joined and _is_place(known, authors)):
            continue
        if known.name not in {author.name for author in authors}:
            authors.append(known)
    return authors, house


def _is_outlet(part: str, lexicon: ByWords) -> bool:
    """Whether a part is a newsroom or a site, which employs the authors before it."""
    return not lexicon.outlets.isdisjoint(part.lower().split()) or bool(_SITE.search(part))


def _is_count(part: str) -> bool:
    """Whether a part counts something, or says when: "5 min read", "May 3"."""
    return any(word.isdecimal() for word in part.split())


def _is_place(known: Author, authors: Sequence[Author]) -> bool:
    """Whether one word behind whole names is where they write from: "Ada Lund, Varn"."""
    if known.role != "author" or " " in known.name or not known.name[0].isupper():
        return False
    return all(" " in author.name or author.role == "agency" for author in authors)


def _label_end(text: str, lexicon: ByWords) -> int:
    """Where the names begin after a by-word, or 0."""
    low = text[:80].lower()
    first = _FIRST.match(low)
    ran = _RAN_ON.match(text)
    if ran is not None and ran[0].lower() in lexicon.by.get(ran[0].lower(), ()):  # "ByAda Lund"
        return ran.end()
    if first and first[0] in lexicon.particles and is_named_so(low.split(None, 2), lexicon):
        return 0
    for label in lexicon.by.get(first[0], ()) if first else ():
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalnum():
            end = len(text) - len(text[len(label) :].lstrip(_AFTER_LABEL))
            if label not in lexicon.signed or not text[len(label) : end].isspace():
                return end
    if first and lexicon.glued and low.startswith(lexicon.glued):
        return max(len(label) for label in lexicon.glued if low.startswith(label))
    return 0


def _author(part: str, lexicon: ByWords, *, labelled: bool) -> Author | None:
    if is_agency_name(part, lexicon):
        return Author(name=part, role="agency")
    part = _FOOTNOTE.sub("", part)
    part = _torn(_without_buttons(part, lexicon) if labelled else part, lexicon)
    if part.lower() in lexicon.weekdays or _is_button(part, lexicon, labelled=labelled):
        return None
    if _is_name(part, lexicon) and (labelled or not _is_outlet(part, lexicon)):
        return Author(name=part)
    return _with_job(part, lexicon) or _uncased(part, lexicon, labelled=labelled)


def _is_button(part: str, lexicon: ByWords, *, labelled: bool) -> bool:
    """Whether a part is a button's word, or begins with one: "Share", "Follow Ada Lund"."""
    words = part.lower().split()
    leads = not labelled and len(words) >= _MIN_TRAIL
    return words[:1] != [] and words[0] in lexicon.buttons and (leads or len(words) == 1)


def _without_buttons(part: str, lexicon: ByWords) -> str:
    """Without the words of buttons behind a whole name: "Ada Lund Follow"."""
    words = part.split()
    while len(words) >= _MIN_TRAIL and words[-1].lower() in lexicon.buttons:
        if words[-2] in lexicon.particles:  # "Ada de Roma"
            break
        words.pop()
    return " ".join(words)


def _staff(part: str, lexicon: ByWords) -> Author | None:
    """An agency with the words of a job behind it: "Reuters Staff"."""
    words = part.split()
    while len(words) > 1 and words[-1].lower() in lexicon.jobs:
        words.pop()
    name = " ".join(words)
    return Author(name=name, role="agency") if is_agency_name(name, lexicon) else None


def _with_job(part: str, lexicon: ByWords) -> Author | None:
    """A name of two words or more with the job right behind it: "Ada Lund Senior Reporter"."""
    words = part.split()
    low = [word.lower() for word in words]
    for at in range(2, min(len(words), _MAX_NAME_WORDS + 1)):
        told = low[at] in lexicon.outlets and not lexicon.jobs.isdisjoint(low[at:])
        if told or low[at] in lexicon.jobs:
            name = " ".join(words[:at])
            if is_agency_name(name, lexicon):
                return _employed(name, words[at:], lexicon)
            if name[0].isupper() and _is_name(name, lexicon):
                return Author(name=name, job=" ".join(words[at:]))
    return None


def _employed(house: str, words: Sequence[str], lexicon: ByWords) -> Author | None:
    """Whom an agency's name and a job stand before: "Associated Press writer Ada Lund"."""
    at = next((i for i, word in enumerate(words) if word.lower() not in lexicon.jobs), len(words))
    name = " ".join(words[at:])
    if not _is_name(name, lexicon):
        return None
    return Author(name=name, job=" ".join(words[:at]), organisation=house)


def _torn(part: str, lexicon: ByWords) -> str:
    """The part with a blank where a name ran into a job: "Ada LundSenior Reporter"."""
    for seam in _SEAM.finditer(part):
        word = part[seam.end() : seam.end() + _MAX_NAME].split(" ", 1)[0].lower()
        if word in lexicon.jobs or word in lexicon.outlets:
            return f"{part[: seam.end()]} {part[seam.end() :]}"
    return part


def _uncased(part: str, lexicon: ByWords, *, labelled: bool) -> Author | None:
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
    short = sum(map(len, name)) <= _MAX_UNSPACED or not UNSPACED.match(name[0])
    return Author(name=" ".join(name), job=job) if is_word and short else None


def _is_marked(word: str) -> bool:
    """Whether a word has letters and combining marks, as those of India's scripts have."""
    return word[0].isalpha() and not any(
        char.isdigit() or char in "@:!?\"'“”„«»।" for char in word
    )


def _job(rest: str, lexicon: ByWords) -> str | None:
    """The first part that is a job."""
    for piece in SPLIT.sub("\n", rest).split("\n")[1:]:
        words = piece.strip(TRIM).lower().split()
        if words and len(words) <= _MAX_JOB_WORDS and not lexicon.jobs.isdisjoint(words):
            return piece.strip(TRIM)
    return None


def is_name(text: str, tables: tuple[Language, ...], *, least: int = 2) -> bool:
    """Whether a line is the name of a person: *least* to five words, each with a capital."""
    if len(text) > _MAX_NAME or text.count(" ") + 1 < least:
        return False
    return _is_name(text.strip(TRIM), merge_by_words(tables))


def is_name_and_job(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line is one person's name and what they are, without a word like "by"."""
    found = parse_byline(text, tables) if len(text) < _MAX_NAME_AND_JOB else ()
    return len(found) == 1 and found[0].job is not None


_MAX_NAME_AND_JOB = 110


def is_title(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a text is made of the words of jobs and buttons alone: "Staff", "Guest Editor"."""
    lexicon = merge_by_words(tables)
    words = [word.strip(TRIM) for word in text.lower().split()]
    return all(word in lexicon.jobs or word in lexicon.buttons for word in words)


def _is_name(part: str, lexicon: ByWords) -> bool:
    words = part.split()
    if not 1 <= len(words) <= _MAX_NAME_WORDS:
        return False
    return all(_is_name_word(word, lexicon) for word in words) and any(
        len(word) > 1 and word[0].isupper() for word in words
    )


def _is_name_word(word: str, lexicon: ByWords) -> bool:
    low = word.lower()
    if low in lexicon.jobs or any(char.isdigit() or char in '@:!?"“”„«»' for char in word):
        return False
    bare = word.strip("'’.")
    return bool(bare) and (not bare[0].islower() or low in lexicon.particles) and bare[0].isalpha()


def parse_end_credit(text: str, tables: tuple[Language, ...]) -> tuple[Author, ...]:
    """The people that a line after the story names: "Reporting by X; Editing by Y", "X contributed".

    Returns:
        Authors with the roles of their labels; empty where there are none.
    """
    lexicon, bare = merge_by_words(tables), text.strip(TRIM)
    end, _ = _credit_label(bare.lower(), lexicon)
    first, *others = _END_SPLIT.split(bare[end:])
    pieces = (bare[:end] + first, *others)
    return tuple(author for piece in pieces for author in _helpers(piece, lexicon))


def _helpers(piece: str, lexicon: ByWords) -> Iterator[Author]:
    """Those whom one label of end credits names."""
    end, role = _credit_label(piece.lower(), lexicon)
    names = piece[end:]
    if role is None:
        bare = piece.strip(TRIM)
        behind = next((label for label in lexicon.helped if bare.lower().endswith(label)), None)
        if behind is None:
            return
        names, role = _EMPLOYER.sub("", bare[: -len(behind)]), "contributor"
    for part, _, _ in iter_parts(names.strip(TRIM), lexicon):
        known = _author(part, lexicon, labelled=True)
        if known is not None and known.role == "author":
            yield evolve(known, role=role)


# "Varn News' Ada Lund contributed to this report."
_EMPLOYER = re.compile(r"[^\W\d_][\w .&-]{1,30}(?:['’]s|(?<=s)['’])[^\S\n](?=\S{1,40}[^\S\n]\S)")


def _credit_label(low: str, lexicon: ByWords) -> tuple[int, AuthorRole | None]:
    """Where the label at the start of a piece ends, and what those named behind it did."""
    for label, role in lexicon.credits:
        size = len(label)
        if low.startswith(label) and is_border(label[-1], low[size : size + 1] or " "):
            return size, role
    return 0, None


# At a mark, and before the next label: "Editing: Ada Lund, Sound: Mona Birk".
_END_SPLIT = re.compile(r"[;.|][^\S\n]{1,3}|[；。｜]|[,\s][^\S\n]{0,2}(?=[^\W\d_]{4,24}:\s)")
