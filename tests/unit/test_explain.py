"""Explanations: what they say is what parsing did, and their numbers add up."""

import ast
import inspect
import json
import math
import os
import pickle
import pty
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import LiveEntry, Paragraph
from newsparse.cli import main
from newsparse.cli.explain import iter_lines
from newsparse.cli.terminal import Style
from newsparse.document import Document, Lines
from newsparse.errors import MultipleArticlesError, NewsparseError, NoArticleError
from newsparse.explanation import BlockExplanation, Explanation, Score
from newsparse.languages import Languages
from newsparse.parser import describe_page, reasons, roles
from newsparse.parser.measures import NAMES
from newsparse.parser.model import Model, default_model
from newsparse.parser.reading import SURE, read_page
from newsparse.parser.relations import STORY_NAMES
from newsparse.parser.revise import RULES
from newsparse.parser.titles import TITLE_NAMES, measure_titles
from newsparse.parser.trees import take_apart
from newsparse.parser.verdict import VERDICT_NAMES

SEEDS = Path(__file__).parents[2] / "seeds"
SEED_NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
WEIGHTS = Path(inspect.getfile(Model)).parent / "weights"
EXACT = 1e-9

STORY = """Home

Ferry runs again

By Ada Lund

The ferry to Varn left on time on Monday, and nobody was left behind on the quay.

Read more about ferries

“We are happy,” said Ada Lund, who has waited for four weeks to go home to the island.

3 comments

Photo: Bo Ek

All rights reserved by the Varn Times, its owners and its readers on both sides.
"""
MENU = "Home\nNews\nSport\nRead more\nContact us\n"
PAGE = (
    "<html><head><title>Ferry runs again | Varn Times</title></head><body><nav><a href=/>Home</a>"
    "</nav><article><h1>Ferry runs again</h1><p>The ferry to Varn left on time on Monday, and"
    " nobody was left behind on the quay.</p><p>It had been in the yard for nine days, and its crew"
    " was glad to be on board again, said the captain, who has sailed it for thirty years.</p>"
    "<h2>Nine days</h2><p>The yard had to wait for a part that is not made any more, and that was"
    " found in the end in a shed on the island.</p><p>The island has had no other way to the shops"
    " since the bridge was closed in the spring.</p></article></body></html>"
)


@cache
def explained(name: str) -> Explanation:
    return newsparse.explain(SEEDS / f"{name}.txt")


def block_of(explanation: Explanation, text: str) -> BlockExplanation:
    return next(block for block in explanation.blocks if block.text.startswith(text))


def total(score: Score) -> float:
    return math.fsum((score.bias, score.shift, *(one.added for one in score.contributions)))


def check(explanation: Explanation) -> None:
    """What holds for every explanation."""
    assert (explanation.article is None) == (explanation.why is not None)
    assert [block.index for block in explanation.blocks] == [*range(len(explanation.blocks))]
    for block in explanation.blocks:
        assert block.reason
        assert 0 <= block.confidence <= 1
        assert (block.role is None) == (explanation.span is None)
        assert block.runner_up is None or block.runner_up != block.role
        assert (block.runner_up is None) == (block.runner_up_confidence == 0)
        assert block.runner_up_confidence <= 1 - block.confidence
        for score in block.scores:
            assert total(score) == pytest.approx(score.log_odds, abs=EXACT)
            assert all(one.added for one in score.contributions)


# -- the numbers add up


@pytest.mark.parametrize("name", SEED_NAMES)
def test_contributions_sum_to_the_scores_that_parsing_used(name: str) -> None:
    """Of every block that the story model saw, and of every line that may be the title."""
    explanation, model = explained(name), default_model()
    check(explanation)
    text = (SEEDS / f"{name}.txt").read_bytes().decode("utf-8", "replace")
    page = describe_page(Document(lines=Lines(text=text)), Languages())
    assert page is not None
    reading = read_page(page, model)
    assert reading is not None
    used = {("story", at): model.story(row) for at, row in model.rows(page)}
    used |= {("draft", at): model.draft(row) for at, row in model.glance(page)}
    titles = measure_titles(page, *reading.span)
    used |= {("title", at): model.title(row) for at, row in titles}
    found = {(s.model, b.index): s.log_odds for b in explanation.blocks for s in b.scores}
    assert found == used


_HEADS = {"byline", "timestamp", "updated"}  # one line may be all of them


@pytest.mark.parametrize("name", SEED_NAMES)
def test_the_roles_are_those_that_made_the_article(name: str) -> None:
    """Whatever step of parsing gave them: each part stands where a block has its role."""
    explanation = explained(name)
    assert explanation.article is not None
    found = {block.where.line: block.role for block in explanation.blocks}
    body = explanation.article.body
    inner = [p for e in body for p in (e.body if isinstance(e, LiveEntry) else (e,))]
    paragraphs = [p.where.line for p in inner if isinstance(p, Paragraph) and p.where]
    assert paragraphs == [line for line, role in found.items() if role == "paragraph"]
    for item in explanation.article.provenance:
        if item.source == "line" and item.where is not None:
            role = found[item.where.line]
            assert role == item.field or {role, item.field} <= _HEADS or role == "paragraph"


LINES = st.sampled_from(STORY.split("\n\n") + MENU.split("\n") + ["-30-", "2 hours ago", "- a"])
TEXTS = st.lists(LINES | st.text(max_size=60), min_size=1, max_size=12).map("\n\n".join)


def outcome(text: str) -> tuple[newsparse.Article | None, str | None]:
    try:
        return newsparse.parse(text, "text"), None
    except NoArticleError as error:
        return None, error.reason


@given(TEXTS)
def test_any_text_is_explained_as_it_is_parsed(text: str) -> None:
    """The article is that of `parse`, or the reason is that of its error."""
    article, why = outcome(text)
    if (why or "").startswith("looks like a"):  # a file's name, or an address, is no content
        with pytest.raises(NoArticleError, match=re.escape(why or "")):
            newsparse.explain(text, "text")
        return
    explanation = newsparse.explain(text, "text")
    assert (explanation.article, explanation.why) == (article, why)
    check(explanation)


MEASURES = {
    "draft": NAMES,
    "story": STORY_NAMES,
    "caption": STORY_NAMES,
    "verdict": VERDICT_NAMES,
    "title": TITLE_NAMES,
}


@pytest.mark.parametrize("name", [a.name for a in fields(Model)])
@pytest.mark.parametrize("value", [0.0, 1.0, -50.0, 1e6, math.inf])
def test_every_function_of_the_model_can_be_taken_apart(name: str, value: float) -> None:
    """Its trees are shipped, and are those that the function was made from."""
    weights = getattr(default_model(), name)
    row = [value] * len(MEASURES[name])
    parts = take_apart(weights, row)
    assert parts.score == weights(row)
    assert math.fsum((parts.bias, parts.shift, *parts.added.values())) == pytest.approx(
        parts.score, abs=EXACT
    )


def test_a_second_look_that_was_not_needed_is_one_number() -> None:
    """Where the first trees are certain, what stands for the others is told apart from them."""
    scores = [s for name in SEED_NAMES for b in explained(name).blocks for s in b.scores]
    shifts = {score.shift for score in scores if score.model == "story"}
    assert len(shifts) == 2
    assert min(map(abs, shifts)) == 0
    assert all(score.log_odds < 0 for score in scores if score.shift)


def other(row: list[float]) -> float:
    return row[0]


def test_weights_without_trees_are_told_so() -> None:
    with pytest.raises(LookupError, match="has no values beside it"):
        take_apart(other, [1.0])


def test_trees_of_another_training_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A score is never explained by numbers that do not belong to it."""
    story = default_model().story
    monkeypatch.setattr(other, "__module__", story.__module__)
    monkeypatch.setattr(other, "__name__", "story")
    with pytest.raises(LookupError):
        take_apart(other, [1.0])


def test_the_weights_stay_small() -> None:
    """With all that explains them."""
    assert sum(path.stat().st_size for path in WEIGHTS.glob("*.*")) < 500_000


# -- roles, reasons and runners-up


@pytest.mark.parametrize(
    ("text", "role", "reason"),
    [
        (
            "Home",
            "navigation",
            "the line is “home”, which the table 'en' lists under 'navigation'",
        ),
        ("Ferry runs", "title", "of the lines that may be the title it is the likeliest"),
        ("By Ada", "byline", "it names somebody after a word like “by”"),
        ("The ferry", "paragraph", "it reads like part of the story"),
        ("Read more", "related", "the line begins with “read more”"),
        ("3 comments", "comments", "the line is “0 comments”"),
        ("All rights", "copyright", "“all rights reserved”"),
    ],
)
def test_the_reason_says_what_decided(text: str, role: str, reason: str) -> None:
    block = block_of(newsparse.explain(STORY, language="en"), text)
    assert block.role == role
    assert reason in block.reason


def test_where_no_block_has_a_chance_what_reads_best_is_the_story() -> None:
    page = describe_page(Document(lines=Lines(text=STORY)), Languages())
    assert page is not None
    unsure = evolve(default_model(), story=lambda _: -5.0, verdict=lambda _: 5.0)
    reading = read_page(page, unsure)
    assert reading is not None
    first, last = reading.span
    assert set(reading.chances[first:last]) == {SURE}
    assert page.features[first].text.startswith("The ferry")


def decisions() -> set[str]:
    """The rules that `roles` names: last of a label's values, or of a decision's three."""
    tree = ast.parse(inspect.getsource(roles))
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "_set":
            found.extend(node.args[3:])
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3:
            found.append(node.elts[2])
    return {str(n.value) for n in found if isinstance(n, ast.Constant) and n.value}


def test_every_rule_has_its_words() -> None:
    assert decisions() | {*RULES} <= {*reasons.WORDS, "phrase", "aside"}
    assert len(decisions()) > 5


def test_the_runner_up_is_what_the_other_side_of_the_decision_makes() -> None:
    """A paragraph whose chance was none would be what its runner-up says."""
    plain, n_checked = reasons.WORDS["paragraph"], 0
    for name in SEED_NAMES:
        text = (SEEDS / f"{name}.txt").read_bytes().decode("utf-8", "replace")
        page = describe_page(Document(lines=Lines(text=text)), Languages())
        reading = page and read_page(page, default_model())
        assert reading
        for block in explained(name).blocks:
            if block.reason == plain and block.runner_up not in {None, "title"}:
                chances = list(reading.chances)
                chances[block.index] = 0.0
                labels = roles.Labeller(evolve(reading, chances=chances)).labels()
                assert labels[block.index].role == block.runner_up
                n_checked += 1
    assert n_checked > 100


def test_a_second_look_at_a_role_is_told_of() -> None:
    """The role at first sight is the runner-up."""
    text = STORY.replace("Read more about ferries", "3 min read")
    block = block_of(newsparse.explain(text, "text", language="en"), "3 min read")
    assert (block.role, block.reason) == ("ui_label", "it says how long the reading takes")
    assert block.runner_up in {"paragraph", "subheading", "related"}


def test_runners_up_have_their_reasons() -> None:
    """A title might be its own copy, a subheading a short paragraph; a menu is nothing else."""
    explanation = explained("en-tabloid-ferry-radio")
    assert explanation.span == (3, 19)
    assert [explanation.blocks[at].runner_up for at in (0, 1, 9)] == [
        *("duplicate_title", "title", "paragraph")
    ]
    assert explained("en-select-all-council").blocks[1].runner_up is None


# -- what is no story, no text, or no single article


def test_a_menu_is_explained_too() -> None:
    """That is when one needs it: no role, but the scores and why there is no article."""
    explanation = newsparse.explain(MENU)
    check(explanation)
    assert explanation.article is None
    assert "menus and notices" in (explanation.why or "")
    assert {block.role for block in explanation.blocks} == {None}
    assert explanation.blocks[3].reason.startswith("it speaks against a story as much as 140 ")
    assert all(block.scores for block in explanation.blocks)


def test_nothing_at_all_is_explained() -> None:
    explanation = newsparse.explain("\n \n", "text")
    assert (explanation.blocks, explanation.why) == ((), "is empty: no letter and no digit in it")


def test_a_page_is_explained() -> None:
    """With the place of each block in the tree, by the models of pages."""
    explanation = newsparse.explain(PAGE)
    check(explanation)
    assert explanation.format == "html"
    title = block_of(explanation, "Ferry runs")
    assert (title.role, title.where.path) == ("title", "/html/body/article/h1")
    heading = block_of(explanation, "Nine days")
    assert heading.role == "subheading"
    assert {score.model for block in explanation.blocks for score in block.scores} == {
        "page_story",
        "page_draft",
        "page_title",
    }


def test_a_finished_article_needs_no_explanation() -> None:
    article = newsparse.parse(STORY)
    explanation = newsparse.explain(newsparse.write(article, "json"))
    assert (explanation.article, explanation.blocks) == (article, ())
    assert "nothing was decided here" in (explanation.why or "")


def test_what_cannot_be_read_is_an_error_as_in_parsing() -> None:
    two = newsparse.write([newsparse.parse(STORY)] * 2, "json")
    with pytest.raises(MultipleArticlesError, match=r"newsparse\.explain takes one"):
        newsparse.explain(two)
    for broken in ("story.txt", b"\0\1\2" * 99, '{"newsparse": 7}'):
        with pytest.raises(NewsparseError):
            newsparse.explain(broken)


def test_an_explanation_is_a_value() -> None:
    explanation = explained("en-tabloid-ferry-radio")
    assert pickle.loads(pickle.dumps(explanation)) == explanation  # noqa: S301
    assert hash(explanation.blocks[0])


# -- the command


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-X", "utf8", "-m", "newsparse", "explain", *args]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def test_the_command_tells_of_every_block() -> None:
    path = SEEDS / "en-tabloid-ferry-radio.txt"
    done = run(str(path))
    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert told.startswith("format text; language en; 22 blocks, the story in 3 to 18\n\n")
    title = r"\n   0 title 0\.80, else duplicate_title 0\.\d\d  \(line 1\)\n     Ferry crew’s "
    assert re.search(title, told)
    assert re.search(r"\n     story \+\d\.\d\d, chance 0\.\d\d: \w+ [+-]\d\.\d\d, ", told)
    assert len(re.findall(r"(?m)^ {1,4}\d{1,3} \w", told)) == 22
    assert "\x1b" not in told


def test_one_block_is_told_of_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """Its rows sum to the scores of both looks; with --json it is the object alone."""
    path, block = str(SEEDS / "en-tabloid-ferry-radio.txt"), "3"
    assert main(["explain", path, "--block", block]) == 0
    told = capsys.readouterr().out
    rows = [float(row) for row in re.findall(r"(?m)^ +([+-]\d\.\d{5})  \w", told)]
    scores = explained("en-tabloid-ferry-radio").blocks[3].scores
    assert [score.model for score in scores] == ["story", "draft"]
    assert math.fsum(rows) == pytest.approx(
        math.fsum(score.log_odds for score in scores), abs=1e-4
    )
    assert main(["explain", path, "--block", block, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["runner_up"] == "related"
    assert main(["explain", path, "--block", "22"]) == 2
    assert capsys.readouterr().err.endswith("no block 22: it has blocks 0 to 21\n")


def test_where_there_are_no_blocks_it_is_said_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "nothing.txt"
    path.write_text("...")
    assert main(["explain", str(path), "--block", "0"]) == 2
    assert "no block 0: it has none; is empty" in capsys.readouterr().err


def test_json_is_utf_8_wherever_it_goes() -> None:
    command = [sys.executable, "-m", "newsparse", "explain", "-", "--json"]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        command, input="Fähre\n".encode(), capture_output=True, check=True, env=env, timeout=60
    )
    assert json.loads(done.stdout)["blocks"][0]["text"] == "Fähre"


def test_json_has_everything_but_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SEEDS / "fi-tabloid-karhu.txt"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {a.name for a in fields(Explanation)} - {"article"}
    assert set(told["blocks"][0]) == {a.name for a in fields(BlockExplanation)}


def test_what_holds_no_story_is_told_and_no_failure() -> None:
    done = run("-", stdin=MENU.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"no article: no running text" in done.stdout
    assert b"   0 no role  (line 1)\n" in done.stdout
    done = run("nowhere.txt")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"newsparse: nowhere.txt: ")


def test_colours_are_for_a_terminal() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-X", "utf8", "-m", "newsparse", "explain", "-", "--block", "1"]
    env = {**os.environ, "NO_COLOR": "", "TERM": "xterm"}
    subprocess.run(command, input=STORY.encode(), stdout=theirs, env=env, check=True, timeout=60)
    os.close(theirs)
    told = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "\x1b[32mtitle 0.80\x1b[0m" in told
    assert "\x1b[1mFerry runs again\x1b[0m" in told


@pytest.mark.parametrize("width", [40, 80])
def test_nothing_of_the_text_commands_the_terminal(width: int) -> None:
    """Nor does a line run over its end, but for the places of long paths."""
    evil = "The \x1b[31mred\x07 ferry \u202eolleh \x9b1m left on time on Monday, they all said."
    explanation = newsparse.explain(f"{evil}\n\n{STORY}\n\n{evil * 9}", "text")
    for line in iter_lines(explanation, width, Style(on=False)):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line), line
        assert len(line) <= width or re.match(r" {1,4}\d", line)


def test_what_elements_have_a_say_in_is_told() -> None:
    """After the model: cells of a table go together, and a hidden copy of a story is none of it."""
    cells = "".join(f"<tr><td>Year {at}</td><td>{at * 7} trips</td></tr>" for at in range(6))
    story = PAGE[PAGE.index("<p>") : PAGE.index("</article>")]
    page = PAGE.replace(
        "</article>", f"<table>{cells}</table></article><div style='display:none'>{story}</div>"
    )
    blocks = newsparse.explain(page, format="html").blocks
    said = {block.reason.partition("; ")[2] for block in blocks}
    assert (
        "the cells of its table have one chance, the mean of what the model says of each" in said
    )
    assert any(why.startswith("it stands in an element that is hidden") for why in said)
