"""Which formats, dialects and languages there are, and which format an input is in."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any

from attrs import fields as attrs_fields
from attrs import frozen

from newsparse.article import Note
from newsparse.document import Source
from newsparse.errors import (
    AmbiguousFormatError,
    MissingDependencyError,
    OptionError,
    PluginError,
    UndetectedFormatError,
    UnknownFormatError,
)
from newsparse.formats import FORMATS
from newsparse.languages import Languages, Readable
from newsparse.markup.decoding import has_controls
from newsparse.spec import Dialect, Direction, Format, Options, Probe

__all__ = ["Registry", "default_registry", "make_probe"]

_GROUPS = ("newsparse.formats", "newsparse.dialects", "newsparse.languages")


@frozen(kw_only=True)
class _Plugins:
    """What installed distributions add; `notes` names those that could not be used."""

    formats: tuple[Format, ...] = ()
    dialects: tuple[Dialect, ...] = ()
    languages: Mapping[str, Readable] = {}
    notes: tuple[Note, ...] = ()


class Registry:
    """An immutable set of formats, dialects and language tables.

    Args:
        formats: Added to the built-in formats; a name may be taken only once.
        dialects: Added to those of plugins.
        languages: Language tables by BCP 47 tag: paths or package resources of TOML files.
        plugins: Whether to look for installed plugins.  They are looked up once, and only when a
            name is unknown, when formats are listed, or to tell the format or the language.

    Raises:
        ValueError: If two formats have one name.
    """

    def __init__(
        self,
        formats: Iterable[Format] = (),
        *,
        dialects: Iterable[Dialect] = (),
        languages: Mapping[str, Readable] | None = None,
        plugins: bool = True,
    ) -> None:
        self._formats = _by_name((*FORMATS, *formats))
        self._dialects = tuple(dialects)
        self._languages = dict(languages or {})
        self._use_plugins = plugins

    @property
    def formats(self) -> tuple[Format, ...]:
        """All formats, by name."""
        return tuple(sorted(self._all_formats.values(), key=lambda format: format.name))

    @cached_property
    def languages(self) -> Languages:
        """The language tables, those of plugins among them."""
        return Languages({**self._plugins.languages, **self._languages})

    @property
    def notes(self) -> tuple[Note, ...]:
        """One note for each plugin that could not be used, naming its distribution."""
        return self._plugins.notes

    def get(self, name: str, direction: Direction) -> Format:
        """The format of this name.

        Raises:
            UnknownFormatError: If there is none, or it cannot be read or written as asked.
        """
        found = self._formats.get(name) or self._all_formats.get(name)
        if found is None or not getattr(found, direction):
            known = tuple(f.name for f in self.formats if getattr(f, direction))
            raise UnknownFormatError(name, known=known, purpose=direction)
        return found

    def for_extension(self, file_name: str, direction: Direction) -> Format | None:
        """The format that claims the extension of *file_name*, or ``None``."""
        low = file_name.lower()
        return next(
            (
                f
                for f in (*self._formats.values(), *self.formats)
                if getattr(f, direction) and low.endswith(f.extensions)
            ),
            None,
        )

    def dialects(self, base: str) -> tuple[Dialect, ...]:
        """The dialects of a format, highest rank first."""
        found = (*self._dialects, *self._plugins.dialects)
        return tuple(sorted((d for d in found if d.base == base), key=lambda d: -d.rank))

    def scores(self, probe: Probe) -> dict[str, int]:
        """The score of every readable format that claims the input, highest first."""
        scored = {f.name: self._score(f, probe) for f in self.formats if f.read}
        ranked = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
        return {name: score for name, score in ranked if score > 0}

    def detect(self, source: Source) -> Format:
        """The format of an input.

        Raises:
            UndetectedFormatError: If no format claims it.
            AmbiguousFormatError: If several claim it equally.
        """
        if source.is_tree:
            return self.get("html", "read")
        scores = self.scores(make_probe(source))
        if not scores:
            raise UndetectedFormatError(f"no format claims this input: {_describe(source)}")
        best = max(scores.values())
        names = tuple(sorted(name for name, score in scores.items() if score == best))
        if len(names) > 1:
            raise AmbiguousFormatError(names)
        return self.get(names[0], "read")

    def load(self, format: Format, what: Direction) -> Callable[..., Any]:
        """Import the function that ``format.<what>`` names.

        Raises:
            MissingDependencyError: If a package that the format requires is not installed.
            PluginError: If the name cannot be imported.
        """
        for package, hint in format.requires:
            try:
                import_module(package)
            except ImportError as error:
                raise MissingDependencyError(package, hint=hint) from error
        loaded: Callable[..., Any] = load_object(getattr(format, what), format.name)
        return loaded

    def options(
        self, format: Format, direction: Direction, given: Mapping[str, Any] | None
    ) -> Options:
        """The format's options object with the values given.

        Raises:
            OptionError: If an option is unknown or its value is refused.
        """
        spec = getattr(format, f"{direction}_options")
        cls = load_object(spec, format.name) if spec else None
        known = tuple(sorted(a.name for a in attrs_fields(cls))) if cls else ()
        for name in given or {}:
            if name not in known:
                raise OptionError(name, known=known)
        if cls is None:
            return None
        try:
            return cls(**(given or {}))
        except (TypeError, ValueError) as error:
            raise OptionError(", ".join(given or {}), known=known, reason=str(error)) from error

    @cached_property
    def _plugins(self) -> _Plugins:
        return _scan() if self._use_plugins else _Plugins()

    @cached_property
    def _all_formats(self) -> dict[str, Format]:
        return _by_name((*self._formats.values(), *self._plugins.formats))

    def _score(self, format: Format, probe: Probe) -> int:
        if isinstance(format.sniff, str):
            base = int(load_object(format.sniff, format.name)(probe))
        else:
            base = max((sniffer.score(probe) for sniffer in format.sniff), default=0)
        named = probe.name.lower().endswith(format.extensions) if probe.name else False
        typed = probe.media_type in format.media_types
        return base + 3 * named + 5 * typed if base else 0


def _by_name(formats: Iterable[Format]) -> dict[str, Format]:
    found: dict[str, Format] = {}
    for format in formats:
        if format.name in found and found[format.name] is not format:
            raise ValueError(f"two formats are named {format.name!r}")
        found[format.name] = format
    return found


@lru_cache(maxsize=1)
def default_registry() -> Registry:
    """The registry used where none is given: built-in formats and installed plugins."""
    return Registry()


def load_object(spec: str, plugin: str) -> Any:
    """Import ``"module:attribute"``.

    Raises:
        PluginError: If that fails for whatever reason; the cause is chained.
    """
    module, _, attribute = spec.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except Exception as error:  # the plugin border: its import may raise anything
        raise PluginError(f"cannot load {spec}: {error}", plugin=plugin) from error


def _scan() -> _Plugins:
    from importlib.metadata import entry_points  # noqa: PLC0415 - costly, and seldom needed

    found: dict[str, dict[str, Any]] = {group: {} for group in _GROUPS}
    notes = []
    names = {format.name for format in FORMATS}
    points = entry_points()
    for group in _GROUPS:
        for point in sorted(points.select(group=group), key=lambda p: (p.name, p.value)):
            try:
                value = point.load()
                _accept(group, point.name, value, names)
            except Exception as error:  # noqa: BLE001 - a broken plugin is a note, not a crash
                owner = point.dist.name if point.dist else point.value
                notes.append(
                    Note(
                        code="plugin_broken",
                        message=f"{owner}: {group} entry {point.name!r}: {error}",
                        where=point.value,
                    )
                )
            else:
                found[group][point.name] = value
    return _Plugins(
        formats=tuple(found[_GROUPS[0]].values()),
        dialects=tuple(found[_GROUPS[1]].values()),
        languages=found[_GROUPS[2]],
        notes=tuple(notes),
    )


def _accept(group: str, name: str, value: Any, names: set[str]) -> None:
    wanted = {"newsparse.formats": Format, "newsparse.dialects": Dialect}.get(group)
    if wanted is not None and not isinstance(value, wanted):
        raise TypeError(f"is a {type(value).__name__}, not a {wanted.__name__}")
    if wanted is None and not hasattr(value, "read_text"):
        raise TypeError(f"is a {type(value).__name__}, not a path to a language table")
    if isinstance(value, Format):
        if value.name in names:
            raise ValueError(f"the format name {value.name!r} is taken")
        names.add(value.name)


_XML_ROOT = re.compile(
    r"\A\s{0,500}(?:<\?xml[^<>]{0,300}\?>\s{0,100})?(?:<!--[^<>]{0,2000}-->\s{0,100}){0,9}"
    r"(?:<!DOCTYPE[^<>\[\]]{0,500}>\s{0,100})?<(?:[\w.-]{1,60}:)?(?P<name>[\w.-]{1,60})"
    r"(?P<attributes>[^<>]{0,4000})>"
)
_XMLNS = re.compile(r"""\sxmlns(?::[\w.-]{1,60})?\s{0,9}=\s{0,9}["'](?P<uri>[^"'<>]{0,300})["']""")
_JSON_KEY = re.compile(r'"(?P<key>[^"\\\n]{1,60})"[^\S\n]{0,9}:')
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def make_probe(source: Source) -> Probe:
    """Look at the first 64 KB of an input, once, for all sniffers."""
    head = source.head()
    data = head.encode("utf-8", "replace") if isinstance(head, str) else head
    text = head if isinstance(head, str) else _as_text(data)
    root = _XML_ROOT.match(text)
    space = _XMLNS.search(root["attributes"]) if root else None
    is_json = text[:200].lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
    return Probe(
        head=data,
        text=text,
        name=source.name or "",
        media_type=source.media_type or "",
        xml_root=root["name"] if root else "",
        xml_namespace=space["uri"] if space else "",
        json_keys=frozenset(_JSON_KEY.findall(text[:8192])) if is_json else frozenset(),
        binary=isinstance(head, bytes) and _is_binary(data),
    )


def _as_text(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head.decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not has_controls(head):
        return False
    # UTF-16 without a byte order mark is left to decoding.
    return max(head[1::2].count(0), head[::2].count(0)) <= len(head) / 5


def _describe(source: Source) -> str:
    return "binary data" if make_probe(source).binary else "nothing in it is known"
