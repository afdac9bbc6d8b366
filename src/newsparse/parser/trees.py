"""What each measure added to a learned score: worked out only when somebody asks why.

A row is followed through every tree that was asked.  Where a tree compares a measure, its expected
value changes; the change is put down to that measure, and what is expected at the roots is the bias
(Saabas, "Interpreting random forests", 2014, blog.datadive.net/interpreting-random-forests).

The weights are functions (see ``training/``), and the way through their trees is told by the very
function that parsing calls: it is given numbers that write down what they are compared to.
Beside each function lies a JSON file of its name with the expected values.
"""

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Self, TypeAlias

from attrs import frozen

from newsparse.parser.model import Weights

__all__ = ["Parts", "take_apart"]

Tree: TypeAlias = Any  # an int, or [int, Tree where the condition holds, Tree where it does not]
Step: TypeAlias = tuple[int, bool]  # (number of a measure, whether the condition held)

# Values are whole numbers of this unit, so that sums are exact.
_UNIT = 100_000
# Sums of floats differ in their last digits; weights of another training differ by far more.
_NEAR = 1e-6


@frozen(kw_only=True)
class Parts:
    """What a score is the sum of.

    Attributes:
        score: What the function gave.
        bias: What it expects of a row before it looks at any measure.
        shift: What stands for the trees that were not asked, 0 where all were.
        added: By number of a measure, what it added; those that added nothing are left out.
    """

    score: float
    bias: float
    shift: float
    added: dict[int, float]


def take_apart(weights: Weights, row: Sequence[float]) -> Parts:
    """Work out what the score of a row is the sum of.

    Args:
        weights: A function that ``training/train.py`` made.
        row: Its measures.

    Raises:
        LookupError: If the function has no values beside it, or those of another training.
    """
    known = _load(weights.__module__, weights.__name__)
    asked: list[Step] = []
    score = weights([_Watched(value, number, asked) for number, value in enumerate(row)])
    bias, shift, added = _follow(known, asked)
    parts = Parts(
        score=score,
        bias=bias / _UNIT,
        shift=shift,
        added={number: value / _UNIT for number, value in added.items() if value},
    )
    if abs(math.fsum((parts.bias, parts.shift, *parts.added.values())) - score) > _NEAR:
        raise LookupError(f"the values beside {weights.__module__} are of another training")
    return parts


class _Watched(float):
    """A measure that writes down each comparison with it."""

    __slots__ = ("_asked", "_number")
    _asked: list[Step]
    _number: int

    def __new__(cls, value: float, number: int, asked: list[Step]) -> Self:
        self = super().__new__(cls, value)
        self._number = number
        self._asked = asked
        return self

    def __le__(self, other: float) -> bool:
        holds = super().__le__(other)
        self._asked.append((self._number, holds))
        return holds


@frozen
class _Values:
    """The expected values of one model.

    Attributes:
        first: How many trees every row goes through.
        shift: What stands for the others where they are not asked.
        trees: All of them.
    """

    first: int
    shift: float
    trees: tuple[Tree, ...]


@lru_cache(maxsize=8)
def _load(module: str, name: str) -> _Values:
    try:
        folder = files(module.rpartition(".")[0])
        content = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    except (ImportError, OSError, ValueError) as error:
        raise LookupError(f"{name} of {module} has no values beside it") from error
    return _Values(content["first"], content["shift"], tuple(content["trees"]))


def _follow(known: _Values, asked: Sequence[Step]) -> tuple[int, float, dict[int, int]]:
    """Bias, shift and what each measure added, along the steps that a row took."""
    bias = at = 0
    added: dict[int, int] = defaultdict(int)
    for n_trees, root in enumerate(known.trees):
        if n_trees == known.first and at == len(asked):
            return bias, known.shift, added
        bias += _value(root)
        tree = root
        while not isinstance(tree, int):
            number, holds = asked[at]
            child = tree[1 if holds else 2]
            added[number] += _value(child) - _value(tree)
            tree, at = child, at + 1
    return bias, 0.0, added


def _value(tree: Tree) -> int:
    value: int = tree if isinstance(tree, int) else tree[0]
    return value
