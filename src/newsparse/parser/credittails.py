"""Credits whose label stands behind the name, as in scripts without blanks."""

import re

from newsparse.parser.captionwords import CaptionWords

__all__ = ["before_label"]

_MAX_NAME = 24
# What parts such a credit from the caption: the end of a sentence, "=", a comma, a bracket.
_BORDER = re.compile(r"[。．.！!？?＝=、，,（(\u3000：:]")
_ENDS = "。．.！!？?"
_TRAIL = " 。.）)"


def before_label(tail: str, lexicon: CaptionWords) -> tuple[int, int, int] | None:
    """Where a credit, the name in it, and that name's end stand: ``…＝港町、名前撮影``.

    Args:
        tail: The end of a caption.
        lexicon: Words around pictures.
    """
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
