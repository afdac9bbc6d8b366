"""The laws on one input: what breaks of what stands in newsparse.testing, and of what takes a parse to see.

Everything here is asked through the public door, and of pages also of their tree, which is read
by lxml's own XPath and not by what wrote the paths.
"""

import collections
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from attrs import field, frozen
from lxml import etree

import newsparse
from newsparse.article import Article, JsonMap, Where
from newsparse.document import Document, Node, Source
from newsparse.errors import NewsparseError
from newsparse.registry import default_registry
from newsparse.spec import Report
from newsparse.testing import check_laws

# Formats that are read and written. All but plain text, which is parsed anew, give back what they hold.
WRITTEN = [format for format in newsparse.list_formats() if format.reads and format.writes]
PARSED_ANEW = "text"
SHORT_NOSCRIPT = "noscript[string-length() < 1000 or count(descendant::p) < 3]"
INVISIBLE = ("head", "script", "style", "template", SHORT_NOSCRIPT)
IS_INVISIBLE = " or ".join(f"ancestor-or-self::{tag}" for tag in INVISIBLE)
VISIBLE: Any = etree.XPath(
    f"descendant::text()[not(parent::*[{IS_INVISIBLE}])]", smart_strings=False
)


@frozen(kw_only=True)
class Input:
    """Something to parse.

    Attributes:
        name: What it is called when a law breaks.
        data: Its bytes.
        format: The format to read it as.
        url: Where it was, if known.
        encoding: What it is encoded in, where that is not told from the bytes.
    """

    name: str
    data: bytes
    format: str
    url: str | None = None
    encoding: str | None = None

    def parse(self) -> Article:
        return newsparse.parse(self.data, self.format, url=self.url, encoding=self.encoding)

    def read(self) -> Iterator[Document]:
        """What the reader hands to the parser; nothing where it yields finished articles."""
        registry = default_registry()
        read = registry.load(registry.get(self.format, "read"), "read")
        source = Source(self.data, url=self.url, encoding=self.encoding)
        return (item for item in read(source, None, Report()) if isinstance(item, Document))


@frozen(kw_only=True)
class Outcome:
    """What became of an input.

    Attributes:
        name: The input's.
        kind: ``"article"``, or the name of the error there was instead.
        n_bytes: Size of the input.
        digest: Of the article as own JSON, all of it; empty without one.
        broken: What does not hold, a line each.
        differing: By format, the fields that came back otherwise; empty where all came back.
    """

    name: str
    kind: str
    n_bytes: int
    digest: str = ""
    broken: tuple[str, ...] = ()
    differing: dict[str, tuple[str, ...]] = field(factory=dict)


def check_input(source: Input) -> Outcome:
    """Parse an input and hold its article against the laws."""
    size = len(source.data)
    try:
        article = source.parse()
    except NewsparseError as error:
        return Outcome(name=source.name, kind=type(error).__name__, n_bytes=size)
    except Exception as error:  # noqa: BLE001 - what is looked for
        wrong = f"{type(error).__name__}: {error}"
        return Outcome(name=source.name, kind="foreign", n_bytes=size, broken=(wrong,))
    written = newsparse.write(article, "json")
    differing = {format.name: find_differing(article, format.name) for format in WRITTEN}
    return Outcome(
        name=source.name,
        kind="article",
        n_bytes=size,
        digest=hashlib.sha256(written).hexdigest(),
        broken=tuple(_broken(source, article, written, differing)),
        differing=differing,
    )


def _broken(
    source: Input, article: Article, written: bytes, differing: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    for document in source.read():
        yield from (f"{b.law} at {b.where}: {b.detail}" for b in check_laws(article, document))
        if document.lines is None and document.raw is not None:
            yield from check_letters(document)
            yield from check_paths(article, document)
    yield from check_marks(article)
    if newsparse.write(source.parse(), "json") != written:
        yield "a second parse differs"
    for name, fields in differing.items():
        if fields and name != PARSED_ANEW:
            yield f"{name} does not give back {', '.join(fields)}"
    for format in WRITTEN:
        if format.name != PARSED_ANEW and not _is_stable(article, format.name):
            yield f"{format.name} is written otherwise when it was read back"


def check_letters(document: Document) -> Iterator[str]:
    """What a page shows and its blocks do not hold, or hold more often."""
    seen, kept = _letters(VISIBLE(document.raw)), _letters(b.text for b in document.blocks)
    if seen != kept:
        lost, added = (
            collections.Counter(a) - collections.Counter(b)
            for a, b in [(seen, kept), (kept, seen)]
        )
        yield f"blocks lose {dict(lost)}, add {dict(added)}, or turn letters round"


def check_paths(article: Article, document: Document) -> Iterator[str]:
    """Paths that lead to no element, to several, to another one, or ranges beyond its text."""
    nodes: dict[str | None, Node] = {}
    for node in document.nodes:
        nodes.setdefault(node.path, node)
    find = document.raw.getroottree().xpath
    lengths: dict[str, int] = {}
    for name, where in iter_values(article):
        if not isinstance(where, Where):
            continue
        if where.path is None:
            yield f"{name} has no path"
            continue
        if where.path not in lengths:
            node = nodes.get(where.path)
            blocks = document.blocks[node.first : node.last] if node else []
            lengths[where.path] = len(" ".join(block.text for block in blocks))
            wrong = _wrong_path(find, where.path, _letters(block.text for block in blocks))
            if wrong:
                yield f"{name} at {where.path}: {wrong}"
        if not 0 <= where.start <= where.end <= lengths[where.path]:
            yield f"{name} at {where.path}: {where.start} to {where.end} is beyond its text"


def _wrong_path(find: Any, path: str, letters: str) -> str | None:
    """What is wrong with a path to an element with these letters."""
    try:
        found = find(path)
    except etree.XPathError as error:
        return f"no XPath, {error}"
    if len(found) != 1:
        return f"{len(found)} elements"
    return None if _letters(VISIBLE(found[0])) == letters else "an element with another text"


def check_marks(article: Article) -> Iterator[str]:
    """Marks that are not on their text."""
    for name, value in iter_values(article):
        for mark in getattr(value, "marks", ()):
            if not 0 <= mark.start < mark.end <= len(value.text):
                yield f"{name} has a mark from {mark.start} to {mark.end} of {len(value.text)}"


def iter_values(value: Any, name: str = "article") -> Iterator[tuple[str, Any]]:
    """Yield every value of the model in a value, with the attributes it stands in."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from iter_values(item, f"{name}[{number}]")
    elif attrs.has(type(value)) and not isinstance(value, JsonMap):
        yield name, value
        for attribute in attrs.fields(type(value)):
            yield from iter_values(getattr(value, attribute.name), f"{name}.{attribute.name}")


def find_differing(article: Article, name: str) -> tuple[str, ...]:
    """The fields that do not come back from a format, of those that it both reads and writes."""
    format = default_registry().get(name, "write")
    try:
        again = newsparse.parse(newsparse.write(article, name), name)
    except NewsparseError as error:
        return (f"anything: {error}",)
    fields = sorted(format.reads & format.writes)
    return tuple(f for f in fields if getattr(again, f) != getattr(article, f))


def _is_stable(article: Article, name: str) -> bool:
    """Whether a format writes what it read back as it wrote it first."""
    written = newsparse.write(article, name)
    try:
        return newsparse.write(newsparse.parse(written, name), name) == written
    except NewsparseError:
        return True  # said by what does not come back


def _letters(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text if char.isalnum())
