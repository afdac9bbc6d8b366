"""Front matter: the lines of YAML above a Markdown text, as far as they say something of it.

Not a YAML parser: names with a value on their line, in quotes or without, or with a list, in
brackets or one item a line.  Whatever else stands there says nothing.
"""

import json
import re
from collections.abc import Iterator

from newsparse.document import Field

__all__ = ["read_matter", "split_matter"]

_PAIR = re.compile(r"\A(?P<name>[A-Za-z][\w-]{0,40})[ \t]{0,40}:(?=[ \t]|\Z)")
_ITEM = re.compile(r"\A[ \t]{0,20}-[ \t]{1,20}")
_MAX_LINES = 2_000
_ENDS = frozenset({"---", "..."})
_PART = re.compile(r"\"(?:\\.|[^\"\\]){0,2000}\"|'[^']{0,2000}'|[^,\"'\s][^,]{0,2000}")

# Names that publishing systems give, by the field that they are of.
_NAMES = {
    "title": "title headline",
    "standfirst": "subtitle dek standfirst",
    "timestamp": "date published pubdate publishdate publish_date date_published created",
    "updated": "updated lastmod modified date_modified last_modified_at",
    "authors": "author authors byline",
    "language": "language lang locale",
    "metadata.url": "url permalink",
    "metadata.canonical_url": "canonical canonical_url canonicalurl",
    "metadata.image": "image cover thumbnail featured_image",
    "metadata.publisher": "publisher site source",
    "metadata.section": "section category",
    "metadata.keywords": "keywords tags",
    "description": "description summary excerpt",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_LISTS = frozenset({"authors", "metadata.keywords"})
# The writer has its own lead in the text; a summary is a candidate only.
_CANDIDATES = frozenset({"description"})


def split_matter(text: str) -> tuple[str, int]:
    """The lines between the dashes above a text, and where the text itself begins.

    Args:
        text: Its lines end in line feeds.
    """
    if not text.startswith("---"):
        return "", 0
    first, *lines = text.split("\n", _MAX_LINES)
    end = next((n for n, line in enumerate(lines) if line.rstrip(" \t") in _ENDS), None)
    if first.rstrip(" \t") != "---" or end is None:
        return "", 0
    size = len(first) + sum(len(line) + 1 for line in lines[: end + 1]) + 1
    return "\n".join(lines[:end]), min(size, len(text))


def read_matter(lines: str) -> Iterator[Field]:
    """What front matter declares; declaring is its contract."""
    for name, values in _pairs(lines):
        field = _FIELDS.get(name.lower())
        found = [value for value in values if value]
        if field is None or not found:
            continue
        binding = field not in _CANDIDATES
        source = f"front-matter:{name}"
        if field == "metadata.keywords":
            yield Field(name=field, value=tuple(found), source=source, binding=binding)
            continue
        for value in found if field in _LISTS else found[:1]:
            yield Field(name=field, value=value, source=source, binding=binding)


def _pairs(lines: str) -> Iterator[tuple[str, list[str]]]:
    """Each name with its values."""
    name, values = "", list[str]()
    for line in lines.split("\n"):
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if pair is not None:
            if name:
                yield name, values
            name, values = pair["name"], list(_values(line[pair.end() :]))
        elif item is not None and name:
            values.append(_value(line[item.end() :]))
    if name:
        yield name, values


def _values(source: str) -> Iterator[str]:
    source = source.strip()
    if source[:1] == "[" and source[-1:] == "]":
        yield from (_value(match[0]) for match in _PART.finditer(source[1:-1]))
    elif source[:1] not in {"{", "|", ">", "&", "*", "!"}:
        yield _value(source)


def _value(source: str) -> str:
    """A value without its quotes."""
    source = source.strip()
    if source[:1] == '"':
        end = source.rfind('"')
        try:
            return str(json.loads(source[: end + 1]))
        except (ValueError, RecursionError):
            return source.strip('"')
    if source[:1] == "'":
        return source[1 : max(source.rfind("'"), 1)].replace("''", "'")
    return source.partition(" #")[0].strip()
