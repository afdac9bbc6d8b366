"""What a terminal is sent: text without control codes, styles, wrapped lines, messages."""

import os
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from attrs import frozen, mutable

__all__ = [
    "Console",
    "Style",
    "columns",
    "flat",
    "one_line",
    "safe",
    "say",
    "silence_stdout",
    "stdout_bytes",
    "wrap",
]

# One visible sign for each character that commands a terminal or reorders what it shows: places
# in a text stay what they are.  C0 becomes its picture; C1, the separators of lines and the
# embeddings, overrides and isolates of bidirectional text become U+FFFD.
_COMMANDS = (*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SIGNS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(_COMMANDS, 0xFFFD),
}
_FLAT: dict[int, int | str] = {
    **_SIGNS,
    **dict.fromkeys(map(ord, "\t\n\r\f\v\x85\u2028\u2029"), " "),
}


def safe(text: str) -> str:
    """*text* with a visible sign for each control character but tab and line feed."""
    return text.translate(_SIGNS)


def flat(text: str) -> str:
    """The same on one line, of the same length."""
    return text.translate(_FLAT)


def one_line(text: str) -> str:
    """The same on one line, white space collapsed."""
    return safe(" ".join(text.split()))


def columns(text: str) -> int:
    """How many columns of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - seldom needed

    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line of *text*; words longer than a line are cut."""
    first = last = used = 0
    for start, end in _pieces(text, width):
        size = max(1, columns(text[start:end]))
        if used and used + start - last + size > width:
            yield first, last
            used = 0
        if not used:
            first = last = start
        used += start - last + size
        last = end
    if used:
        yield first, last


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each word, of each piece of one that fits no line."""
    at = 0
    for word in text.split(" "):
        size = width if columns(word) == len(word) else max(1, width // 2)
        for offset in range(0, len(word), size):
            yield at + offset, at + min(offset + size, len(word))
        at += len(word) + 1


@frozen
class Style:
    """Terminal styles; `on` says whether they are used at all."""

    on: bool

    @classmethod
    def of(cls, stream: Any) -> "Style":
        """On where *stream* is a terminal that shows styles, and nobody asked for none."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(not plain and stream is not None and stream.isatty())

    def bold(self, text: str) -> str:
        """Set *text* bold."""
        return f"\x1b[1m{text}\x1b[0m" if self.on else text

    def dim(self, text: str) -> str:
        """Set *text* back."""
        return f"\x1b[2m{text}\x1b[0m" if self.on else text

    def green(self, text: str) -> str:
        """*text* in green: what speaks for something."""
        return f"\x1b[32m{text}\x1b[0m" if self.on else text

    def red(self, text: str) -> str:
        """*text* in red: what speaks against it."""
        return f"\x1b[31m{text}\x1b[0m" if self.on else text

    def underline(self, text: str, start: int, end: int, ranges: Sequence[tuple[int, int]]) -> str:
        """``text[start:end]`` with *ranges* of *text*, sorted and apart, underlined."""
        if not self.on or not ranges:
            return text[start:end]
        parts, at = [], start
        for number in range(max(0, bisect_right(ranges, (start, start)) - 1), len(ranges)):
            low, high = max(ranges[number][0], at), min(ranges[number][1], end)
            if low >= end:
                break
            if low < high:
                parts += [text[at:low], "\x1b[4m", text[low:high], "\x1b[0m"]
                at = high
        return "".join([*parts, text[at:end]])


def stdout_bytes() -> IO[bytes]:
    """Standard output for data.

    Raises:
        OSError: If it is closed.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    return sys.stdout.buffer


def silence_stdout() -> None:
    """Drop what is still to be written: whoever read it is gone."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        return
    _point_to_nothing(sys.stdout)


def say(text: str, end: str = "\n") -> None:
    """Write to standard error; if that is closed, there is nobody to tell."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text + end)
        sys.stderr.flush()
    except (OSError, ValueError):
        _point_to_nothing(sys.stderr)


def _point_to_nothing(stream: Any) -> None:
    """Keep the interpreter from failing once more when it flushes *stream* at its end."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


# Seconds between two states of the progress line.
_PAUSE = 0.1


@mutable
class Console:
    """Messages on standard error, and below them one line that tells the progress.

    Attributes:
        live: Whether the progress is shown.
    """

    live: bool = False
    _shown: str = ""
    _next: float = 0.0

    def line(self, name: str, message: str) -> None:
        """Print ``newsparse: NAME: MESSAGE`` on one line."""
        self._clear()
        say(f"newsparse: {one_line(name)}: {one_line(message)}")

    def progress(self, done: int, total: int, failed: int) -> None:
        """Show how far things are; at most ten times a second, and at the end."""
        if not self.live or (time.monotonic() < self._next and done < total):
            return
        self._clear()
        self._next = time.monotonic() + _PAUSE
        self._shown = f"{done}/{total} files, {failed} failed"
        say(self._shown, end="\n" if done == total else "")
        if done == total:
            self._shown = ""

    def _clear(self) -> None:
        if self._shown:
            say("\r" + " " * len(self._shown) + "\r", end="")
            self._shown = ""
