"""Quotes that go on over paragraphs."""

import pytest

import newsparse

FIRST = "“The ferry to Varn left on time on Monday, and the harbour was full of people."


@pytest.mark.parametrize(
    ("second", "quoted"),
    [
        (
            "Nobody had to wait for long on the quay,” said Ada Lund.",
            "Nobody had to wait for long on the quay,",
        ),
        (
            "Nobody had to wait for long on the quay. ” And so on.",
            "Nobody had to wait for long on the quay.",
        ),
        (
            "“Nobody had to wait for long on the quay,” she said.",
            "Nobody had to wait for long on the quay,",
        ),
    ],
)
def test_what_a_later_paragraph_closes_goes_on(second: str, quoted: str) -> None:
    """With or without a mark of its own in front, and no white space is part of it."""
    article = newsparse.parse(f"Ferry runs again\n\n{FIRST}\n\n{second}\n", "text")
    assert [quote.text for quote in article.quotes] == [FIRST[1:], quoted]
    assert article.quotes[1].continues


def test_a_mark_that_closes_nothing_makes_no_empty_quote() -> None:
    article = newsparse.parse(f"Ferry runs again\n\n{FIRST}\n\n'' said Ada Lund to the paper.\n")
    assert all(quote.text for quote in article.quotes)
