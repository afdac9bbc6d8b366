"""Texts without a story: they are refused, and the reason says something."""

from pathlib import Path

import pytest

import newsparse
from newsparse.errors import NoArticleError

SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = sorted((SEEDS / "no-story").glob("*.txt"))
SHORT = sorted((SEEDS / "short").glob("*.txt"))
# The share that must be refused.
LEAST_REFUSED = 0.88


def refusal(path: Path) -> str | None:
    """Why a text is refused, or ``None`` where an article is found in it."""
    try:
        newsparse.parse(path)
    except NoArticleError as error:
        return error.reason
    return None


def test_texts_without_a_story_are_refused() -> None:
    refusals = [refusal(path) for path in TEXTS]
    refused = [reason for reason in refusals if reason is not None]
    assert all(refused)
    assert len(refused) >= LEAST_REFUSED * len(TEXTS)


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_short_stories_are_read(path: Path) -> None:
    """Whatever is refused, a brief, a stump or a story amid menus is not."""
    assert newsparse.parse(path).body


@pytest.mark.parametrize("path", [*TEXTS, *SHORT], ids=lambda path: path.stem)
def test_names_say_language_and_kind(path: Path) -> None:
    language, kind, word = path.stem.split("-")
    assert len(language) in {2, 3}
    assert kind.isalpha()
    assert word
