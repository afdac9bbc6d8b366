"""Section pages, which no corpus of articles has: a text's own menus, and teasers where its story was.

They are learned from as texts without a story: each teaser reads like the beginning of one.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from augment import Pool
from dataset import Row, Sample

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import describe_page
from newsparse.parser.features import Page

__all__ = ["make_section", "pick_teasers", "pool_of"]


def pool_of(samples: Sequence[Sample]) -> Pool:
    """The stories of texts, each once."""
    rows = {(sample.row["set"], sample.row["id"]): sample.row for sample in samples}
    return Pool.of([(_language(row), _as_page(row)) for row in rows.values()])


def _language(row: Row) -> str:
    return (row.get("lang") or "").partition("-")[0]


def _as_page(row: Row) -> Row:
    titles = row.get("titles") or [None]
    return {"title": titles[0], "paragraphs": [one["t"] for one in row.get("paragraphs") or ()]}


def pick_teasers(sample: Sample, pool: Pool, chance: random.Random) -> list[str]:
    """The lines of some teasers, in the text's language where enough is known in it.

    Args:
        sample: The text whose story they replace.
        pool: Where words are taken from.
        chance: Chooses.
    """
    stories = pool.stories.get(_language(sample.row), ())
    if len(stories) < _STORIES:
        stories = [story for some in pool.stories.values() for story in some]
    chosen = chance.sample(list(stories), min(len(stories), chance.randint(4, 16)))
    n_sentences, style = chance.choice((1, 2, 2, 3)), chance.choice(("", "label", "day", "byline"))
    return [line for story in chosen for line in _teaser(story, n_sentences, style, chance)]


_STORIES = 12


def _teaser(
    story: tuple[str, list[str]], n_sentences: int, style: str, chance: random.Random
) -> Iterator[str]:
    title, paragraphs = story
    if style == "label":
        yield title.split(" ", 1)[0]
    yield title
    if style == "byline":
        yield " ".join(islice((word for word in paragraphs[-1].split() if word[0].isupper()), 2))
    if chance.random() < _TOLD:
        yield _beginning(paragraphs[0], n_sentences)
    if style == "day":
        yield f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2021"


_TOLD = 0.9


def _beginning(text: str, n_sentences: int) -> str:
    """The first sentences of a text, about."""
    sentences = text.split(". ")
    cut = ". ".join(sentences[:n_sentences])
    return cut if cut == text or cut.endswith((".", "!", "?", "。")) else f"{cut}."


def make_section(sample: Sample, teasers: Sequence[str], chance: random.Random) -> Page | None:
    """A text with teasers in place of its story; ``None`` where too little is left around it."""
    pairs = list(zip(sample.survey.features, sample.labels["story"], strict=True))
    first = next((at for at, (_, label) in enumerate(pairs) if label == 1), None)
    if first is None:
        return None
    above = [item.text for item, label in pairs[:first] if label == 0]
    below = [item.text for item, label in pairs[first:] if label == 0]
    if len(above) + len(below) < _LEAST:
        return None
    lines = [*above[: chance.randint(5, 60)], *teasers, *below[-chance.randint(5, 60) :]]
    return describe_page(Document(lines=Lines(text="\n\n".join(lines))), Languages())


_LEAST = 5
