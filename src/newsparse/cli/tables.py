"""``newsparse formats`` and ``newsparse schema``."""

from importlib.resources import files

from newsparse import api
from newsparse.cli.terminal import one_line, say, stdout_bytes
from newsparse.spec import Format

__all__ = ["list_formats", "print_schema"]

_HEAD = ("name", "r/w", "extensions", "title")


def list_formats() -> int:
    """Print the formats as a table; plugins that are broken go to standard error."""
    rows = [_HEAD, *map(_row, api.list_formats())]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    for row in rows:
        print("  ".join(map(str.ljust, row, widths)).rstrip())
    for note in api.plugin_notes():
        say(f"newsparse: broken plugin: {one_line(note.message)}")
    return 0


def _row(format: Format) -> tuple[str, str, str, str]:
    ways = ("r" if format.read else "-") + ("w" if format.write else "-")
    return format.name, ways, " ".join(format.extensions), one_line(format.title)


def print_schema() -> int:
    """Print the schema as it is shipped."""
    stdout_bytes().write(files("newsparse.formats").joinpath("article.schema.json").read_bytes())
    return 0
