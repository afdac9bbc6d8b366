"""What a format plugin declares, and what it is handed when it runs.

A plugin's descriptor module may import nothing of newsparse but this module: descriptors are
data, and the code they name is imported when first used.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Literal, Protocol, TypeAlias

from attrs import Factory, field, frozen

from newsparse.article import Note

__all__ = [
    "AnyText",
    "Dialect",
    "Format",
    "HtmlMarker",
    "JsonKeys",
    "Magic",
    "Options",
    "Probe",
    "Regex",
    "Report",
    "Sniffer",
    "XmlRoot",
]

Options: TypeAlias = Any  # an instance of the format's options class, or None where it has none


@frozen(kw_only=True)
class Probe:
    """What detection knows of an input; made once, shared by all sniffers.

    Attributes:
        head: Its first 64 KB.
        text: The head decoded as well as it goes, for patterns.
        name: File name, or empty.
        media_type: As the caller says, or empty.
        xml_root: Local name of the first element of an XML document, or empty.
        xml_namespace: Its namespace, or empty.
        json_keys: Keys of the first JSON object of the input, as far as they stand in the head.
        binary: It has bytes that no text has.
    """

    head: bytes
    text: str
    name: str = ""
    media_type: str = ""
    xml_root: str = ""
    xml_namespace: str = ""
    json_keys: frozenset[str] = frozenset()
    binary: bool = False


def _name_set(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


class Sniffer(Protocol):
    """Anything that scores a probe: 0 is "not mine", 100 is "certainly mine"."""

    def score(self, probe: Probe) -> int:
        """Return 0 to 100."""


@frozen
class Magic:
    """Matches when the input begins with these bytes."""

    prefix: bytes
    points: int = 90

    def score(self, probe: Probe) -> int:
        """Return the points or 0."""
        return self.points if probe.head.startswith(self.prefix) else 0


@frozen
class Regex:
    """Matches when the pattern is found in the head's text; bound every repeat in it.

    What can only stand at the beginning says so by *at_start*, and is not looked for all over it.
    """

    pattern: str
    points: int = 70
    at_start: bool = field(default=False, kw_only=True)

    def score(self, probe: Probe) -> int:
        """Return the points or 0."""
        import re  # noqa: PLC0415 - descriptors are imported far more often than they sniff

        pattern = re.compile(self.pattern)
        found = pattern.match(probe.text) if self.at_start else pattern.search(probe.text)
        return self.points if found else 0


@frozen
class XmlRoot:
    """Matches an XML document by its root's local name, and its namespace if given."""

    name: str
    namespace: str | None = None
    points: int = 90

    def score(self, probe: Probe) -> int:
        """Return the points or 0."""
        if probe.xml_root != self.name or self.namespace not in {None, probe.xml_namespace}:
            return 0
        return self.points


@frozen
class JsonKeys:
    """Matches when the first JSON object has all of these keys; more keys win over fewer."""

    keys: frozenset[str] = field(converter=_name_set)
    points: int = 70

    def score(self, probe: Probe) -> int:
        """Return the points and one more a key, or 0."""
        return min(self.points + len(self.keys), 100) if self.keys <= probe.json_keys else 0


@frozen
class HtmlMarker:
    """Matches when at least so many of these lower-case strings stand in the head."""

    markers: tuple[str, ...]
    at_least: int = 1
    points: int = 50

    def score(self, probe: Probe) -> int:
        """Return the points or 0."""
        return self.points if self._is_in(probe.text) or self._is_in(probe.text.lower()) else 0

    def _is_in(self, text: str) -> bool:
        found = filter(text.__contains__, self.markers)
        return sum(1 for _ in islice(found, self.at_least)) >= self.at_least


@frozen
class AnyText:
    """Matches whatever is text at all: the last resort."""

    points: int = 1

    def score(self, probe: Probe) -> int:
        """Return the points or 0."""
        return 0 if probe.binary else self.points


@frozen(kw_only=True)
class Format:
    """A format: its names, how to know it, and where its code is.

    Attributes:
        name: Lower case, ``[a-z][a-z0-9-]*``; what ``format=`` takes.
        title: For people.
        media_types: Most usual first.
        extensions: With their dot, most usual first.
        sniff: Sniffers, of which the highest score counts, or the ``"module:function"`` of a
            function from `Probe` to score.
        read: ``"module:function"`` of ``read(source, options, report)``, which yields documents
            or articles; ``None`` if it cannot be read.
        write: ``"module:function"`` of ``write(articles, out, options, report)``, or ``None``.
        read_options: ``"module:Class"`` of an attrs class with a default for every field.
        write_options: Likewise, for writing.
        reads: Fields of the article that it can fill.
        writes: Fields that it can hold; everything else is reported as lost.
        many: It can hold several articles.
        lossless: It holds all of an article.
        requires: (import name, ``pip install`` command) of packages beyond newsparse's own.
    """

    name: str
    title: str
    media_types: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    sniff: tuple[Sniffer, ...] | str = ()
    read: str | None = None
    write: str | None = None
    read_options: str | None = None
    write_options: str | None = None
    reads: frozenset[str] = field(default=frozenset(), converter=_name_set)
    writes: frozenset[str] = field(default=frozenset(), converter=_name_set)
    many: bool = False
    lossless: bool = False
    requires: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Dialect:
    """A vendor's or a site's variation of a format.

    Attributes:
        name: Lower case; what ``origin.dialect`` says.
        base: Name of the format that it varies.
        match: ``"module:function"`` from (document, raw node) to bool.
        apply: ``"module:function"`` from (document, raw node, report) to document; it corrects
            what the base reader could not know.  The raw node is ``document.raw``.
        rank: Of two dialects that match, the higher one is applied.
    """

    name: str
    base: str
    match: str
    apply: str
    rank: int = 0


DialectHook: TypeAlias = Callable[[Any, Any, "Report"], Any]


@frozen(kw_only=True)
class Report:
    """What happened while reading or writing, beside the result.

    Attributes:
        notes: In the order they came up.
    """

    notes: list[Note] = Factory(list)

    def note(self, code: str, where: str | None, message: str) -> None:
        """Add a note; see `newsparse.article.Note` for what each part says."""
        self.notes.append(Note(code=code, message=message, where=where))


Direction: TypeAlias = Literal["read", "write"]
