"""``newsparse explain``: why each block was kept or lost, for a person to read in the terminal."""

import json
import math
import shutil
import sys
from collections.abc import Iterator
from typing import Any, get_args

from attrs import Attribute, asdict

from newsparse.api import explain
from newsparse.article import Reason
from newsparse.batch import Reading
from newsparse.cli.inputs import describe, open_input
from newsparse.cli.terminal import Console, Style, flat, one_line, stdout_bytes, wrap
from newsparse.errors import NewsparseError
from newsparse.explanation import BlockExplanation, Explanation, Score

__all__ = ["explain_file", "iter_lines"]

_USAGE = 2
_NOTHING_USABLE = 3

_MIN_WIDTH, _MAX_WIDTH = 40, 100
_MARGIN = "     "
# How many measures are told of; the others are summed up.
_TOP = 4
_LOST = frozenset(get_args(Reason))


def explain_file(name: str, reading: Reading, *, block: int | None, as_json: bool) -> int:
    """Print why each block of an input was kept or lost; return the exit code."""
    console = Console()
    try:
        explanation = explain(open_input(name), **asdict(reading, recurse=False))
    except NewsparseError as error:
        console.line(name, describe(error, name))
        return _NOTHING_USABLE
    if block is not None and block >= len(explanation.blocks):
        console.line(name, f"no block {block}: {_numbers(explanation)}")
        return _USAGE
    if as_json:
        told = explanation if block is None else explanation.blocks[block]
        line = json.dumps(asdict(told, filter=_is_told), ensure_ascii=False)
        stdout_bytes().write(f"{line}\n".encode(errors="replace"))
        return 0
    width = max(_MIN_WIDTH, min(shutil.get_terminal_size().columns, _MAX_WIDTH))
    for line in iter_lines(explanation, width, Style.of(sys.stdout), block=block):
        print(line)
    return 0


def _numbers(explanation: Explanation) -> str:
    """Which blocks there are to choose from."""
    last = len(explanation.blocks) - 1
    if last < 0:
        return f"it has none; {explanation.why}"
    return "it has only block 0" if last == 0 else f"it has blocks 0 to {last}"


def _is_told(attribute: "Attribute[Any]", value: object) -> bool:
    """All but the article: that is for ``newsparse convert``."""
    return attribute.name != "article"


def iter_lines(
    explanation: Explanation, width: int, style: Style, *, block: int | None = None
) -> Iterator[str]:
    """Yield the lines of an explanation; nothing of its text can command the terminal.

    Args:
        explanation: What is explained.
        width: Columns of a line.
        style: Whether there are colours.
        block: Only this block, and all its measures.
    """
    if block is not None:
        chosen = explanation.blocks[block]
        yield from _block_lines(chosen, width, style)
        for score in chosen.scores:
            yield from _table_lines(score, style)
        return
    yield from _wrapped(_summary(explanation), width, "")
    for one in explanation.blocks:
        yield ""
        yield from _block_lines(one, width, style)
        for score in one.scores:
            yield from _score_lines(score, width, style)


def _summary(explanation: Explanation) -> str:
    n_blocks = len(explanation.blocks)
    counted = f"{n_blocks} block{'' if n_blocks == 1 else 's'}"
    parts = [f"format {explanation.format}", f"language {explanation.language or 'unknown'}"]
    if explanation.span is not None:
        first, last = explanation.span
        parts.append(f"{counted}, the story in {first} to {last - 1}")
    elif n_blocks:
        parts.append(counted)
    if explanation.why is not None:
        parts.append(f"{'' if explanation.article else 'no article: '}{explanation.why}")
    return "; ".join(parts)


def _block_lines(block: BlockExplanation, width: int, style: Style) -> Iterator[str]:
    """The role, the runner-up, the text's first line and the reason."""
    role, rest = "no role", ""
    if block.role is not None:
        role = f"{block.role} {block.confidence:.2f}"
    if block.runner_up is not None:
        rest = f", else {block.runner_up} {block.runner_up_confidence:.2f}"
    paint = style.dim if block.role is None else style.red if block.role in _LOST else style.green
    where = block.where
    place = f"  (line {where.line})" if where.line else f"  {where.path}" if where.path else ""
    yield f"{block.index:>4} {paint(one_line(role))}{one_line(rest)}{style.dim(flat(place))}"
    yield _MARGIN + style.bold(_beginning(block.text, width - len(_MARGIN)))
    yield from _wrapped(block.reason, width, _MARGIN)


def _beginning(text: str, room: int) -> str:
    """As much of a text as fits on one line."""
    text = one_line(text[: 4 * room])
    start, end = next(wrap(text, room), (0, 0))
    if end == len(text):
        return text
    start, end = next(wrap(text, room - 4), (0, 0))
    return f"{text[start:end]} ..."


def _wrapped(text: str, width: int, margin: str) -> Iterator[str]:
    text = one_line(text)
    for start, end in wrap(text, width - len(margin)):
        yield margin + text[start:end]


# -- scores


def _score_lines(score: Score, width: int, style: Style) -> Iterator[str]:
    """The score, the measures that added most to it, and the sum of all else."""
    rest = score.log_odds - math.fsum(one.added for one in score.contributions[:_TOP])
    added = [(one.name, one.added) for one in score.contributions[:_TOP]]
    line, used = f"{_MARGIN}{_head(score)}:", len(_MARGIN) + len(_head(score)) + 1
    for name, value in [*added, ("all else", rest)]:
        told = f"{name} {value:+.2f}"
        if used + 2 + len(told) > width:
            yield line
            line, used = _MARGIN + " ", len(_MARGIN) + 1
        line += f" {_painted(value, told, style)},"
        used += len(told) + 2
    yield line.removesuffix(",")


def _table_lines(score: Score, style: Style) -> Iterator[str]:
    """The score, and below it all that it is the sum of."""
    yield ""
    yield f"{_MARGIN}{_head(score)}, the sum of"
    yield _row(score.bias, "bias", "", style)
    if score.shift:
        yield _row(score.shift, "shift", "", style)
    for one in score.contributions:
        yield _row(one.added, one.name, f"{one.value:.4g}", style)


def _head(score: Score) -> str:
    return f"{score.model} {score.log_odds:+.2f}, chance {score.chance:.2f}"


def _row(added: float, name: str, value: str, style: Style) -> str:
    return f"{_MARGIN}{_painted(added, f'{added:+9.5f}', style)}  {name:<16} {value}".rstrip()


def _painted(added: float, text: str, style: Style) -> str:
    return style.green(text) if added > 0 else style.red(text)
