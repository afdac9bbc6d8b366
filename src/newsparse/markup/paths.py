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

    def spell(self, element: Any) -> str:
        """The path of an element: the root, or one below it."""
        steps = []
        while element is not self._root:
            parent = element.getparent()
            if parent not in self._steps:
                self._steps[parent] = _count(parent)
            steps.append(self._steps[parent][element])
            element = parent
        top = self._root.getroottree().getpath(self._root)
        return "/".join((top, *reversed(steps)))


# A name in a namespace without a prefix cannot be written: such elements are counted among all.
_ANY = "*"


def _count(parent: Any) -> dict[Any, str]:
    elements = [child for child in parent if isinstance(child.tag, str)]
    names = [_name(element) for element in elements]
    totals = Counter(names)
    totals[_ANY] = len(elements)
    seen: Counter[str] = Counter()
    steps = {}
    for place, (element, name) in enumerate(zip(elements, names, strict=True), 1):
        seen[name] += 1
        number = place if name == _ANY else seen[name]
        steps[element] = name if totals[name] == 1 else f"{name}[{number}]"
    return steps


def _name(element: Any) -> str:
    tag: str = element.tag
    if tag[0] != "{":
        return tag
    prefix = element.prefix
    return f"{prefix}:{tag.rpartition('}')[2]}" if prefix else _ANY
