"""Articles to JSON values and back, by the fields and type hints of the model's own classes.

A field that is added to a class in `newsparse.article` is written, read, checked and described
in the schema without a change here.
"""

import datetime as dt
import math
import re
from functools import lru_cache
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, field, fields, frozen, has

from newsparse.article import Article, JsonMap

__all__ = [
    "KEY",
    "MAX_DEPTH",
    "VERSION",
    "Choice",
    "Kinds",
    "Many",
    "Maybe",
    "Member",
    "Moment",
    "Record",
    "Scalar",
    "Shape",
    "Tree",
    "Wrong",
    "decode_article",
    "encode_article",
    "members",
    "shape_of",
]

KEY = "newsparse"  # the first key of every article; its value is the version of the schema
VERSION = "1.0"
# Objects and lists inside each other: 24 lists, or 49 block quotes.  The deepest ones printed
# have a handful; Python's own limit on recursion is met at some 300.
MAX_DEPTH = 100
_SHOWN = 60


class Wrong(Exception):  # noqa: N818 - says what, and is always turned into an InputError
    """A value that is not what its place in an article takes.

    Attributes:
        reason: What is wrong, in words.
        steps: The way to it, innermost first: ``[".text", "[2]", ".body"]``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.steps: list[str] = []

    @property
    def path(self) -> str:
        """The place inside the article, ``".body[2].text"``; empty for all of it."""
        return "".join(reversed(self.steps))


class Shape(Protocol):
    """What one type hint takes: how it is written as JSON, and read back."""

    def encode(self, value: Any, level: int, aside: bool) -> Any:  # noqa: FBT001 - called by position for speed
        """Turn *value* into a JSON value.

        Args:
            value: Of the model.
            level: How many objects and lists it stands in.
            aside: Also write the fields that take no part in equality.

        Raises:
            Wrong: If it is of another type, or too deep.
        """

    def decode(self, value: Any) -> Any:
        """Turn a JSON value into one of the model.

        Raises:
            Wrong: If it is of another type.
        """


_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}
_TYPES = {dict: "an object", list: "a list", str: "a string", bool: "a boolean"}


def _found(value: Any, expected: str) -> Wrong:
    name = "null" if value is None else _TYPES.get(type(value))
    if name is None:
        is_number = isinstance(value, int | float)
        name = f"the number {value!r:.{_SHOWN}}" if is_number else f"a {type(value).__name__}"
    return Wrong(f"{name} where {expected} belongs")


def _deeper(level: int) -> int:
    if level >= MAX_DEPTH:
        raise Wrong(f"nested more than {MAX_DEPTH} levels deep")
    return level + 1


@frozen
class Scalar:
    """A string, an integer, a number or a boolean."""

    type: type

    @property
    def name(self) -> str:
        """Its name in JSON Schema."""
        return _NAMES[self.type]

    def encode(self, value: Any, level: int, aside: bool) -> Any:  # noqa: ARG002, FBT001, D102
        return self.decode(value)

    def decode(self, value: Any) -> Any:  # noqa: D102
        if type(value) is self.type and self.type is not float:
            return value
        wanted = (int, float) if self.type is float else self.type
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise _found(value, f"a {self.name}" if self.type is not int else "an integer")
        return self._converted(value)

    def _converted(self, value: Any) -> Any:
        """Of a subclass, the plain value; of a number, a float that JSON can say."""
        try:
            plain = self.type(value)
        except OverflowError:
            plain = math.inf
        if self.type is float and not math.isfinite(plain):
            raise Wrong("a number that is not finite")
        return plain


@frozen
class Choice:
    """One of some strings."""

    values: tuple[str, ...]

    def encode(self, value: Any, level: int, aside: bool) -> Any:  # noqa: ARG002, FBT001, D102
        return self.decode(value)

    def decode(self, value: Any) -> str:  # noqa: D102
        if not isinstance(value, str):
            raise _found(value, "a string")
        if value not in self.values:
            raise Wrong(f"{value[:_SHOWN]!r} is none of: {', '.join(self.values)}")
        return value


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OFFSET = r"[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?"
_TIME = rf"[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{6}})?)?(?:Z|{_OFFSET})?"


@frozen
class Moment:
    """A day, a time of a day, or either, in ISO 8601; which of them is told by its form."""

    days: bool
    times: bool

    @property
    def pattern(self) -> str:
        """A regular expression that the string matches."""
        if self.days and self.times:
            return rf"^{_DAY}(?:T{_TIME})?$"
        return rf"^{_DAY}$" if self.days else rf"^{_DAY}T{_TIME}$"

    def encode(self, value: Any, level: int, aside: bool) -> str:  # noqa: ARG002, FBT001, D102
        is_time = isinstance(value, dt.datetime)
        if not isinstance(value, dt.date) or not (self.times if is_time else self.days):
            raise _found(value, "a date or time")
        return value.isoformat()

    def decode(self, value: Any) -> dt.date | dt.datetime:  # noqa: D102
        if not isinstance(value, str):
            raise _found(value, "a string")
        if re.match(self.pattern, value, re.ASCII) is None or value.endswith("\n"):
            raise Wrong(f"{value[:_SHOWN]!r} is no ISO 8601 date or time")
        try:
            return (dt.datetime if "T" in value else dt.date).fromisoformat(value)
        except ValueError as error:
            raise Wrong(f"{value!r}: {error}") from error


@frozen
class Maybe:
    """A value of another shape, or null."""

    shape: Shape

    def encode(self, value: Any, level: int, aside: bool) -> Any:  # noqa: FBT001, D102
        return None if value is None else self.shape.encode(value, level, aside)

    def decode(self, value: Any) -> Any:  # noqa: D102
        return None if value is None else self.shape.decode(value)


@frozen
class Many:
    """A tuple, written as a list."""

    shape: Shape

    def encode(self, value: Any, level: int, aside: bool) -> list[Any]:  # noqa: FBT001, D102
        if not isinstance(value, tuple | list):
            raise _found(value, "a list")
        return _each(value, self.shape.encode, _deeper(level), aside)

    def decode(self, value: Any) -> tuple[Any, ...]:  # noqa: D102
        if not isinstance(value, list):
            raise _found(value, "a list")
        return tuple(_each(value, self.shape.decode))


def _each(values: Any, convert: Any, *more: Any) -> list[Any]:
    done: list[Any] = []
    try:
        done.extend(convert(value, *more) for value in values)
    except Wrong as wrong:
        wrong.steps.append(f"[{len(done)}]")
        raise
    return done


@frozen
class Tree:
    """Any JSON object, as a `JsonMap`."""

    def encode(self, value: Any, level: int, aside: bool) -> dict[str, Any]:  # noqa: ARG002, FBT001, D102
        if not isinstance(value, JsonMap):
            raise _found(value, "an object")
        encoded: dict[str, Any] = _encode_tree(value, level)
        return encoded

    def decode(self, value: Any) -> JsonMap:  # noqa: D102
        if not isinstance(value, dict):
            raise _found(value, "an object")
        return JsonMap(value)


def _encode_tree(value: Any, level: int) -> Any:
    if isinstance(value, tuple):
        return _each(value, _encode_tree, _deeper(level))
    if isinstance(value, JsonMap):
        return _encode_items(value, _deeper(level))
    shape = _PLAIN.get(type(value))
    if shape is None and value is not None:
        raise Wrong(f"a {type(value).__name__} is not JSON")
    return shape and shape.decode(value)


def _encode_items(value: JsonMap, level: int) -> dict[str, Any]:
    encoded: dict[str, Any] = {}
    for key, item in value.items():
        try:
            encoded[key] = _encode_tree(item, level)
        except Wrong as wrong:
            wrong.steps.append(f"[{key[:_SHOWN]!r}]")
            raise
    return encoded


@frozen
class Member:
    """A field of a class.

    Attributes:
        name: Its name, in Python and in JSON.
        shape: What it takes.
        required: It has no default.
        default: Its default as JSON; a value that equals it is not written.
        aside: It takes no part in equality: it says how we know, not what.
    """

    name: str
    shape: Shape
    required: bool
    default: Any
    aside: bool


@lru_cache(maxsize=128)
def members(cls: type) -> dict[str, Member]:
    """The fields of a class of the model, by name, in order."""
    hints = get_type_hints(cls)
    return {a.name: _member(a, shape_of(hints[a.name])) for a in fields(cls)}


def _member(attribute: Any, shape: Shape) -> Member:
    required = attribute.default is NOTHING
    return Member(
        name=attribute.name,
        shape=shape,
        required=required,
        default=None if required else shape.encode(attribute.default, 0, True),  # noqa: FBT003 - by position for speed
        aside=not attribute.eq,
    )


@frozen
class Record:
    """An object of a class of the model; with *kind*, one that says which of several it is."""

    cls: type
    kind: str | None = None

    def encode(self, value: Any, level: int, aside: bool) -> dict[str, Any]:  # noqa: FBT001, D102
        cls = self.cls
        if type(value) is not cls:
            raise _found(value, f"a {cls.__name__}")
        level = _deeper(level)
        encoded = {"kind": self.kind} if self.kind else {}
        for member in members(self.cls).values():
            if aside or not member.aside:
                _encode_member(encoded, member, getattr(value, member.name), level, aside)
        return encoded

    def decode(self, value: Any) -> Any:  # noqa: D102
        if not isinstance(value, dict):
            raise _found(value, "an object")
        known = members(self.cls)
        self._check_keys(value, known)
        decoded = {}
        for key, item in value.items():
            if key in known:
                decoded[key] = _decode_member(known[key], item)
        return self.cls(**decoded)

    def _check_keys(self, value: dict[str, Any], known: dict[str, Member]) -> None:
        extra = ["kind"] if self.kind else []
        for key in value:
            if key not in known and key not in extra:
                names = ", ".join([*extra, *known])
                raise Wrong(f"unknown key {key[:_SHOWN]!r}; known: {names}")
        for name, member in known.items():
            if member.required and name not in value:
                raise Wrong(f"no key {name!r}")


def _encode_member(
    encoded: dict[str, Any],
    member: Member,
    value: Any,
    level: int,
    aside: bool,  # noqa: FBT001 - as in Shape
) -> None:
    try:
        item = member.shape.encode(value, level, aside)
    except Wrong as wrong:
        wrong.steps.append(f".{member.name}")
        raise
    if member.required or item != member.default:
        encoded[member.name] = item


def _decode_member(member: Member, value: Any) -> Any:
    try:
        return member.shape.decode(value)
    except Wrong as wrong:
        wrong.steps.append(f".{member.name}")
        raise


def _by_name(classes: tuple[type, ...]) -> dict[str, Record]:
    return {r.kind: r for r in (Record(c, _snake(c.__name__)) for c in classes) if r.kind}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


@frozen
class Kinds:
    """An object of one of several classes; its key ``kind`` says which."""

    classes: tuple[type, ...]
    records: dict[str, Record] = field(init=False, eq=False)
    by_class: dict[type, Record] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        records = _by_name(self.classes)
        object.__setattr__(self, "records", records)
        object.__setattr__(self, "by_class", {r.cls: r for r in records.values()})

    def encode(self, value: Any, level: int, aside: bool) -> dict[str, Any]:  # noqa: FBT001, D102
        record = self.by_class.get(type(value))
        if record is None:
            raise _found(value, f"one of {', '.join(self.records)}")
        return record.encode(value, level, aside)

    def decode(self, value: Any) -> Any:  # noqa: D102
        if not isinstance(value, dict):
            raise _found(value, "an object")
        kind = value.get("kind")
        record = self.records.get(kind) if isinstance(kind, str) else None
        if record is None:
            raise Wrong(f"unknown kind {kind!r:.{_SHOWN}}; known: {', '.join(self.records)}")
        return record.decode(value)


_PLAIN: dict[type, Scalar] = {cls: Scalar(cls) for cls in _NAMES}
_MOMENTS = {dt.date, dt.datetime}


@lru_cache(maxsize=256)
def shape_of(hint: Any) -> Shape:
    """What a type hint of the model takes.

    Raises:
        TypeError: If it is none that the model uses.
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is JsonMap:
        return Tree()
    if get_origin(hint) is Literal:
        return Choice(get_args(hint))
    if get_origin(hint) is tuple:
        return Many(shape_of(get_args(hint)[0]))
    if has(hint):
        return Record(hint)
    return _union(hint)


def _union(hint: Any) -> Shape:
    options = [option for option in get_args(hint) or (hint,) if option is not type(None)]
    if len(options) < len(get_args(hint)):
        return Maybe(shape_of(Union[tuple(options)]))  # noqa: UP007 - of a list made at run time
    if set(options) <= _MOMENTS:
        return Moment(days=dt.date in options, times=dt.datetime in options)
    if all(has(option) for option in options):
        return Kinds(tuple(options))
    raise TypeError(f"no JSON form for {hint}")


def encode_article(article: Article, *, provenance: bool = True) -> dict[str, Any]:
    """Turn an article into a JSON object, fields in the order of the class, defaults left out.

    Args:
        article: Any article.
        provenance: Without it, only the content is written: nothing that takes no part in
            equality (where, confidence, notes, origin and the like), at any depth.

    Raises:
        Wrong: If a field holds what its type hint does not allow, or nests too deep.
    """
    return {KEY: VERSION, **shape_of(Article).encode(article, 0, provenance)}


def decode_article(value: Any) -> Article:
    """Turn a JSON object into an article; the inverse of `encode_article`.

    Raises:
        Wrong: If it is not one: what is wrong, and where.
    """
    if not isinstance(value, dict):
        raise _found(value, "an object")
    version = value.get(KEY)
    if KEY not in value:
        raise Wrong(f"no key {KEY!r}: not an article written by newsparse")
    if version != VERSION:
        raise Wrong(f"version {version!r:.{_SHOWN}} of the schema; this newsparse reads {VERSION}")
    article: Article = shape_of(Article).decode({k: v for k, v in value.items() if k != KEY})
    return article
