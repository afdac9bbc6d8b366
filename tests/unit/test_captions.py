"""Captions: what is a credit, and what only looks like one."""

from newsparse.languages import Languages
from newsparse.parser.captions import find_credit

ENGLISH = (Languages().get("en"), *Languages().common)


def test_an_agency_in_brackets_is_a_credit_behind_a_caption() -> None:
    """Short texts under pictures end so."""
    text = "The ferry at the quay in Varn on Monday. (AP)"
    credit = find_credit(text, ENGLISH)
    assert credit is not None
    assert text[credit.name_start : credit.name_end] == "AP"


def test_an_agency_in_brackets_behind_a_paragraph_is_none() -> None:
    """Stories that agencies sent end so."""
    text = "The ferry to Varn left on time on Monday, and nobody was left behind on the quay. " * 3
    assert find_credit(f"{text}(AP)", ENGLISH) is None
    assert find_credit(f"{text}(Photo: AP)", ENGLISH) is not None
