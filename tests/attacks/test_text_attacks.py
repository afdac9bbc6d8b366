"""Hostile and odd text: an article with true notes, or an error that says why; never much time."""

import math
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from timing import cpu_seconds, is_within

import newsparse
from newsparse.article import Article
from newsparse.document import Document, Lines
from newsparse.errors import DecodeError, InputError, LimitError, NewsparseError, NoArticleError
from newsparse.testing import check_laws

# Seconds of processor time, thrice what is seen on a usual machine: by size, and for each line
# however short it is.
PER_MB, PER_LINE, START = 2.0, 2.5e-5, 0.5
# Linear is 1, and up to 1.35 is seen of it where what was parsed outgrows the processor's cache;
# quadratic is 2.
MAX_EXPONENT = 1.6
# What is faster than this at the larger size is not measured for growth.
FLOOR = 0.1
ROUNDS = 5
SMALL, LARGE = 40_000, 160_000
# "One huge line" of the size that the machine is given time for.
HUGE_MB = int(os.environ.get("NEWSPARSE_HUGE_MB", "5"))

SENTENCE = (
    "The ferry to Varn left on time on Monday, and the harbour was full of people who waved. "
)
STORY = f"Ferry runs again\n\n{SENTENCE * 3}\n\n{SENTENCE * 2}\n"

# Each is a unit that is repeated up to the size wanted.
FLOODS = {
    "one huge line": SENTENCE,
    "one huge word": "a",
    "one-letter lines": "a\n",
    "one-letter lines with blanks": "b\n\n",
    "spaces": " ",
    "blank lines": "\n",
    "opening quotes": "“",
    "opening quotes before words": "“word ",
    "opening quotes on lines": "“word went on and on.\n",
    "straight quotes": '"',
    "nested quotes": "“a ‘b “c ‘d ”’”’ said he. ",
    "guillemets either way": "«a» »b« ",
    "apostrophes": "'a s' ",
    "dash lines": "- No, he said - and more - he said.\n",
    "dashes": "–",
    "byline lines": "By Ada Lund\n",
    "date lines": "3 May 2024, 14:05\n",
    "relative time lines": "Updated: 2 hours ago\n",
    "dateline lines": "VARN (Reuters) - Rain fell on the harbour all day on Monday.\n",
    "caption lines": "full screen A harbour. Photo: AP\n",
    "captions in one line": "full screen A harbour. Photo: AP ",
    "title lines": "Ferry runs again\n",
    "carriage returns only": f"{SENTENCE}\r",
    "combining runs": "\u0301",
    "links": "* [link](http://a.example/b)\n",
    "open links": "[a](b ",
    "source code": "def f(x): return {x: [y for y in x]};\n",
    "hyphens at line ends": "word-\n",
    "wrapped": "word " * 13 + "word\n",
    "garbled letters": "Ã©tÃ© â€“ sÃ¥ ",
    "NULs": "\x00a",
    "lone surrogates": "\ud800",
    "digits": "1",
    "names": "Ada Lund ",
    "reporting verbs": "said ",
    "sources": "according to ",
    "emphasis": "*a_b ",
    "escapes": "\\*",
    "tags": "a, ",
    "end credits": "Reporting by Ada Lund; ",
    "comment counts": "12 comments\n",
    "list items": "1. An item of the list\n",
    "CJK": "東京では雨が降った。\n",
    "clock lines": "12:30\n",
    "posts": "12:30\nThe ferry left on time on Monday, and all were glad.\n\n",
    "clocks with days": "3 May, 10:32\nThe ferry left on time.\n",
    "days of changes": "Updated 3 May 2022\n",
    "sentences with days": "This entry was posted on May 3, 2022 and is filed under Ferries.\n",
    "German quotes": "„Das ist gut“, sagte Lund. ",
    "German clauses": "„gut“, sagte Lund, dass der Mann, der dort steht, ",
    "German nouns": "„gut“ der Chef der Bahn (BB) ",
    "German articles": "„gut“ mit dem der von ",
    "German adjectives": "„gut“ große 35 Jahre alte ",
    "German moods": "„Das sei gut.“ Er sei, er habe, und ",
    "German adverbs": "„gut“, so auch wie ",
    "open brackets": "[a](",
    "fences": "```\n",
    "tables": "| a | b |\n|---|---|\n",
    "headings": "# a\n",
    "nested quotes of Markdown": "> ",
}


def flood(unit: str, size: int) -> str:
    """A story with so many characters of *unit* behind it."""
    return STORY + (unit * (size // len(unit) + 1))[:size]


def seconds(text: str | bytes) -> float:
    """CPU time of one parse, without the garbage collection of what other tests have left."""
    return cpu_seconds(lambda: outcome(text), rounds=1)


def least(text: str) -> float:
    """CPU time of the first parse within its budget, or of the fastest of several."""
    took = math.inf
    for _ in range(ROUNDS):
        took = min(took, seconds(text))
        if is_within(took, budget(text)):
            break
    return took


def outcome(text: str | bytes) -> Article | InputError:
    """The article or the reason why there is none; any other exception is a failure."""
    try:
        return newsparse.parse(text, "text")
    except InputError as error:
        return error


def reason(text: str | bytes) -> str:
    found = outcome(text)
    assert isinstance(found, InputError), found
    return found.reason


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Tables are read once, before anything is measured."""
    for text in (STORY, "Färjan\n\nFärjan gick i tid på måndagen, och hamnen var full av folk."):
        outcome(text)


def budget(text: str) -> float:
    n_lines = text.count("\n") + text.count("\r") + 1
    return START + PER_MB * len(text) / 1e6 + PER_LINE * n_lines


def growth(name: str, large: float) -> float:
    """The exponent of the time's growth; on a busy machine the best of several rounds counts."""
    small = math.inf
    for _ in range(ROUNDS):
        small = min(small, seconds(flood(FLOODS[name], SMALL)))
        large = min(large, seconds(flood(FLOODS[name], LARGE)))
        if math.log(large / small, LARGE / SMALL) < MAX_EXPONENT:
            break
    return math.log(large / small, LARGE / SMALL)


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_costs_what_its_size_is(name: str) -> None:
    """In time by size, and growing with it; and nothing of it vanishes."""
    text = flood(FLOODS[name], LARGE)
    took = least(text)
    assert is_within(took, budget(text))
    if took > FLOOR:
        assert growth(name, took) < MAX_EXPONENT
    found = outcome(flood(FLOODS[name], SMALL))
    if isinstance(found, Article):
        lines = Lines(text=flood(FLOODS[name], SMALL))
        assert check_laws(found, Document(lines=lines)) == []


@pytest.mark.parametrize("unit", ["a", SENTENCE, "“word "], ids=["word", "prose", "quotes"])
def test_one_huge_line(unit: str) -> None:
    """A line of megabytes is a paragraph like others."""
    text = flood(unit, HUGE_MB * 1_000_000)
    assert is_within(least(text), budget(text))


@pytest.mark.parametrize("line", ["b", ""], ids=["letter", "blank"])
def test_a_hundred_thousand_lines(line: str) -> None:
    text = f"{line}\n" * 100_000
    assert is_within(least(text), budget(text))
    assert isinstance(outcome(text), NoArticleError)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (" \n\t\u00a0\u2003\n", "empty"),
        ("\u200b\ufeff", "empty"),
        ("?!… —\n***\n", "empty"),
        ("x", "too little"),
        ("\ud800\udfff", "empty"),
        ("\x00\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03\x04", "binary"),
        (bytes(range(256)) * 40, "binary"),
        ("Menu\nHome\nNews\nSport\nWeather\nCulture\n", "menus"),
        ("Ash\nBeech\nElm\nFir\nLarch\nOak\nPine\n", "short lines"),
        ("def f(x):\n    return {x: [y for y in x]};\n" * 20, "source code"),
        ('{"a": [1, 2, {"b": null}], "c": "d"}\n' * 20, "source code"),
    ],
)
def test_what_is_no_article_is_told_so(text: str | bytes, says: str) -> None:
    """The reason says what the input looks like instead."""
    assert says in reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rain\n\nIt fell on us\nAs once on you\nThe sea was grey\nThe sky was too\n\nAnd still we sang\n",
        "Pancakes\n\n2 eggs\n1 cup of milk\n100 g flour\n\nMix all of it, let it rest. Fry in butter.\n",
        "* [One](http://a.example/1)\n* [Two](http://a.example/2)\n* [Three](http://a.example/3)\n",
    ],
    ids=["poem", "recipe", "links"],
)
def test_what_is_like_an_article_invents_nothing(text: str) -> None:
    """Verse, recipes and lists of links: no author, time, quote or place that is not there."""
    found = outcome(text)
    if isinstance(found, Article):
        assert (found.authors, found.quotes) == ((), ())
        assert (found.timestamp, found.dateline) == (None, None)
        assert check_laws(found, Document(lines=Lines(text=text))) == []
    else:
        assert found.reason


def as_windows(data: bytes) -> str:
    """Read as Windows-1252 the way programs do: what it lacks is a control."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize(
    ("encode", "code"),
    [
        (lambda text: text.encode("utf-8-sig"), None),
        (lambda text: text.encode("utf-16"), None),
        (lambda text: text.encode("utf-16-le"), None),
        (lambda text: text.encode("cp1252"), "encoding_guessed"),
        (lambda text: (text * 3).encode() + b"\n\nSedan \xff regnade det.", "bytes_replaced"),
        (lambda text: text.replace("\n", "\r").encode(), None),
        (lambda text: as_windows(text.encode()).encode(), "mojibake_repaired"),
        (lambda text: text.encode().decode("latin-1").encode(), "mojibake_repaired"),
    ],
    ids=["bom", "utf-16", "utf-16-le", "cp1252", "bad byte", "cr", "garbled", "garbled latin-1"],
)
def test_however_it_is_encoded_the_story_is_there(
    encode: Callable[[str], bytes], code: str | None
) -> None:
    """Repairs and guesses are notes; what needs none has none."""
    text = (
        "Färjan går igen\n\nFärjan till Varnö gick i tid på måndagen, och hamnen var full av folk"
        " som väntade på båten.\n\n”Vi är glada för det här”, säger Åsa Öberg.\n"
    )
    article = newsparse.parse(encode(text), "text")
    assert article.title == "Färjan går igen"
    assert article.quotes[0].text == "Vi är glada för det här"
    assert article.quotes[0].speaker == "Åsa Öberg"
    repairs = {"encoding_guessed", "bytes_replaced", "mojibake_repaired", "encoding_differs"}
    assert {note.code for note in article.notes} & repairs == ({code} if code else set())


def test_odd_characters_are_gone_and_the_letters_are_there() -> None:
    """No lone surrogate and no control comes out; everything can be written."""
    text = STORY.replace("ferry", "fer\x00\u00adr\ud800y").replace("harbour", "har\u200bbour\x1b")
    article = newsparse.parse(text, "text")
    assert "harbour" in article.text
    assert not set(article.text) & set("\x00\x1b\u00ad\u200b\ud800")
    article.text.encode()


def test_a_file_beyond_the_limit_is_told_so() -> None:
    with pytest.raises(LimitError) as caught:
        newsparse.parse(STORY * 10, "text", limits=newsparse.Limits(max_bytes=100))
    assert (caught.value.limit, caught.value.value) == ("max_bytes", 100)


def test_an_unknown_encoding_is_told_so() -> None:
    with pytest.raises(DecodeError, match="rot13"):
        newsparse.parse(STORY.encode(), "text", encoding="rot13")


# -- the command


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsparse", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n")
    (tmp_path / "menu.txt").write_text("Menu\nHome\nNews\nSport\nWeather\n")
    (tmp_path / "locked.txt").write_text(STORY)
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path


NAMES = ("missing", "folder", "binary", "empty", "blank", "menu", "locked", "loop")


@pytest.mark.parametrize("name", NAMES)
def test_the_command_says_it_in_one_line(name: str, folder: Path) -> None:
    """Exit code 3, one line that names the file, no traceback, and no output left behind."""
    path = folder / f"{name}.txt"
    if name == "locked" and os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    before = sorted(folder.iterdir())
    done = command("convert", path.name, "-o", "out.json", cwd=folder)
    assert done.returncode == 3
    [line] = done.stderr.splitlines()
    assert path.name in line
    assert done.stdout == ""
    assert sorted(folder.iterdir()) == before


def test_the_command_goes_on_after_a_bad_file(folder: Path) -> None:
    """Exit code 1: the good ones are there, the bad ones have a line each."""
    done = command("convert", "empty.txt", "story.txt", "missing.txt", "-o", "out/", cwd=folder)
    assert done.returncode == 1
    named = [line for line in done.stderr.splitlines() if "empty.txt" in line or "missing" in line]
    assert len(named) == 2
    assert [path.name for path in (folder / "out").iterdir()] == ["story.json"]


def test_every_error_is_caught_by_one_class() -> None:
    """Whoever catches `NewsparseError` catches all that input can do."""
    for text in ("", "x", "https://a.example/", b"\x00\x01\x02\x03" * 9):
        with pytest.raises(NewsparseError):
            newsparse.parse(text)
