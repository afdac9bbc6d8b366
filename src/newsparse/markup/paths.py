"""Where elements stand in their tree, as XPath spells it."""

from collections import Counter
from typing import Any

__all__ = ["Paths"]


class Paths:
    """XPaths of the elements below one root, the same as lxml's ``getpath``.

    A page has hundreds of elements and asks for the paths of fifty, so nothing is spelled out
    before it is asked for.  Of each parent on the way the children are counted once: lxml's own
    way counts them again for each child, which costs the square of their number.

    Args:
        root: An lxml element.
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        self._steps: dict[Any, dict[Any, str]] = {}  # by parent: the step to each child
        self._spelled: dict[Any, str] = {}  # of elements that were asked for, and those around

    def spell(self, element: Any) -> str:
        """The path of an element: the root, or one below it."""
        spelled, way = self._spelled, []
        path = spelled.get(element)
        while path is None:
            if element is self._root:
                path = spelled[element] = element.getroottree().getpath(element)
                break
            way.append(element)
            element = element.getparent()
            path = spelled.get(element)
        for at in reversed(way):
            steps = self._steps.get(element)
            if steps is None:
                steps = self._steps[element] = _count(element)
            path = spelled[at] = f"{path}/{steps[at]}"
            element = at
        return path


# A name in a namespace without a prefix cannot be written: such elements are counted among all.
_ANY = "*"


def _count(parent: Any) -> dict[Any, str]:
    elements = [child for child in parent if isinstance(child.tag, str)]
    names = [_name(at) for at in elements]
    totals = Counter(names)
    totals[_ANY] = len(elements)
    seen: dict[str, int] = {}
    steps = {}
    for place, (element, name) in enumerate(zip(elements, names, strict=True), 1):
        if totals[name] == 1:
            steps[element] = name
        else:
            seen[name] = number = seen.get(name, 0) + 1
            steps[element] = f"{name}[{place if name == _ANY else number}]"
    return steps


def _name(element: Any) -> str:
    tag: str = element.tag
    if tag[0] != "{":
        return tag
    prefix = element.prefix
    return f"{prefix}:{tag.rpartition('}')[2]}" if prefix else _ANY
