"""The benchmark of times, authors and quotes: its numbers are those that one gets by hand."""

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
import fields
from pagescores import score_page
from quotereaders import read_ours, read_regex
from quotescores import score_document
from scoring import Counts

TEXT = (
    "The ferry runs again. “We had almost forgotten it,” said Mona Birk of the harbour.\n"
    "“The repairs cost more,” she said. The “brass band” played. “It rained,” said Owen Tresk."
)


def place(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **more}


GOLD = [
    place("We had almost forgotten it", speaker="Mona Birk", reference="Mona Birk"),
    place("The repairs cost more", speaker="she", reference="Mona Birk"),
    place("It rained", speaker="Mr Owen Tresk", reference=None),
]
ROW = {"text": TEXT, "gold": GOLD, "ignore": [[*place("brass band").values()]]}


def pages(folder: Path) -> Path:
    """A set of one page with all fields, and a set of one document."""
    (folder / "made" / "pages").mkdir(parents=True)
    story = "The ferry to Varn left on time on Monday, and nobody was left behind on the quay."
    page = f"<h1>Ferry runs again</h1><p>By Ada Lund</p><p>3 May 2022</p>{f'<p>{story}</p>' * 4}"
    (folder / "made" / "pages" / "ferry.html.gz").write_bytes(gzip.compress(page.encode()))
    row = {"id": "ferry", "date": "2022-05-03", "authors": ["Ada Lund"], "text": story}
    (folder / "made" / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (folder / "quotes").mkdir()
    packed = gzip.compress((json.dumps({"id": "one", **ROW}) + "\n").encode())
    (folder / "quotes" / "said.jsonl.gz").write_bytes(packed)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    fields.main([*map(str, arguments), "--jobs", "1", "--tool", "newsparse"])
    return capsys.readouterr().out.splitlines()


def test_the_command_measures_pages_and_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run(capsys, pages(tmp_path), "--ci", 10)
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Times, made", "## Authors, made", "## Quotes, said"]
    assert "| newsparse | 1.000 (1.000 to 1.000) | .000 (.000 to .000) |" in lines
    assert "| newsparse | 1.000 (1.000 to 1.000) |" in lines
    assert "| 1 texts | words | quotes (3) | precision | recall | speaker (3) | named |" in lines


def test_figures_of_others_stand_below_those_of_their_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"
    rows = [{"tool": "other", "set": "said", "quotes": 0.5}, {"tool": "other", "set": "else"}]
    figures.write_text(json.dumps(rows), encoding="utf-8")
    lines = run(capsys, pages(tmp_path), "--set", "said", "--figures", figures)
    assert [line for line in lines if line.startswith("| other")] == [
        "| other | – | .500 | – | – | – | – |"
    ]
    assert not any(line.startswith("## Times") for line in lines)


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no set .*'lost'"):
        fields.main([str(pages(tmp_path)), "--set", "lost"])


def test_documents_may_be_packed_or_plain(tmp_path: Path) -> None:
    folder = pages(tmp_path) / "quotes"
    (folder / "plain.jsonl").write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    assert list(fields.list_documents(folder)) == ["plain", "said"]
    assert fields.load_documents(folder, "plain") == [ROW]


# -- minutes


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ("2022-05-03T10:05:59+00:00", Counts(1, 0, 0)),
        ("2022-05-03T12:05+02:00", Counts(1, 0, 0)),
        ("2022-05-03T10:06:01+00:00", Counts(0, 1, 1)),
        ("2022-05-03T10:05", Counts(0, 0, 1)),
        (None, Counts(0, 0, 1)),
    ],
)
def test_a_minute_is_right_as_an_instant(given: str | None, counts: Counts) -> None:
    row = {"date": "2022-05-03", "datetime": "2022-05-03T10:05:00+00:00"}
    assert score_page(row, {"date": given})["minute"] == counts


def test_no_minute_is_asked_for_without_an_offset() -> None:
    assert "minute" not in score_page({"date": "2022-05-03"}, {"date": "2022-05-03T10:05+00:00"})


# -- quotes


def test_gold_itself_is_right() -> None:
    found = score_document(ROW, GOLD)
    assert found["words"] == Counts(11, 0, 0)
    assert found["quotes"] == found["speaker"] == found["named"] == Counts(3, 0, 0)


def test_marks_at_the_ends_do_not_matter_and_words_do() -> None:
    found = score_document(
        ROW, [place("“We had almost forgotten it,”"), place("It rained,” said")]
    )
    assert found["quotes"] == Counts(1, 1, 2)
    assert found["words"] == Counts(7, 1, 4)


def test_what_gold_leaves_open_counts_neither_way() -> None:
    found = score_document(ROW, [*GOLD, place("brass band")])
    assert found["words"].wrong == found["quotes"].wrong == 0
    assert score_document(ROW, [place("The “brass band” played")])["words"].wrong == 2


def test_only_what_begins_in_scope_counts() -> None:
    start, end = place("It rained").values()
    row = {**ROW, "gold": GOLD[2:], "scope": [[start, end]]}
    assert score_document(row, GOLD)["quotes"] == Counts(1, 0, 0)


def test_a_quote_over_lines_is_cut_there() -> None:
    whole = place(TEXT[TEXT.index("We had") : TEXT.index(",” she")])
    found = score_document(ROW, [whole])
    assert found["quotes"] == Counts(1, 1, 2)
    assert found["words"].missed == 2


@pytest.mark.parametrize(
    ("speakers", "exact", "named"),
    [
        (("Mona Birk", "she", "Owen Tresk"), 3, 3),  # titles do not count
        (("Birk", "Mona Birk", "Tresk"), 0, 3),  # the one whom "she" is counts as named
        (("Ada Lund", "Ada Lund", None), 0, 0),
        (("the harbour", "he", "Lena Orme"), 0, 0),
    ],
)
def test_speakers_have_the_same_words_or_a_name_in_common(
    speakers: tuple[str | None, ...], exact: int, named: int
) -> None:
    given = [{**item, "speaker": name} for item, name in zip(GOLD, speakers, strict=True)]
    found = score_document(ROW, given)
    assert (found["speaker"].right, found["named"].right) == (exact, named)
    assert found["speaker"].gold == found["named"].gold == 3


def test_a_resolved_speaker_stands_in_for_one_that_is_not_written() -> None:
    given = [{**GOLD[0], "speaker": None, "resolved_speaker": "Mona Birk"}]
    assert score_document(ROW, given)["speaker"] == Counts(1, 0, 2)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(["Ada", None])
        )
    )
)
def test_counts_add_up_whatever_is_given(ranges: list[tuple[int, int, str | None]]) -> None:
    items = [{"start": a, "end": b, "speaker": who} for a, b, who in ranges]
    found = score_document(ROW, items)
    assert found["words"].gold == 11
    assert found["quotes"].gold == found["speaker"].gold == 3
    assert all(min(item.right, item.wrong, item.missed) >= 0 for item in found.values())


def test_readers_say_where_quotes_stand_and_who_spoke() -> None:
    for read in (read_ours, read_regex):
        told = [(TEXT[q["start"] : q["end"]].strip("“”,"), q["speaker"]) for q in read(ROW)]
        assert ("We had almost forgotten it", "Mona Birk") in told
    dash = {"text": "– Det regnet på kaia, sier Ada Lund.\nOg alle dro hjem."}
    assert [(q["start"], q["speaker"]) for q in read_regex(dash)] == [(2, "Ada Lund")]


def test_a_text_without_a_story_has_no_quotes() -> None:
    assert read_ours({"text": ""}) == []
