"""When and by whom: what the lines beside a title say, and which of them counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article
from newsparse.document import Document, Lines
from newsparse.errors import NoArticleError
from newsparse.testing import check_laws

TITLE = "Ferry to Varn runs again after three weeks of repairs"
STORY = """
The ferry between Kestle and Varn carried passengers again on Monday morning, after three weeks in the yard.
Forty people stood on the quay when it left, and a brass band played in spite of the rain since dawn.
“We had almost forgotten how short the crossing is,” said Mona Birk, who works in the harbour office.
The repairs cost more than the council had set aside, and a fund for harbours is to pay the rest of it.
""".strip().split("\n")


def parsed(*head: str, tail: tuple[str, ...] = ()) -> Article:
    """The article of a page whose title stands where *head* has ``TITLE``, else first."""
    lines = head if TITLE in head else (TITLE, *head)
    return newsparse.parse("\n\n".join((*lines, *STORY, *tail)), format="text")


def day(article: Article) -> str | None:
    found = article.timestamp and article.timestamp.day
    return found.isoformat() if found else None


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("line", "wanted", "people"),
    [
        ("Ada Lund | 3 May 2022 | Ferries", "2022-05-03", ["Ada Lund"]),
        ("5:45 AM PST 5/3/2022 by Ada Lund", "2022-05-03", ["Ada Lund"]),
        ("By Ada Lund 2022-05-03T20:51:19Z Harbours & Ports", "2022-05-03", ["Ada Lund"]),
        ("By Ada Lund@adalund May 3, 2022, 11:47am EST", "2022-05-03", ["Ada Lund"]),
        ("By Ada Lund published 3 May 2022", "2022-05-03", ["Ada Lund"]),
        ("By Ada LundMay 3, 2022June 4, 2022No Comments", "2022-05-03", ["Ada Lund"]),
        ("May 3, 2022Updated: May 4, 2022 1:35 a.m.", "2022-05-03", []),
        ("Ferries • May 3, 2022 • 12 Comments", "2022-05-03", []),
        ("May 3, 2022 Ada Lund 14 Comments", "2022-05-03", []),
        ("Kestle-03/05/2022 20:00", "2022-03-05", []),
        ("May 3, 2022 - Desk: Ada Lund (Press officer of the Kestle harbours)", "2022-05-03", []),
    ],
)
def test_a_line_below_the_title_says_when_among_other_words(
    line: str, wanted: str, people: list[str]
) -> None:
    article = parsed(line)
    assert day(article) == wanted
    assert names(article) == people


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (("July 30, 2010", TITLE, "May 3, 2022"), "2022-05-03"),
        (("Now", TITLE, "May 3, 2022"), "2022-05-03"),
        ((TITLE, "May 4", "Published May 3, 2022"), "2022-05-03"),
        ((TITLE, "Concert: May 30, 2022", "May 3, 2022"), "2022-05-03"),
        (("May 3, 2022", TITLE, "— Owen Tresk (@owentresk) May 9, 2022"), "2022-05-03"),
    ],
    ids=["below-above", "day-now", "told-bare", "event", "post"],
)
def test_of_several_days_the_storys_own_counts(head: tuple[str, ...], wanted: str) -> None:
    assert day(parsed(*head)) == wanted


def test_a_day_in_a_sentence_below_the_title_is_none_of_its_own() -> None:
    standfirst = (
        "What the crew of the Morwen Star had to mend after they hit the quay on May 3, 2022"
    )
    assert day(parsed(standfirst, "By Ada Lund")) is None


def test_a_day_that_is_told_far_below_counts_where_no_other_is() -> None:
    assert day(parsed(tail=("First published on May 3, 2022",))) == "2022-05-03"
    two = ("Published May 3, 2022", "Harbour fund grows", "Published May 9, 2022", "Cat saved")
    assert day(parsed(tail=two)) is None


def test_a_day_in_a_headline_without_blanks_is_none_of_the_storys_own() -> None:
    """Words of a script without blanks are counted by their characters."""
    lines = (
        "港の船が再び走る(2022/5/1-3､三週間の修理のあと)",
        "2022年5月4日 | 港の知らせ",
        *["月曜日の朝、船は四十人の客を乗せて再び港を出た。雨の中でも楽団が演奏を続けていた。"]
        * 4,
    )
    article = newsparse.parse("\n\n".join(lines), format="text", language="ja")
    assert day(article) == "2022-05-04"


def test_days_of_a_list_of_stories_are_none_of_this_one() -> None:
    tail = ("Harbour fund grows", "3 May 2022", "Cat saved from mast", "9 May 2022")
    assert day(parsed(tail=tail)) is None


def test_the_minute_of_the_last_change_stands_for_publication_and_a_note_says_so() -> None:
    article = parsed("Updated May 3, 2022, 10:32 AM")
    assert article.timestamp is not None
    assert article.timestamp == article.updated
    assert article.timestamp.source == "updated"
    assert "time_of_update" in [note.code for note in article.notes]


def test_the_day_of_the_last_change_is_no_day_of_publication() -> None:
    article = parsed("Last updated May 3, 2022")
    assert (day(article), article.updated is not None) == (None, True)


@pytest.mark.parametrize(
    ("head", "people"),
    [
        (("Ada Lund", "May 3, 2022"), ["Ada Lund"]),
        (("May 3, 2022", "Ada Lund", "Owen Tresk"), ["Ada Lund", "Owen Tresk"]),
        (("Ada Lund Senior Reporter", "May 3, 2022"), ["Ada Lund"]),
        (("Reuters, Ada Lund", "May 3, 2022"), ["Reuters", "Ada Lund"]),
        (("Mona Birk", "Ada Lund", "May 3, 2022"), ["Ada Lund"]),
        (("Brass Band", "Ada Lund", "May 3, 2022"), ["Ada Lund"]),
        (("Dive Deeper", "By Ada Lund", "May 3, 2022"), ["Ada Lund"]),
        (("Kestle, May 3, 2022", "Ada Lund"), ["Ada Lund"]),
        (("Ada Lund", "Follow", "May 3, 2022"), ["Ada Lund"]),
    ],
    ids=["one", "two", "job", "agency", "spoken-of", "words", "told", "place", "button"],
)
def test_names_beside_the_title_are_authors_unless_the_story_tells_of_them(
    head: tuple[str, ...], people: list[str]
) -> None:
    assert names(parsed(*head)) == people


LINES = st.sampled_from([
    "Ada Lund | 3 May 2022",
    "By Ada Lund",
    "Mona Birk",
    "Updated 3 May 2022, 10:32",
    "Published: 3 May 2022 by Owen Tresk",
    "AFP",
    "12 Comments",
    "Concert: 9 May 2022",
    "3 hours ago",
    "Owen Tresk/AFP via Getty Images",
    "Share | Ada Lund (AP)",
    "By Reuters Staff",
    "Follow Ada Lund",
])


@given(head=st.lists(LINES, max_size=6), tail=st.lists(LINES, max_size=4), at=st.integers(0, 6))
def test_the_laws_hold_whatever_stands_beside_the_title(
    head: list[str], tail: list[str], at: int
) -> None:
    head.insert(min(at, len(head)), TITLE)
    text = "\n\n".join((*head, *STORY, *tail))
    try:
        article = newsparse.parse(text, format="text")
    except NoArticleError:  # with ten bylines above three sentences it is like a list of stories
        return
    assert check_laws(article, Document(lines=Lines(text=text))) == []
    assert article == newsparse.parse(text, format="text")


def test_the_day_of_something_else_yields_to_a_day_alone() -> None:
    article = parsed("Concert: 3 May 2022", *["Ferries and harbours"] * 6, "5 May 2022")
    assert day(article) == "2022-05-05"


@pytest.mark.parametrize("button", ["Follow Ada Lund", "By Share"])
def test_buttons_beside_a_name_name_nobody(button: str) -> None:
    assert names(parsed("Ada Lund", button, "5 May 2022")) == ["Ada Lund"]


def test_the_agency_below_a_byline_is_part_of_it() -> None:
    article = parsed("By ADA LUND", "The Associated Press", "5 May 2022")
    assert names(article) == ["ADA LUND", "The Associated Press"]
    assert article.boilerplate == ()


def test_sections_that_run_together_with_a_title_are_none_of_it() -> None:
    """Where it stands by itself below them; what a colon parts is part of a title."""
    title = "Last ferry to Varn ties up after ninety years"
    story = "The ferry to Varn left on time on Monday, and the harbour was full of people.\n\n" * 3
    text = f"NewsTownHarbour{title}\n\n{title}\n\nBy Ada Lund\n\n{story}"
    assert newsparse.parse(text).title == title
