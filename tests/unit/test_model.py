"""The learned model: what it is given, that it is a value, and how its labels are made."""

import sys
from pathlib import Path

import pytest
from attrs import evolve

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import Context, build_article, describe_page
from newsparse.parser.measures import NAMES, measure
from newsparse.parser.model import default_model
from newsparse.parser.titles import TITLE_NAMES, measure_titles

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
from dataset import label_blocks

STORY = """Home

News

Ferry runs again

The ferry to Varn left on time on Monday, and nobody was left behind on the quay.

“We are happy,” said Ada Lund, who has waited for four weeks to go home to the island.

Privacy policy
"""
DOCUMENT = Document(lines=Lines(text=STORY))


def test_every_measure_has_a_name() -> None:
    """The names are what a reason for a decision can be told in."""
    page = describe_page(DOCUMENT, Languages())
    assert page is not None
    assert {len(row) for row in dict(measure(page.features)).values()} == {len(NAMES)}
    assert {len(row) for _, row in measure_titles(page, 3, 5)} == {len(TITLE_NAMES)}
    assert len(set(NAMES)) == len(NAMES)


def test_short_lines_far_from_text_are_not_measured() -> None:
    """A menu of thousands of lines costs next to nothing."""
    page = describe_page(Document(lines=Lines(text="Sport\n" * 500 + STORY)), Languages())
    assert page is not None
    rows = dict(measure(page.features))
    assert len(rows) < 80
    assert default_model().chances(page)[:400] == [0.0] * 400


def test_the_model_is_a_value() -> None:
    """Whoever has other weights hands them over; nothing global is touched."""
    untitled = evolve(default_model(), title=lambda row: -float(len(row)))
    assert build_article(DOCUMENT, Context(languages=Languages(), model=untitled)).title is None
    assert build_article(DOCUMENT, Context(languages=Languages())).title == "Ferry runs again"


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["Menu", "The ferry to Varn left on time on Monday.", "More"], [0, 1, 0]),
        (["Monday", "The ferry to Varn left on time on Monday.", "On time"], [0, 1, 1]),
        (["The ferry to Varn left on time again and again and again and again."], [-1]),
        (["The ferry to Varn left on time on Monday."] * 2, [1, 0]),
    ],
    ids=["story", "short line that gold has", "half of it is gold", "repeated"],
)
def test_labels_come_from_what_gold_has(texts: list[str], labels: list[int]) -> None:
    """Most of a block's shingles, or a short line near them; each once."""
    gold = [{"t": "The ferry to Varn left on time on Monday."}, {"t": "On time"}]
    assert label_blocks(texts, gold)[0] == labels
