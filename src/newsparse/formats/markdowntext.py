"""Text with its marks as CommonMark that reads back as the same text.

What acts as markup is escaped; a mark that CommonMark cannot express at its place (emphasis that
ends in a punctuation mark inside a word) is left out rather than shown as asterisks.  Every step
is linear in the text and its marks, but for sorting the marks.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from newsparse.article import Mark

__all__ = [
    "IMAGE_SCHEMES",
    "find_target",
    "longest_run",
    "write_heading",
    "write_line",
    "write_lines",
]

IMAGE_SCHEMES = frozenset({"http", "https"})
_LINK_SCHEMES = IMAGE_SCHEMES | {"mailto"}
_DELIMITERS = {"strike": "~~", "strong": "**", "emphasis": "*"}
# Where two marks cross, the later one of these is cut; of two on the same text it is the inner.
_OUTER_FIRST = ("link", *_DELIMITERS, "code")
_TRIES = 4

# Outside of words, an underscore may open emphasis; the others act anywhere.
_ACTIVE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
# What opens a block, underlines a heading or rules a table when a line begins with it.
_AT_START = re.compile(
    r"(?P<number>[0-9]{1,9}(?=[.)](?:\s|$)))|#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$)|-(?=[-:|])|=|\||:(?=[-\s])"
)
_IN_URL = re.compile(r"[\s()<>\\\"`|^]")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_CONTROLS = dict.fromkeys((*range(32), 127))
_ONE_LINE = {ord("\n"): " ", ord("\r"): " ", 0: "\ufffd"}
_LINES = {ord("\r"): "\n", 0: "\ufffd"}


class _Span(NamedTuple):
    """A mark on a range of the text that neither begins nor ends with white space."""

    start: int
    end: int
    kind: str
    url: str = ""


class _Token(NamedTuple):
    """A piece of the output; `span` where it opens or closes one."""

    text: str
    span: _Span | None = None
    opens: bool = False


def write_lines(text: str, marks: Iterable[Mark] = ()) -> list[str]:
    """The lines of a text, ready to begin a line each; blank ones are left out."""
    return [_escape_start(line) for line in _write(text.translate(_LINES), marks)]


def write_line(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text as one line, to stand where no block can begin."""
    return "".join(_write(text.translate(_ONE_LINE), marks))


def write_heading(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text as the content of a heading: number signs that would close it are escaped."""
    line = write_line(text, marks)
    bare = line.rstrip("#")
    closes = len(bare) < len(line) and (not bare or bare[-1].isspace())
    return f"{bare}\\{line[len(bare) :]}" if closes else line


def find_target(url: str | None, schemes: frozenset[str] = _LINK_SCHEMES) -> str | None:
    """The destination of a link; ``None`` where there is none or its scheme is not allowed.

    Addresses without a scheme are relative, and allowed.
    """
    bare = (url or "").translate(_CONTROLS).strip()
    scheme, colon, _ = bare.partition(":")
    has_scheme = colon and not any(mark in scheme for mark in "/?#")
    if not bare or (has_scheme and scheme.lower() not in schemes):
        return None
    return _ENTITY.sub("&amp;", _IN_URL.sub(_percent, bare))


def longest_run(text: str) -> int:
    """How many backticks stand side by side in *text* at most."""
    return max((len(list(run)) for char, run in groupby(text) if char == "`"), default=0)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _escape_start(line: str) -> str:
    match = _AT_START.match(line)
    if match is None:
        return line
    at = match.end("number") if match["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _write(text: str, marks: Iterable[Mark]) -> Iterator[str]:
    spans = _find_spans(text, marks)
    starts = [span.start for span in spans]
    for start, end in _ranges(text, 0, len(text)):
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        yield _write_range(text, start, end, _nest(text, inside))


def _find_spans(text: str, marks: Iterable[Mark]) -> list[_Span]:
    """What of the marks can be written, cut at line ends; those of one kind never overlap."""
    kinds: dict[str, list[_Span]] = {kind: [] for kind in _OUTER_FIRST}
    for mark in marks:
        url = find_target(mark.url) if mark.kind == "link" else ""
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if url is not None and mark.kind in kinds and start < end:
            kinds[mark.kind].append(_Span(start, end, mark.kind, url))
    return sorted(
        span._replace(start=start, end=end)
        for spans in kinds.values()
        for span in _apart(text, spans)
        for start, end in _ranges(text, span.start, span.end)
    )


def _ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the lines in ``text[start:end]``, without white space around them."""
    for line in text[start:end].split("\n"):
        left = line.lstrip()
        if left:
            first = start + len(line) - len(left)
            yield first, first + len(left.rstrip())
        start += len(line) + 1


def _apart(text: str, spans: Iterable[_Span]) -> list[_Span]:
    """Spans of one kind, joined where they touch; of two links that overlap, the first wins."""
    found: list[_Span] = []
    for span in sorted(spans):
        last = found[-1] if found else None
        if last is None or span.start > last.end:
            found.append(span)
        elif span.url == last.url:
            found[-1] = last._replace(end=max(span.end, last.end))
        else:
            found.extend(_trimmed(text, span, last.end, span.end))
    return found


def _trimmed(text: str, span: _Span, start: int, end: int) -> list[_Span]:
    bare = text[start:end].strip() if start < end else ""
    if not bare:
        return []
    first = text.index(bare[0], start)
    return [span._replace(start=first, end=first + len(bare))]


def _nest(text: str, spans: list[_Span]) -> list[_Span]:
    """The spans of a line, cut so that each lies wholly inside or outside of any other."""
    code = _apart(text, (span for span in spans if span.kind == "code"))
    done = list(code)
    outer: list[list[_Span]] = []
    for kind in _OUTER_FIRST[:-1]:
        own = _apart(text, (_around(s, code) for s in spans if s.kind == kind))
        for others in outer:
            own = [piece for span in own for piece in _cut(text, span, others)]
        outer.append(own)
        done.extend(own)
    return sorted(done, key=lambda s: (s.start, -s.end, _OUTER_FIRST.index(s.kind)))


def _around(span: _Span, code: list[_Span]) -> _Span:
    """The span, widened so that it does not begin or end within code."""
    first, last = _holder(code, span.start), _holder(code, span.end)
    return span._replace(
        start=first.start if first else span.start, end=last.end if last else span.end
    )


def _holder(spans: list[_Span], at: int) -> _Span | None:
    """The one of these spans, which do not overlap, that begins before and ends behind *at*."""
    number = bisect_left(spans, at, key=lambda span: span.start) - 1
    return spans[number] if number >= 0 and spans[number].end > at else None


def _cut(text: str, span: _Span, others: list[_Span]) -> Iterator[_Span]:
    """Cut the span where others, which do not overlap, end or begin within it and cross it."""
    left, right = _holder(others, span.start), _holder(others, span.end)
    first = left.end if left and left.end < span.end else span.start
    last = right.start if right and right.start > span.start else span.end
    edges = [span.start, first, last, span.end]
    for start, end in pairwise(edges):
        yield from _trimmed(text, span, start, end)


def _write_range(text: str, start: int, end: int, spans: list[_Span]) -> str:
    """Leave out marks until all that are left are read as meant."""
    for _ in range(_TRIES):
        tokens = _tokens(text, start, end, spans)
        refused = _refused(tokens)
        if not refused:
            break
        spans = [span for span in spans if span not in refused]
    else:
        tokens = _tokens(text, start, end, [s for s in spans if s.kind not in _DELIMITERS])
    return "".join(token.text for token in tokens)


def _tokens(text: str, start: int, end: int, spans: list[_Span]) -> list[_Token]:
    tokens: list[_Token] = []
    stack: list[_Span] = []
    at = start
    for span in [*spans, _Span(end, end, "")]:
        while stack and stack[-1].end <= span.start:
            last = stack.pop()
            _add_text(tokens, text[at : last.end])
            tokens.append(_Token(_DELIMITERS.get(last.kind) or f"]({last.url})", last))
            at = last.end
        _add_text(tokens, text[at : span.start])
        at = max(at, span.start)
        if span.kind == "code":
            tokens.append(_Token(_code(text[span.start : span.end])))
            at = span.end
        elif span.kind:
            stack.append(span)
            tokens.append(_opening(tokens, span))
    return tokens


def _add_text(tokens: list[_Token], text: str) -> None:
    if text:
        tokens.append(_Token(_ACTIVE.sub(r"\\\g<0>", text)))


def _opening(tokens: list[_Token], span: _Span) -> _Token:
    if span.kind == "link" and tokens and tokens[-1].text.endswith("!"):
        tokens[-1] = _Token(tokens[-1].text[:-1] + "\\!")  # else it would be an image
    return _Token(_DELIMITERS.get(span.kind, "["), span, opens=True)


def _code(text: str) -> str:
    fence = "`" * (longest_run(text) + 1)
    pad = " " if "`" in {text[0], text[-1]} else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _refused(tokens: list[_Token]) -> set[_Span]:
    """The spans whose delimiters would not be read as what they are."""
    runs = [(char, list(run)) for char, run in groupby(tokens, _delimiter)]
    refused: set[_Span] = set()
    n_open = 0
    for number, (char, run) in enumerate(runs):
        if not char:
            continue
        before = runs[number - 1][1][-1].text[-1] if number else " "
        after = runs[number + 1][1][0].text[0] if number + 1 < len(runs) else " "
        openers = {token.span for token in run if token.span and token.opens}
        closers = {token.span for token in run if token.span and not token.opens}
        if closers and not _flanks(after, before):
            refused |= closers
        ambiguous = closers or (n_open and not _only_opens(before, after))
        if openers and (ambiguous or not _flanks(before, after)):
            refused |= openers
        n_open += len(openers) - len(closers)
    return refused


def _delimiter(token: _Token) -> str:
    return token.text[0] if token.span and token.span.kind in _DELIMITERS else ""


def _flanks(outside: str, inside: str) -> bool:
    """Whether delimiters between these characters open (or, mirrored, close) emphasis.

    Versions of CommonMark differ on symbols: what only some of them read so is no.
    """
    if inside.isspace():
        return False
    return not _may_be_mark(inside) or _is_space(outside) or _is_mark(outside)


def _only_opens(before: str, after: str) -> bool:
    """Whether delimiters between these characters can under no reading close emphasis."""
    return _is_space(before) or (
        _is_mark(before) and not _may_be_mark(after) and not after.isspace()
    )


def _is_space(char: str) -> bool:
    return char in "\t\n " or unicodedata.category(char) == "Zs"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or (char.isascii() and _may_be_mark(char))


def _may_be_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
