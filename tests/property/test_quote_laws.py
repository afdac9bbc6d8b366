"""Laws of quotes: their ranges, the kind of their marks, the names of their speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.article import BlockQuote, Paragraph, Quote
from newsparse.languages import Languages
from newsparse.parser.quotes import find_quotes

LANGUAGES = Languages()
ENGLISH = (LANGUAGES.get("en"), *LANGUAGES.common)
# Pairs whose halves differ, so that each mark tells its side.
PAIRS = ("“”", "«»", "「」", "„”")
FIRST, SECOND = "Ada Lund", "Tom Berg"

WORDS = st.lists(
    st.sampled_from(("we", "shall", "mend", "the", "old", "bridge", "in", "spring", "nobody")),
    min_size=2,
    max_size=9,
).map(lambda words: " ".join(words).capitalize())
PEOPLE = st.sampled_from((FIRST, SECOND, FIRST.split()[1], SECOND.split()[1], "she", "the mayor"))
SHAPES = st.sampled_from((
    "[{a},] said {p}.",
    "{p} said: [{a}.]",
    "[{a},] {p} said. [{b}.]",
    "[{a},] said {p}, [{b}.]",
    "{p} walked home. {a}.",
    "[{a}.]",
    "[{a}.",
    "{p} called it [{a}] again.",
    "According to {p}, [{a}].",
    "- {a}, said {p}.",
    "{a} and [{b}",
))
TEXTS = st.lists(
    st.builds(lambda shape, a, b, p: shape.format(a=a, b=b, p=p), SHAPES, WORDS, WORDS, PEOPLE),
    min_size=1,
    max_size=6,
)
NOISE = st.lists(st.text("Aa .,:-–—\"'“”„«»‘’「」\n`sé他说", max_size=60), max_size=4)


def read(texts: list[str], marks: str = PAIRS[0]) -> tuple[Quote, ...]:
    """The quotes of English paragraphs whose brackets stand for *marks*."""
    texts = [text.replace("[", marks[0]).replace("]", marks[1]) for text in texts]
    return find_quotes(tuple(Paragraph(text=text) for text in texts), ENGLISH)


@given(st.one_of(TEXTS, NOISE), st.sampled_from(("en", "de", "sv", "pl", "zh", "he", "tr")))
def test_a_range_is_its_text(texts: list[str], code: str) -> None:
    """Whatever the text: no quote is empty, none overlaps the one before."""
    tables = (LANGUAGES.get(code), *LANGUAGES.common)
    body = tuple(Paragraph(text=" ".join(text.split())) for text in texts)
    end: tuple[tuple[int, ...], int] = ((), 0)
    for quote in find_quotes(body, tables):
        assert body[quote.element[0]].text[quote.start : quote.end] == quote.text != ""
        assert (quote.element, quote.start) >= end
        end = (quote.element, quote.end)


@given(TEXTS, st.sampled_from(PAIRS[1:]))
def test_the_kind_of_marks_makes_no_difference(texts: list[str], marks: str) -> None:
    """With pairs whose halves differ, and of which the text has only one."""
    assert read(texts, marks) == read(texts)


@given(TEXTS)
def test_two_people_who_change_names_change_quotes(texts: list[str]) -> None:
    """No name is special."""

    def swap(text: str | None) -> str | None:
        if text is None:
            return None
        for one, other in zip(FIRST.split(), SECOND.split(), strict=True):
            text = text.replace(one, "\0").replace(other, one).replace("\0", other)
        return text

    there = read([swap(text) or "" for text in texts])
    here = read(texts)
    assert [(q.speaker, q.resolved_speaker) for q in there] == [
        (swap(q.speaker), swap(q.resolved_speaker)) for q in here
    ]


@pytest.mark.parametrize("unit", ["« » ", "“word ", "“Yes,” said Ada Lund. ", "X表示：「是」"])
def test_a_flood_of_marks_gives_bounded_quotes(unit: str) -> None:
    """Only so many spans of a body are read as its size allows."""
    size = 60_000
    assert len(read([(unit * size)[:size]])) <= 500 + size // 100


def test_a_block_quote_full_of_marks_is_one_quote() -> None:
    """Marks as dense as these are no text in which somebody is cited, set apart or not."""
    text = "“We shall wait,” said Ada Lund. " + "“a b c d” " * 2_000
    quotes = find_quotes((BlockQuote(body=(Paragraph(text=text.strip()),)),), ENGLISH)
    assert len(quotes) == 1
