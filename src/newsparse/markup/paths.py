"""Where elements stand in their tree, as XPath spells it."""

import re
from itertools import pairwise
from typing import Any

__all__ = ["Paths"]


class Paths:
    """XPaths of the elements below one root, which lead to them without a map of namespaces.

    They are lxml's ``getpath``, but for elements whose name cannot stand in a path alone: one with
    a prefix (``o:p``), which a page needs not declare, or with signs that XPath reads otherwise.
    These are counted among all elements beside them, ``*[2]``.

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
        # Elements with paths that lxml would not find or be slow at: they stand below one with many
        # children or with an odd name, or may do so above the root.
        self._counted = set[Any]() if root.getparent() is None else {root}
        self._steps: dict[Any, dict[Any, str]] = {}  # by parent: the step to each child
        self._spelled: dict[Any, str] = {}  # of elements that were asked for, and those around

    def spell(self, element: Any) -> str:
        """The path of an element: the root, or one below it."""
        spelled, way = self._spelled, []
        path = spelled.get(element)
        while path is None:
            if element is self._root:
                path = spelled[element] = self._spell_root()
                break
            way.append(element)
            element = element.getparent()
            path = spelled.get(element)
        for at in reversed(way):
            if self._is_counted(element, path) or not _is_plain(at.tag):
                self._counted.add(at)
                path = f"{path}/{self._step(element, at)}"
            else:
                path = self._getpath(at)
            spelled[at] = path
            element = at
        return path

    def _is_counted(self, element: Any, path: str) -> bool:
        """Whether the steps below an element are counted here; lxml counts its children each time."""
        if element in self._steps or element in self._counted:
            return True
        return len(path) > _LONG or len(element) > _MANY

    def _spell_root(self) -> str:
        way = [*reversed([*self._root.iterancestors()]), self._root]
        if all(_is_plain(element.tag) for element in way):
            return str(self._getpath(self._root))
        self._counted.add(self._root)
        steps = (self._step(parent, child) for parent, child in pairwise(way))
        return "/".join(["", way[0].tag if _is_plain(way[0].tag) else _ANY, *steps])

    def _step(self, parent: Any, child: Any) -> str:
        steps = self._steps.get(parent)
        if steps is None:
            steps = self._steps[parent] = _count(parent)
        return steps[child]


_MANY = 50
# Of so long a path lxml would walk all the way up again, for each element.
_LONG = 1_000
_ANY = "*"
# What a name in no namespace is made of that XPath reads as one; those of HTML are.
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")


def _is_plain(tag: str) -> bool:
    return _PLAIN.fullmatch(tag) is not None


def _count(parent: Any) -> dict[Any, str]:
    elements, names = [], []
    totals: dict[str, int] = {}
    for child in parent:
        tag = child.tag
        if isinstance(tag, str):
            name = tag if _is_plain(tag) else _ANY
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
