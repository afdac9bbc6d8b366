"""Lines to blocks."""

import pytest

import newsparse
from newsparse.document import Document, Limits, Lines
from newsparse.errors import LimitError
from newsparse.parser.segment import split_blocks
from newsparse.testing import check_laws


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree", ["one", "two", "three"]),
        ("one\u2028two\x85three\x0cfour", ["one", "two", "three", "four"]),
        ("  one \u00a0 two\u200b\u00ad s ", ["one two s"]),
        ("\n \n***\n", []),
        ("On the quay (\nImage:\nAda Lund)\nNext", ["On the quay ( Image: Ada Lund)", "Next"]),
        ("On the quay (\n\nImage:\nAda Lund)", ["On the quay (", "Image:", "Ada Lund)"]),
        ("On the quay (\nAda\nBo\nCy\nDi)", ["On the quay (", "Ada", "Bo", "Cy", "Di)"]),
    ],
)
def test_lines_are_cut_at_ends_of_any_kind(text: str, lines: list[str]) -> None:
    """White space is collapsed, and a line without a letter or digit is no block.

    A credit in brackets that a page shows over a few lines is one with its caption.
    """
    assert [block.text for block in split_blocks(Lines(text=text), Limits())] == lines


@pytest.mark.parametrize(
    ("garbled", "mended"),
    [
        ("Itâ\x80\x99s over", "It’s over"),
        ("Ã\xa0 la carte", "à la carte"),
        ("voilÃ\xa0\nsoir", "voilà"),
        ("Ã\x85ret runt", "Året runt"),
        ("fÃ¶rst", "först"),
    ],
)
def test_garbled_letters_are_mended_before_white_space_goes(garbled: str, mended: str) -> None:
    """What nobody sees, a no-break space or a next-line sign may be half a letter."""
    assert split_blocks(Lines(text=garbled), Limits(), garbled=True)[0].text == mended


def test_a_line_that_is_mended_away_is_not_lost() -> None:
    """A garbled no-break space alone on its line has no letter."""
    text = (
        "Â\x80\nThe ferry to Varn isnâ\x80\x99t leaving on Monday, and nobody knows why.\nÂ\xa0\n"
    )
    article = newsparse.parse(text, "text")
    assert check_laws(article, Document(lines=Lines(text=text))) == []


def test_a_text_of_too_many_lines_is_refused() -> None:
    """Lines cost memory whatever stands in them; blank ones do not count."""
    text = Lines(text="a\n\nb\n\nc\n")
    assert len(split_blocks(text, Limits(max_blocks=3))) == 3
    with pytest.raises(LimitError, match="too many lines; the limit max_blocks is 2"):
        split_blocks(text, Limits(max_blocks=2))
