"""Tags with very many attributes are found, whatever hides their ends; ordinary pages are passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.document import Limits
from newsparse.errors import LimitError
from newsparse.markup.html import parse_html
from newsparse.markup.longtags import may_have_long_tag

LIMIT = 1_000
PAGE = (
    b"<div class=\"a\" id='b'><p>The ferry is late, they're told.</p>\n"
    b'<script>if (a < b && c > d) e("<b>" + f);</script><a href="/x?y=z">more</a></div>\n'
)

ATTRIBUTES = {
    "bare": "a{n}",
    "values": "a{n}=b",
    "ends in quotes": 'a{n}=">"',
    "ends in single quotes": "a{n}='>'",
    "tags in quotes": "a{n}='<b c=\"d\">e</b>'",
    "blanks around the sign": 'a{n} = \n">"',
    "quotes of the other kind": 'a{n}="\'" b{n}=\'">"\'',
    "long values": 'a{n}="{long}>"',
    "bare after long": 'a{n}="{long}>" b{n} c{n} d{n} e{n}',
    "slashes": "a{n}/b{n}",
    "no blanks": 'a{n}=">"b{n}=""',
}


@pytest.mark.parametrize("name", ATTRIBUTES)
@pytest.mark.parametrize("offset", [0, 1, 700, 5_001])
def test_a_tag_with_too_many_attributes_is_found(name: str, offset: int) -> None:
    """Wherever it begins, in the middle of other text."""
    unit = ATTRIBUTES[name]
    inside = " ".join(unit.format(n=n, long="x>" * 60) for n in range(4 * LIMIT))
    before = (PAGE * 40)[:-offset] if offset else PAGE * 40
    page = before + b"<p " + inside.encode() + b">" + PAGE * 40
    assert may_have_long_tag(page, LIMIT)
    whole = b"<p>text</p>" * 6_000 + b"<p " + inside.encode() + b">"
    with pytest.raises(LimitError):
        parse_html(whole.decode(), Limits(max_attributes=LIMIT))


@pytest.mark.parametrize(
    "page",
    [
        PAGE * 1_000,
        b"<p>" + b"word " * 200_000 + b"</p>",
        b"<script>" + b'{"a": "b", "c": 1},' * 10_000 + b"</script>" + PAGE,
        b"<img src='data:image/png;base64," + b"QUJD" * 50_000 + b"'>" + PAGE,
        b"",
    ],
    ids=["page", "text", "data", "picture", "empty"],
)
def test_ordinary_pages_are_not_parsed_twice(page: bytes) -> None:
    """Nor are long texts, data in scripts and pictures in attributes."""
    assert not may_have_long_tag(page, LIMIT)


@given(st.binary(max_size=300), st.integers(1, 60))
def test_any_bytes_are_looked_through(piece: bytes, times: int) -> None:
    """It is asked before anything else is known of them."""
    assert may_have_long_tag(piece * times, LIMIT) in {True, False}
