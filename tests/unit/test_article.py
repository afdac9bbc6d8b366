"""The model's derived texts."""

import pytest

from newsparse.article import Article, BlockQuote, Element, LiveEntry, Paragraph


@pytest.mark.parametrize("kind", [BlockQuote, LiveEntry])
def test_the_text_of_nested_elements_is_put_together_once(
    kind: type[BlockQuote | LiveEntry],
) -> None:
    """Not once more for each level above it, which would double the work at every one."""
    element: Element = Paragraph(text="deep")
    for _ in range(60):
        element = kind(body=(element,))
    assert Article(body=(element,)).text == "deep"
