"""What is seen of the blocks of a tree: what a line says is looked at only when it is asked for.

Most blocks of a page are far from its story, and of those nobody asks when or by whom they are.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from newsparse.document import Block, Field, Node
from newsparse.languages import Language
from newsparse.markup.clean import key_of
from newsparse.parser.evidence import Evidence, merge_tables
from newsparse.parser.features import (
    Features,
    Page,
    describe_shape,
    find_hit,
    fold_start,
    is_byline,
    is_credited,
    is_interface,
    mark_repeats,
    share_of_signs,
    times_of,
)
from newsparse.parser.layouts import cells_of_layouts

__all__ = ["TreeFeatures", "describe_tree"]


class TreeFeatures(Features):
    """A block of a tree.

    Attributes:
        node: Index of the element that it stands in.
        context: What it shares with the other blocks of the page.
    """

    __slots__ = ("context", "node")
    node: int
    context: "_Context"

    def __init__(self, block: Block, context: "_Context") -> None:
        text = block.text
        self.text = text
        self.node = block.node
        describe_shape(self)
        self.folded = fold_start(self)
        self.hit = find_hit(self, context.evidence)
        self.signs = share_of_signs(self)
        self.level = block.level
        self.role = block.role
        self.linked = block.link_chars / len(text)
        self.tag = context.tags[block.node]
        self.gap = 0
        self.repeats = 1
        self.again = self.declared_title = False
        self.context = context

    def __getattr__(self, name: str) -> object:
        """What is worked out when it is first asked for; from then on it is an attribute."""
        make = _MADE.get(name)
        if make is None:
            raise AttributeError(name)
        found = make(self)
        setattr(self, name, found)
        return found


_Make: TypeAlias = Callable[[TreeFeatures], object]


def _parents(item: TreeFeatures) -> tuple[str, ...]:
    return item.context.tags_around(item.node)


def _of_line(read: Callable[[TreeFeatures, tuple[Language, ...]], object]) -> _Make:
    return lambda item: read(item, item.context.tables)


_MADE: dict[str, _Make] = {
    "parents": _parents,
    "times": _of_line(times_of),
    "credit": _of_line(is_credited),
    "interface": _of_line(is_interface),
    "byline": _of_line(is_byline),
}


class _Context:
    """What the blocks of one page share."""

    def __init__(
        self, nodes: Sequence[Node], tables: tuple[Language, ...], evidence: Evidence
    ) -> None:
        self.nodes = nodes
        self.tables = tables
        self.evidence = evidence
        self.tags = [node.tag for node in nodes]
        self._around: dict[int, tuple[str, ...]] = {}

    def tags_around(self, node: int) -> tuple[str, ...]:
        found = self._around.get(node)
        if found is None:
            tags: list[str] = []
            at = self.nodes[node].parent
            while at >= 0 and len(tags) < _MAX_PARENTS:
                tags.append(self.tags[at])
                at = self.nodes[at].parent
            found = self._around[node] = tuple(tags)
        return found

    def free_layouts(self, features: Sequence["TreeFeatures"]) -> None:
        """Take the cells of tables that lay out the page for boxes."""
        for at in cells_of_layouts(self.nodes, [item.is_prose for item in features]):
            self.tags[at] = _BOX
        for item in features:
            item.tag = self.tags[item.node]


_BOX = "div"
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
    if "td" in context.tags:
        context.free_layouts(features)
    mark_repeats(features, [item.text for item in features])
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
