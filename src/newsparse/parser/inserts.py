"""What is set into the story of a page: embedded posts, and sentences set large beside it."""

from collections.abc import Sequence

from newsparse.article import Embed, PullQuote, Where
from newsparse.document import Block, Node, Role
from newsparse.parser.classnames import is_embed, is_pull_quote

__all__ = ["end_of_insert", "insert_around", "make_insert"]

# An insert is a few elements deep, and holds so many.
_MAX_DEPTH, _MAX_NODES = 5, 40
Insert = tuple[Role, int]


def insert_around(nodes: Sequence[Node], at: int) -> Insert | None:
    """The insert that a node is or stands in: ``embed`` or ``pull_quote``, and its node."""
    for _ in range(_MAX_DEPTH):
        if at <= 0:
            break
        node = nodes[at]
        if is_embed(node.names):
            return "embed", at
        if is_pull_quote(node.names) or (node.tag == "figure" and _quotes(nodes, at)):
            return "pull_quote", at
        at = node.parent
    return None


def _quotes(nodes: Sequence[Node], figure: int) -> bool:
    """Whether a figure holds a quotation and no picture: its caption says whose words they are."""
    last = nodes[figure].last
    for node in nodes[figure + 1 : figure + _MAX_NODES]:
        if node.first >= last:
            break
        if node.tag == "blockquote":
            return not nodes[figure].images
    return False


def end_of_insert(nodes: Sequence[Node], blocks: Sequence[Block], index: int, last: int) -> int:
    """One past the last block of the insert that begins with a block.

    Args:
        nodes: The nodes of a page.
        blocks: Its blocks.
        index: The first block.
        last: One past the last block of its role.
    """
    insert = insert_around(nodes, blocks[index].node)
    end = index + 1
    while insert and end < last and insert_around(nodes, blocks[end].node) == insert:
        end += 1
    return end


def make_insert(role: Role, blocks: Sequence[Block], where: Where) -> Embed | PullQuote:
    """One element of all blocks of an insert, a line each.

    The last link in a post leads to the post itself.
    """
    text = "\n".join(block.text for block in blocks)
    if role == "pull_quote":
        return PullQuote(text=text, where=where)
    links = [mark.url for block in blocks for mark in block.marks if mark.kind == "link"]
    return Embed(url=links[-1] if links else None, text=text, where=where)
