"""Everything newsparse raises.

Catch `NewsparseError` to catch all of it.  What a library user can act on is an attribute,
never only part of the message.
"""

from typing import Any

__all__ = [
    "AmbiguousFormatError",
    "DecodeError",
    "FormatError",
    "InputError",
    "LimitError",
    "MalformedError",
    "MissingDependencyError",
    "MultipleArticlesError",
    "NewsparseError",
    "NoArticleError",
    "OptionError",
    "PluginError",
    "UndetectedFormatError",
    "UnknownFormatError",
]


class NewsparseError(Exception):
    """Base class of every error that newsparse raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by state: the constructors take keyword arguments."""
        return _rebuild, (type(self), self.args, self.__dict__.copy())


def _rebuild(
    cls: type[NewsparseError], args: tuple[Any, ...], state: dict[str, Any]
) -> NewsparseError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class InputError(NewsparseError, ValueError):
    """The input's fault.

    Attributes:
        reason: What is wrong, in words.
        format: Name of the format being read, or ``None`` before one was chosen.
        where: The place: ``"$.body[2]"``, ``"line 3, column 9"``, or ``None`` for the whole input.
    """

    def __init__(
        self, reason: str, *, format: str | None = None, where: str | None = None
    ) -> None:
        self.reason = reason
        self.format = format
        self.where = where
        prefix = f"{format}: " if format else ""
        suffix = f" (at {where})" if where else ""
        super().__init__(f"{prefix}{reason}{suffix}")


class DecodeError(InputError):
    """The bytes are not text in any encoding that was declared, given or guessed."""


class MalformedError(InputError):
    """The input breaks the rules of its format beyond what can be read."""


class NoArticleError(InputError):
    """The input was read, and holds no article; the reason says what it looks like instead."""


class MultipleArticlesError(InputError):
    """The input holds several articles where one was asked for: call ``parse_all``."""


class LimitError(InputError):
    """The input is larger than a limit allows.

    Attributes:
        limit: Name of the field of `newsparse.Limits`.
        value: What that field was set to.
    """

    def __init__(
        self,
        reason: str,
        *,
        limit: str,
        value: int,
        format: str | None = None,
        where: str | None = None,
    ) -> None:
        super().__init__(f"{reason}; the limit {limit} is {value:,}", format=format, where=where)
        self.limit = limit
        self.value = value


class FormatError(NewsparseError, LookupError):
    """The format could not be settled."""


class UnknownFormatError(FormatError):
    """No format has this name, or the one that has it cannot do what was asked.

    Attributes:
        name: The name asked for.
        known: The names that would have worked, sorted.
    """

    def __init__(self, name: str, *, known: tuple[str, ...], purpose: str = "use") -> None:
        self.name = name
        self.known = known
        super().__init__(f"no format named {name!r} to {purpose}; known: {', '.join(known)}")


class AmbiguousFormatError(FormatError):
    """Two formats or more claim the input equally strongly: name one of them.

    Attributes:
        candidates: Names of the formats, sorted.
    """

    def __init__(self, candidates: tuple[str, ...]) -> None:
        self.candidates = candidates
        super().__init__(f"several formats fit equally well, name one: {', '.join(candidates)}")


class UndetectedFormatError(FormatError):
    """No format claims the input."""


class OptionError(NewsparseError, TypeError):
    """An option that the format does not have, or a value it does not take.

    Attributes:
        name: The option.
        known: The names of the options there are, sorted.
    """

    def __init__(self, name: str, *, known: tuple[str, ...], reason: str | None = None) -> None:
        self.name = name
        self.known = known
        names = ", ".join(known) or "none"
        super().__init__(reason or f"unknown option {name!r}; options: {names}")


class MissingDependencyError(NewsparseError):
    """A format needs a package that is not installed.

    Attributes:
        hint: The command that installs it.
    """

    def __init__(self, package: str, *, hint: str) -> None:
        self.hint = hint
        super().__init__(f"needs the package {package!r}: {hint}")


class PluginError(NewsparseError):
    """A plugin broke its contract; the cause is chained.

    Attributes:
        plugin: Name of the plugin's distribution, or of the format where that is unknown.
    """

    def __init__(self, reason: str, *, plugin: str) -> None:
        self.plugin = plugin
        super().__init__(f"plugin {plugin}: {reason}")
