"""What is seen of the blocks of a tree: what costs time is looked at only when it is asked for.

Most blocks of a page are far from its story, and of those nobody asks what they say.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from newsparse.document import Block, Field, Node
from newsparse.languages import Language
from newsparse.parser.evidence import Evidence, Hit, merge_tables
from newsparse.parser.features import (
    Features,
    Page,
    describe_line,
    describe_shape,
    fold_start,
    key_of,
    share_of_signs,
)

__all__ = ["TreeFeatures", "describe_tree"]


class TreeFeatures(Features):
    """A block of a tree.

    Attributes:
        node: Index of the element that it stands in.
    """

    __slots__ = ("_context", "_is_lined", "node")
    node: int

    def __init__(self, block: Block, context: "_Context") -> None:
        text = block.text
        self.text = text
        self.node = block.node
        describe_shape(self)
        self.level = block.level
        self.role = block.role
        self.linked = block.link_chars / len(text)
        self.tag = context.nodes[block.node].tag
        self.gap = 0
        self.repeats = 1
        self.again = self.declared_title = self._is_lined = False
        self._context = context

    def __getattr__(self, name: str) -> object:
        """What is worked out when it is first asked for; from then on it is an attribute."""
        make = _MADE.get(name)
        if make is None:
            raise AttributeError(name)
        found = make(self)
        setattr(self, name, found)
        return found

    def _find_hit(self) -> Hit | None:
        return self._context.evidence.find(self.folded)

    def _tags_around(self) -> tuple[str, ...]:
        return self._context.tags_around(self.node)

    def _read_line(self, name: str) -> object:
        """What a line says, looked at once for all: times, credit, interface and byline."""
        if self._is_lined:
            raise AttributeError(name)
        self._is_lined = True
        self.times = None
        self.credit = self.interface = self.byline = False
        describe_line(self, self._context.tables)
        return getattr(self, name)


_MADE: dict[str, Callable[[TreeFeatures], object]] = {
    "folded": fold_start,
    "hit": TreeFeatures._find_hit,  # noqa: SLF001 - of the class above
    "signs": share_of_signs,
    "parents": TreeFeatures._tags_around,  # noqa: SLF001
    **{
        name: partial(TreeFeatures._read_line, name=name)  # noqa: SLF001
        for name in ("times", "credit", "interface", "byline")
    },
}


class _Context:
    """What the blocks of one page share."""

    def __init__(
        self, nodes: Sequence[Node], tables: tuple[Language, ...], evidence: Evidence
    ) -> None:
        self.nodes = nodes
        self.tables = tables
        self.evidence = evidence
        self._around: dict[int, tuple[str, ...]] = {}

    def tags_around(self, node: int) -> tuple[str, ...]:
        found = self._around.get(node)
        if found is None:
            tags: list[str] = []
            at = self.nodes[node].parent
            while at >= 0 and len(tags) < _MAX_PARENTS:
                tags.append(self.nodes[at].tag)
                at = self.nodes[at].parent
            found = self._around[node] = tuple(tags)
        return found


_MAX_PARENTS = 6


def describe_tree(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    fields: Sequence[Field],
    tables: tuple[Language, ...],
) -> Page:
    """Look at every block of a tree once.

    Args:
        blocks: In reading order.
        nodes: What they stood in.
        fields: Candidates that the source declares.
        tables: Language tables, the text's own first.
    """
    context = _Context(nodes, tables, merge_tables(tables))
    features = [TreeFeatures(block, context) for block in blocks]
    counts = Counter(item.text for item in features)
    seen: set[str] = set()
    for item in features:
        count = counts[item.text]
        if count > 1:
            item.repeats = count
            item.again = item.text in seen
            seen.add(item.text)
    titles = {key_of(str(field.value)) for field in fields if field.name == "title"} - {""}
    _mark_titles(features, titles)
    return Page(
        features=tuple(features),
        tables=tables,
        titles=frozenset(titles),
        is_tree=True,
        nodes=nodes,
        blocks=blocks,
        homes=[block.node for block in blocks],
        offered=[
            (field.source, " ".join(str(field.value).split()))
            for field in fields
            if field.name == "title"
        ],
        sites=frozenset(
            str(field.value).casefold() for field in fields if field.name == "metadata.publisher"
        ),
        described=_first(fields, "description"),
        told=key_of(_first(fields, "text")),
    )


def _first(fields: Sequence[Field], name: str) -> str:
    return next((str(field.value) for field in fields if field.name == name), "")


def _mark_titles(features: Sequence[Features], titles: set[str]) -> None:
    """Mark blocks that say what the page declares as a title, or only begin so."""
    known = [title for title in titles if len(title) >= _TITLE_LETTERS]
    starts = {title[:_START] for title in known}
    for item in features:
        if not _TITLE_SIZES[0] <= item.size <= _TITLE_SIZES[1] or item.linked > _LINK:
            continue
        if key_of(item.text[: 3 * _START])[:_START] not in starts:
            continue
        key = key_of(item.text)
        item.declared_title = len(key) >= _TITLE_LETTERS and any(
            title.startswith(key) or key.startswith(title) for title in known
        )


_START, _TITLE_LETTERS, _TITLE_SIZES, _LINK = 8, 13, (14, 300), 0.9
