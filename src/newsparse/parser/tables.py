"""Cells to tables."""

from collections.abc import Sequence

from newsparse.article import Cell, Table
from newsparse.document import Block, Node

__all__ = ["build_table"]

_CELLS = ("td", "th")


def build_table(blocks: Sequence[Block], nodes: Sequence[Node]) -> Table:
    """Put blocks that stood in table cells back into rows.

    Args:
        blocks: Neighbours, in reading order; several of one cell are joined by a space.
        nodes: The document's nodes.
    """
    rows: dict[int, dict[int, list[str]]] = {}
    for block in blocks:
        cell = _ancestor(nodes, block.node, _CELLS)
        row = _ancestor(nodes, cell, ("tr",))
        rows.setdefault(row, {}).setdefault(cell, []).append(block.text)
    return Table(
        rows=tuple(
            tuple(
                Cell(text=" ".join(texts), header=nodes[cell].tag == "th")
                for cell, texts in row.items()
            )
            for row in rows.values()
        )
    )


def _ancestor(nodes: Sequence[Node], index: int, tags: tuple[str, ...]) -> int:
    """The nearest of the node and those around it that has one of *tags*, else the node."""
    at = index
    while at >= 0:
        if nodes[at].tag in tags:
            return at
        at = nodes[at].parent
    return index
