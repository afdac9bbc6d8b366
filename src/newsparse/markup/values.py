"""Values that a page declares: cleaned, bounded, and nothing but what they should be."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

from newsparse.markup.clean import clean_text

__all__ = ["clean_language", "clean_url", "clean_value", "is_name", "split_keywords"]

# Longer ones are no title and no name: some pages declare their whole text.
_MAX_VALUE, _MAX_URL = 500, 2_000
_MAX_LIST, _MAX_KEYWORD, _MAX_KEYWORDS = 10_000, 100, 100
# References and white space make the raw value longer than what is meant.
_MAX_RAW = 4 * _MAX_VALUE
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}")


def clean_value(raw: Any, *, escaped: bool = False) -> str | None:
    """A declared text, white space collapsed; ``None`` where it is none, empty or too long.

    Args:
        raw: As found; what is no string is no value.
        escaped: Character references may still stand in it.

    Example:
        >>> clean_value(" Rain &amp; wind ", escaped=True)
        'Rain & wind'
    """
    if not isinstance(raw, str) or len(raw) > _MAX_RAW:
        return None
    text = unescape(raw) if escaped and "&" in raw else raw
    text = " ".join(clean_text(text).split())
    return text if 0 < len(text) <= _MAX_VALUE else None


def clean_url(raw: Any, base: str | None) -> str | None:
    """An absolute address of the web, or ``None``; a relative one counts from *base*.

    Example:
        >>> clean_url("/ferry", "https://varn.example/news/")
        'https://varn.example/ferry'
    """
    if not isinstance(raw, str) or len(raw) > _MAX_URL:
        return None
    text = clean_text(raw).strip()
    if base and text and not _SCHEME.match(text):
        try:
            text = urljoin(base, text)
        except ValueError:  # brackets of an address that is none
            return None
    return text if _WEB.fullmatch(text) else None


_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_WEB = re.compile(
    rf"https?://[^\s/?#\"<>\[\]]{{1,255}}(?:[/?#]\S{{0,{_MAX_URL}}})?", re.IGNORECASE
)


def is_name(text: str) -> bool:
    """Whether a value for a person is no address, handle or number, as sites often put there."""
    text = _CONTACT.sub("", text[:_MAX_VALUE]).strip()
    has_letter = any(char.isalpha() for char in text[:_MAX_KEYWORD])
    return has_letter and not any(mark in text for mark in _ADDRESS_MARKS) and text[0] != "/"


# An address for mail behind a name.
_CONTACT = re.compile(r"(?<=[\s,;|(<])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ADDRESS_MARKS = ("@", "://", "www.")


def split_keywords(raw: str) -> tuple[str, ...]:
    """The keywords of a list with commas or semicolons, each once and cleaned.

    Example:
        >>> split_keywords("ferry,  Varn &amp; Oster, ferry")
        ('ferry', 'Varn & Oster')
    """
    text = raw[:_MAX_LIST]
    words = text.split("," if "," in text or "&" in text else ";")[:_MAX_KEYWORDS]
    cleaned = (clean_value(word, escaped=True) for word in words)
    return tuple(dict.fromkeys(word for word in cleaned if word and len(word) <= _MAX_KEYWORD))


def clean_language(raw: Any) -> str | None:
    """A language tag as BCP 47 spells it, or ``None``.

    Example:
        >>> clean_language("de_at")
        'de-AT'
    """
    text = raw.strip() if isinstance(raw, str) else ""
    return "-".join(_spelled(text)) if _LANGUAGE.fullmatch(text) else None


def _spelled(tag: str) -> Iterator[str]:
    first, *rest = tag.replace("_", "-").split("-")
    yield first.lower()
    for part in rest:
        if len(part) == _REGION:
            yield part.upper()
        else:
            yield part.title() if len(part) == _SCRIPT and part.isalpha() else part.lower()


_REGION, _SCRIPT = 2, 4
