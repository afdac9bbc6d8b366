"""Garbled letters: UTF-8 that was read as Windows-1252 or Latin-1, once or twice."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["looks_garbled", "mend", "repair"]

# What the bytes 80 to BF look like when each is read as a letter: as Windows-1252 and, with its
# control characters, as Latin-1.
_C1 = "\x80-\x9f"
_MARKS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TRAIL = f"[{_C1}{_MARKS}\xa0-\xbf]"
# Those of them that may follow a capital at the end of a word in ordinary text.
_CLOSING = "\x85\x91-\x97\x99\xa0»”’…–—›•™®©°ºª¹²³"
_OPENING = f"(?![{_CLOSING}]){_TRAIL}"
_CAPITAL = "A-ZÀ-ÖØ-Þ"

# One garbled character.  What may start one never continues one, so that matches never overlap.
_SEQUENCE = re.compile(f"[Â-ß]{_TRAIL}|[à-ï]{_TRAIL}{{2}}|[ð-ô]{_TRAIL}{{3}}")

# Where one may start, each of `_STRONG` too.
_START = re.compile(f"[Â-ô]{_TRAIL}")

# What ordinary text in no language holds.  Each row stands for one way of not being a word.
_STRONG = re.compile(
    "|".join((
        f"Ã{_OPENING}",  # é ü ñ ç and most others
        f"(?<=[a-zß-ÿ])[Â-Û]{_TRAIL}",  # a capital within a word, then a sign
        f"(?<![{_CAPITAL}])[ÂÃ]{_TRAIL}",  # no-break space, pound sign, à
        f"(?<![{_CAPITAL}])[Ä-Û][{_C1}]",  # controls: read as Latin-1
        f"â[€\x80]{_TRAIL}",  # quotation marks, dashes
        "â‚¬|â„¢|â\x82¬|â\x84¢|ï»¿|ï¿½",
        f"ð[Ÿ\x9f]{_TRAIL}{{2}}",  # emoji
        f"áº{_TRAIL}",  # Vietnamese
        f"(?:[Ã-Û]{_TRAIL}){{2}}",  # Cyrillic, Greek, Hebrew, Arabic
        f"(?:[à-ï]{_TRAIL}{{2}}){{2}}",  # Chinese, Japanese, Thai, Hindi
    ))
)

# Characters that a garbled one may stand for, as bounds: in from an even place, out from an odd.
# The alphabets that are left out come up when ordinary "voilà »" is read backwards.
_BOUNDS = (
    *(0x80, 0x250, 0x300, 0x700, 0x900, 0x1100, 0x1E00, 0x2000, 0x2010, 0x2C00),
    *(0x3000, 0xD7B0, 0xF900, 0xFB00, 0xFE00, 0xFE10, 0xFEFF, 0xFF00, 0xFF01, 0xFFF0),
    *(0xFFFD, 0xFFFE, 0x1F000, 0x1FB00),
)
_BYTE_OF = {bytes((b,)).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
_PASSES = 2


def looks_garbled(text: str) -> bool:
    """Whether UTF-8 was read as a one-byte encoding somewhere in *text*.

    Example:
        >>> looks_garbled("cafÃ©"), looks_garbled("AMANHÃ… é isso")
        (True, False)
    """
    if text.isascii():
        return False
    return any(_SEQUENCE.sub(_mend_alone, found) != found for found in _find_strong(text))


def _find_strong(text: str) -> Iterator[str]:
    """Yield what `_STRONG` finds, from where something may start: most texts have little of that."""
    end = 0
    for start in _START.finditer(text):
        found = _STRONG.match(text, start.start()) if start.start() >= end else None
        if found is not None:
            end = found.end()
            yield found[0]


def mend(text: str) -> str:
    """The text that `repair` returns, without its places.

    Example:
        >>> mend("cafÃ©!")
        'café!'
    """
    for _ in range(_PASSES):
        before = text
        if not before.isascii():
            text = _SEQUENCE.sub(_mend_here, before)
        if text == before:
            break
    return text


def repair(text: str) -> tuple[str, list[int]]:
    """Mend garbled characters, and nothing else.

    Returns:
        The mended text and, for each of its characters, where it begins in *text*; then one more
        entry: the length of *text*.

    Example:
        >>> repair("cafÃ©!")
        ('café!', [0, 1, 2, 3, 5, 6])
    """
    back = list(range(len(text) + 1))
    for _ in range(_PASSES):
        text, changed = _repair_once(text, back)
        if changed is None:
            break
        back = changed
    return text, back


def _repair_once(text: str, back: list[int]) -> tuple[str, list[int] | None]:
    """One pass; ``None`` for the places where nothing changed."""
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in _SEQUENCE.finditer(text):
        char = _mended(match[0])
        if char is None or _is_ordinary(match):
            continue
        start, end = match.span()
        parts += (text[at:start], char)
        places += back[at : start + 1]
        at = end
    if not parts:
        return text, None
    return "".join((*parts, text[at:])), places + back[at:]


def _mend_here(match: re.Match[str]) -> str:
    char = _mended(match[0])
    return match[0] if char is None or _is_ordinary(match) else char


def _mend_alone(match: re.Match[str]) -> str:
    return _mended(match[0]) or match[0]


@lru_cache(maxsize=4096)
def _mended(sequence: str) -> str | None:
    """The character that a garbled sequence stands for, if it stands for one."""
    try:
        char = bytes(_BYTE_OF.get(c) or ord(c) for c in sequence).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return None
    return char if bisect_right(_BOUNDS, ord(char)) % 2 else None


_AFTER_CAPITAL = re.compile(f"[{_CLOSING}]")
_AFTER_LETTER = re.compile(f"[{_CLOSING}]{{2}}")


def _is_ordinary(match: re.Match[str]) -> bool:
    """Whether a word may just have ended in such a letter, followed by such signs."""
    text, (start, end) = match.string, match.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before.isalpha() or after.isalpha():
        return False
    if end - start == _SHORTEST:
        return before.isupper() and _AFTER_CAPITAL.match(text, start + 1) is not None
    return _AFTER_LETTER.match(text, start + 1) is not None and match[0][0] != "â"


_SHORTEST = 2
