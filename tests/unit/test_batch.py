"""`newsparse.batch`: one input into one output, whole or not at all."""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import pytest

from newsparse.article import Article, Note, Origin, Paragraph, PullQuote
from newsparse.batch import Reading, convert, default_target, read_articles, write_articles
from newsparse.document import Limits, Source
from newsparse.errors import (
    InputError,
    LimitError,
    MalformedError,
    NoArticleError,
    OptionError,
    UnknownFormatError,
)
from newsparse.registry import Registry
from newsparse.spec import Format, Regex, Report

SEEN: list[str] = []


def read_cards(source: Source, options: Any, report: Report) -> Iterator[Article | InputError]:
    """One article a line; ``BAD`` cannot be read, ``CUT`` ends the input too early."""
    for number, line in source.iter_lines():
        text = line.decode()
        where = f"line {number}"
        if text == "BAD":
            yield MalformedError("not a card", format="cards", where=where)
        elif text == "CUT":
            raise MalformedError("ends too early", where=where)
        elif text != "CARDS":
            SEEN.append(text)
            yield Article(
                title=text,
                body=(Paragraph(text=f"About {text}."),),
                notes=(Note(code="faded", message=f"{text} was hard to read"),),
                origin=Origin(format="cards"),
            )


def write_cards(articles: Iterable[Article], out: IO[bytes], options: Any, report: Report) -> None:
    out.write(b"CARDS\n")
    for article in articles:
        if article.title == "bomb":
            raise RuntimeError("the writer broke")
        out.write(f"{article.title}\n".encode())


def ignore(thing: object) -> None:
    """Somebody who takes what he is handed and says nothing."""


CARDS = Format(
    name="cards",
    title="Cards",
    extensions=(".cards",),
    sniff=(Regex(r"\ACARDS\n", 95),),
    read="made_up_cards:read",
    write="made_up_cards:write",
    reads={"title", "body"},
    writes={"title"},
    many=True,
)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    module = ModuleType("made_up_cards")
    module.read, module.write = read_cards, write_cards  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "made_up_cards", module)
    SEEN.clear()
    return Registry([CARDS], plugins=False)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.cards"
    path.write_text("CARDS\nferry\nharbour\n")
    return path


def test_the_articles_of_a_file_are_written_and_counted(
    deck: Path, tmp_path: Path, registry: Registry
) -> None:
    out = tmp_path / "out.cards"
    outcome = convert(deck, out, registry=registry)
    assert out.read_text() == "CARDS\nferry\nharbour\n"
    assert (outcome.articles, outcome.errors) == (2, ())


def test_a_stream_is_written_to_and_stays_open(deck: Path, registry: Registry) -> None:
    out = io.BytesIO()
    convert(deck, out, to="cards", registry=registry)
    assert out.getvalue() == b"CARDS\nferry\nharbour\n"


def test_a_bad_item_is_an_error_and_the_others_are_written(
    tmp_path: Path, registry: Registry
) -> None:
    out = tmp_path / "out.cards"
    outcome = convert(b"CARDS\nferry\nBAD\nharbour\nCUT\n", out, registry=registry)
    assert out.read_text() == "CARDS\nferry\nharbour\n"
    assert [error.where for error in outcome.errors] == ["line 3", "line 5"]


def test_errors_and_notes_are_handed_over_where_somebody_takes_them(registry: Registry) -> None:
    errors: list[InputError] = []
    notes: list[Note] = []
    outcome = convert(
        b"CARDS\nferry\nBAD\n",
        io.BytesIO(),
        to="cards",
        registry=registry,
        on_error=errors.append,
        on_note=notes.append,
    )
    assert ([error.reason for error in errors], outcome.errors) == (["not a card"], ())
    assert [note.code for note in notes] == ["faded"]
    assert {note.code for note in outcome.notes} == {"field_lost"}


def test_notes_tell_first_what_articles_say_and_then_what_was_lost(registry: Registry) -> None:
    outcome = convert(b"CARDS\nferry\n", io.BytesIO(), to="cards", registry=registry)
    assert [note.code for note in outcome.notes] == ["faded", "field_lost"]


def test_losses_of_one_kind_are_one_note(registry: Registry) -> None:
    outcome = convert(b"CARDS\na\nb\nc\n", io.BytesIO(), to="cards", registry=registry)
    [lost] = [note for note in outcome.notes if note.code == "field_lost"]
    assert lost.message == "cards has no body (3 times)"


@pytest.mark.parametrize("content", [b"CARDS\nBAD\n", b"CARDS\nBAD\nBAD\n", b"CARDS\n"])
def test_without_an_article_the_output_is_as_it_was(
    content: bytes, tmp_path: Path, registry: Registry
) -> None:
    out = tmp_path / "out.cards"
    out.write_text("as it was")
    with pytest.raises(InputError):
        convert(content, out, registry=registry)
    assert out.read_text() == "as it was"
    assert convert(content, out, registry=registry, on_error=ignore).articles == 0
    assert [p.name for p in tmp_path.iterdir()] == ["out.cards"]


def test_a_writer_that_breaks_leaves_the_old_file_and_no_other(
    tmp_path: Path, registry: Registry
) -> None:
    out = tmp_path / "out.cards"
    out.write_text("as it was")
    with pytest.raises(RuntimeError, match="the writer broke"):
        convert(b"CARDS\nferry\nbomb\nharbour\n", out, registry=registry)
    assert out.read_text() == "as it was"
    assert [p.name for p in tmp_path.iterdir()] == ["out.cards"]


def test_several_failures_and_no_article_are_one_error(registry: Registry) -> None:
    with pytest.raises(NoArticleError, match="none of its 2 items"):
        convert(b"CARDS\nBAD\nBAD\n", io.BytesIO(), to="cards", registry=registry)


def test_a_missing_file_is_an_input_error(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(InputError, match="No such file"):
        convert(tmp_path / "none", io.BytesIO(), to="cards", registry=registry)


def test_a_file_is_not_written_onto_itself(deck: Path, registry: Registry) -> None:
    with pytest.raises(InputError, match="onto itself"):
        convert(deck, str(deck), registry=registry)
    assert deck.read_text() == "CARDS\nferry\nharbour\n"


def test_wrong_names_are_told_before_anything_is_read(deck: Path, registry: Registry) -> None:
    with pytest.raises(UnknownFormatError):
        convert(deck, io.BytesIO(), to="stone", registry=registry)
    with pytest.raises(OptionError):
        convert(deck, io.BytesIO(), to="cards", options={"colour": 1}, registry=registry)
    assert SEEN == []


def test_limits_hold(deck: Path, registry: Registry) -> None:
    with pytest.raises(LimitError):
        convert(deck, io.BytesIO(), to="cards", limits=Limits(max_bytes=4), registry=registry)


def test_articles_are_read_as_they_are_written(registry: Registry) -> None:
    """No more than one article waits between reader and writer."""
    ahead = []

    class Watching(io.BytesIO):
        def write(self, data: Any) -> int:
            ahead.append(len(SEEN))
            return super().write(data)

    content = b"CARDS\n" + b"".join(b"card %d\n" % i for i in range(50))
    convert(content, Watching(), to="cards", registry=registry)
    assert ahead == [1, *range(1, 51)]


def test_a_link_stays_and_what_it_leads_to_is_replaced(
    deck: Path, tmp_path: Path, registry: Registry
) -> None:
    real, link = tmp_path / "real.cards", tmp_path / "link.cards"
    real.write_text("old")
    link.symlink_to(real)
    convert(deck, link, registry=registry)
    assert link.is_symlink()
    assert real.read_text() == "CARDS\nferry\nharbour\n"


def test_a_device_is_written_to_and_not_replaced(deck: Path, registry: Registry) -> None:
    convert(deck, "/dev/null", to="cards", registry=registry)
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.json", "json"),
        ("a.JSONL", "jsonl"),
        ("a.md", "markdown"),
        ("a.txt", "text"),
        ("a.cards", "cards"),
        ("a", "json"),
        ("a.unheard", "json"),
    ],
)
def test_the_extension_names_the_format(name: str, expected: str, registry: Registry) -> None:
    assert default_target(name, registry) == expected


def test_an_extension_that_can_only_be_read_is_refused() -> None:
    scans = Format(
        name="scans",
        title="Scans",
        extensions=(".scan",),
        sniff=(Regex(r"\ASCAN\n", 95),),
        read="made_up_cards:read",
        reads={"title"},
    )
    with pytest.raises(UnknownFormatError, match="scans"):
        default_target("a.scan", Registry([scans], plugins=False))


def test_reading_hands_over_what_ends_an_input(registry: Registry) -> None:
    errors: list[InputError] = []
    reading = Reading(registry=registry)
    found = read_articles(b"CARDS\nferry\nCUT\n", reading, errors.append, ignore)
    assert [article.title for article in found] == ["ferry"]
    assert [error.where for error in errors] == ["line 3"]


def test_a_stream_without_a_format_gets_json_for_one_and_lines_for_several() -> None:
    articles = [Article(title="Ferry", body=(PullQuote(text="It runs."),))] * 2
    one, several = io.BytesIO(), io.BytesIO()
    write_articles(articles[:1], one)
    write_articles(articles, several)
    assert one.getvalue().lstrip().startswith(b"{")
    assert len(several.getvalue().splitlines()) == 2
