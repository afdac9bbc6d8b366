"""Characters that make no difference, taken out of text: what no reader sees; all but letters."""

import re

__all__ = ["clean_text", "key_of"]

# Controls, signs of no width, lone surrogates and code points that are no characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85")
_JOINERS = frozenset("\u200c\u200d")
# From Hebrew on, joiners change what is seen: Arabic and Indic letters, composed emoji.
_FIRST_JOINED = "\u0590"


def clean_text(text: str) -> str:
    """Take out what nobody sees.

    Controls that part lines or fields become a space, other controls and signs of no width go,
    lone surrogates and non-characters become U+FFFD.  Joiners stay between letters that they
    join.  No letter and no digit is ever lost.

    Example:
        >>> clean_text("news\u00adpaper")
        'newspaper'
    """
    if _UNSEEN.search(text) is None:
        return text
    return _UNSEEN.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SPACES:
        return " "
    if char in _JOINERS:
        return char if _is_joining(match.string, match.start()) else ""
    return "\ufffd" if char >= "\ud800" and char != "\ufeff" else ""


def _is_joining(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return before >= _FIRST_JOINED and after >= _FIRST_JOINED


def key_of(text: str) -> str:
    """Letters and digits only, in one case: for telling that two texts say the same.

    >>> key_of("Ferry runs, again!")
    'ferryrunsagain'
    """
    if text.isascii():
        return text.lower().translate(_NO_ASCII_KEY)
    return _NO_KEY.sub("", text.casefold())


_NO_KEY = re.compile(r"[\W_]{1,99}")
_NO_ASCII_KEY = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
