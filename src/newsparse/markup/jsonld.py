"""JSON-LD in pages: what it says of the article, from whatever shape a site gives it."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, TypeAlias

from newsparse.article import Note
from newsparse.document import Field
from newsparse.markup.clean import clean_text

__all__ = ["read_json_ld"]

# Scripts of real pages have at most some hundred values that matter and stay far below this size.
_MAX_SIZE, _MAX_NODES, _MAX_TEXT = 2_000_000, 5_000, 1_000
_WRAPPING = re.compile(
    r"\A\s{0,200}(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s{0,9}\]\]>|\]\]>)\s{0,200}\Z"
)
_PAGE_TYPES = frozenset({"WebPage", "ItemPage"})
_ARTICLE_TYPES = frozenset({
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "Review",
    "SocialMediaPosting",
})

Item: TypeAlias = dict[str, Any]


def read_json_ld(scripts: list[str]) -> tuple[list[Field], list[Note]]:
    """The candidates that the JSON-LD of one page declares.

    Args:
        scripts: The texts of its ``application/ld+json`` scripts, in order.

    Returns:
        Fields of the first thing in them that is an article (else of the page itself), and a
        note for each script that is not JSON.
    """
    items: list[Item] = []
    notes = []
    for number, script in enumerate(scripts, start=1):
        try:
            items.extend(_iter_items(_load(script)))
        except (ValueError, RecursionError) as error:
            reason = str(error).partition("\n")[0]
            notes.append(
                Note(
                    code="json_ld_skipped", message=f"not JSON: {reason}", where=f"script {number}"
                )
            )
    chosen = next(filter(_is_article, items), None) or next(filter(_is_page, items), None)
    return ([] if chosen is None else _fields(chosen, items)), notes


def _load(script: str) -> Any:
    if len(script) > _MAX_SIZE:
        raise ValueError(f"longer than {_MAX_SIZE:,} characters")
    return json.loads(_WRAPPING.sub("", script), strict=False)


def _iter_items(value: Any) -> Iterator[Item]:
    """Yield the objects of a value, outer ones first; no more than the limit."""
    waiting = deque([value])
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            waiting.extend(v for v in value if isinstance(v, dict | list))


def _types(item: Item) -> list[str]:
    value = item.get("@type")
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _is_article(item: Item) -> bool:
    return any(t.endswith("Article") or t in _ARTICLE_TYPES for t in _types(item))


def _is_page(item: Item) -> bool:
    return not _PAGE_TYPES.isdisjoint(_types(item))


def _text(value: Any) -> str | None:
    """A string as people read it: escapes undone, white space collapsed."""
    if not isinstance(value, str):
        return None
    text = " ".join(clean_text(unescape(value[:_MAX_TEXT])).split())
    return text or None


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]


def _keywords(value: Any) -> list[str]:
    found: list[str] = []
    for text in _texts(value):
        found.extend(part.strip() for part in text.split(",") if part.strip())
    return found


def _names(value: Any) -> list[str]:
    """Names of people or houses: strings, objects with a name, or lists of them."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        found.extend(text for text in _texts(name) if "://" not in text)
    return found


def _images(value: Any) -> list[str]:
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        found.extend(_texts(one.get("url") if isinstance(one, dict) else one))
    return found


def _locked(value: Any) -> list[bool]:
    """Whether a reader must pay, from "is accessible for free"."""
    known = {True: False, False: True, "true": False, "false": True}
    key = value.lower() if isinstance(value, str) else value
    return [known[key]] if isinstance(key, bool | str) and key in known else []


# (key, field, how its value is read); each value read becomes one candidate.
_KEYS: tuple[tuple[str, str, Callable[[Any], list[Any]]], ...] = (
    ("headline", "title", _texts),
    ("datePublished", "timestamp", _texts),
    ("dateModified", "updated", _texts),
    ("author", "authors", _names),
    ("publisher", "metadata.publisher", _names),
    ("articleSection", "metadata.section", _texts),
    ("keywords", "metadata.keywords", _keywords),
    ("image", "metadata.image", _images),
    ("isAccessibleForFree", "metadata.paywalled", _locked),
)


def _fields(item: Item, items: list[Item]) -> list[Field]:
    known = {i["@id"]: i for i in items if isinstance(i.get("@id"), str) and "name" in i}
    found: list[Field] = []
    for key, name, read in _KEYS:
        value = _resolved(item.get(key), known)
        found.extend(Field(name=name, value=one, source=f"json-ld:{key}") for one in read(value))
    return found


def _resolved(value: Any, known: dict[str, Item]) -> Any:
    """A value with references to other objects of the page replaced by them."""
    if isinstance(value, list):
        return [_resolved_one(one, known) for one in value]
    return _resolved_one(value, known)


def _resolved_one(value: Any, known: dict[str, Item]) -> Any:
    if isinstance(value, dict) and "name" not in value:
        key = value.get("@id")
        return known.get(key, value) if isinstance(key, str) else value
    return value
