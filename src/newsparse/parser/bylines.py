"""Bylines and end credits: who is named for the story, and as what."""

import re
from functools import lru_cache

from attrs import frozen

from newsparse.article import Author, AuthorRole
from newsparse.languages import Language

__all__ = ["is_name", "looks_like_byline", "parse_byline", "parse_end_credit"]

# Longer lines that begin with a by-word are sentences.
_MAX_BYLINE, _MAX_NAME, _MAX_NAME_WORDS = 180, 60, 5
_SPLIT = re.compile(r"[^\S\n]{0,3}(?:[,;|/•·]|[^\S\n][–—-][^\S\n])[^\S\n]{0,3}")
_WORD = re.compile(r"\S{1,80}")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<![\w@])@\w{2,30}")
_TRIM = " .:,;|–—-•·*_()"


@frozen(eq=False)
class _Lexicon:
    by: dict[str, tuple[str, ...]]  # labels by first word, longest first
    joint: frozenset[str]
    jobs: frozenset[str]
    after: frozenset[str]  # words before a place or a house
    particles: frozenset[str]
    agencies: frozenset[str]
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
        joint=frozenset().union(*(part.joint for part in people)),
        jobs=frozenset().union(*(part.jobs for part in people)),
        after=frozenset().union(*(part.place | part.house for part in people)),
        particles=frozenset().union(*(part.particles for part in people)),
        agencies=frozenset(name.lower() for table in tables for name in table.agencies),
        credits=tuple(sorted(ends, key=lambda row: -len(row[0]))),
    )


def looks_like_byline(text: str, tables: tuple[Language, ...]) -> bool:
    """Whether a line names authors after a by-word; cheap where it does not begin with one."""
    first = text.split(" ", 1)[0].rstrip(":").lower()
    if first not in _lexicon(tables).by or len(text) > _MAX_BYLINE:
        return False
    return bool(parse_byline(text, tables))


def parse_byline(text: str, tables: tuple[Language, ...]) -> tuple[Author, ...]:
    """The authors that a byline names.

    Args:
        text: The line, with or without its by-word.
        tables: Language tables.

    Returns:
        Authors in order, each once; empty where the line is no byline.
    """
    lexicon = _lexicon(tables)
    rest = text[_label_end(text, lexicon) :]
    if len(rest) > _MAX_BYLINE:
        return ()
    contact = _CONTACT.search(rest)
    if contact is not None:
        rest = f"{rest[: contact.start()]},{rest[contact.end() :]}"
    authors: list[Author] = []
    for number, part in enumerate(_parts(rest, lexicon)):
        known = _author(part, lexicon)
        if known is not None and known.name not in {author.name for author in authors}:
            authors.append(known)
        elif number == 0:
            return ()
    jobs = _job(rest, lexicon)
    if len(authors) == 1 and (jobs or contact):
        only = authors[0]
        authors = [
            Author(
                name=only.name, role=only.role, job=jobs, contact=contact[0] if contact else None
            )
        ]
    return tuple(authors)


def _label_end(text: str, lexicon: _Lexicon) -> int:
    low = text[:80].lower()
    for label in lexicon.by.get(low.split(" ", 1)[0].rstrip(":"), ()):
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalnum():
            return len(label) + len(text[len(label) :]) - len(text[len(label) :].lstrip(" :"))
    return 0


def _parts(rest: str, lexicon: _Lexicon) -> list[str]:
    """What stands between commas, bars and words like "and"; what follows "in" is cut off."""
    parts = []
    for piece in _SPLIT.split(rest):
        words: list[str] = []
        for word in _WORD.findall(piece):
            low = word.lower()
            if low in lexicon.after and words:
                break
            if low in lexicon.joint and words:
                parts.append(" ".join(words))
                words = []
            else:
                words.append(word)
        if words:
            parts.append(" ".join(words).strip(_TRIM))
    return [part for part in parts if part]


def _author(part: str, lexicon: _Lexicon) -> Author | None:
    if part.lower() in lexicon.agencies or part.lower().removeprefix("the ") in lexicon.agencies:
        return Author(name=part, role="agency")
    return Author(name=part) if _is_name(part, lexicon) else None


def _job(rest: str, lexicon: _Lexicon) -> str | None:
    """The first part that is a job."""
    for piece in _SPLIT.split(rest)[1:]:
        words = piece.strip(_TRIM).lower().split()
        if words and len(words) <= _MAX_NAME_WORDS and not lexicon.jobs.isdisjoint(words):
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
    authors: list[Author] = []
    for piece in re.split(r"[;.|][^\S\n]{1,3}", text.strip(_TRIM)):
        low = piece.lower()
        for label, role in lexicon.credits:
            if low.startswith(label) and not low[len(label) : len(label) + 1].isalnum():
                rest = piece[len(label) :].strip(_TRIM)
                authors.extend(
                    Author(name=part, role=role)
                    for part in _parts(rest, lexicon)
                    if _is_name(part, lexicon)
                )
                break
    return tuple(authors)
