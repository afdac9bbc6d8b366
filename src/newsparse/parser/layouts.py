"""Tables that lay out a page: their cells are no cells, but boxes with text."""

from collections.abc import Sequence
from itertools import accumulate

from newsparse.document import Node

__all__ = ["cells_of_layouts"]

_CELLS = frozenset({"td", "th"})
# A cell with so many blocks of running text holds a text of its own.
_PROSE = 3


def cells_of_layouts(nodes: Sequence[Node], is_prose: Sequence[bool]) -> frozenset[int]:
    """The cells of tables that hold another table, or running text of several paragraphs in one.

    Args:
        nodes: Of a page, parents before children.
        is_prose: Of each block, whether it is running text.
    """
    cells = [at for at, node in enumerate(nodes) if node.tag in _CELLS]
    tables = _tables(nodes)
    before = [0, *accumulate(is_prose)]
    layouts = {tables[node.parent] for node in nodes if node.tag == "table" and node.parent >= 0}
    layouts |= {
        tables[at] for at in cells if before[nodes[at].last] - before[nodes[at].first] >= _PROSE
    }
    return frozenset(at for at in cells if tables[at] in layouts)


def _tables(nodes: Sequence[Node]) -> list[int]:
    """The innermost table that each node is or stands in, -1 without one."""
    found: list[int] = []
    for at, node in enumerate(nodes):
        around = found[node.parent] if node.parent >= 0 else -1
        found.append(at if node.tag == "table" else around)
    return found
