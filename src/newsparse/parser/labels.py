"""What a decision on a block comes to: its role, and how sure that is."""

from typing import NamedTuple, TypeAlias

from newsparse.document import Role

__all__ = ["Decision", "Label"]

# A role, how sure it is, and the rule, as in `Label`.
Decision: TypeAlias = tuple[Role, float, str]


class Label(NamedTuple):
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
