"""Why a body is wrong, in words: from the blocks of the page beside its gold."""

from collections.abc import Iterable, Iterator, Sequence

from alignment import Alignment, Placed
from attrs import frozen

# Gold of which less stands on the page is that of another page.
_ANOTHER_PAGE = 0.2
# Reasons that explain less of what the reader did wrong than this are left out.
_MIN_SHARE = 0.05
_MAX_REASONS = 4
_QUOTED = 50


@frozen(kw_only=True)
class Reason:
    """One thing that went wrong.

    Attributes:
        kind: Its name, to be counted over texts.
        size: Characters lost or wrongly kept by it.
        words: What happened, for a person.
    """

    kind: str
    size: int
    words: str


def find_reasons(alignment: Alignment, error: str | None = None) -> list[Reason]:
    """What costs most comes first; empty where every block is where gold has it."""
    absent = _absent(alignment)
    if alignment.found < _ANOTHER_PAGE:
        return absent
    blocks = alignment.blocks
    story = [at for at, block in enumerate(blocks) if block.story]
    hits = [at for at in story if blocks[at].kept]
    if hits or not story:
        lost = [*_lost(alignment, story, hits), *_foreign(alignment, story)]
    elif any(block.kept for block in blocks):
        lost = [_failure(alignment)]
    else:
        words = f"nothing was read: {error or 'no block is called body'}"
        lost = [Reason(kind="nothing read", size=alignment.gold, words=words)]
    lost += _mixed(alignment)
    total = sum(reason.size for reason in lost)
    found = [*absent, *(reason for reason in lost if reason.size >= _MIN_SHARE * total)]
    return sorted(found, key=lambda reason: -reason.size)[:_MAX_REASONS]


def _absent(alignment: Alignment) -> list[Reason]:
    if alignment.is_whole:
        return []
    size = round((1 - alignment.found) * alignment.gold)
    if alignment.found < _ANOTHER_PAGE:
        words = "gold is not on the page"
    else:
        words = "gold is on the page only in part"
    words += f": {alignment.found:.0%} of it is found there"
    return [Reason(kind="gold not on the page", size=size, words=words)]


def _failure(alignment: Alignment) -> Reason:
    kept = [block for block in alignment.blocks if block.kept]
    words = f"whole-page failure: none of the gold found, but {_describe(kept)}"
    return Reason(kind="whole-page failure", size=alignment.gold, words=words)


def _lost(alignment: Alignment, story: Sequence[int], hits: Sequence[int]) -> Iterator[Reason]:
    """Gold that was not kept, by where it stands."""
    blocks = alignment.blocks
    if not hits:
        return
    places = (
        ("cut at the start", "before the first kept block", [at for at in story if at < hits[0]]),
        ("cut at the end", "after the last kept block", [at for at in story if at > hits[-1]]),
        ("hole", "inside", [at for at in story if hits[0] < at < hits[-1]]),
    )
    for kind, where, rows in places:
        lost = [blocks[at] for at in rows if not blocks[at].kept]
        if lost:
            size = _size(lost)
            share = size / max(1, _size(blocks[at] for at in story))
            head = "hole in the article" if kind == "hole" else f"article {kind}"
            words = f"{head}: {share:.0%} of gold lost {where}: {_describe(lost)}"
            yield Reason(kind=kind, size=size, words=words)


def _foreign(alignment: Alignment, story: Sequence[int]) -> Iterator[Reason]:
    """What was kept and is not gold, by where it stands."""
    extra = [
        at for at, block in enumerate(alignment.blocks) if block.kept and block.story is False
    ]
    copies = [at for at in extra if alignment.blocks[at].is_copy]
    foreign = [at for at in extra if not alignment.blocks[at].is_copy]
    first, last = (story[0], story[-1]) if story else (0, 0)
    places = (
        ("copy kept", "second copy of gold kept", copies),
        (
            "foreign before",
            "foreign text kept before the start",
            [at for at in foreign if at < first],
        ),
        ("foreign after", "foreign text kept after the end", [at for at in foreign if at > last]),
        (
            "foreign inside",
            "foreign text kept inside",
            [at for at in foreign if first <= at <= last],
        ),
    )
    for kind, head, rows in places:
        if rows:
            kept = [alignment.blocks[at] for at in rows]
            yield Reason(kind=kind, size=_size(kept), words=f"{head}: {_describe(kept)}")


def _mixed(alignment: Alignment) -> Iterator[Reason]:
    """Blocks that no choice makes right."""
    mixed = [block for block in alignment.blocks if block.is_mixed]
    if mixed:
        words = f"blocks that are gold in part: {_describe(mixed)}"
        yield Reason(kind="mixed blocks", size=_size(mixed) // 2, words=words)


def _size(blocks: Iterable[Placed]) -> int:
    return sum(len(block.text) for block in blocks)


def _describe(blocks: Sequence[Placed]) -> str:
    """How much text it is, what most of it was taken for, and how the longest block begins."""
    longest = max(blocks, key=lambda block: len(block.text))
    parts = [f"{_size(blocks):,} characters in {len(blocks)} block{'s'[: len(blocks) > 1]}"]
    sizes: dict[str, int] = {}
    for block in blocks:
        if block.role is not None:
            sizes[block.role] = sizes.get(block.role, 0) + len(block.text)
    if sizes:
        parts.append(f"role {max(sizes, key=lambda role: sizes[role])}")
    start = longest.text[:_QUOTED].rstrip().replace("|", "¦").replace("`", "'")
    parts.append(f"“{start}{'…' if len(longest.text) > _QUOTED else ''}”")
    return ", ".join(parts)
