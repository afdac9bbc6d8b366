"""``newsparse convert``: many inputs, one output or one for each; failures told as they come."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any

from attrs import define, field

from newsparse.article import Article, Note
from newsparse.batch import Outcome, Reading, read_articles, write_articles
from newsparse.cli.inputs import describe, open_input
from newsparse.cli.terminal import Console, silence_stdout, stdout_bytes
from newsparse.errors import FormatError, InputError, NewsparseError, OptionError
from newsparse.registry import Registry, default_registry
from newsparse.spec import Format

__all__ = ["Conversion"]

_SOME_FAILED = 1
_NOTHING_USABLE = 3
_STDOUT = "standard output"


def _console() -> Console:
    return Console(live=sys.stderr is not None and sys.stderr.isatty())


@define(kw_only=True)
class Conversion:
    """One run of the command.

    Attributes:
        files: Names of the inputs; ``"-"`` is standard input.
        reading: How they are read.
        to: Name of the output format; ``None`` for json, or jsonl for several articles.
        folder: Where one output for each input goes.
        target: Where one output for all goes; standard output, where neither is given.
        options: Options of the output format.
        verbose: Tell notes, and what was lost.
    """

    files: tuple[str, ...]
    reading: Reading
    to: str | None
    folder: Path | None = None
    target: Path | None = None
    options: Mapping[str, Any]
    verbose: bool = False
    _console: Console = field(factory=_console, init=False)
    _failed: set[int] = field(factory=set, init=False)
    _n_done: int = field(default=0, init=False)
    _n_articles: int = field(default=0, init=False)
    _lost: list[str] = field(factory=list, init=False)

    def run(self) -> int:
        """Convert everything that can be converted; return the exit code.

        Raises:
            FormatError: If the output format cannot be written.
            OptionError: If it does not have an option.
        """
        self._console.live &= len(self.files) > 1 and bool(self.folder or self.target)
        try:
            if self.folder is not None:
                self._write_each(self.folder)
            else:
                articles = chain.from_iterable(map(self._read, range(len(self.files))))
                self._write(articles, self.target)
        except BrokenPipeError:
            silence_stdout()
            return _SOME_FAILED if self._failed else 0
        if self.verbose and self._lost:
            self._console.line("lost in writing", "; ".join(dict.fromkeys(self._lost)))
        if not self._n_articles:
            return _NOTHING_USABLE
        return _SOME_FAILED if self._failed else 0

    def _write_each(self, folder: Path) -> None:
        registry = self.reading.registry or default_registry()
        names = _Names(self.files, folder, registry.get(self.to or "json", "write"), registry)
        for number, file in enumerate(self.files):
            path, refusal = names.take(file)
            if refusal:
                self._fail(number, refusal)
                self._count()
            else:
                self._write(self._read(number), path, number)

    def _read(self, number: int) -> Iterator[Article]:
        """Yield the articles of one input; what is wrong with it is told."""
        name = self.files[number]

        def on_error(error: InputError) -> None:
            self._fail(number, describe(error, name))

        try:
            source = open_input(name)
            yield from read_articles(source, self.reading, on_error, self._note_on(name))
        except NewsparseError as error:
            self._fail(number, describe(error, name))
        self._count()

    def _note_on(self, name: str) -> Callable[[Note], None]:
        def on_note(note: Note) -> None:
            if self.verbose:
                place = f" (at {note.where})" if note.where else ""
                self._console.line(name, f"note: {note.message}{place}")

        return on_note

    def _write(self, articles: Iterable[Article], path: Path | None, number: int = -1) -> None:
        """Write to a path, or to standard output; what is wrong there is told."""
        try:
            outcome = self._written(articles, path)
        except (BrokenPipeError, FormatError, OptionError):
            raise
        except OSError as error:
            self._fail_output(path, number, error.strerror or str(error))
        except NewsparseError as error:
            self._fail_output(path, number, str(error))
        except Exception as error:  # noqa: BLE001 - the plugin border: a writer may raise anything
            self._fail_output(path, number, f"writing failed: {type(error).__name__}: {error}")
        else:
            self._n_articles += outcome.articles
            self._lost += [note.message for note in outcome.notes]

    def _written(self, articles: Iterable[Article], path: Path | None) -> Outcome:
        place: Path | IO[bytes] = path or stdout_bytes()
        outcome = write_articles(
            articles, place, to=self.to, options=self.options, registry=self.reading.registry
        )
        if path is None:
            stdout_bytes().flush()
        return outcome

    def _fail_output(self, path: Path | None, number: int, reason: str) -> None:
        self._failed.add(number)
        self._console.line(str(path or _STDOUT), reason)
        if path is None:
            silence_stdout()

    def _fail(self, number: int, reason: str) -> None:
        self._failed.add(number)
        self._console.line(self.files[number], reason)

    def _count(self) -> None:
        self._n_done += 1
        self._console.progress(self._n_done, len(self.files), len(self._failed))


# An extension that no format knows stays: "v1.2" is no "v1".
_LAST = re.compile(r"\.[a-z][a-z0-9]{0,9}\Z")


class _Names:
    """Names of outputs in a folder; no output may stand where an input or another output does."""

    def __init__(self, files: Iterable[str], folder: Path, to: Format, registry: Registry) -> None:
        self._folder = folder
        self._known = {e for f in registry.formats for e in f.extensions}
        self._extension = next(iter(to.extensions), f".{to.name}")
        self._inputs = {_identity(Path(file)): file for file in files if file != "-"}
        self._taken: dict[str, str] = {}

    def take(self, file: str) -> tuple[Path, str | None]:
        """The output's path, and why it must not be written, or ``None``."""
        path = self._folder / self._name(file)
        other = self._inputs.get(_identity(path))
        if other is not None:
            onto = "itself" if other == file else f"the input {other}"
            return path, f"would be written onto {onto}: give another folder to -o"
        key = os.path.normcase(path.name)
        if key in self._taken:
            return path, f"{path} is already the output of {self._taken[key]}: use another folder"
        self._taken[key] = file
        return path, None

    def _name(self, file: str) -> str:
        name = "stdin" if file == "-" else Path(file).name
        found = _LAST.search(name.lower())
        if found is not None and found[0] in self._known and found.start():
            name = name[: found.start()]
        return name + self._extension


def _identity(path: Path) -> object:
    """What two names of one file have in common."""
    try:
        status = path.stat()
    except OSError:
        return os.path.normcase(os.path.realpath(path))
    return status.st_dev, status.st_ino
