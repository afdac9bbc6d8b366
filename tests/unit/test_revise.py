"""The second look at roles: what the neighbours of a block tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.article import Article, ItemList, Paragraph, Subheading
from newsparse.document import Document, Lines
from newsparse.errors import NoArticleError
from newsparse.testing import check_laws

TITLE = "Ferry to Varn will run all winter"
BYLINE = "By Ada Lund"
BODY = (
    "The ferry to Varn will run all winter, the island council decided on Monday evening.",
    "It has stayed in the harbour between November and March for the last nine years.",
    "A new hull can break ice that is as thick as a hand, says the yard that built it.",
    "The first winter timetable was printed on Tuesday and hangs in the shop on the quay.",
)


def story(*lines: str) -> Article:
    return newsparse.parse("\n\n".join([TITLE, BYLINE, "3 May 2024", *lines]), "text")


def reasons(article: Article) -> dict[str, str]:
    return {entry.text: entry.reason for entry in article.boilerplate}


def test_numbers_above_running_text_are_part_of_subheadings() -> None:
    found = story(BODY[0], "1. The hull", BODY[2], "2. The timetable", BODY[3])
    assert [part.text for part in found.subheadings] == ["1. The hull", "2. The timetable"]


def test_numbers_below_each_other_are_a_list() -> None:
    found = story(*BODY[:2], "1. The hull", "2. The timetable", "3. The shop", *BODY[2:])
    assert [len(part.items) for part in found.body if isinstance(part, ItemList)] == [3]
    assert found.subheadings == ()


def test_a_number_alone_is_a_list_of_one() -> None:
    """Only a second one shows that the numbers count the parts of the story."""
    found = story(*BODY[:2], "1. The hull", *BODY[2:])
    assert any(isinstance(part, ItemList) for part in found.body)


def test_a_few_words_above_a_list_head_it() -> None:
    found = story(*BODY[:3], "Departures", "- Varn at nine", "- Quay at ten", BODY[3])
    assert [part.text for part in found.subheadings] == ["Departures"]


def test_what_a_colon_ends_is_no_subheading() -> None:
    found = story(*BODY[:3], "The boats leave:", "- Varn at nine", "- Quay at ten", BODY[3])
    assert Paragraph(text="The boats leave:") in found.body


@pytest.mark.parametrize("speakers", [("Q", "A"), ("CHAIR", "MR HOLM"), ("В", "О")])
def test_short_turns_are_no_subheadings(speakers: tuple[str, str]) -> None:
    asks, answers = speakers
    found = story(
        BODY[0],
        f"{asks}: Why now?",
        f"{answers}: {BODY[2]}",
        f"{asks}: And the timetable?",
        f"{answers}: {BODY[3]}",
    )
    assert not any(isinstance(part, Subheading) for part in found.body)


@pytest.mark.parametrize("line", ["Reading time: 4 min", "4 min read"])
def test_reading_times_are_labels_of_the_page(line: str) -> None:
    assert reasons(story(line, *BODY))[line] == "ui_label"


def test_a_last_paragraph_about_the_author_is_a_box() -> None:
    about = "Ada Lund writes about ships and the weather for the Varn Courier."
    assert reasons(story(*BODY, about))[about] == "author_box"


def test_the_name_of_somebody_else_is_of_the_story() -> None:
    last = "Ida Holm has sold tickets on the quay since the year 1988 and will go on doing so."
    assert story(*BODY, last).paragraphs[-1].text == last


def test_a_slug_above_the_title_is_an_identifier() -> None:
    found = newsparse.parse("\n\n".join(["VARN-FERRY-WINTER", TITLE, BYLINE, *BODY]), "text")
    assert reasons(found)["VARN-FERRY-WINTER"] == "identifier"
    assert (found.kicker, found.metadata.identifiers) == (None, ("VARN-FERRY-WINTER",))


def test_a_word_for_advertising_in_a_menu_is_an_entry_of_it() -> None:
    menu = "About us\nContact us\nAdvertising\nPrivacy policy"
    assert reasons(story(*BODY, menu))[menu] == "navigation"


def test_a_sentence_below_the_heading_of_a_newsletter_goes_on_with_it() -> None:
    plea = (
        "Sign up for our newsletter\nEverything that happens on the island, every Friday at six."
    )
    tail = f"Read more\nThe old ferry\n{plea}\nPrivacy policy\nContact us"
    assert reasons(story(*BODY, tail))[plea] == "newsletter"


def test_who_wrote_the_story_is_no_helper() -> None:
    found = story(*BODY, "Reporting by Ada Lund and Ida Holm; Editing by Per Falk")
    roles = {author.name: author.role for author in found.authors}
    assert roles == {"Ada Lund": "author", "Ida Holm": "contributor", "Per Falk": "editor"}
    assert len(found.authors) == len(roles)


LINES = st.sampled_from([
    *BODY,
    "VARN-FERRY-2",
    "1. The hull",
    "2. The quay",
    "Departures",
    "- Varn at nine",
    "Q: Why now?",
    "CHAIR: It is late, and the hall is cold, so let us come to the end of this.",
    "4 min read",
    "Ada Lund writes about ships and the weather for the Varn Courier.",
    "Advertising",
    "About us",
    "Sign up for our newsletter",
    "– Det går bra, säger Ada Lund.",
    "The quay in winter. Photo: Ida Holm",
])


@given(st.lists(LINES, max_size=16), st.sampled_from(["\n", "\n\n"]))
def test_laws_hold_whatever_stands_beside_what(lines: list[str], gap: str) -> None:
    """Nothing vanishes when a block gets another role than it had at first."""
    text = gap.join([TITLE, BYLINE, *BODY[:2], *lines])
    try:
        article = newsparse.parse(text, "text")
    except NoArticleError:
        return
    assert check_laws(article, Document(lines=Lines(text=text))) == []
