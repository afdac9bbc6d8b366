"""Which blocks of a page its elements say to be captions."""

from newsparse.parser.classnames import GROUPS, groups_of
from newsparse.parser.features import Page

__all__ = ["is_told_caption"]

_CAPTION = 1 << GROUPS.index("caption")


def is_told_caption(page: Page, index: int) -> bool:
    """Whether a block of a tree stands in a caption, or is a credit beside a picture."""
    item, nodes = page.features[index], page.nodes
    if item.tag == "figcaption" or "figcaption" in item.parents:
        return True
    node = nodes[page.homes[index]]
    if "caption" in node.names.lower():
        return True
    around = nodes[max(0, node.parent)]
    # What is called a caption costs less to find than a credit.
    called = (groups_of(node.names) | groups_of(around.names)) & _CAPTION
    return called != 0 and item.credit
