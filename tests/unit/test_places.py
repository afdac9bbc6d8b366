"""Where the characters of a block stand in the source."""

import pytest

import newsparse
from newsparse.document import Document, Lines
from newsparse.parser.places import align
from newsparse.testing import check_laws


@pytest.mark.parametrize(
    ("text", "source", "repaired", "places"),
    [
        ("a b", "a  b", False, [0, 1, 3]),
        ("a b", "\x1ba\u00a0\u200bb", False, [1, 2, 4]),
        ("a\ufffdb", "\x1ba\ud800b", False, [1, 2, 3]),
        ("éa", "Ã©a", True, [0, 2]),
        ("it b", "[it](http://a.b/) b", False, [1, 2, 17, 18]),
    ],
)
def test_each_character_is_found_again(
    text: str, source: str, repaired: object, places: list[int]
) -> None:
    """Through collapsed space, invisible and replaced characters, mended letters and links."""
    found = align(text, source, 0, len(source), repaired=bool(repaired))
    assert [start for start, _ in found] == places


MARKDOWN = """# Ferry runs again

By [Ada Lund](https://varn.example/people/ada) | [3 May 2024](https://varn.example/2024/05/03)

[Sponsored![First look at the new homes](https://varn.example/a.jpg)First look at the new homes for
sale](https://varn.example/homes)

The ferry to Varn left on time on Monday, and [nobody was left behind](https://varn.example/quay) on the quay this time.
"""


def test_addresses_go_once_whatever_shares_their_line() -> None:
    """A byline and a time in one line, and an image whose text says what its link says."""
    article = newsparse.parse(MARKDOWN, "text")
    assert check_laws(article, Document(lines=Lines(text=MARKDOWN))) == []
    assert article.byline == "By Ada Lund"
