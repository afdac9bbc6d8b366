"""The command line: its words, options and help.

A command only reads what was asked for and returns the job that does it, so that click's own
handling of interrupts and closed pipes does not come into it.
"""

import codecs
import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

from newsparse._version import __version__
from newsparse.batch import Reading, default_target, is_same_file
from newsparse.cli.options import writer_options
from newsparse.cli.terminal import one_line, say, silence_stdout
from newsparse.document import Limits
from newsparse.errors import FormatError, NewsparseError, OptionError
from newsparse.registry import Registry, default_registry

__all__ = ["root", "run"]

Job: TypeAlias = Callable[[], int]
Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_USAGE = 2
_NOTHING_USABLE = 3

_WHAT_TO_DO = """\
newsparse turns raw news text into typed articles.  What to type:

  newsparse show story.txt              read the article, and see what was removed
  newsparse convert story.txt           the article as JSON, to standard output
  newsparse convert *.txt -o articles/  one JSON file for each text
  newsparse explain story.txt           why each line was kept or lost
  newsparse formats                     what can be read and written
  newsparse --help                      all the rest"""


def run(args: Sequence[str] | None = None) -> int:
    """Do what *args* say and return the exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        job = root.main(args=args, prog_name="newsparse", standalone_mode=False)
        code = job() if callable(job) else int(job or 0)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.UsageError as error:
        return _say_usage(error)
    except NewsparseError as error:
        say(f"newsparse: {one_line(str(error))}")
        return _USAGE if isinstance(error, FormatError | OptionError) else _NOTHING_USABLE
    except BrokenPipeError:
        silence_stdout()
        return 0
    except OSError as error:
        silence_stdout()
        say(f"newsparse: standard output: {error.strerror or error}")
        return _NOTHING_USABLE
    return code


def _say_usage(error: click.UsageError) -> int:
    path = error.ctx.command_path if error.ctx else "newsparse"
    say(f"newsparse: {one_line(error.format_message())}")
    say(f"Type: {path} --help")
    return _USAGE


class _Root(click.Group):
    """The commands, in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what to type where a file stands in the place of the command."""
        if args[0] not in self.commands and Path(args[0]).exists():
            name = args[0]
            raise click.UsageError(
                f"what is to be done with {name}?  newsparse show {name}, or"
                f" newsparse convert {name}",
                ctx,
            )
        return super().resolve_command(ctx, args)


@click.group(cls=_Root, invoke_without_command=True)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def root(ctx: click.Context) -> int:
    """Turn raw news text, from any source, into typed articles.

    \b
    Examples:
      newsparse show story.txt
      newsparse convert page.html -o page.md

    Exit codes: 0 all good, 1 some inputs failed, 2 wrong usage, 3 nothing usable came out,
    130 interrupted.
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    if ctx.invoked_subcommand is None:
        say(_WHAT_TO_DO)
        return _USAGE
    return 0


_READING = (
    click.option("-f", "--format", metavar="FORMAT", help="The input's format; else detected."),
    click.option("--language", metavar="TAG", help="Its language (en, sv, ...); else detected."),
    click.option("--encoding", metavar="NAME", help="Its encoding; overrides what it declares."),
    click.option("--url", metavar="URL", help="Where it was published.  Nothing is fetched."),
    click.option(
        "--reference-time",
        metavar="ISO",
        help='What "2 hours ago" is counted from: 2024-05-03T10:00+02:00.',
    ),
    click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        metavar="N",
        help="Refuse inputs, or lines of line-by-line formats, above N bytes.",
    ),
)


def _reading_options(command: Decorated) -> Decorated:
    for option in reversed(_READING):
        command = option(command)
    return command


@root.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("-t", "--to", metavar="FORMAT", help="The output's format; else OUT's, else json.")
@click.option("-o", "--output", metavar="OUT", help="A file, a folder/ or - (standard output).")
@click.option(
    "--option",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the output format, such as provenance=false.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell what was guessed, repaired or lost.")
@_reading_options
def convert(
    files: tuple[str, ...],
    to: str | None,
    output: str | None,
    pairs: tuple[str, ...],
    verbose: bool,  # noqa: FBT001 - click passes it by name
    **asked: Any,
) -> Job:
    """Convert inputs to JSON, Markdown, plain text, a web page or another format.

    FILE is a text, a web page or another readable file; - is standard input.  Without -o, one
    article is written as JSON and several as JSON lines, to standard output.  With -o FOLDER/,
    each output is named after its input.  An output file is replaced whole or not at all.

    \b
    Examples:
      newsparse convert story.txt -o story.json
      newsparse convert pages/*.html -t markdown -o stories/
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    if not files:
        raise click.UsageError(
            "no input: name files, or - for standard input.  Example: newsparse convert story.txt"
        )
    registry = default_registry()
    folder, target = _destination(output, files)
    if to is None and target is not None:
        to = default_target(target, registry)
    elif to is None:
        to = "json" if folder else "jsonl" if len(files) > 1 else None
    reading = _reading(asked, registry)
    options = writer_options(pairs, to, registry)

    def job() -> int:
        from newsparse.cli.convert import Conversion  # noqa: PLC0415 - other commands skip it

        return Conversion(
            files=files,
            reading=reading,
            to=to,
            folder=folder,
            target=target,
            options=options,
            verbose=verbose,
        ).run()

    return job


@root.command()
@click.argument("file", metavar="FILE")
@_reading_options
def show(file: str, **asked: Any) -> Job:
    """Show an article in the terminal, and what was removed from it and why.

    FILE is a text, a web page or another readable file; - is standard input.

    \b
    Examples:
      newsparse show story.txt
      newsparse show articles.jsonl | less
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    reading = _reading(asked, default_registry())

    def job() -> int:
        from newsparse.cli.show import show_file  # noqa: PLC0415 - other commands skip it

        return show_file(file, reading)

    return job


@root.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--block", type=click.IntRange(min=0), metavar="N", help="Only block N, with all its measures."
)
@click.option("--json", "as_json", is_flag=True, help="Everything, as one JSON object.")
@_reading_options
def explain(
    file: str,
    block: int | None,
    as_json: bool,  # noqa: FBT001 - click passes it by name
    **asked: Any,
) -> Job:
    """Explain why each line was kept or lost: its role, what decided, what else it might be.

    FILE is a text, a web page or another readable file; - is standard input.  It need not hold
    a story: then it is told why none was found.

    \b
    Examples:
      newsparse explain story.txt | less
      newsparse explain story.txt --block 12
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    reading = _reading(asked, default_registry())

    def job() -> int:
        from newsparse.cli.explain import explain_file  # noqa: PLC0415 - other commands skip it

        return explain_file(file, reading, block=block, as_json=as_json)

    return job


@root.command()
def formats() -> Job:
    """List the formats, those of installed plugins among them.

    \b
    Examples:
      newsparse formats
      newsparse formats | grep -w rw
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    from newsparse.cli.tables import list_formats  # noqa: PLC0415 - other commands skip it

    return list_formats


@root.command()
def schema() -> Job:
    """Print the JSON Schema of the json and jsonl formats.

    \b
    Examples:
      newsparse schema > article.schema.json
      newsparse schema | less
    """  # noqa: D301 - click's sign for "leave these lines as they are"
    from newsparse.cli.tables import print_schema  # noqa: PLC0415 - other commands skip it

    return print_schema


def _destination(output: str | None, files: Sequence[str]) -> tuple[Path | None, Path | None]:
    """The folder or the file that OUT names; neither for standard output.

    Raises:
        click.UsageError: If it cannot be written, or is one of the inputs.
    """
    if output is None or output == "-":
        return None, None
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        _make_folder(path)
        return path, None
    if not path.parent.is_dir():
        raise click.UsageError(f"-o {output}: no folder {path.parent}; make it first")
    for file in files:
        if file != "-" and is_same_file(file, path):
            raise click.UsageError(f"{file} would be written onto itself: give another name to -o")
    return None, path


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"-o {path}: {error.strerror}; give another folder") from error


def _reading(asked: Mapping[str, Any], registry: Registry) -> Reading:
    """What the options say of the inputs.

    Raises:
        click.UsageError: If one of them makes no sense.
    """
    if asked["format"] is not None:
        registry.get(asked["format"], "read")
    if asked["encoding"] is not None:
        _check_encoding(asked["encoding"])
    size = asked["max_bytes"]
    return Reading(
        format=asked["format"],
        encoding=asked["encoding"],
        url=asked["url"],
        language=asked["language"],
        reference_time=_moment(asked["reference_time"]),
        limits=Limits(max_bytes=size, max_markup_bytes=size) if size else None,
        registry=registry,
    )


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise click.UsageError(
            f"--encoding {name}: no such encoding; examples: utf-8, cp1252, iso-8859-1"
        ) from error


def _moment(text: str | None) -> dt.datetime | None:
    try:
        return None if text is None else dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(
            f"--reference-time {text}: not a time; write it like 2024-05-03T10:00+02:00"
        ) from error
