"""Credits whose label stands behind the name, as in scripts without blanks, or has no sign behind it."""

import re

from newsparse.parser.captionwords import CaptionWords

__all__ = ["find_label_at_end"]

_MAX_NAME = 24
# What parts such a credit from the caption: the end of a sentence, "=", a comma, a bracket.
_BORDER = re.compile(r"[。．.！!？?＝=、，,（(\u3000：:]")
_ENDS = "。．.！!？?"
_TRAIL = " 。.）)"


def find_label_at_end(tail: str, lexicon: CaptionWords) -> tuple[int, int, int] | None:
    """Where a credit, the name in it, and that name's end stand, or ``None``.

    Args:
        tail: The end of a caption.
        lexicon: Words around pictures.
    """
    return _before_label(tail, lexicon) or _behind_bare_label(tail, lexicon)


def _before_label(tail: str, lexicon: CaptionWords) -> tuple[int, int, int] | None:
    """The same of a name before its label: ``…＝港町、名前撮影``."""
    if not lexicon.behind:
        return None
    end = len(tail.rstrip(_TRAIL))
    label = next((one for one in lexicon.behind if tail.endswith(one, 0, end)), None)
    if label is None:
        return None
    stop = len(tail[: end - len(label)].rstrip())
    border = max((found.start() for found in _BORDER.finditer(tail, 0, stop)), default=-1)
    first = border + 1 + len(tail[border + 1 : stop]) - len(tail[border + 1 : stop].lstrip())
    if border < 0 or not 1 < stop - first <= _MAX_NAME:
        return None
    return (first if tail[border] in _ENDS else border), first, stop


def _behind_bare_label(tail: str, lexicon: CaptionWords) -> tuple[int, int, int] | None:
    """The same of names behind a label and the last sentence: ``… at the quay. Photo Ada Lund/AP``."""
    ends = [found.end() for found in _SENTENCE.finditer(tail)]
    if not ends:
        return None
    start, end = ends[-1], len(tail.rstrip(_TRAIL))
    label, _, names = tail[start:end].partition(" ")
    if not label[:1].isupper() or label.lower() not in lexicon.labels:
        return None
    first, *others = [part.split() for part in lexicon.between.split(names)]
    if len(first) not in _NAME_WORDS or not all(map(_is_name_word, first)):
        return None
    if not all(0 < len(part) <= _MAX_PART and part[0][0].isupper() for part in others):
        return None
    return start, start + len(label) + 1, end


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or len(word) <= _MAX_PARTICLE


_SENTENCE = re.compile(r"[.!?…][”»“\"]?\s{1,4}")
_NAME_WORDS, _MAX_PART, _MAX_PARTICLE = (2, 3, 4), 4, 3
