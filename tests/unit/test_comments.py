"""Comments below a story: they read like one, and are none of it."""

import pytest

import newsparse
from newsparse.article import Paragraph

STORY = """Ferry to Varn gets a second deck

By Ada Lund
3 May 2024

The ferry to Varn will have a second deck from the autumn on, the harbour board said on Friday after a meeting of four hours.

The ship is forty years old and carries twice as many passengers as it was built for. On summer weekends, some two hundred people are left behind on the quay every day.

The work costs four million crowns, half of which the county pays. The yard in Lund wants to have it done before the herring comes, and has hired six more welders for it.

Until then a fishing boat will take the children to school. It leaves at seven in the morning and at one in the afternoon, and parents may come along for free.
"""
COMMENTS = """
{heading}

Oldsalt
2 days ago at 07:52
I have taken this ferry every day for twenty years, and nobody ever asked me whether I would like to stand in the wind for half an hour. A second deck is the last thing that it needs.
Rating: 36 votes

Tuva P
2 days ago at 08:12
They should have bought the old ship from the northern line, which has been lying in the harbour of Lund since last winter. It has two decks, a café and an engine that was overhauled in 2019.
Rating: 14 votes

Herring
yesterday at 11:05
The yard wants to have it done before the herring comes, says the board. Does anybody remember when the new quay was to be finished? I do, and we waited three years for it.
Rating: 9 votes
"""


@pytest.mark.parametrize("heading", ["[ 167 comments ]", "Comments", "Top rated comments"])
def test_what_stands_below_a_heading_of_comments_is_no_story(heading: str) -> None:
    article = newsparse.parse(STORY + COMMENTS.format(heading=heading), "text")
    paragraphs = [element.text for element in article.body if isinstance(element, Paragraph)]
    assert len(paragraphs) == 4
    assert paragraphs[-1].startswith("Until then a fishing boat")


def test_a_counter_of_comments_beside_the_title_ends_nothing() -> None:
    article = newsparse.parse(
        STORY.replace("3 May 2024", "3 May 2024\n12 comments\nShare"), "text"
    )
    assert article.body[-1].text.startswith("Until then a fishing boat")


@pytest.mark.parametrize(
    "button", ["View comments", "12 comments", "Join the conversation", "What do you think?"]
)
def test_a_button_for_comments_in_the_middle_of_a_story_ends_nothing(button: str) -> None:
    first, second, third, fourth, *rest = STORY.strip().split("\n\n")
    story = "\n\n".join([first, second, third, fourth, button, *rest])
    article = newsparse.parse(story, "text")
    assert len([element for element in article.body if isinstance(element, Paragraph)]) == 4
