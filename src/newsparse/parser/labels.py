"""What the roles of a page's blocks are decided from, and what a decision comes to."""

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from newsparse.document import Role
from newsparse.parser.features import Page

__all__ = ["Decision", "Label", "Reading"]

# A role, how sure it is, and the rule, as in `Label`.
Decision: TypeAlias = tuple[Role, float, str]


@frozen
class Label:
    """What a block is for.

    Attributes:
        role: Its role.
        confidence: How sure that is, 0 to 1.
        rule: Which of several ways led to the role; empty for the only one, or the learned model.
            `newsparse.parser.reasons` has the words.
    """

    role: Role
    confidence: float
    rule: str = ""


@frozen(kw_only=True, eq=False)
class Reading:
    """A page whose story and title are chosen, and whose blocks have no roles yet.

    Attributes:
        page: What is seen of the blocks.
        chances: Of each to be part of the story, 0 to 1.
        span: The story: its first block, and one past its last.
        title: The title's block, or ``None``.
    """

    page: Page
    chances: Sequence[float]
    span: tuple[int, int]
    title: int | None
