"""Explanations: for every block of a document, its role, how sure that is, and what spoke for it."""

from attrs import frozen

from newsparse.article import Article, Where
from newsparse.document import Role

__all__ = ["BlockExplanation", "Candidate", "Contribution", "Explanation", "Score"]


@frozen(kw_only=True)
class Contribution:
    """What one measure of a block added to a score.

    Attributes:
        name: The measure: ``"size"``, ``"text_8_before"``.
        value: What was measured.
        added: What it added to the log-odds; below 0 it spoke against.
    """

    name: str
    value: float
    added: float


@frozen(kw_only=True)
class Score:
    """What a learned model said of a block.

    The score is the sum of `bias`, `shift` and what all `contributions` added.

    Attributes:
        model: ``"story"``: whether the block is part of the story; ``"draft"``: the same at first
            sight, one of the measures of ``"story"``; ``"title"``: whether it is the title.  Those of
            web pages begin with ``page_``.
        log_odds: The score that parsing used; 0 is an even chance.
        chance: The same as a chance, 0 to 1.
        bias: What the model expects of a block before it looks at any measure.
        shift: What stands for the last trees, where the first ones were sure; else 0.
        contributions: Largest first, whatever the sign; measures that added nothing are left out.
    """

    model: str
    log_odds: float
    chance: float
    bias: float
    shift: float
    contributions: tuple[Contribution, ...]


@frozen(kw_only=True)
class BlockExplanation:
    """Why a block got its role.

    Attributes:
        index: Its number in the document, from 0.
        text: Its text.
        where: Its place in the source.
        role: Its role; ``None`` where no roles were given, since nothing reads like a story.
        confidence: How sure the role is, 0 to 1.
        reason: What decided, in words.
        runner_up: The role it would have had if the closest decision had gone the other way;
            ``None`` where nothing else came into question.
        runner_up_confidence: How likely that was, 0 to 1; never more than `confidence` leaves.
        scores: What the learned models said of it.  A short line far from running text is not
            shown to the first two, and only lines that may be a title to the title model.
    """

    index: int
    text: str
    where: Where
    role: Role | None
    confidence: float
    reason: str
    runner_up: Role | None
    runner_up_confidence: float
    scores: tuple[Score, ...]


@frozen(kw_only=True)
class Candidate:
    """A value that the source declares for a field; a web page declares many, and one counts.

    Attributes:
        field: ``"title"``, ``"timestamp"``, ``"updated"`` or ``"authors"``.
        value: As declared.
        source: What declared it: ``"json-ld:datePublished"``, ``"class:date"``, ``"url"``.
        chosen: The article's value comes from this source.
    """

    field: str
    value: str
    source: str
    chosen: bool


@frozen(kw_only=True)
class Explanation:
    """What became of the blocks of one document, and why.

    Attributes:
        blocks: In reading order; empty where the source says itself what each part is.
        span: The story among them: its first block, and one past its last; or ``None``.
        article: The article that they make; ``None`` where nothing was read as a story.
        why: Why there is no article, or why there are no blocks; else ``None``.
        language: BCP 47 tag of the language whose table was used, or ``None``.
        format: Name of the format that was read.
        candidates: What the source declares of title, times and authors, of each field the most
            trusted first; those that were not chosen lost to the text, or to another one.
    """

    blocks: tuple[BlockExplanation, ...] = ()
    span: tuple[int, int] | None = None
    article: Article | None = None
    why: str | None = None
    language: str | None = None
    format: str | None = None
    candidates: tuple[Candidate, ...] = ()
