"""The values of ``--option``: words to what the option of a format takes."""

from collections.abc import Sequence
from typing import Any

import click
from attrs import NOTHING, fields

from newsparse.errors import OptionError
from newsparse.registry import Registry, load_object

__all__ = ["writer_options"]


def writer_options(pairs: Sequence[str], to: str | None, registry: Registry) -> dict[str, Any]:
    """The values of ``--option``, each of the type of the option's default.

    Raises:
        click.UsageError: If one is no ``NAME=VALUE``, or the value is not of that type.
        OptionError: If the format has no such option.
    """
    # Without a format it is json or jsonl, told by the number of articles.
    format = registry.get(to or "json", "write")
    if not pairs:
        return {}
    spec = format.write_options
    cls = load_object(spec, format.name) if spec else None
    defaults = {a.name: a.default for a in fields(cls)} if cls else {}
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.replace("-", "_")
        if not equals:
            raise click.UsageError(f"--option {pair}: write it as NAME=VALUE")
        if name not in defaults:
            raise OptionError(name, known=tuple(sorted(defaults)))
        values[name] = _typed(pair, value, defaults[name])
    registry.options(format, "write", values)
    return values


_TRUTH = {"true": True, "yes": True, "on": True, "1": True} | {
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def _typed(pair: str, value: str, default: Any) -> Any:
    if default is None or default is NOTHING:
        return int(value) if value.isascii() and value.isdigit() else value
    if isinstance(default, bool):
        if value.lower() not in _TRUTH:
            raise click.UsageError(f"--option {pair}: say true or false")
        return _TRUTH[value.lower()]
    if isinstance(default, int | float):
        try:
            return type(default)(value)
        except ValueError as error:
            raise click.UsageError(f"--option {pair}: not a number") from error
    return value
