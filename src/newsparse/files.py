"""Opening inputs by their type, refusing names, and replacing files whole or not at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from newsparse.document import Limits, Source
from newsparse.errors import InputError, NoArticleError

__all__ = ["open_source", "refuse_names", "replace_file"]


@contextmanager
def open_source(
    source: Any,
    *,
    url: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Source]:
    """Make a `Source` of content, a path or a binary stream; a file is closed at the end.

    Raises:
        InputError: If a path cannot be opened.
        TypeError: If *source* is ``None`` or a text stream.
    """
    _refuse(source)
    if not isinstance(source, os.PathLike):
        yield Source(source, url=url, encoding=encoding, limits=limits)
        return
    path = Path(source)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error
    with stream:
        yield Source(stream, name=path.name, url=url, encoding=encoding, limits=limits)


def _refuse(source: Any) -> None:
    if source is None or (hasattr(source, "read") and hasattr(source, "encoding")):
        kind = "None" if source is None else "a text stream"
        raise TypeError(f"source is {kind}: give str, bytes, a path or a binary stream")


_FILE_NAME = re.compile(r"[^\n\r<>|]{1,240}\.[A-Za-z0-9]{1,7}")
_URL = re.compile(r"https?://[^\s<>]{1,2000}")


def refuse_names(source: Source) -> None:
    """A lone file name or URL given as content is a mistake worth its own message.

    Raises:
        NoArticleError: If that is all that *source* holds.
    """
    head = source.head(2100)
    text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
    text = text.strip()
    if _URL.fullmatch(text):
        raise NoArticleError("looks like a URL: newsparse never fetches, pass the page itself")
    if _FILE_NAME.fullmatch(text) and " " not in text.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]:
        raise NoArticleError("looks like a file name: pass a pathlib.Path to read a file")


@contextmanager
def replace_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Write to a temporary file beside *path* that replaces it when the block ends well.

    Raises:
        OSError: If the folder cannot be written to; *path* is then as it was.
    """
    import tempfile  # noqa: PLC0415 - costly, and only writing to a path needs it

    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        _copy_mode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _copy_mode(target: Path, name: str) -> None:
    """Give the new file the mode of the old one, or what a plain ``open`` would have given."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    Path(name).chmod(mode)
