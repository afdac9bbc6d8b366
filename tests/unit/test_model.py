"""The learned model: what it is given, that it is a value, and how its labels are made."""

import sys
from pathlib import Path

import pytest
from attrs import evolve

from newsparse.document import Document, Lines
from newsparse.languages import Languages
from newsparse.parser import Context, build_article, describe_page
from newsparse.parser.measures import NAMES, Survey
from newsparse.parser.model import default_model
from newsparse.parser.relations import STORY_NAMES, Drafted
from newsparse.parser.titles import TITLE_NAMES, measure_titles
from newsparse.parser.verdict import VERDICT_NAMES, measure_whole

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
from dataset import label_blocks, label_by_snippets

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
    assert {len(row) for _, row in default_model().glance(page)} == {len(NAMES)}
    assert {len(row) for _, row in default_model().rows(page)} == {len(STORY_NAMES)}
    assert {len(row) for _, row in measure_titles(page, 3, 5)} == {len(TITLE_NAMES)}
    for names in (NAMES, STORY_NAMES, TITLE_NAMES):
        assert len(set(names)) == len(names)


def test_short_lines_far_from_text_are_not_measured() -> None:
    """A menu of thousands of lines costs next to nothing."""
    page = describe_page(Document(lines=Lines(text="Sport\n" * 500 + STORY)), Languages())
    assert page is not None
    rows = dict(default_model().glance(page))
    assert len(rows) < 80
    assert default_model().look(page).chances[:400] == [0.0] * 400


def test_the_model_is_a_value() -> None:
    """Whoever has other weights hands them over; nothing global is touched."""
    untitled = evolve(default_model(), title=lambda row: -float(len(row)))
    assert build_article(DOCUMENT, Context(languages=Languages(), model=untitled)).title is None
    assert build_article(DOCUMENT, Context(languages=Languages())).title == "Ferry runs again"


def survey_of(*lines: str) -> Survey:
    page = describe_page(Document(lines=Lines(text="\n".join(lines))), Languages())
    assert page is not None
    return Survey(page.features)


SENTENCE = "The ferry number {} left on time on Monday, and nobody was left behind on the quay."
STORY_LINES = [SENTENCE.format(word) for word in ("one", "two", "three")]
COMMENT_LINES = ["2 days ago", SENTENCE.format("four"), "3 days ago", SENTENCE.format("five")]


@pytest.mark.parametrize(
    ("lines", "drafts", "main"),
    [
        ([*STORY_LINES, "Menu", "More", "All", *STORY_LINES], "999000999", (0, 3)),
        (["Menu", *STORY_LINES, "Menu", "More", "All", *COMMENT_LINES], "09990009999", (1, 4)),
        ([*STORY_LINES, "Menu", *STORY_LINES], "9990999", (0, 7)),
        (STORY_LINES, "111", (0, 3)),
    ],
    ids=["the first of two", "not the comments", "a hole", "none is likely: all"],
)
def test_the_main_run_is_the_likeliest_story(
    lines: list[str], drafts: str, main: tuple[int, int]
) -> None:
    """Of two that are as long the upper one, and not the one with lines of one make."""
    survey = survey_of(*lines)
    assert survey.size == len(lines)
    assert Drafted(survey, [int(digit) / 10 for digit in drafts]).main == main


def test_a_second_look_knows_what_lies_between() -> None:
    survey = survey_of(*STORY_LINES, "Menu", "More", "All", SENTENCE.format("six"))
    rows = list(Drafted(survey, [0.9, 0.9, 0.9, 0.0, 0.0, 0.0, 0.9]).rows())
    to_main = [row[STORY_NAMES.index("to_main")] for row in rows]
    between = [row[STORY_NAMES.index("blocks_between")] for row in rows]
    assert to_main == [0, 0, 0, -1, -2, -3, -4]
    assert between[-1] == 3
    assert list(Drafted(Survey(()), []).rows()) == []


def test_the_whole_is_measured_by_name() -> None:
    drafted = Drafted(survey_of("News", *STORY_LINES), [0.0, 0.9, 0.9, 0.9])
    row = measure_whole(drafted, (2.0, 0.0, 1.0, 0.0))
    found = dict(zip(VERDICT_NAMES, row, strict=True))
    assert len(found) == len(row)
    assert (found["main_blocks"], found["longest"], found["ended"]) == (3, 3, 1.0)
    assert (found["error"], found["consent"], found["login"]) == (2.0, 0.0, 1.0)


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


def test_snippets_label_the_blocks_that_hold_them() -> None:
    """Of all others nothing is known, nor of one that holds both kinds."""
    texts = [
        "The ferry left on time.",
        "Sign up for our letter",
        "Menu",
        "The ferry left. Sign up",
    ]
    assert label_by_snippets(texts, ["ferry left"], ["sign up for"]) == [1, 0, -1, 1]
    assert label_by_snippets(texts[3:], ["ferry left"], ["left. sign up"]) == [-1]
