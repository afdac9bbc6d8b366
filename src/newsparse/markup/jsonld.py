"""JSON-LD: what a page tells search engines about its article.

Scripts hold graphs, lists and objects in each other, of any size and often broken.  Nothing here
goes deeper, or looks at more, than its constants say.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from newsparse.article import Note
from newsparse.document import Field
from newsparse.markup.values import (
    clean_language,
    clean_url,
    clean_value,
    is_name,
    split_keywords,
)

__all__ = ["read_jsonld"]

Json: TypeAlias = dict[str, Any]

# Of 1,300 scripts on real pages the largest had 3,864 objects and lists, the deepest 12 levels.
_MAX_CHARS, _MAX_SCRIPTS, _MAX_VALUES, _MAX_NODES, _MAX_DEPTH = 1_000_000, 50, 20, 5_000, 64
_MAX_OBJECTS, _MAX_ITEMS = 20_000, 30


def read_jsonld(scripts: Iterable[str], base: str | None) -> tuple[list[Field], list[Note]]:
    """The candidates that a page's scripts declare for its article.

    Args:
        scripts: Texts of the scripts, in the order of the page.
        base: Address of the page, from which relative ones count.

    Returns:
        Fields, the best source of each first; and a note for each script that is no JSON.
    """
    notes: list[Note] = []
    graph = _Graph()
    for value in _iter_values(scripts, notes):
        graph.add(value)
    nodes = graph.articles()
    return [field for node in nodes for field in _fields(node, graph, base)], notes


# -- scripts to values

# What hides a script from browsers that do not know it, before its first bracket.
_OPENING = re.compile(r"(?:\s|<!--|//|/\*|\*/|<!\[CDATA\[){0,500}")
_BETWEEN = re.compile(r"[\s,;]{0,99}")


def _refuse(name: str) -> None:
    """NaN and infinity are no values."""


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse)


def _iter_values(scripts: Iterable[str], notes: list[Note]) -> Iterator[Any]:
    """Yield the values of all scripts; one may hold several."""
    size = 0
    for number, text in enumerate(scripts):
        size += len(text)
        if number >= _MAX_SCRIPTS or size > _MAX_CHARS:
            notes.append(_note(number, "more of it than a page can need: not read"))
            return
        try:
            yield from _decode(text)
        except (ValueError, RecursionError) as error:
            notes.append(_note(number, str(error)[:100]))


def _note(number: int, why: str) -> Note:
    return Note(code="json_ld_skipped", message=f"JSON-LD: {why}", where=f"script {number + 1}")


def _decode(text: str) -> Iterator[Any]:
    """Yield the values of one script; a broken one ends it.

    Raises:
        ValueError: If the first is no JSON, or there is too much of it.
    """
    at = _skip(_OPENING, text, 0)
    if at < len(text):
        _check(text)
    for number in range(_MAX_VALUES):
        if text[at : at + 1] not in {"{", "["} and (number or at == len(text)):
            return
        value, at = _DECODER.raw_decode(text, at)
        yield value
        at = _skip(_BETWEEN, text, at)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


_BRACKET = re.compile(r"[\[\]{}]")


def _check(text: str) -> None:
    """Refuse what would take memory or depth, before it is parsed.

    Raises:
        ValueError: If there is too much of it.
    """
    n_opened = text.count("{") + text.count("[")
    if n_opened > _MAX_OBJECTS:
        raise ValueError(f"more than {_MAX_OBJECTS:,} objects and lists")
    if n_opened <= _MAX_DEPTH:
        return
    unquoted = "".join(text.replace("\\\\", "").replace('\\"', "").split('"')[::2])
    depth = 0
    for bracket in _BRACKET.findall(unquoted):
        depth += 1 if bracket in "[{" else -1
        if depth > _MAX_DEPTH:
            raise ValueError(f"nested more than {_MAX_DEPTH} levels deep")


# -- values to the node that is the article

# What holds the nodes of a page, and what points from one to the article.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_REPORTS = frozenset({"Report", "Review", "HowTo", "Recipe", "CreativeWork"})


class _Graph:
    """The nodes of a page: those that may be its article, and all that others refer to."""

    def __init__(self) -> None:
        self._ranked: list[tuple[int, Json]] = []
        self._by_id: dict[str, Json] = {}
        self._budget = _MAX_NODES

    def add(self, value: Any) -> None:
        """Look through one value, in its own order."""
        stack = [value]
        while stack and self._budget > 0:
            self._budget -= 1
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value[: self._budget]))
            elif isinstance(value, dict):
                self._add_node(value)
                stack.extend(value[key] for key in reversed(_HOLDERS) if key in value)

    def _add_node(self, node: Json) -> None:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            self._by_id.setdefault(name, node)
        rank = min(map(_rank, _types(node)), default=_NO_ARTICLE)
        if rank < _NO_ARTICLE:
            self._ranked.append((rank, node))

    def articles(self) -> list[Json]:
        """The article, and the page it stands on: the first of each."""
        best: dict[bool, tuple[int, Json]] = {}
        for rank, node in self._ranked:
            known = best.get(rank == _PAGE)
            if known is None or rank < known[0]:
                best[rank == _PAGE] = rank, node
        return [best[is_page][1] for is_page in sorted(best)]

    def resolve(self, value: Any) -> Any:
        """The node that a reference names; anything else as it is."""
        if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
            return self._by_id.get(value["@id"], value)
        return value


_ARTICLE, _REPORT, _PAGE, _NO_ARTICLE = range(4)


def _types(node: Json) -> list[str]:
    types = node.get("@type")
    several = types[:_MAX_ITEMS] if isinstance(types, list) else [types]
    return [name[-60:] for name in several if isinstance(name, str)]


def _rank(type_: str) -> int:
    name = re.split("[/:#]", type_)[-1]
    if name.endswith(("Article", "Posting")):
        return _REPORT if name == "JobPosting" else _ARTICLE
    if name in _REPORTS:
        return _REPORT
    return _PAGE if name.endswith("Page") else _NO_ARTICLE


# -- the node's properties to fields

Reader: TypeAlias = Callable[[Any, _Graph, str | None], Iterable[Any]]


def _fields(node: Json, graph: _Graph, base: str | None) -> Iterator[Field]:
    is_page = min(map(_rank, _types(node))) == _PAGE
    for key, (name, read) in _PROPERTIES.items():
        if key not in node or (is_page and key in _ARTICLE_ONLY):
            continue
        for value in read(node[key], graph, base):
            house = name == "authors" and _is_house(node[key], value, graph)
            yield Field(name=name, value=value, source=f"json-ld:{key}{_HOUSE if house else ''}")


# Says of a name that it is no person's.
_HOUSE = ":organization"


def _is_house(value: Any, name: str, graph: _Graph) -> bool:
    """Whether the one that a name belongs to is said to be an organisation."""
    items = value[:_MAX_ITEMS] if isinstance(value, list) else [value]
    return any(
        isinstance(item, dict)
        and clean_value(item.get("name"), escaped=True) == name
        and any(type_.endswith("Organization") for type_ in _types(item))
        for item in map(graph.resolve, items)
    )


def _strings(value: Any, graph: _Graph, keys: tuple[str, ...]) -> Iterator[str]:
    """Strings, alone, in a list, or under one of the *keys* of an object."""
    items = value[:_MAX_ITEMS] if isinstance(value, list) else [value]
    for item in map(graph.resolve, items):
        inner = item
        if isinstance(item, dict):
            inner = next((item[key] for key in keys if item.get(key)), None)
        if isinstance(inner, list):
            inner = next(iter(inner), None)
        if isinstance(inner, str):
            yield inner


def _texts(value: Any, graph: _Graph, _base: str | None) -> Iterator[str]:
    for item in _strings(value, graph, ("@value", "name")):
        if text := clean_value(item, escaped=True):
            yield text


def _text(value: Any, graph: _Graph, base: str | None) -> list[str]:
    """The first text alone."""
    return list(_texts(value, graph, base))[:1]


def _body(value: Any, _graph: _Graph, _base: str | None) -> list[str]:
    """The whole text, markup and all: what says which blocks are the story."""
    return [value[:_MAX_BODY]] if isinstance(value, str) and value else []


_MAX_BODY = 100_000


def _names(value: Any, graph: _Graph, base: str | None) -> Iterator[str]:
    return filter(is_name, _texts(value, graph, base))


def _urls(value: Any, graph: _Graph, base: str | None) -> list[str]:
    found = (
        clean_url(item, base) for item in _strings(value, graph, ("url", "contentUrl", "@id"))
    )
    return [url for url in found if url][:1]


def _keywords(value: Any, graph: _Graph, base: str | None) -> Iterator[tuple[str, ...]]:
    """A list as it is; one text cut at its commas."""
    single = isinstance(value, str)
    if words := split_keywords(value) if single else tuple(_texts(value, graph, base)):
        yield words


def _languages(value: Any, graph: _Graph, _base: str | None) -> list[str]:
    found = (clean_language(item) for item in _strings(value, graph, ("alternateName", "name")))
    return [language for language in found if language][:1]


def _updates(value: Any, graph: _Graph, _base: str | None) -> Iterator[tuple[Any, ...]]:
    """The posts of a live blog: the heading and the time of each, as declared."""
    items = value[:_MAX_UPDATES] if isinstance(value, list) else [value]
    posts = [
        (clean_value(item.get("headline"), escaped=True) or "", item["datePublished"])
        for item in map(graph.resolve, items)
        if isinstance(item, dict) and isinstance(item.get("datePublished"), str)
    ]
    if posts:
        yield tuple(posts)


_MAX_UPDATES = 1_000
_FREE = {"true": True, "false": False, "1": True, "0": False}


def _paywalled(value: Any, _graph: _Graph, _base: str | None) -> list[bool]:
    said = value if isinstance(value, bool | str) else ""
    free = _FREE.get(str(said)[-20:].lower().rpartition("/")[2])
    return [] if free is None else [not free]


_PROPERTIES: dict[str, tuple[str, Reader]] = {
    "headline": ("title", _text),
    "name": ("title", _text),
    "description": ("description", _text),
    "articleBody": ("text", _body),
    "datePublished": ("timestamp", _text),
    "dateCreated": ("timestamp", _text),
    "dateModified": ("updated", _text),
    "liveBlogUpdate": ("live", _updates),
    "author": ("authors", _names),
    "creator": ("authors", _names),
    "publisher": ("metadata.publisher", _text),
    "articleSection": ("metadata.section", _text),
    "keywords": ("metadata.keywords", _keywords),
    "isAccessibleForFree": ("metadata.paywalled", _paywalled),
    "image": ("metadata.image", _urls),
    "thumbnailUrl": ("metadata.image", _urls),
    "inLanguage": ("language", _languages),
}
# Of the page around an article, these name the site or its parts.
_ARTICLE_ONLY = frozenset({
    "name",
    "description",
    "author",
    "creator",
    "keywords",
    "articleSection",
    "image",
})
