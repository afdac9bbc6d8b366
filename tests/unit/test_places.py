"""Where the characters of a block stand in the source."""

import pytest

from newsparse.parser.places import align


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
