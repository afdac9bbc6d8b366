"""Numbers of all blocks at once, and the shortcuts by which a page's blocks are looked at."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsparse.markup.clean import key_of
from newsparse.markup.tree import walk_tree
from newsparse.parser.columns import distances, flags_at, later, logs, offsets, running_sums
from newsparse.parser.measures import stems_in, stems_of

TEXTS = st.text(max_size=60) | st.text("aZé1_- 東京ЖßİfiⅣ２", max_size=60)


@given(st.integers(0, 300), st.integers(0, 300))
def test_steps_are_counted_from_a_place_up_to_a_limit(place: int, size: int) -> None:
    assert offsets(size, place, 60) == [max(-60, min(60, at - place)) for at in range(size)]


@given(st.lists(st.booleans(), max_size=120))
def test_columns_of_flags_are_floats(flags: list[bool]) -> None:
    """They tell how far back the last one is, and how many there are before."""
    places = [at for at, flag in enumerate(flags) if flag]
    before = [[place for place in places if place < at] for at in range(len(flags) + 1)]
    far = [min(50, at - found[-1]) if found else 50 for at, found in enumerate(before[:-1])]
    assert distances(flags) == far
    assert running_sums(flags) == [len(found) for found in before]
    columns = (distances(flags), running_sums(flags), offsets(len(flags), 3, 60))
    assert {type(value) for column in columns for value in column} <= {float}
    assert flags_at(len(flags), places) == flags


@given(st.lists(st.floats(-1e6, 1e6)))
def test_logarithms_count_what_is_negative_as_nothing(values: list[float]) -> None:
    assert logs(values) == [math.log1p(max(0.0, value)) for value in values]


def test_a_number_is_looked_for_when_it_is_first_compared() -> None:
    asked: list[str] = []

    def size(text: str) -> int:
        asked.append(text)
        return len(text)

    numbers = later(size, ["ferry", "bay"])
    assert asked == []
    assert [number <= 4 for number in numbers] == [False, True]
    assert list(map(float, numbers)) == [5.0, 3.0]
    assert asked == ["ferry", "bay"]


@given(TEXTS)
def test_a_key_is_letters_and_digits(text: str) -> None:
    assert key_of(text) == "".join(filter(str.isalnum, text.casefold()))


@given(TEXTS.filter(str.isascii) | st.text("abc XY1-", max_size=200))
def test_stems_are_those_of_all_words(text: str) -> None:
    words = "".join(char if char.isalpha() else " " for char in text.lower()).split()
    assert stems_in(text) == stems_of(words)


@pytest.mark.parametrize(
    ("line", "kinds", "expected"),
    [
        ("A <b>small</b> boat", ("strong",), True),
        ("A <b>small</b> boat", ("emphasis",), False),
        ('A <a href="/boat">small</a> boat', ("strong", "emphasis"), False),
        ("A small boat", ("strong",), False),
    ],
)
def test_a_block_tells_its_kinds_of_marks(
    line: str, kinds: tuple[str, ...], *, expected: bool
) -> None:
    blocks, _ = walk_tree(html.fromstring(f"<p>{line}</p>"))
    assert blocks[0].has_marks(kinds) is expected  # type: ignore[arg-type]
    assert any(mark.kind in kinds for mark in blocks[0].marks) is expected
