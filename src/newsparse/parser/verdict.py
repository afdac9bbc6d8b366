"""Whether a text has a story at all: measures of the whole, as a first look at its blocks sees it."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsparse.parser.columns import longest_run, share
from newsparse.parser.measures import Survey
from newsparse.parser.relations import FEW_ALIKE, LIKELY, Drafted, is_teaser
from newsparse.parser.storyless import STORYLESS

__all__ = ["VERDICT_NAMES", "measure_whole"]

VERDICT_NAMES = (
    *("story", "best", "best_ten", "likely", "main_text", "main_blocks", "longest", "main_prose"),
    *("ended", "mean_size", "size_spread", "teasers", "alike", "signs", "numbers", "coherence"),
    *("title", "blocks", "text", "prose", "prose_text", "phrases", "times", "main_times"),
    *("above", "words"),
    *STORYLESS,
)
_ABOVE = 12
_TITLE_SIZES = range(12, 221)
_FEW_STEMS = 2


def measure_whole(drafted: Drafted, storyless: Sequence[float]) -> tuple[float, ...]:
    """A row of numbers (`VERDICT_NAMES`) of a whole text, which has one block or more.

    Args:
        drafted: The text at first sight.
        storyless: What `count_storyless` says of it.
    """
    survey, drafts, (start, end) = drafted.survey, drafted.drafts, drafted.main
    features = survey.features
    main = features[start:end]
    prose = [item for item in main if item.is_prose]
    sizes = [math.log1p(item.size) for item in prose] or [0.0]
    mean = sum(sizes) / len(sizes)
    all_prose = [item for item in features if item.is_prose]
    alike = survey.alike[start:end]
    text = sum(item.size for item in features)
    return (
        math.log1p(sum(d * item.size for d, item in zip(drafts, features, strict=True))),
        max(drafts),
        drafted.best_ten,
        sum(draft >= LIKELY for draft in drafts),
        math.log1p(sum(item.size for item in main)),
        len(main),
        longest_run(item.is_prose for item in main),
        len(prose),
        share(item.ended for item in prose),
        mean,
        sum((size - mean) ** 2 for size in sizes) / len(sizes),
        share(is_teaser(*pair) for pair in pairwise(main)),
        share(count > FEW_ALIKE for count in alike),
        sum(item.signs * item.size for item in main) / max(1, sum(item.size for item in main)),
        share(item.text[:1].isdigit() for item in main),
        _coherence(survey, start, end),
        _title(survey, start, end),
        math.log1p(len(features)),
        math.log1p(text),
        math.log1p(len(all_prose)),
        sum(item.size for item in all_prose) / max(1, text),
        share(item.hit is not None for item in features),
        share(item.is_time for item in features),
        share(item.is_time for item in main),
        start / len(features),
        sum(item.words for item in main) / max(1, len(main)),
        *storyless,
    )


def _coherence(survey: Survey, start: int, end: int) -> float:
    """The mean share of a block's longer words that other blocks of the main run have."""
    stems = [one for one in survey.stems[start:end] if len(one) > _FEW_STEMS]
    counts = Counter(stem for one in stems for stem in one)
    shares = [sum(counts[stem] > 1 for stem in one) / len(one) for one in stems]
    return sum(shares) / len(shares) if shares else -1.0


def _title(survey: Survey, start: int, end: int) -> float:
    """How many of the words of a line right above the main run stand in it, at best."""
    words = {stem for one in survey.stems[start:end] for stem in one}
    best = 0.0
    for at in range(max(0, start - _ABOVE), start):
        stems = survey.stems[at]
        if stems and survey.features[at].size in _TITLE_SIZES:
            best = max(best, len(stems & words) / (len(stems) + 1))
    return best
