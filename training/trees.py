"""Boosted trees, the Python source that evaluates them, and what explains their scores."""

import json
from typing import Any

import lightgbm
import numpy as np
from attrs import frozen

from newsparse.parser.model import Weights

_PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 15,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 127,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_MODULE = '''"""Weights of the learned model: made by ``training/train.py``, not by hand."""

# mypy: ignore-errors


def {name}(x):
    """Log-odds of what ``training/README.md`` says of {name}."""
    {measures} = x
    sure = (
        {first}
    )
    if sure < {cut}:
        return sure + {shift}
    return (
        sure
        + {rest}
    )
'''


@frozen
class Learned:
    """One model, as two files of the package.

    Attributes:
        source: A module with one function, from measures to log-odds.
        trees: JSON that tells what each comparison in it adds (see `newsparse.parser.trees`).
    """

    source: str
    trees: str


def fit(measures: Any, labels: Any, weights: Any, rounds: int, **other: Any) -> lightgbm.Booster:
    """Learn from rows whose label is known; *other* parameters than of most models, by name."""
    known = labels >= 0
    data = lightgbm.Dataset(measures[known], labels[known], weight=weights[known])
    return lightgbm.train({**_PARAMETERS, **other}, data, rounds)


def to_files(
    booster: lightgbm.Booster, name: str, measures: Any, *, in_steps: bool = True
) -> Learned:
    """A module with one function: nested conditions, a line a tree; and its trees.

    The first trees tell most rows for certain; the rest are asked only about the others.

    Args:
        booster: What was learned.
        name: Of the function.
        measures: What it was learned from: tells when the first trees are certain.
        in_steps: Whether they may decide alone; not where much depends on one row.
    """
    roots = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    trees = [_spell(root) for root in roots]
    first = booster.predict(measures, num_iteration=_FIRST_TREES, raw_score=True)
    whole = booster.predict(measures, raw_score=True)
    cut, shift = _find_cut(first, whole) if in_steps else (_NEVER, 0.0)
    source = _MODULE.format(
        name=name,
        measures=", ".join(f"x{number}" for number in range(booster.num_feature())) + ",",
        first=_JOIN.join(trees[:_FIRST_TREES]),
        rest=_JOIN.join(trees[_FIRST_TREES:]),
        cut=cut,
        shift=shift,
    )
    return Learned(source, _TREES.format(_FIRST_TREES, shift, ",\n".join(map(_values, roots))))


_FIRST_TREES = 25
_NEVER = -1e9
_TREES = '{{"first": {}, "shift": {}, "trees": [\n{}\n]}}\n'
_JOIN = "\n        + "
# Log-odds from which a row is worth a second look, and how many may be missed for good.
_WORTH, _MISSED = -1.7, 0.0005


def _find_cut(first: Any, whole: Any) -> tuple[float, float]:
    """Below which sum of the first trees the rest is not asked, and what stands for it."""
    worth = np.sort(first[whole > _WORTH])
    cut = round(float(worth[int(len(worth) * _MISSED)]), 3)
    below = first < cut
    shift = float(np.mean(whole[below] - first[below])) if below.any() else 0.0
    return cut, round(shift, 3)


def _spell(node: dict[str, Any]) -> str:
    if "leaf_value" in node:
        return repr(round(node["leaf_value"], _DIGITS))
    feature, threshold = node["split_feature"], _spell_bound(node["threshold"])
    left, right = _spell(node["left_child"]), _spell(node["right_child"])
    return f"({left} if x{feature} <= {threshold} else {right})"


_DIGITS = 5


def _spell_bound(bound: float) -> str:
    """A bound as short as it can be written: it stands halfway between two measures.

    What the learner takes for zero is zero, and its bounds are a hair above the half.
    """
    if abs(bound) < _ZERO:
        return "0"
    return repr(float(f"{bound:.{_BOUND_DIGITS}g}")).removesuffix(".0")


_ZERO, _BOUND_DIGITS = 1e-30, 9


def _values(root: dict[str, Any]) -> str:
    """A tree of expected values alone, as whole numbers: in units of the last digit."""
    return json.dumps(_nest(root), separators=(",", ":"))


def _nest(node: dict[str, Any]) -> Any:
    """A leaf's value, or [expected value, where the condition holds, where it does not]."""
    if "leaf_value" in node:
        return round(round(node["leaf_value"], _DIGITS) * 10**_DIGITS)
    value = round(node["internal_value"] * 10**_DIGITS)
    return [value, _nest(node["left_child"]), _nest(node["right_child"])]


def to_function(source: str, name: str) -> Weights:
    """The function that a source defines."""
    space: dict[str, Any] = {}
    exec(compile(source, "<weights>", "exec"), space)
    function: Weights = space[name]
    return function
