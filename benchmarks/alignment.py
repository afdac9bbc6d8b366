"""The blocks of a page beside its gold: which are story, which were kept, how sure the parser was."""

from collections.abc import Iterable, Sequence

from attrs import field, frozen
from baselines import cut
from dataset import Row, label_blocks
from scoring import Fields, clean, fold, shingles

# Roles whose blocks stand in the body; that of captions is another matter.
BODY_ROLES = frozenset({
    "paragraph",
    "subheading",
    "list_item",
    "table_row",
    "block_quote",
    "pull_quote",
    "preformatted",
    "embed",
    "notice",
})
N_BINS = 10
_KEPT = 0.5
# A page with less of the gold is another version of the story.
_WHOLE = 0.8


@frozen(kw_only=True)
class Placed:
    """A block of the page.

    Attributes:
        text: As the parser sees it.
        role: As the parser says, or ``None`` where it did not say.
        confidence: How sure that is, or ``None`` likewise.
        kept: It is in the body that was read.
        story: Whether it is in the gold; ``None`` where only part of it is, or where it may be
            there or not.
        is_copy: It is not in the gold, but its words are: they stand on the page once more.
        is_mixed: Part of it is in the gold.
    """

    text: str
    role: str | None = None
    confidence: float | None = None
    kept: bool = False
    story: bool | None = False
    is_copy: bool = False
    is_mixed: bool = False


@frozen
class Alignment:
    """A page.

    Attributes:
        blocks: In order.
        found: The share of the gold that stands on the page.
        gold: Characters of gold, without optional paragraphs.
    """

    blocks: tuple[Placed, ...]
    found: float
    gold: int

    @property
    def is_whole(self) -> bool:
        """Gold and page are the same version of the story, so that what gold lacks is foreign."""
        return self.found >= _WHOLE


def align(text: str, paragraphs: Sequence[Row], fields: Fields) -> Alignment:
    """Lay what was read beside the page and its gold.

    Args:
        text: The page.
        paragraphs: Its gold.
        fields: What was read; without ``blocks``, those are kept that the body mostly has.
    """
    told = fields.get("blocks") or _find_kept(cut(text), fields)
    texts = [block for block, *_ in told]
    labels, _ = label_blocks(texts, paragraphs)
    gold = shingles("\n".join(item["t"] for item in paragraphs))
    optional = {fold(item["t"]) for item in paragraphs if item.get("optional")}
    kept_any = bool(fields.get("text"))
    blocks = []
    for (block, role, confidence), label in zip(told, labels, strict=True):
        own = shingles(block)
        known = confidence is not None
        blocks.append(
            Placed(
                text=block,
                role=role if known else None,
                confidence=confidence,
                kept=kept_any and role in BODY_ROLES,
                story=None if label < 0 else bool(label),
                is_copy=label == 0 and len(own) > 1 and (own & gold).total() * 2 > own.total(),
                is_mixed=label < 0 and fold(block) not in optional,
            )
        )
    found = (shingles("\n".join(texts)) & gold).total() / max(1, gold.total())
    size = sum(len(item["t"]) for item in paragraphs if not item.get("optional"))
    return Alignment(tuple(blocks), found, size)


def _find_kept(blocks: Sequence[str], fields: Fields) -> list[tuple[str, str, None]]:
    """Blocks with a role that says no more than whether the body has them."""
    body = shingles(fields.get("text") or "")
    lines = frozenset(map(clean, fields.get("paragraphs") or ()))
    found: list[tuple[str, str, None]] = []
    for block in blocks:
        own = shingles(block)
        kept = clean(block) in lines or (own & body).total() > _KEPT * own.total()
        found.append((block, "paragraph" if kept else "other", None))
    return found


@frozen
class Bin:
    """Decisions of one confidence: how many, how sure together, how many right."""

    n: int = 0
    sure: float = 0.0
    right: int = 0

    def __add__(self, other: "Bin") -> "Bin":
        return Bin(self.n + other.n, self.sure + other.sure, self.right + other.right)


@frozen
class Bins:
    """The decisions body or no body in ten bins by confidence, those for the body also apart."""

    all: tuple[Bin, ...] = field(default=(Bin(),) * N_BINS)
    body: tuple[Bin, ...] = field(default=(Bin(),) * N_BINS)

    def __add__(self, other: "Bins") -> "Bins":
        return Bins(_add(self.all, other.all), _add(self.body, other.body))


def _add(ours: Iterable[Bin], theirs: Iterable[Bin]) -> tuple[Bin, ...]:
    return tuple(a + b for a, b in zip(ours, theirs, strict=True))


def count_bins(alignment: Alignment) -> Bins:
    """The decisions on one page whose gold says what is right."""
    every, body = [Bin()] * N_BINS, [Bin()] * N_BINS
    for block in alignment.blocks if alignment.is_whole else ():
        if block.confidence is None or block.story is None:
            continue
        at = min(int(block.confidence * N_BINS), N_BINS - 1)
        one = Bin(1, block.confidence, int(block.kept is block.story))
        every[at] += one
        if block.kept:
            body[at] += one
    return Bins(tuple(every), tuple(body))


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and share of right ones lie apart."""
    total = sum(item.n for item in bins)
    return sum(abs(item.sure - item.right) for item in bins) / total if total else 0.0
