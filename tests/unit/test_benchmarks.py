"""The benchmark of plain text: its numbers are those that one gets by hand."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import raw
from alignment import Alignment, Bin, Placed, align, calibration_error, count_bins
from baselines import BASELINES
from columns import COLUMNS
from reasons import find_reasons
from scoring import Counts, Gold, compare, score

ON_TIME = "The ferry to Varn left on time on Monday."
NOBODY = "Nobody was left behind on the quay."
RECIPES = "Read also: seven recipes with cod for a cold winter."
BRIDGE = "The bridge over the Lind is open to lorries again."
FERRY_PAGE = ["Home", "Ferry runs again", "By Ada Lund", ON_TIME, NOBODY, RECIPES]
BRIDGE_PAGE = ["Bridge is open", BRIDGE, "Contact"]
ROWS: list[dict[str, Any]] = [
    {
        "id": "ferry",
        "lang": "en",
        "titles": ["Ferry runs again"],
        "authors": ["Ada Lund", "Bo Moe"],
        "paragraphs": [{"t": ON_TIME}, {"t": NOBODY}],
        "days": ["2024-05-06"],
    },
    {
        "id": "bridge",
        "lang": "da",
        "titles": ["Bridge is open"],
        "paragraphs": [{"t": BRIDGE}],
        "days": ["2024-05-07"],
    },
]
# Of the ferry, the second sentence is lost and a foreign line kept; of the bridge all is right but
# the title.
READ = [
    {
        "id": "ferry",
        "paragraphs": [ON_TIME, RECIPES],
        "title": "Ferry runs again!",
        "authors": ["Ada Lund"],
        "date": "2024-05-05",
        "blocks": [
            ["Home", "navigation", 0.9],
            ["Ferry runs again", "title", 0.9],
            ["By Ada Lund", "byline", 0.9],
            [ON_TIME, "paragraph", 0.9],
            [NOBODY, "related", 0.6],
            [RECIPES, "paragraph", 0.6],
        ],
    },
    {"id": "bridge", "paragraphs": [BRIDGE], "title": None, "date": "2024-05-07T08:00:00+02:00"},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two pages in one form, and what was read from them."""
    for row, lines in zip(ROWS, [FERRY_PAGE, BRIDGE_PAGE], strict=True):
        with gzip.open(tmp_path / f"{row['id']}.txt.gz", "wt", encoding="utf-8") as file:
            file.write("\n".join(lines))
    rows = [{**row, "set": "made", "files": {"copy": f"{row['id']}.txt.gz"}} for row in ROWS]
    read = [{**fields, "set": "made", "form": "copy"} for fields in READ]
    for name, lines_ in [("gold", rows), ("read", read)]:
        text = "".join(json.dumps(line) + "\n" for line in lines_)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, list[str]]:
    """Printed rows of tables, by first cell; the last one of a name stays."""
    raw.main([*map(str, arguments), "--jobs", "1"])
    lines = capsys.readouterr().out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    return {cells[0]: cells[1:] for cells in rows} | {"": lines}


def test_the_command_prints_what_one_counts_by_hand(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 16 shingles that were given for the ferry 6 are right, of 13 in the gold 6 are found."""
    found = run(capsys, corpus, "--predictions", corpus / "read.jsonl", "--worst", 1)
    precision, recall = (6 / 16 + 1) / 2, (6 / 13 + 1) / 2
    body = 2 * precision * recall / (precision + recall)
    shares = [f"{value:.3f}"[1:] for value in (body, precision, recall, 0.75)]
    assert found["newsparse"] == [*shares, ".500", ".500", ".500", "1.000"]
    assert found["2 texts"][4:] == ["title (2)", "day given", "day (2)", "authors (1)"]
    assert found["perfect labels"][:4] == ["1.000"] * 4
    assert found["best run"][:3] == [".000"] * 3  # none of the lines is long
    assert found["0.9 to 1.0"] == ["4", ".900", "1.000", "1", ".900", "1.000"]
    assert found["0.6 to 0.7"] == ["2", ".600", ".000", "1", ".600", ".000"]
    error = (4 * 0.1 + 2 * 0.6) / 6
    assert found["calibration error"][2] == f"{error:.3f}"[1:]
    lost = "46% of gold lost after the last kept block: 35 characters in 1 block, role related"
    kept = "52 characters in 1 block, role paragraph"
    assert [line.strip() for line in found[""][-3:]] == [
        "1. .414 made `ferry`",
        f"- foreign text kept after the end: {kept}, “{RECIPES[:50]}…”",
        f"- article cut at the end: {lost}, “{NOBODY}”",
    ]


def test_the_command_parses_where_nothing_is_predicted(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With broken down values and intervals, for which any number of texts does."""
    found = run(capsys, corpus, "--by", "lang", "--ci", 20)
    assert float(found["newsparse"][0].split()[0]) > 0.5
    assert "(" in found["newsparse"][0]
    assert {"en", "da"} <= found.keys()


def test_texts_without_a_prediction_are_empty(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are counted, not left out."""
    (corpus / "read.jsonl").write_text(json.dumps({**READ[1], "set": "made", "form": "copy"}))
    found = run(capsys, corpus, "--predictions", corpus / "read.jsonl")
    assert found[""][0].endswith("but for 1 that it lacks, which count as empty.")
    assert found["newsparse"][1:3] == ["1.000", ".500"]


def test_predictions_of_pages_in_the_same_file_are_left_out(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run of the cross-validation writes texts and pages; a page's line has no form."""
    with (corpus / "read.jsonl").open("a") as file:
        file.write(json.dumps({"id": "ferry", "set": "made", "paragraphs": [NOBODY]}) + "\n")
    found = run(capsys, corpus, "--predictions", corpus / "read.jsonl")
    assert found["newsparse"][1:3] == [
        f"{(6 / 16 + 1) / 2:.3f}"[1:],
        f"{(6 / 13 + 1) / 2:.3f}"[1:],
    ]


CAPTIONED = {
    "paragraphs": [{"t": "A summary of the day.", "optional": True}, {"t": ON_TIME}],
    "captions": [
        {"caption": "The quay at Varn on Monday", "credit": ["Ada Lund", "Bo Moe"]},
        {"caption": "Not on this page", "credit": []},
    ],
    "subheadings": ["Four weeks late"],
}
PAGE = f"{ON_TIME}\nFour weeks late\nThe quay at Varn on Monday. Photo: Ada Lund\n"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"paragraphs": [ON_TIME]}, {"paragraphs": (1, 0, 0), "captions": (0, 0, 1)}),
        ({"paragraphs": ["A summary of the day.", ON_TIME]}, {"paragraphs": (2, 0, 0)}),
        ({"subheadings": ["FOUR weeks late:"]}, {"subheadings": (1, 0, 0)}),
        (
            {"captions": [{"text": "The quay at Varn on Monday.", "credit": "Photo Ada Lund"}]},
            {"captions": (1, 0, 0), "credits": (1, 0, 0)},
        ),
        ({"captions": ["The quay"]}, {"captions": (0, 1, 1), "credits": (0, 0, 1)}),
        ({"text": "The quay at Varn on Monday: nobody."}, {"leak": (1, 0, 0)}),
    ],
    ids=["optional absent", "optional given", "subheading", "credit", "caption cut", "leak"],
)
def test_measures_count_what_the_text_shows(
    fields: dict[str, Any], expected: dict[str, tuple[float, ...]]
) -> None:
    """Captions and credits that cannot be seen are not asked for; optional paragraphs may be there."""
    scores = score(Gold.of(CAPTIONED, PAGE, "copy"), fields)
    for name, counts in expected.items():
        assert (scores[name].right, scores[name].wrong, scores[name].missed) == counts


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ([0, 1, 2], []),
        ([2], ["article cut at the start: 67% of gold lost before the first kept block"]),
        ([0, 2], ["hole in the article: 33% of gold lost inside"]),
        ([3], ["whole-page failure: none of the gold found"]),
        ([], ["nothing was read: no running text"]),
        ([0, 1, 2, 4], ["second copy of gold kept"]),
    ],
    ids=["right", "start", "hole", "elsewhere", "nothing", "copy"],
)
def test_reasons_say_where_text_was_lost_or_added(kept: list[int], words: list[str]) -> None:
    """Three blocks of story, one foreign, and one of the three once more."""
    blocks = [
        Placed(text="x" * 20, kept=at in kept, story=at < 3, is_copy=at == 4) for at in range(5)
    ]
    found = find_reasons(Alignment(tuple(blocks), 1.0, 60), "no running text")
    assert len(found) == len(words)
    for reason, start in zip(found, words, strict=True):
        assert reason.words.startswith(start)


def test_gold_of_another_page_is_no_fault_of_the_reader() -> None:
    """And its blocks do not count as right or wrong."""
    fields = {"text": BRIDGE, "blocks": [[BRIDGE, "paragraph", 0.9]]}
    found = align(BRIDGE, [{"t": ON_TIME}], fields)
    assert [reason.kind for reason in find_reasons(found)] == ["gold not on the page"]
    assert sum(count_bins(found).all, Bin()).n == 0


def test_blocks_that_nobody_labelled_are_found_in_the_body() -> None:
    """Predictions need not say what each block was taken for."""
    found = align("\n".join(FERRY_PAGE), ROWS[0]["paragraphs"], {"text": ON_TIME + NOBODY[:30]})
    assert [block.text for block in found.blocks if block.kept] == [ON_TIME, NOBODY]


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_what_one_side_has_too_much_the_other_lacks(ours: list[int], theirs: list[int]) -> None:
    """Counts mirror each other, and their F1 is the same from both sides."""
    here, there = compare(ours, theirs), compare(theirs, ours)
    assert (here.right, here.wrong, here.missed) == (there.right, there.missed, there.wrong)
    assert here.f1 == there.f1
    assert (here.f1 == 1) == (sorted(ours) == sorted(theirs))


@given(st.lists(st.builds(Counts, *[st.integers(0, 9)] * 3), min_size=1))
def test_every_column_is_a_share(counts: list[Counts]) -> None:
    """Of any counts there is a number from 0 to 1, or none."""
    for column in COLUMNS:
        value = column.reduce(counts)
        assert value is None or 0 <= value <= 1


@given(st.lists(st.sampled_from(FERRY_PAGE), max_size=8))
def test_baselines_choose_among_the_blocks(blocks: list[str]) -> None:
    """Each keeps blocks of the page, in order, and invents none."""
    for reader in BASELINES.values():
        rest = iter(blocks)
        assert all(line in rest for line in reader(blocks, ROWS[0])["paragraphs"])


def test_confidence_that_comes_true_has_no_error() -> None:
    """Seven of ten right at .7, nine of ten at .9."""
    assert calibration_error([Bin(10, 7.0, 7), Bin(10, 9.0, 9)]) == 0
    assert calibration_error([Bin(10, 9.0, 5), Bin(30, 15.0, 15)]) == pytest.approx(0.1)


def test_what_a_corpus_lacks_is_no_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Gold without a language, texts without gold, and forms that some sets do not have."""
    with gzip.open(corpus / "long.txt.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join([ON_TIME, NOBODY] * 20))
    bare = {"set": "bare", "id": "bare", "files": {"paste": "long.txt.gz"}}
    with (corpus / "gold.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(f"{json.dumps(bare)}\n")
    raw.main([str(corpus), "--jobs", "1", "--form", "copy", "paste", "--set", "bare"])
    assert "| all | 0 | 0 | – | 0 |" in capsys.readouterr().out
    raw.main([str(corpus), "--jobs", "1", "--form", "none", "copy", "--worst", "1"])
    assert "## What went wrong, copy" in capsys.readouterr().out
    with pytest.raises(SystemExit, match=r"no gold\.jsonl"):
        raw.main([str(corpus / "nowhere")])
