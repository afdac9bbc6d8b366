"""What is quick says the same as what it stands for, said plainly."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.languages import Languages
from newsparse.languages.phrases import MARKS
from newsparse.markup.mojibake import mend, repair
from newsparse.parser.columns import logs, offsets, running_sums, windows
from newsparse.parser.language import detect_language
from newsparse.parser.lexicon import Lexicon, lexicon_of
from newsparse.parser.measures import shares_of, stems_of
from newsparse.parser.timewords import Tokens, merge_words

COUNTS = st.lists(st.integers(0, 50), max_size=60)
GARBLED = st.text(st.sampled_from("aZ Ãâ©€™ð\x9f\x98\x80é“”…"), max_size=40)
WORDS = st.lists(st.sampled_from(["ferry", "harbour", "Ünion", "漢字", "新聞紙", "of", "ab漢"]))
FOLDS = st.lists(st.sampled_from(["ferry", "said", "dit-il", "s'exclame", "that's", "lund", ","]))


@given(COUNTS, st.integers(-25, 25), st.integers(0, 25))
def test_a_window_is_the_sum_of_what_stands_in_it(
    counts: list[int], start: int, size: int
) -> None:
    end = start + size
    found = windows(running_sums(counts), start, end)
    plain = [sum(counts[max(0, at + start) : max(0, at + end + 1)]) for at in range(len(counts))]
    assert found == plain


@given(st.integers(0, 90), st.integers(-1, 90), st.integers(1, 40))
def test_offsets_have_bounds(size: int, place: int, most: int) -> None:
    place = min(place, size)
    assert offsets(size, place, most) == [max(-most, min(most, at - place)) for at in range(size)]


@given(st.lists(st.floats(-1e-9, 1e9)))
def test_logs_have_nothing_below_zero(values: list[float]) -> None:
    assert logs(values) == [math.log1p(max(0.0, value)) for value in values]


@given(st.lists(st.tuples(WORDS, st.booleans())), st.integers(1, 2))
def test_a_share_counts_words_that_others_have(
    rows: list[tuple[list[str], bool]], least: int
) -> None:
    """A block that was counted itself needs one more that has the word."""
    topics, counted = [frozenset(words) for words, _ in rows], [own for _, own in rows]
    counts = Counter(
        word for words, own in zip(topics, counted, strict=True) if own for word in words
    )
    assert shares_of(topics, counts, counted, least) == [
        sum(counts[word] > own for word in words) / len(words) if len(words) >= least else -1.0
        for words, own in zip(topics, counted, strict=True)
    ]


@given(WORDS)
def test_words_of_scripts_without_blanks_are_pairs(words: list[str]) -> None:
    pairs = {
        word[at : at + 2] for word in words if word[0] > "\u3040" for at in range(len(word) - 1)
    }
    stems = {word[:6] for word in words if len(word) > 3 and word[0] < "\u3040"}
    assert stems_of(words) == stems | pairs


@given(GARBLED)
def test_mending_is_repairing_without_places(text: str) -> None:
    assert mend(text) == repair(text)[0]


def lexicon(code: str) -> Lexicon:
    return lexicon_of((Languages().get(code),))


@pytest.mark.parametrize("code", ["en", "fr"])
@given(folds=FOLDS)
def test_speech_is_told_by_any_word(code: str, folds: list[str]) -> None:
    told = lexicon(code)
    assert told.may_tell(folds) == any(map(told.may_report, folds))


@pytest.mark.parametrize("code", Languages().codes)
def test_a_number_is_tried_before_what_may_follow_it(code: str) -> None:
    """As if each template had been tried at each word of each template."""
    table = Languages().get(code)
    words = merge_words((table,))
    units = [min(names) for names in table.dates.units.values()]
    for template in table.dates.ago:
        tokens = Tokens(template.replace("{n}", "3").replace("{unit}", units[0]))
        for at in range(tokens.size):
            low = tokens.low[at]
            is_number = low.isdecimal() or low in words.ones
            tried = [*(words.templates.get("{n}", ()) if is_number else ())]
            tried += words.templates.get(low, ())
            plain = (words._fit(one, tokens, at) for one in tried)
            assert words.find_ago(tokens, at) == next(filter(None, plain), None)


@given(st.lists(st.text(st.sampled_from("abé 5_-n漢ก\u0301ा'’"), max_size=50), max_size=4))
def test_letters_beyond_ascii_change_no_words(texts: list[str]) -> None:
    """A text is in the language that the words of its plainest reading tell."""
    marked = [f"{text} {MARKS[0]}" for text in texts]
    assert detect_language(texts, Languages()) == detect_language(marked, Languages())
