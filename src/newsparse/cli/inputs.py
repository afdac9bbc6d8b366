"""Inputs as the command names them, and what is wrong with them in one line."""

import sys
from pathlib import Path
from typing import Any

from newsparse.errors import InputError, NewsparseError

__all__ = ["describe", "open_input"]


def open_input(name: str) -> Any:
    """What `newsparse.parse_all` takes for a file name or ``"-"``.

    Raises:
        InputError: If it is a folder, or standard input is closed.
    """
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed")
        return sys.stdin.buffer
    path = Path(name)
    if path.is_dir():
        raise InputError("is a directory: name the files in it")
    return path


def describe(error: NewsparseError, name: str) -> str:
    """The error's reason and its place in the input that is called *name*."""
    if not isinstance(error, InputError):
        return str(error)
    known = {None, name, str(Path(name)), Path(name).name}
    return error.reason if error.where in known else f"{error.reason} (at {error.where})"
