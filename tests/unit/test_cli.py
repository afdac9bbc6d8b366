"""The command: exit codes, what goes to which stream, and what a terminal is sent."""

import datetime as dt
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsparse import __version__
from newsparse.article import (
    Article,
    Author,
    BlockQuote,
    Boilerplate,
    Caption,
    Cell,
    Dateline,
    Embed,
    Figure,
    Image,
    ItemList,
    ListItem,
    LiveEntry,
    Note,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.cli import main
from newsparse.cli.show import iter_lines
from newsparse.cli.terminal import Console, Style, flat, one_line, safe, wrap

# A plugin whose cards need no parser: one article a line.
PLUGIN = """
import time
from attrs import frozen
from newsparse.article import Article, Note, Origin, Paragraph
from newsparse.errors import MalformedError
from newsparse.spec import Format, Regex


@frozen(kw_only=True)
class Options:
    loud: bool = False
    width: int = 80
    sign: str = "-"


def read(source, options, report):
    for number, line in source.iter_lines():
        text = line.decode()
        if text == "BAD":
            yield MalformedError("not a card", where=f"line {number}")
        elif text == "SLEEP":
            time.sleep(30)
        elif text != "CARDS":
            note = Note(code="faded", message=f"{text} was hard to read")
            body = (Paragraph(text=f"About {text}."),)
            yield Article(title=text, body=body, notes=(note,), origin=Origin(format="cards"))


def write(articles, out, options, report):
    for article in articles:
        if article.title == "bomb":
            raise RuntimeError("the writer\\nbroke")
        out.write(f"{options.sign} {article.title}\\n".encode())


FORMAT = Format(
    name="cards",
    title="Cards",
    extensions=(".cards",),
    sniff=(Regex(r"\\ACARDS\\n", 95),),
    read="made_up_cards:read",
    write="made_up_cards:write",
    write_options="made_up_cards:Options",
    reads={"title", "body"},
    writes={"title"},
    many=True,
)
"""
POINTS = "[newsparse.formats]\ncards = made_up_cards:FORMAT\nbroken = nowhere:FORMAT\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plugin, installed as far as entry points can tell."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "made_up_cards.py").write_text(PLUGIN)
    info = folder / "made_up-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    return folder


class Shell:
    """Runs the command in a process of its own, in a folder of its own."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1", "NO_COLOR": ""}

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def __call__(self, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "newsparse", *args],
            cwd=self.folder,
            env=self.env,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )

    def sh(self, line: str) -> subprocess.CompletedProcess[bytes]:
        line = line.replace("newsparse ", f"{sys.executable} -m newsparse ")
        return subprocess.run(
            ["/bin/bash", "-c", line],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )

    def listing(self) -> list[str]:
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*.*"))


@pytest.fixture
def shell(tmp_path: Path, site: Path) -> Shell:
    return Shell(tmp_path, site)


# -- what to type


def test_alone_it_says_what_to_do(shell: Shell) -> None:
    done = shell()
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"newsparse convert" in done.stderr


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"newsparse {__version__}\n"


@pytest.mark.parametrize(
    "command", [[], ["convert"], ["show"], ["explain"], ["formats"], ["schema"]]
)
def test_help_has_two_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    examples = capsys.readouterr().out.partition("Examples:\n")[2]
    assert len(re.findall(r"(?m)^ +newsparse .", examples)) == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["convert"], "no input: name files, or -"),
        (["frobnicate"], "No such command"),
        (["{file}"], "newsparse show {file}"),
        (["convert", "{file}", "--nonsense"], "No such option"),
        (["convert", "{file}", "-f", "stone"], "known: html, json"),
        (["convert", "{file}", "-t", "stone"], "known: html, json"),
        (["convert", "{file}", "-t", "pdf"], "known: html, json"),
        (["convert", "{file}", "-o", "nowhere/a.json"], "no folder nowhere"),
        (["convert", "{file}", "-o", "{file}"], "written onto itself"),
        (["convert", "{file}", "-o", "{file}/"], "give another folder"),
        (["convert", "{file}", "--option", "provenance"], "NAME=VALUE"),
        (["convert", "{file}", "--option", "colour=red"], "unknown option 'colour'"),
        (["convert", "{file}", "--reference-time", "now"], "write it like 2024-"),
        (["convert", "{file}", "--encoding", "klingon"], "no such encoding"),
        (["convert", "{file}", "--max-bytes", "0"], "--max-bytes"),
        (["show"], "Missing argument"),
        (["show", "{file}", "-f", "nitf"], "known: html, json"),
    ],
)
def test_wrong_usage_is_two_and_says_what_to_type(
    args: Sequence[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "story.txt"
    file.write_text("CARDS\nferry\n")
    assert main([arg.format(file=file) for arg in args]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("newsparse: ")
    assert said.format(file=file) in told.err


# -- convert


def test_a_file_goes_to_standard_output(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    done = shell("convert", "a.cards", "-t", "cards")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"- ferry\n", b"")


def test_standard_input_and_output_are_dashes(shell: Shell) -> None:
    done = shell("convert", "-", "-t", "cards", "-o", "-", stdin=b"CARDS\nferry\n")
    assert (done.returncode, done.stdout) == (0, b"- ferry\n")


def test_one_article_is_json_and_several_are_lines(shell: Shell) -> None:
    shell.file("one.cards", "CARDS\nferry\n")
    shell.file("two.cards", "CARDS\nferry\nharbour\n")
    assert json.loads(shell("convert", "one.cards").stdout)["title"] == "ferry"
    for args in (["two.cards"], ["one.cards", "one.cards"]):
        lines = shell("convert", *args).stdout.splitlines()
        assert [json.loads(line)["newsparse"] is not None for line in lines] == [True, True]


def test_several_inputs_make_one_output(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    shell.file("b.cards", "CARDS\nharbour\n")
    done = shell("convert", "a.cards", "b.cards", "-o", "all.cards")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (shell.folder / "all.cards").read_text() == "- ferry\n- harbour\n"


def test_a_folder_gets_one_output_for_each_input(shell: Shell) -> None:
    shell.file("a.1.cards", "CARDS\nferry\n")
    shell.file("b", "CARDS\nharbour\n")
    done = shell(
        "convert", "a.1.cards", "b", "-", "-t", "cards", "-o", "out/", stdin=b"CARDS\nx\n"
    )
    assert done.returncode == 0, done.stderr
    assert shell.listing() == ["a.1.cards", "out/a.1.cards", "out/b.cards", "out/stdin.cards"]
    assert (shell.folder / "out" / "b.cards").read_text() == "- harbour\n"


def test_two_inputs_of_one_name_do_not_overwrite_one_another(shell: Shell) -> None:
    shell.file("x/a.cards", "CARDS\nfirst\n")
    shell.file("y/a.cards", "CARDS\nsecond\n")
    shell.file("out/.keep", "")
    done = shell("convert", "x/a.cards", "y/a.cards", "-t", "cards", "-o", "out")
    assert done.returncode == 1
    assert done.stderr.startswith(b"newsparse: y/a.cards: out/a.cards is already the output of x/")
    assert (shell.folder / "out" / "a.cards").read_text() == "- first\n"


def test_no_input_is_overwritten_in_a_folder(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    shell.file("sub/b.cards", "CARDS\nharbour\n")
    shell.file("b.cards", "CARDS\nisland\n")
    done = shell("convert", "a.cards", "sub/b.cards", "b.cards", "-t", "cards", "-o", "./")
    assert done.returncode == 3
    assert done.stderr.count(b"would be written onto") == 3
    assert (shell.folder / "b.cards").read_text() == "CARDS\nisland\n"


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (["good.cards"], 0, []),
        (["good.cards", "none.cards"], 1, ["none.cards: No such file or directory"]),
        (["none.cards"], 3, ["none.cards: No such file or directory"]),
        (["folder"], 3, ["folder: is a directory: name the files in it"]),
        (["mixed.cards"], 1, ["mixed.cards: not a card (at line 3)"]),
        (["bad.cards", "good.cards"], 1, ["bad.cards: not a card (at line 2)"]),
        (["bad.cards"], 3, ["bad.cards: not a card (at line 2)"]),
        (["binary"], 3, None),
        (["empty"], 3, None),
    ],
)
def test_exit_codes_and_one_line_for_each_failure(
    names: list[str], code: int, said: list[str] | None, shell: Shell
) -> None:
    shell.file("good.cards", "CARDS\nferry\n")
    shell.file("mixed.cards", "CARDS\nferry\nBAD\nharbour\n")
    shell.file("bad.cards", "CARDS\nBAD\n")
    shell.file("empty", "")
    (shell.folder / "binary").write_bytes(bytes(range(256)) * 20)
    (shell.folder / "folder").mkdir()
    done = shell("convert", *names, "-t", "cards")
    assert done.returncode == code, done.stderr
    lines = done.stderr.decode().splitlines()
    if said is None:
        assert len(lines) == 1
        assert lines[0].startswith(f"newsparse: {names[0]}: ")
    else:
        assert lines == [f"newsparse: {line}" for line in said]
    if code < 2:
        assert done.stdout.startswith(b"- ferry\n")


def test_good_articles_beside_a_bad_one_are_written(shell: Shell) -> None:
    shell.file("mixed.cards", "CARDS\nferry\nBAD\nharbour\n")
    assert shell("convert", "mixed.cards", "-o", "out.cards", "-t", "cards").returncode == 1
    assert (shell.folder / "out.cards").read_text() == "- ferry\n- harbour\n"


@pytest.mark.parametrize("out", ["out.cards", "out/"])
def test_a_writer_that_breaks_leaves_no_trace(out: str, shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\nbomb\n")
    shell.file("out.cards", "as it was")
    done = shell("convert", "a.cards", "-t", "cards", "-o", out)
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert b"writing failed: RuntimeError: the writer broke" in done.stderr
    assert shell.listing() == ["a.cards", "out.cards"]
    assert (shell.folder / "out.cards").read_text() == "as it was"


def test_notes_and_losses_are_told_when_asked(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\nharbour\n")
    assert shell("convert", "a.cards", "-t", "cards").stderr == b""
    done = shell("convert", "a.cards", "-t", "cards", "-v")
    assert done.stderr.decode().splitlines() == [
        "newsparse: a.cards: note: ferry was hard to read",
        "newsparse: a.cards: note: harbour was hard to read",
        "newsparse: lost in writing: cards has no body (2 times)",
    ]


def test_options_take_the_type_of_their_default(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    args = ("convert", "a.cards", "-t", "cards", "--option")
    assert shell(*args, "sign=*").stdout == b"* ferry\n"
    assert shell(*args, "loud=yes").returncode == 0
    for wrong in ("loud=maybe", "width=wide"):
        done = shell(*args, wrong)
        assert (done.returncode, done.stdout) == (2, b"")


def test_without_provenance_only_the_content_is_written(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    done = shell("convert", "a.cards", "--option", "provenance=false")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "notes" not in json.loads(done.stdout)


def test_max_bytes_is_a_limit(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\n" + "x" * 100)
    done = shell("convert", "a.cards", "-t", "cards", "--max-bytes", "50")
    assert done.returncode == 3
    assert b"the limit max_bytes is 50" in done.stderr


# -- pipes, interrupts, devices


def test_a_closed_pipe_is_quiet(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\n" + "ferry\n" * 50_000)
    done = shell.sh("newsparse convert a.cards -t cards | head -n 1; echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == (b"- ferry\n0\n", b"")


@pytest.mark.parametrize(
    "what", ["formats", "schema", "convert a.cards", "show a.cards", "explain a.cards", "--help"]
)
def test_a_pipe_closed_before_the_end_is_quiet(what: str, shell: Shell) -> None:
    """The last bytes are flushed by the interpreter when nobody reads them any more."""
    shell.file("a.cards", "CARDS\nferry\n")
    done = shell.sh(f"newsparse {what} 2>err.txt | true; cat err.txt")
    told = [line for line in done.stdout.splitlines() if b"broken plugin" not in line]
    assert (told, done.stderr) == ([], b"")


def test_standard_output_by_its_device_name_is_not_replaced(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    line = (
        "(echo before; newsparse convert a.cards -t cards -o /dev/stdout; echo after) >> log.txt"
    )
    assert shell.sh(line).returncode == 0
    assert (shell.folder / "log.txt").read_text() == "before\n- ferry\nafter\n"


def test_closed_streams_are_no_traceback(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    done = shell.sh("newsparse convert a.cards -t cards >&-")
    assert done.returncode == 3
    assert done.stderr == b"newsparse: standard output: standard output is closed\n"
    done = shell.sh("newsparse convert - -t cards <&-")
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    done = shell.sh("newsparse convert none a.cards -t cards 2>&-")
    assert (done.returncode, done.stdout) == (1, b"- ferry\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    for what in ("convert a.cards -t cards", "formats 2>&1 | head -0; newsparse show a.cards"):
        done = shell.sh(f"newsparse {what} >/dev/full")
        assert done.returncode == 3
        assert done.stderr == b"newsparse: standard output: No space left on device\n"


def test_an_interrupt_is_130_and_leaves_no_file(shell: Shell) -> None:
    shell.file("slow.cards", "CARDS\nferry\nSLEEP\n")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "newsparse",
            "convert",
            "slow.cards",
            "-t",
            "cards",
            "-o",
            "x.cards",
        ],
        cwd=shell.folder,
        env=shell.env,
        stderr=subprocess.PIPE,
    )
    for _ in range(1200):
        if any(shell.folder.glob(".x.cards.*.part")):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told == b"newsparse: interrupted\n"
    assert shell.listing() == ["slow.cards"]


def test_progress_is_shown_on_a_terminal_only(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\n")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "newsparse",
            "convert",
            "a.cards",
            "none",
            "-t",
            "cards",
            "-o",
            "x/",
        ],
        cwd=shell.folder,
        env=shell.env,
        stderr=theirs,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    told = os.read(ours, 4096).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "newsparse: none: No such file" in told
    assert told.endswith("2/2 files, 1 failed\r\n")


# -- formats, schema


def test_formats_are_listed_and_broken_plugins_told(shell: Shell) -> None:
    done = shell("formats")
    assert done.returncode == 0
    assert re.search(rb"(?m)^cards +rw +\.cards +Cards$", done.stdout)
    assert re.search(rb"(?m)^markdown +rw ", done.stdout)
    assert done.stderr.startswith(b"newsparse: broken plugin: made-up: ")


def test_the_schema_is_printed_as_it_is_shipped(shell: Shell) -> None:
    done = shell("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_one_small_file_is_cheap(shell: Shell) -> None:
    """The budget is 0.4 s of processor time; heavy parts that it does not need stay out."""
    shell.file("a.cards", "CARDS\nferry\n")
    code = (
        "import sys; from newsparse.cli import main; main(['convert', 'a.cards', '-t', 'cards']);"
        "print({'lxml', 'dateutil', 'charset_normalizer', 'newsparse.cli.show'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=shell.folder,
        env=shell.env,
        capture_output=True,
        check=True,
    )
    assert sorted(done.stdout.splitlines()) == [b"- ferry", b"set()"]


# -- show


STORY = Article(
    kicker="TRAFFIC",
    title="Ferry runs again",
    standfirst="After nine days in the yard.",
    byline="By Ada Lund",
    authors=(Author(name="Ada Lund"),),
    dateline=Dateline(text="VARN (Nordpress)", place="VARN", agency="Nordpress"),
    timestamp=Timestamp(raw="3 May 2024", value=dt.date(2024, 5, 3), precision="day"),
    updated=Timestamp(raw="Just now"),
    language="en",
    body=(
        Paragraph(text="The ferry left on time. We are glad, he said, and waved."),
        Subheading(text="Nine days"),
        Figure(
            images=(Image(url="a.jpg"),), captions=(Caption(text="The ferry.", credit="Lund"),)
        ),
        BlockQuote(body=(Paragraph(text="Set apart."), Paragraph(text="Twice."))),
        ItemList(ordered=True, items=(ListItem(text="one"), ListItem(text="two"))),
        ItemList(
            items=(ListItem(text="outer", children=(ItemList(items=(ListItem(text="in"),)),)),)
        ),
        Table(rows=((Cell(text="Monday"), Cell(text="9.00")),), caption="Departures"),
        PullQuote(text="We are glad"),
        Notice(text="Corrected on Tuesday."),
        Embed(url="https://example.org/post", text="A post"),
        Preformatted(text="a  b\n c"),
        LiveEntry(
            timestamp=Timestamp(raw="10.02"), title="Docked", body=(Paragraph(text="Now."),)
        ),
    ),
    quotes=(
        Quote(
            text="We are glad",
            element=(0,),
            start=24,
            end=35,
            speaker="he",
            resolved_speaker="Jan Berg",
            cue="said",
        ),
    ),
    boilerplate=(Boilerplate(text="Home\nNews\nSport", reason="navigation"),),
    signoff="(al)",
    notes=(Note(code="time_unresolved", message="'Just now' names no moment", where="line 3"),),
)


def shown(article: Article, *, width: int = 80, colour: bool = False) -> list[str]:
    return list(iter_lines(article, width, Style(on=colour)))


@pytest.mark.parametrize(
    "line",
    [
        "TRAFFIC",
        "Ferry runs again",
        "After nine days in the yard.",
        "By        By Ada Lund",
        "Authors   Ada Lund (author)",
        "Place     VARN (Nordpress)",
        'Time      "3 May 2024" = 2024-05-03, zone unknown',
        'Updated   "Just now" = no moment by itself (see --reference-time)',
        "Language  en",
        "The ferry left on time. We are glad, he said, and waved.",
        '    " he (Jan Berg), said: We are glad',
        "## Nine days",
        "[image] a.jpg",
        "▣ The ferry. (Lund)",
        "| Set apart.",
        "1. one",
        "2. two",
        "- outer",
        "  - in",
        "Departures",
        "Monday | 9.00",
        "> We are glad",
        "! Corrected on Tuesday.",
        "[embedded] https://example.org/post A post",
        "    a  b",
        "10.02 Docked",
        "  Now.",
        "(al)",
        "Removed:",
        "  navigation          3 lines  Home News Sport",
        "Notes:",
        "  time_unresolved: 'Just now' names no moment (at line 3)",
    ],
)
def test_everything_of_an_article_is_shown(line: str) -> None:
    assert line in shown(STORY)


def test_styles_are_used_on_a_terminal() -> None:
    lines = shown(STORY, colour=True)
    assert "\x1b[1mFerry runs again\x1b[0m" in lines
    assert "\x1b[1mNine days\x1b[0m" in lines
    assert "The ferry left on time. \x1b[4mWe are glad\x1b[0m, he said, and waved." in lines


def test_a_quote_over_two_lines_is_underlined_on_both() -> None:
    lines = shown(STORY, colour=True, width=30)
    assert "The ferry left on time. \x1b[4mWe are\x1b[0m" in lines
    assert "\x1b[4mglad\x1b[0m, he said, and waved." in lines


def test_no_line_is_wider_than_the_terminal() -> None:
    long = Article(title="word " * 80, body=(Paragraph(text="x" * 500), Paragraph(text="漢" * 90)))
    for line in shown(long, width=40):
        assert len(line) <= 40 if line.isascii() else len(line) <= 20


def test_nothing_of_the_text_commands_the_terminal() -> None:
    evil = "\x1b[31mred\x07 \u202eolleh \x9b1m \u2066\x7f\r\n\x00"
    article = Article(
        kicker=evil,
        title=evil,
        standfirst=evil,
        byline=evil,
        authors=(Author(name=evil),),
        dateline=Dateline(text=evil),
        timestamp=Timestamp(raw=evil),
        language=evil,
        body=(
            *(kind(text=evil) for kind in (Paragraph, Subheading, PullQuote, Notice, Embed)),
            Preformatted(text=evil),
            BlockQuote(body=(Paragraph(text=evil),)),
            ItemList(items=(ListItem(text=evil),)),
            Table(rows=((Cell(text=evil),),), caption=evil),
            Figure(images=(Image(url=evil),), captions=(Caption(text=evil, credit=evil),)),
            LiveEntry(title=evil),
        ),
        quotes=(Quote(text=evil, element=(0,), start=0, end=5, speaker=evil, cue=evil),),
        boilerplate=(Boilerplate(text=evil, reason="other"),),
        signoff=evil,
        notes=(Note(code="a", message=evil, where=evil),),
    )
    for line in shown(article):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line), line
    assert "␛" in "".join(shown(article))


def test_deep_nesting_is_shown_without_recursion() -> None:
    element: BlockQuote | Paragraph = Paragraph(text="at the bottom")
    for _ in range(3000):
        element = BlockQuote(body=(element,))
    assert any(line.endswith("at the bottom") for line in shown(Article(body=(element,))))


def test_several_articles_are_shown_one_after_another(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nferry\nBAD\nharbour\n")
    done = shell("show", "a.cards")
    assert done.returncode == 1
    assert b"About ferry." in done.stdout
    assert b"About harbour." in done.stdout
    assert b"\x1b" not in done.stdout
    assert done.stderr == b"newsparse: a.cards: not a card (at line 3)\n"


def test_show_works_where_the_terminal_lacks_letters(shell: Shell) -> None:
    shell.file("a.cards", "CARDS\nFähre 漢\n")
    shell.env.update(PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    done = shell("show", "a.cards")
    assert done.returncode == 0
    assert b"F?hre ?" in done.stdout


@pytest.mark.parametrize("name", ["none", "."])
def test_what_cannot_be_shown_is_three(name: str, shell: Shell) -> None:
    done = shell("show", name)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 1)


# -- terminal


def test_signs_keep_places() -> None:
    text = "a\x1bb\u202ec\nd\te\x85f\ud800"
    assert len(safe(text)) == len(flat(text)) == len(text)
    assert safe(text) == "a␛b\ufffdc\nd\te\ufffdf\ud800"
    assert flat("a\nb\tc\r\nd") == "a b c  d"
    assert one_line(" a\n b\x1b ") == "a b␛"


@pytest.mark.parametrize(
    "text", ["", " ", "a", " a  b ", "one two three four", "x" * 50, "漢字" * 9]
)
def test_wrapped_lines_hold_every_word(text: str) -> None:
    lines = [text[start:end] for start, end in wrap(text, 10)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= 10 for line in lines)


def test_messages_erase_the_progress(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(live=True)
    console.progress(1, 3, 0)
    console.line("a", "bad\nnews")
    console.progress(3, 3, 1)
    blank = "\r" + " " * len("1/3 files, 0 failed") + "\r"
    expected = f"1/3 files, 0 failed{blank}newsparse: a: bad news\n3/3 files, 1 failed\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_styles_can_be_refused(setting: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Style.of(Terminal()).on
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    assert not Style.of(Terminal()).on
    assert not Style.of(io.StringIO()).on
