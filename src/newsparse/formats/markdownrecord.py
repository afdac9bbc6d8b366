"""The record of an article in its Markdown: what the text does not say by its looks.

Two definitions that no link refers to, which Markdown does not show: ``[newsparse]: #1`` above the
article, and below it one whose title is JSON: which fields the first and last blocks are, the sum
(CRC-32) of the text as it was written, and how the article differs from what the blocks look like.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsparse.article import Article
from newsparse.formats.jsonmodel import Wrong, decode_article, encode_article
from newsparse.formats.jsontext import NotJson, load
from newsparse.formats.markdownblocks import MdBlock, split_markdown
from newsparse.formats.markdownelements import elements_of, inline_of
from newsparse.spec import Report

__all__ = ["HEAD", "MARK", "SIGNOFF", "article_of", "is_record", "make_record"]

MARK = "[newsparse]: #1"
_LABEL, _START, _END = "[newsparse-record]:", "[newsparse-record]: #1 '{", "}'"
# The fields that stand above the body, in this order.
HEAD = ("kicker", "title", "standfirst", "byline", "timestamp")
SIGNOFF = "signoff"
_KEPT = (
    *(*HEAD, "dateline", "body", SIGNOFF),
    *("authors", "updated", "language", "quotes", "metadata"),
)


def make_record(article: Article, names: Sequence[str], text: str) -> str:
    """The line below an article from which, with its text, the article can be read back.

    Args:
        article: What is written.
        names: The fields that its first blocks are, and ``signoff`` where its last one is that.
        text: What is written of it.

    Raises:
        Wrong: If the article holds what the model does not allow.
    """
    plain = _plain(split_markdown(text), names)
    value: dict[str, Any] = {"fields": list(names), "sum": zlib.crc32(text.encode())}
    patch = _difference(plain, _without_quotes(_encoded(article)))
    if patch is not None:
        value["patch"] = patch
    data = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    if (
        "\\u0000" in data or "\\ud" in data
    ):  # what no text holds becomes what its reader makes of it
        data = json.dumps(load(data, Report()), ensure_ascii=True, separators=(",", ":"))
    return f"{_LABEL} #1 '{data.replace(chr(39), _APOSTROPHE)}'"


_APOSTROPHE = "\\u0027"


# Whatever a record that nobody wrote so may be made of.
_UNFIT = (*(NotJson, Wrong, ValueError, LookupError, TypeError, AttributeError, RecursionError),)


def is_record(block: MdBlock) -> bool:
    """Whether a block is the line below an article."""
    return block.kind == "definition" and (
        block.text.startswith(_START) and block.text.endswith(_END)
    )


def article_of(blocks: Sequence[MdBlock], record: MdBlock) -> Article | None:
    """The article that blocks and their record are, or ``None`` where they do not fit."""
    try:
        value = load(record.text[len(_START) - 1 : 1 - len(_END)], Report())
        names = value["fields"] if isinstance(value, dict) else None
        if not isinstance(names, list) or not all(name in _KEPT for name in names):
            return None
        found = _patched(_plain(blocks, names), value.get("patch", {}))
        return decode_article(_with_quotes(found))
    except _UNFIT:
        return None


def _encoded(article: Article) -> dict[str, Any]:
    kept = Article(**{name: getattr(article, name) for name in _KEPT})
    return encode_article(kept, provenance=False)


def _without_quotes(value: dict[str, Any]) -> dict[str, Any]:
    """Quotes without their words, which the body has."""
    for quote in value.get("quotes", ()):
        if _words(value, quote) == quote["text"]:
            del quote["text"]
    return value


def _with_quotes(value: dict[str, Any]) -> dict[str, Any]:
    for quote in value.get("quotes", ()):
        if "text" not in quote:
            quote["text"] = _words(value, quote)
    return value


def _words(value: dict[str, Any], quote: dict[str, Any]) -> str | None:
    """What the body has at a quote's place; ``None`` where it has no such place."""
    around: Any = value
    for step in quote["element"]:
        inner = around.get("items", around.get("body", ()))
        around = inner[step] if 0 <= step < len(inner) else {}
    text = around.get("text")
    return text[quote["start"] : quote["end"]] if isinstance(text, str) else None


def _plain(blocks: Sequence[MdBlock], names: Sequence[str]) -> dict[str, Any]:
    """What blocks look like, as newsparse JSON, with the fields that the first and last are."""
    fields: dict[str, Any] = {}
    rest = list(blocks)
    for name in names:
        if rest:
            text = inline_of(rest.pop() if name == SIGNOFF else rest.pop(0)).text
            fields[name] = {"raw": text} if name == "timestamp" else text
    body = encode_article(Article(body=elements_of(rest)), provenance=False)
    return {**body, **fields}


# -- how one JSON value differs from another
#
# A patch of an object is an object: by key another patch, a list with the new value in it, or null
# where the key is gone.  So is a patch of a list, by index; what is put in place of some items
# stands under "at", as lists of the first, how many, and the new ones.


def _difference(old: Any, new: Any) -> Any:
    """The patch that makes *new* of *old*, ``None`` where they are equal."""
    if isinstance(old, dict) and isinstance(new, dict):
        patch: dict[str, Any] = dict.fromkeys(key for key in old if key not in new)
        for key, value in new.items():
            found = _difference(old[key], value) if key in old else [value]
            if found is not None:
                patch[key] = found
        return patch or None
    if isinstance(old, list) and isinstance(new, list):
        return _difference_of_lists(old, new)
    same = type(old) is type(new) and old == new
    return None if same else [new]


def _difference_of_lists(old: list[Any], new: list[Any]) -> Any:
    """Items of one text are held against each other; between them, items of one number are."""
    patch: dict[str, Any] = {}
    splices: list[Any] = []
    at_old = at_new = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        if i - at_old == j - at_new:
            pairs = zip(range(at_old, i), new[at_new:j], strict=True)
            patch.update(_differences(old, pairs))
        else:
            splices.append([at_old, i - at_old, new[at_new:j]])
        if i < len(old):
            patch.update(_differences(old, [(i, new[j])]))
        at_old, at_new = i + 1, j + 1
    if splices:
        patch["at"] = splices
    return patch or None


def _differences(old: list[Any], pairs: Iterable[tuple[int, Any]]) -> Iterator[tuple[str, Any]]:
    for at, value in pairs:
        found = _difference(old[at], value)
        if found is not None:
            yield str(at), found


def _anchors(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """The places of items that both lists have once, in the order of both."""
    olds, news = [*map(_key, old)], [*map(_key, new)]
    n_old, n_new = Counter(olds), Counter(news)
    places = {key: at for at, key in enumerate(news) if n_new[key] == 1}
    before = -1
    for at, key in enumerate(olds):
        place = places.get(key, -1) if n_old[key] == 1 else -1
        if before < place <= before + _MAX_SKIP:
            before = place
            yield at, place


# An item further ahead may be out of order: what stands between would be written again.
_MAX_SKIP = 50


def _key(item: Any) -> str:
    """What items that are the same but for their kind and marks share."""
    text = item.get("text") if isinstance(item, dict) else None
    return text if isinstance(text, str) and text else json.dumps(item, sort_keys=True)


def _patched(old: Any, patch: Any) -> Any:
    """What a patch makes of a value."""
    if isinstance(patch, list):
        return patch[0]
    if isinstance(old, list):
        return _patched_list(old, patch)
    new = dict(old)
    for key, value in patch.items():
        if value is None:
            del new[key]
        else:
            new[key] = _patched(new.get(key), value)
    return new


def _patched_list(old: list[Any], patch: dict[str, Any]) -> list[Any]:
    new = list(old)
    for key, value in patch.items():
        if key != "at":
            new[int(key)] = _patched(new[int(key)], value)
    for start, n_cut, items in reversed(patch.get("at", ())):
        new[start : start + n_cut] = items
    return new
