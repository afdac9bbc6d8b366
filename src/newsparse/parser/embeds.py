"""Embedded posts of a page: which blocks are one, and what becomes of them."""

from collections.abc import Sequence

from newsparse.article import Embed, Where
from newsparse.document import Block, Node
from newsparse.parser.classnames import is_embed

__all__ = ["embed_around", "make_embed"]

# A post is a few elements deep.
_MAX_DEPTH = 5


def embed_around(nodes: Sequence[Node], at: int) -> int:
    """The embedded post that a node is or stands in: its node, or -1."""
    for _ in range(_MAX_DEPTH):
        if at <= 0:
            return -1
        if is_embed(nodes[at].names):
            return at
        at = nodes[at].parent
    return -1


def make_embed(blocks: Sequence[Block], where: Where) -> Embed:
    """One post of its blocks; the last link in it leads to the post itself."""
    links = [mark.url for block in blocks for mark in block.marks if mark.kind == "link"]
    text = "\n".join(block.text for block in blocks)
    return Embed(url=links[-1] if links else None, text=text, where=where)
