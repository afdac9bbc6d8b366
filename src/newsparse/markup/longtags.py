"""Whether a page may have a tag with very many attributes, at a fraction of the cost of parsing it."""

import re

__all__ = ["may_have_long_tag"]

# One place in so many bytes is looked at.
_STRIDE = 2_048
_TAG = re.compile(rb"<[A-Za-z]")
_QUOTES = (b'"', b"'")
_EQUALS = ord("=")
_BLANKS = b" \t\r\n\f"


def may_have_long_tag(data: bytes, max_attributes: int) -> bool:
    """Look for a tag that may have more attributes than allowed; linear in the size of the page.

    A long tag covers whole strides.  In one that it covers there is no ``>``, or it stands in the
    value of an attribute, behind a quotation mark that follows a ``=``.  Scripts look alike here
    and there, but hardly for so many words on end.

    Returns:
        ``True`` for every page that has a tag with some more than *max_attributes*; also for
        some that have none.
    """
    places = _Places(data)
    n_attributes = 0
    for start in range(0, len(data), _STRIDE):
        if places.may_be_inside(start, start + _STRIDE):
            n_attributes += _count(data[start : start + _STRIDE])
            if n_attributes > max_attributes:
                return True
        else:
            n_attributes = 0
    return False


def _count(piece: bytes) -> int:
    """At least the number of attributes in a piece of a tag: each follows a blank, / or a quote."""
    return len(piece.split()) + piece.count(b"/") + piece.count(b'"') + piece.count(b"'")


class _Places:
    """Goes through a page and tells where it may be inside of a tag."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0  # up to where quotation marks were looked at
        self.opened = [False, False]  # by quotation mark: the last one follows a =
        self.searched = 0  # up to where the beginning of a tag was looked for
        self.inside = False  # a tag may have begun there, and not ended

    def may_be_inside(self, start: int, end: int) -> bool:
        """Whether ``data[start:end]``, the next stride, may be a piece of one tag."""
        sign = self.data.find(b">", start, end)
        if sign >= 0:
            self.searched, self.inside = sign, False
            return self.is_value(sign)
        if not self.inside:
            last = self.data.rfind(b">", self.searched, start)
            self.inside = last >= 0 and self.is_value(last)
            begin = max(last, self.searched)
            self.inside = self.inside or bool(_TAG.search(self.data, begin, end))
            self.searched = end - 1
        return self.inside

    def is_value(self, sign: int) -> bool:
        """Whether a sign may stand in the value of an attribute."""
        for number, quote in enumerate(_QUOTES):
            found = self.data.rfind(quote, self.at, sign)
            if found >= 0:
                self.opened[number] = self.follows_equals(found)
        self.at = sign
        return any(self.opened)

    def follows_equals(self, at: int) -> bool:
        """Whether a quotation mark opens a value."""
        before = self.data[at - 1] if at else 0
        if before in _BLANKS:
            return self.data[max(0, at - _STRIDE) : at].rstrip(_BLANKS).endswith(b"=")
        return before == _EQUALS
