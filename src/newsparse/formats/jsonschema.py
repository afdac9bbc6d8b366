"""The JSON Schema of newsparse JSON, made from the model.

``python -m newsparse.formats.jsonschema > src/newsparse/formats/article.schema.json`` writes the
file that is shipped.
"""

import json
import re
import sys
from inspect import cleandoc
from typing import Any

from newsparse.article import Article, Element
from newsparse.formats.jsonmodel import (
    KEY,
    VERSION,
    Choice,
    Kinds,
    Many,
    Maybe,
    Member,
    Moment,
    Record,
    Scalar,
    Shape,
    members,
    shape_of,
)

__all__ = ["make_schema", "schema_text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = f"urn:newsparse:article:{VERSION}"
_ARTICLE = {"$ref": "#/$defs/Article"}


def make_schema() -> dict[str, Any]:
    """Describe what the formats json and jsonl write, and what they read.

    The root takes an article (also each line of jsonl) or an array of them; every class of the
    model is one of ``$defs``.
    """
    return {
        "$schema": _DIALECT,
        "$id": _ID,
        "title": "newsparse JSON",
        "description": "One article, or an array of articles.",
        "anyOf": [_ARTICLE, {"type": "array", "items": _ARTICLE}],
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(make_schema(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> dict[str, Any]:
    """Each class that an article may hold, in the order in which they are first met."""
    found: dict[str, Any] = {}
    waiting: list[Shape] = [shape_of(Article)]
    while waiting:
        shape = waiting.pop(0)
        name = _name_of(shape)
        if name is None or name in found:
            continue
        found[name] = _definition(shape)
        waiting.extend(_parts(shape))
    return found


def _name_of(shape: Shape) -> str | None:
    """Its name among the definitions, or ``None`` for what is told where it stands."""
    if isinstance(shape, Record):
        return shape.cls.__name__
    return "Element" if shape == shape_of(Element) else None


def _parts(shape: Shape) -> list[Shape]:
    """The classes and unions that stand directly in a definition."""
    if isinstance(shape, Kinds):
        return [*shape.records.values()]
    if isinstance(shape, Record):
        return [_core(member.shape) for member in members(shape.cls).values()]
    return []


def _core(shape: Shape) -> Shape:
    while isinstance(shape, Maybe | Many):
        shape = shape.shape
    return shape


def _definition(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Kinds):
        return {
            "description": "An element of a body; its kind says which.",
            "oneOf": [_shown(record) for record in shape.records.values()],
        }
    assert isinstance(shape, Record)  # noqa: S101 - nothing else has a name
    return _object(shape)


def _object(record: Record) -> dict[str, Any]:
    known = members(record.cls)
    summary, told = _read_docstring(record.cls)
    constants = _constants(record)
    properties: dict[str, Any] = {key: {"const": value} for key, value in constants.items()}
    for name, member in known.items():
        description = {"description": told[name]} if name in told else {}
        properties[name] = {**description, **_shown(member.shape), **_default(member)}
    required = [*constants, *(name for name, member in known.items() if member.required)]
    return {
        "description": summary,
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _constants(record: Record) -> dict[str, str]:
    """Keys of an object that are no fields of its class, and the one value of each."""
    if record.cls is Article:
        return {KEY: VERSION}
    return {"kind": record.kind} if record.kind else {}


def _default(member: Member) -> dict[str, Any]:
    return {} if member.required else {"default": member.default}


def _shown(shape: Shape) -> dict[str, Any]:
    """What stands for a shape where it is used."""
    name = _name_of(shape)
    if name is not None:
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(shape, Maybe):
        return _nullable(_shown(shape.shape))
    if isinstance(shape, Many):
        return {"type": "array", "items": _shown(shape.shape)}
    return _simple(shape)


def _simple(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return {"type": shape.name}
    if isinstance(shape, Choice):
        return {"enum": [*shape.values]}
    if isinstance(shape, Moment):
        return {"type": "string", "pattern": shape.pattern}
    return {"type": "object"}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


# "name: text" at the margin of a section, and what of its text stands on the lines below.
_ENTRY = re.compile(r"^ {4}(\w{1,40}): (.{1,200}(?:\n {8}.{1,200}){0,40})", re.MULTILINE)


def _read_docstring(cls: type) -> tuple[str, dict[str, str]]:
    """What a class is, and what of its attributes have a text of their own, on one line each."""
    summary, _, attributes = cleandoc(cls.__doc__ or "").partition("\n\nAttributes:\n")
    told = {name: _one_line(text) for name, text in _ENTRY.findall(attributes)}
    return _one_line(summary), told


def _one_line(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_text().encode())
