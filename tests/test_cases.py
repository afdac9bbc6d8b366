"""The cases of `tests/cases`: conventions of newsrooms, and what a text that follows them parses to."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import field, frozen

import newsparse
from newsparse.article import Article, Notice, Timestamp
from newsparse.document import Document, Lines
from newsparse.testing import check_laws

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(path for path in FOLDER.glob("*.md") if path.stem not in {"README", "stories"})
HEADING, INDENT = "## ", "    "
TOLD = re.compile(r"(?P<name>language|source|reference): (?P<value>.+)")
EXPECTED = re.compile(r"(?P<name>[a-z]+(?: [a-z]+)?) = (?P<value>.+)")
NOTHING = "none"


@frozen(kw_only=True)
class Case:
    """One convention.

    Attributes:
        name: What it is.
        text: The text, without the indent.
        told: `language`, `source` and perhaps `reference`.
        expected: The values of each field that is named; none for none.
    """

    name: str
    text: str
    told: dict[str, str]
    expected: dict[str, list[str]] = field(factory=dict)
    file: str = ""

    @property
    def title(self) -> str:
        return f"{self.file} {self.told.get('language')}: {self.name}"


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file.

    Raises:
        ValueError: If a line is no part of a case.
    """
    for section in path.read_text("utf-8").split(f"\n{HEADING}")[1:]:
        name, *lines = section.split("\n")
        told: dict[str, str] = {}
        expected: dict[str, list[str]] = {}
        text: list[str] = []
        for line in lines:
            if line.startswith(INDENT) or not line.strip():
                text.append(line.removeprefix(INDENT))
            elif (found := TOLD.fullmatch(line)) is not None:
                told[found["name"]] = found["value"]
            elif (found := EXPECTED.fullmatch(line)) is not None:
                values = expected.setdefault(found["name"], [])
                values += [] if found["value"] == NOTHING else [found["value"]]
            else:
                raise ValueError(f"{path.name}, {name}: {line!r} is no part of a case")
        yield Case(
            name=name,
            text="\n".join(text).strip("\n"),
            told=told,
            expected=expected,
            file=path.stem,
        )


@cache
def stories() -> dict[str, tuple[str, str]]:
    """Title and story of each language."""
    found = {}
    for case in read_cases(FOLDER / "stories.md"):
        title, _, story = case.text.partition("\n\n")
        found[case.name] = title, story
    return found


def text_of(case: Case) -> str:
    title, story = stories()[case.told["language"]]
    return case.text.replace("{title}", title).replace("{story}", story)


# -- what is compared


def _when(stamp: Timestamp | None) -> list[str]:
    return [] if stamp is None or stamp.value is None else [stamp.value.isoformat()]


def _present(*values: str | None) -> list[str]:
    return [value for value in values if value]


def _left_out(article: Article, reason: str) -> list[str]:
    return [piece.text for piece in article.boilerplate if piece.reason == reason]


def _people(article: Article, *roles: str) -> list[str]:
    return [author.name for author in article.authors if author.role in roles]


FIELDS: dict[str, Callable[[Article], Iterable[str]]] = {
    "title": lambda a: _present(a.title),
    "kicker": lambda a: _present(a.kicker),
    "standfirst": lambda a: _present(a.standfirst),
    "timestamp": lambda a: _when(a.timestamp),
    "updated": lambda a: _when(a.updated),
    "raw time": lambda a: _present(a.timestamp and a.timestamp.raw),
    "byline": lambda a: _present(a.byline),
    "authors": lambda a: _people(a, "author"),
    "agencies": lambda a: _people(a, "agency"),
    "editors": lambda a: _people(a, "editor"),
    "contributors": lambda a: _people(a, "contributor"),
    "jobs": lambda a: _present(*(author.job for author in a.authors)),
    "houses": lambda a: _present(*(author.organisation for author in a.authors)),
    "contacts": lambda a: _present(*(author.contact for author in a.authors)),
    "place": lambda a: _present(a.dateline and a.dateline.place),
    "agency": lambda a: _present(a.dateline and a.dateline.agency),
    "captions": lambda a: _present(*(caption.text for caption in a.captions)),
    "credits": lambda a: _present(*(caption.credit for caption in a.captions)),
    "notices": lambda a: [part.text for part in a.body if isinstance(part, Notice)],
    "signoff": lambda a: _present(a.signoff),
    "agency tails": lambda a: _left_out(a, "agency_tail"),
    "identifiers": lambda a: _left_out(a, "identifier"),
    "subheadings": lambda a: [part.text for part in a.subheadings],
    "quotes": lambda a: [f"{quote.text} ({quote.speaker or '?'})" for quote in a.quotes],
}


CASES = [case for path in FILES for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case(case: Case) -> None:
    text = text_of(case)
    reference = case.told.get("reference")
    article = newsparse.parse(
        text,
        "text",
        language=case.told["language"],
        reference_time=dt.datetime.fromisoformat(reference) if reference else None,
    )
    assert {name: list(FIELDS[name](article)) for name in case.expected} == case.expected
    assert check_laws(article, Document(lines=Lines(text=text))) == []


def test_cases_are_whole() -> None:
    """Each says its language and where its convention is from, and expects something."""
    for case in CASES:
        assert {"language", "source"} <= case.told.keys(), case.title
        assert case.expected, case.title
    assert len({case.title for case in CASES}) == len(CASES)


def test_stories_are_parsed_whole() -> None:
    """What cases put their lines around is all story."""
    for language, (title, story) in stories().items():
        article = newsparse.parse(f"{title}\n\n{story}", "text", language=language)
        assert (article.title, article.text) == (title, story), language
