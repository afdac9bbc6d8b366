"""The laws that every article keeps, as a check that anyone can run on their own data.

1. Nothing vanishes: every letter and digit of the visible text is owned exactly once.
2. Everything points home: what stands at a place in the source is what the article says.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from newsparse.article import Article, Element, Figure, ItemList, LiveEntry, Where, text_of
from newsparse.document import Block, Document, Node
from newsparse.markup.mojibake import repair

__all__ = ["Broken", "Owner", "check_laws", "iter_owners"]

_FIELDS = (
    "title",
    "kicker",
    "standfirst",
    "byline",
    "timestamp",
    "updated",
    "signoff",
)
_SHOWN = 60


@frozen(kw_only=True)
class Broken:
    """One place where a law does not hold.

    Attributes:
        law: ``"lost"``, ``"doubled"``, ``"overlap"`` or ``"home"``.
        where: Range in the text, or in a tree's blocks joined by spaces.
        detail: What stands there.
    """

    law: str
    where: tuple[int, int]
    detail: str


@frozen(kw_only=True)
class Owner:
    """A field, element or entry that owns text.

    Attributes:
        name: ``"title"``, ``"body[3]"``, ``"boilerplate[0]"``.
        text: What it says; ``None`` where it is told by its parts.
        where: Its place.
        labelled: A label may stand at its place that is not in its text ("Photo:").
        turned: What it says in the other order in which it may stand there.
    """

    name: str
    text: str | None
    where: Where
    labelled: bool = False
    turned: str | None = None


def iter_owners(article: Article) -> Iterator[Owner]:
    """Yield what owns text in an article read from text or a tree, in no set order."""
    for item in article.provenance:
        if item.field in _FIELDS and item.where is not None and item.source in {"line", "block"}:
            yield Owner(name=item.field, text=None, where=item.where, labelled=True)
    dateline = article.dateline
    if article.dateline_apart is not None and dateline is not None and dateline.where is not None:
        yield Owner(name="dateline", text=dateline.text, where=dateline.where)
    for number, element in enumerate(article.body):
        yield from _element_owners(f"body[{number}]", element)
    for number, entry in enumerate(article.boilerplate):
        if entry.where is not None:
            yield Owner(name=f"boilerplate[{number}]", text=entry.text, where=entry.where)


def _element_owners(name: str, element: Element) -> Iterator[Owner]:
    if isinstance(element, Figure):
        yield from _caption_owners(name, element)
    elif isinstance(element, ItemList):
        for item in element.items:
            if item.where is not None:
                yield Owner(name=name, text=item.text, where=item.where, labelled=True)
    elif isinstance(element, LiveEntry):
        yield from _entry_owners(name, element)
    elif element.where is not None:
        yield Owner(name=name, text=text_of(element), where=element.where)


def _caption_owners(name: str, figure: Figure) -> Iterator[Owner]:
    for caption in figure.captions:
        if caption.where is not None:
            credit = caption.credit or ""
            yield Owner(
                name=name,
                text=caption.text + credit,
                where=caption.where,
                labelled=True,
                turned=credit + caption.text,
            )


def _entry_owners(name: str, entry: LiveEntry) -> Iterator[Owner]:
    """The parts of a post, and the post itself: what is left of its place is its heading."""
    stamp = entry.timestamp
    if stamp is not None and stamp.where is not None:
        yield Owner(name=f"{name}.timestamp", text=stamp.raw, where=stamp.where, labelled=True)
    for number, element in enumerate(entry.body):
        yield from _element_owners(f"{name}.body[{number}]", element)
    if entry.where is not None:
        yield Owner(name=name, text=entry.title or "", where=entry.where)


def check_laws(article: Article, document: Document) -> list[Broken]:
    """Check the first two laws.

    Args:
        article: What was made of *document*.
        document: What the reader yielded: text that is not yet cut, or a tree's blocks.

    Returns:
        What does not hold, in the order of the source; empty when all is well.
    """
    if document.lines is not None:
        lines = document.lines
        end = len(lines.text) if lines.end is None else lines.end
        ranges = [(owner.where.start, owner.where.end, owner) for owner in iter_owners(article)]
        return _check(lines.text, lines.start, end, ranges)
    return _check_tree(article, document.blocks, document.nodes)


def _check_tree(article: Article, blocks: Sequence[Block], nodes: Sequence[Node]) -> list[Broken]:
    text = " ".join(block.text for block in blocks)
    starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]
    homes: dict[str | None, int] = {}
    for node in nodes:
        homes.setdefault(node.path, starts[node.first])
    broken, ranges = [], []
    for owner in iter_owners(article):
        base = homes.get(owner.where.path)
        if base is None:
            broken.append(Broken(law="home", where=(0, 0), detail=f"no node {owner.where.path}"))
            continue
        ranges.append((base + owner.where.start, base + owner.where.end, owner))
    return broken + _check(text, 0, len(text), ranges)


Range = tuple[int, int, Owner]


def _check(text: str, start: int, end: int, ranges: list[Range]) -> list[Broken]:
    """Hold every range against the text; a range may lie wholly inside another one."""
    ranges.sort(key=lambda row: (row[0], -row[1]))
    broken: list[Broken] = []
    inner: list[list[tuple[int, int]]] = [[] for _ in ranges]
    outer: list[tuple[int, int]] = []
    open_: list[int] = []
    for number, (first, last, owner) in enumerate(ranges):
        while open_ and ranges[open_[-1]][1] <= first:
            open_.pop()
        if open_ and last > ranges[open_[-1]][1]:
            broken.append(_broken("overlap", text, first, ranges[open_[-1]][1], owner.name))
            continue
        (inner[open_[-1]] if open_ else outer).append((first, last))
        open_.append(number)
    broken.extend(_gaps(text, start, end, outer))
    for (first, last, owner), holes in zip(ranges, inner, strict=True):
        broken.extend(_check_home(text, first, last, owner, holes))
    return sorted(broken, key=lambda item: item.where)


def _gaps(text: str, start: int, end: int, ranges: list[tuple[int, int]]) -> Iterator[Broken]:
    at = start
    for first, last in [*ranges, (end, end)]:
        if _letters(text[at:first]) and _letters(repair(text[at:first])[0]):
            yield _broken("lost", text, at, first, "owned by nothing")
        at = max(at, last)


def _check_home(
    text: str, first: int, last: int, owner: Owner, holes: list[tuple[int, int]]
) -> Iterator[Broken]:
    own, at = "", first
    for hole_start, hole_end in holes:
        own += text[at:hole_start]
        at = max(at, hole_end)
    own += text[at:last]
    if owner.text is None or any(
        _is_home(own, said, owner) for said in (owner.text, owner.turned)
    ):
        return
    law = "doubled" if len(_letters(owner.text)) > len(_letters(own)) else "home"
    yield _broken(law, text, first, last, f"{owner.name} says {owner.text[:_SHOWN]!r}")


def _is_home(own: str, text: str | None, owner: Owner) -> bool:
    """Whether a text is what stands at its owner's place."""
    if text is None:
        return False
    said = _letters(text)
    for there in (_letters(own), _letters(repair(own)[0])):
        if there == said or (owner.labelled and _is_within(said, there)):
            return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_within(part: str, whole: str) -> bool:
    """Whether *part* is *whole* with some letters left out."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def _broken(law: str, text: str, start: int, end: int, detail: str) -> Broken:
    shown = " ".join(text[start:end].split())[:_SHOWN]
    return Broken(law=law, where=(start, end), detail=f"{detail}: {shown!r}")
