"""Where elements stand in their tree, as XPath spells it."""

from typing import Any

__all__ = ["Paths"]


class Paths:
    """XPaths of the elements below one root, the same as lxml's ``getpath``.

    A page has hundreds of elements and asks for the paths of fifty, so nothing is spelled out
    before it is asked for.  lxml does that fast, but it counts the elements beside each one on the
    way: of many siblings, that would cost the square of their number.  Below a parent with many
    children, and deep in the tree, these are counted here, once.

    Args:
        root: An lxml element.
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        self._getpath = root.getroottree().getpath
        # Elements that stand below one with many children, or may do so above the root.
        self._crowded = set[Any]() if root.getparent() is None else {root}
        self._steps: dict[Any, dict[Any, str]] = {}  # by parent: the step to each child
        self._spelled: dict[Any, str] = {}  # of elements that were asked for, and those around

    def spell(self, element: Any) -> str:
        """The path of an element: the root, or one below it."""
        spelled, way = self._spelled, []
        path = spelled.get(element)
        while path is None:
            if element is self._root:
                path = spelled[element] = self._getpath(element)
                break
            way.append(element)
            element = element.getparent()
            path = spelled.get(element)
        for at in reversed(way):
            if self._is_crowded(element, path):
                self._crowded.add(at)
                path = f"{path}/{self._step(element, at)}"
            else:
                path = self._getpath(at)
            spelled[at] = path
            element = at
        return path

    def _is_crowded(self, element: Any, path: str) -> bool:
        """Whether the steps below an element are counted here; lxml counts its children each time."""
        if element in self._steps or element in self._crowded:
            return True
        return len(path) > _LONG or len(element) > _MANY

    def _step(self, parent: Any, child: Any) -> str:
        steps = self._steps.get(parent)
        if steps is None:
            steps = self._steps[parent] = _count(parent)
        return steps[child]


_MANY = 50
# Of so long a path lxml would walk all the way up again, for each element.
_LONG = 1_000


# A name in a namespace without a prefix cannot be written: such elements are counted among all.
_ANY = "*"


def _count(parent: Any) -> dict[Any, str]:
    elements, names = [], []
    totals: dict[str, int] = {}
    for child in parent:
        tag = child.tag
        if isinstance(tag, str):
            name = tag if tag[0] != "{" else _name(child)
            elements.append(child)
            names.append(name)
            totals[name] = totals.get(name, 0) + 1
    if _ANY in totals:
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
    """The name of an element in a namespace, as a path may have it."""
    prefix = element.prefix
    return f"{prefix}:{element.tag.rpartition('}')[2]}" if prefix else _ANY
