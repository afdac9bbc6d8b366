"""What sniffers make of a probe."""

import pytest

from newsparse.spec import HtmlMarker, Probe, Regex


def probe(text: str) -> Probe:
    return Probe(head=text.encode(), text=text)


@pytest.mark.parametrize(
    ("text", "anywhere", "at_start"),
    [("HED: Ferry runs", 70, 70), ("\nHED: Ferry runs", 70, 0), ("Ferry runs", 0, 0)],
    ids=["first", "later", "nowhere"],
)
def test_a_pattern_is_found_anywhere_or_at_the_start(
    text: str, anywhere: int, at_start: int
) -> None:
    assert Regex("HED:").score(probe(text)) == anywhere
    assert Regex("HED:", at_start=True).score(probe(text)) == at_start


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("<p>Ferry <div>runs", 50),
        ("<P>Ferry <DIV>runs", 50),
        ("<p>Ferry <DIV>runs", 50),
        ("<p>Ferry<p> runs", 0),
        ("Ferry runs", 0),
    ],
    ids=["lower", "upper", "mixed", "one marker twice", "none"],
)
def test_markers_count_once_each_in_any_case(text: str, points: int) -> None:
    assert HtmlMarker(("<p>", "<div", "<h1"), 2).score(probe(text)) == points
