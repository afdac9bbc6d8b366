"""Inline Markdown, read: text with its marks, and the images in it.

CommonMark's rules for what opens and closes emphasis, with strikethrough; every step is linear.
References to definitions are not followed, and tags of HTML are left out.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from html import unescape

from attrs import Factory, define, frozen

from newsparse.article import Image, Mark, MarkKind

__all__ = ["Inline", "is_wholly", "read_inline"]


@frozen
class Inline:
    """A line of text.

    Attributes:
        text: Its text; hard line breaks are line ends, soft ones spaces.
        marks: Its marks, sorted.
        images: The images in it, which have no text.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    images: tuple[Image, ...] = ()


# One piece of the source: what comes first at a place decides.
_PIECE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<hard>\\\n[^\S\n]{0,99}|[^\S\n]{2,99}\n[^\S\n]{0,99})"
    r"|(?P<soft>[^\S\n]?\n[^\S\n]{0,99})"
    r"|(?P<code>`{1,2000})"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000})>"
    r"|(?P<tag></?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,2000})?/?>|<!--[^<>]{0,2000}-->)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])"
    r"|(?P<run>\*{1,2000}|_{1,2000}|~{1,2000})"
    r"|(?P<plain>[^\\`<&!\[\]*_~\n ]{1,4000}|.)",
    re.DOTALL,
)
_TARGET = re.compile(
    r"\([^\S\n]{0,9}(?:<(?P<angled>[^<>\n]{0,2000})>"
    r"|(?P<bare>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,9}))"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}'))?[^\S\n]{0,9}\)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile(r"`{1,100000}")
_MAX_BACK = 40


@define(eq=False)
class _Node:
    """A piece of text, and the marks that begin or end at it."""

    text: str = ""
    opens: list[int] = Factory(list)
    closes: list[int] = Factory(list)


@define(eq=False)
class _Run:
    """A run of delimiters that may open or close marks."""

    node: _Node
    char: str
    left: int
    size: int
    can_open: bool
    can_close: bool


@define(eq=False)
class _Bracket:
    node: _Node
    number: int
    is_image: bool
    height: int  # runs that were open before it


def read_inline(source: str) -> Inline:
    """Read a paragraph's or heading's source, without the signs of its block."""
    return _Reader(source).read()


def is_wholly(inline: Inline, kind: MarkKind) -> bool:
    """Whether all of a text has a mark of this kind, and nothing is in it beside text."""
    whole = any(
        mark.kind == kind and (mark.start, mark.end) == (0, len(inline.text))
        for mark in inline.marks
    )
    return whole and not inline.images


class _Reader:
    """The state of one reading."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes: list[_Node] = []
        self.marks: list[tuple[MarkKind, str | None]] = []
        self.runs: list[_Run] = []
        self.counts: Counter[str] = Counter()
        self.brackets: list[_Bracket] = []
        self.images: list[Image] = []
        self.ticks: dict[int, list[int]] | None = None

    def read(self) -> Inline:
        at, size = 0, len(self.source)
        while at < size:
            match = _PIECE.match(self.source, at)
            if match is None:  # cannot be: the last alternative takes any character
                break
            at = self.take(match, match.lastgroup or "plain")
        return self.inline()

    def take(self, match: re.Match[str], kind: str) -> int:
        """Take one piece; returns where the next begins."""
        if kind == "code":
            return self.code(match)
        if kind == "close":
            return self.close(match)
        if kind == "run":
            self.run(match)
        elif kind in {"open", "image"}:
            self.bracket(match)
        elif kind == "auto":
            self.marked("link", match["auto"], match["auto"])
        elif kind == "entity":
            self.nodes.append(_Node(unescape(match["entity"]).replace("\0", "\ufffd")))
        elif kind != "tag":
            self.nodes.append(_Node(_BREAKS.get(kind) or match[kind]))
        return match.end()

    def code(self, match: re.Match[str]) -> int:
        """A code span, or its backticks where nothing closes it."""
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.source):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        width = len(match["code"])
        places = self.ticks.get(width, [])
        number = bisect_right(places, match.start())
        if number == len(places):
            self.nodes.append(_Node(match["code"]))
            return match.end()
        text = self.source[match.end() : places[number]].replace("\n", " ")
        if text.strip() and text[0] == text[-1] == " ":
            text = text[1:-1]
        self.marked("code", text, None)
        return places[number] + width

    def marked(self, kind: MarkKind, text: str, url: str | None) -> None:
        number = self.add(kind, url)
        self.nodes += [_Node("", [number], []), _Node(text), _Node("", [], [number])]

    def add(self, kind: MarkKind, url: str | None) -> int:
        self.marks.append((kind, url))
        return len(self.marks) - 1

    # -- emphasis

    def run(self, match: re.Match[str]) -> None:
        run = self.classify(match)
        self.nodes.append(run.node)
        if run.can_close:
            self.match_openers(run)
        if run.left and run.can_open and (run.char != "~" or run.left == _PAIR):
            self.runs.append(run)
            self.counts[run.char] += 1

    def classify(self, match: re.Match[str]) -> _Run:
        text, source = match["run"], self.source
        before = source[match.start() - 1] if match.start() else " "
        after = source[match.end()] if match.end() < len(source) else " "
        opens = not after.isspace() and (
            not _is_mark(after) or before.isspace() or _is_mark(before)
        )
        closes = not before.isspace() and (
            not _is_mark(before) or after.isspace() or _is_mark(after)
        )
        if text[0] == "_":
            opens, closes = (
                opens and (not closes or _is_mark(before)),
                closes and (not opens or _is_mark(after)),
            )
        return _Run(_Node(text), text[0], len(text), len(text), opens, closes)

    def match_openers(self, closer: _Run) -> None:
        while closer.left and self.counts[closer.char]:
            at = self.opener(closer)
            if at < 0:
                return
            opener = self.runs[at]
            width = _PAIR if min(opener.left, closer.left) >= _PAIR else 1
            if closer.char == "~" and not opener.left == closer.left == _PAIR:
                return
            kind: MarkKind = "strike" if closer.char == "~" else _EMPHASIS[width]
            number = self.add(kind, None)
            opener.node.opens.insert(0, number)
            closer.node.closes.append(number)
            opener.left -= width
            closer.left -= width
            opener.node.text = opener.char * opener.left
            self.drop(at + 1 if opener.left else at)
        closer.node.text = closer.char * closer.left

    def opener(self, closer: _Run) -> int:
        """The nearest run that this one closes, -1 for none."""
        for at in range(len(self.runs) - 1, max(-1, len(self.runs) - 1 - _MAX_BACK), -1):
            opener = self.runs[at]
            both = opener.can_close or closer.can_open
            odd = (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3)
            if opener.char == closer.char and not (both and odd):
                return at
        return -1

    def drop(self, height: int) -> None:
        """Close what is open above a height: it stays as it is written."""
        while len(self.runs) > height:
            run = self.runs.pop()
            self.counts[run.char] -= 1

    # -- links and images

    def bracket(self, match: re.Match[str]) -> None:
        node = _Node(match[0])
        self.nodes.append(node)
        self.brackets.append(_Bracket(node, len(self.nodes), match[0] == "![", len(self.runs)))

    def close(self, match: re.Match[str]) -> int:
        bracket = self.brackets.pop() if self.brackets else None
        target = _TARGET.match(self.source, match.end()) if bracket else None
        if bracket is None or target is None:
            self.nodes.append(_Node("]"))
            return match.end()
        url = _unescaped(target["angled"] if target["angled"] is not None else target["bare"])
        self.drop(bracket.height)
        bracket.node.text = ""
        if bracket.is_image:
            self.take_image(bracket, url)
        else:
            number = self.add("link", url)
            bracket.node.opens.append(number)
            self.nodes.append(_Node("", [], [number]))
            self.brackets = [open_ for open_ in self.brackets[-_MAX_BACK:] if open_.is_image]
        return target.end()

    def take_image(self, bracket: _Bracket, url: str) -> None:
        inner = self.nodes[bracket.number :]
        del self.nodes[bracket.number :]
        alt = "".join(node.text for node in inner)
        if url:
            self.images.append(Image(url=url, alt=alt or None))

    # -- the result

    def inline(self) -> Inline:
        for run in self.runs:
            run.node.text = run.char * run.left
        parts: list[str] = []
        size = 0
        starts: dict[int, int] = {}
        spans: list[tuple[int, int, MarkKind, str | None]] = []
        for node in self.nodes:
            for number in node.closes:
                if number in starts and starts[number] < size:
                    kind, url = self.marks[number]
                    spans.append((starts[number], size, kind, url))
            parts.append(node.text)
            size += len(node.text)
            starts.update(dict.fromkeys(node.opens, size))  # behind delimiters left over
        return Inline(*_trimmed("".join(parts), spans), tuple(self.images))


def _trimmed(
    text: str, spans: list[tuple[int, int, MarkKind, str | None]]
) -> tuple[str, tuple[Mark, ...]]:
    """The text without white space around it, and its marks in order."""
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    found = []
    for first, last, kind, url in sorted(spans, key=lambda s: (s[0], s[1], s[2], s[3] or "")):
        start, end = max(first - lead, 0), min(last - lead, len(text))
        if start < end:
            found.append(Mark(kind=kind, start=start, end=end, url=url))
    return text, tuple(found)


_PAIR = 2
_EMPHASIS: dict[int, MarkKind] = {1: "emphasis", 2: "strong"}
_BREAKS = {"hard": "\n", "soft": " "}


def _unescaped(url: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", url))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
