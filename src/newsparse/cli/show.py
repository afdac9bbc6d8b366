"""``newsparse show``: an article for a person to read in the terminal."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from newsparse.article import (
    Article,
    BlockQuote,
    Boilerplate,
    Caption,
    Embed,
    Figure,
    ItemList,
    ListItem,
    LiveEntry,
    Notice,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    Subheading,
    Table,
    Timestamp,
)
from newsparse.batch import Reading, read_articles
from newsparse.cli.inputs import describe, open_input
from newsparse.cli.terminal import Console, Style, columns, flat, one_line, safe, wrap
from newsparse.errors import NewsparseError

__all__ = ["iter_lines", "show_file"]

_SOME_FAILED = 1
_NOTHING_USABLE = 3

_MAX_WIDTH = 100
_MIN_WIDTH = 20
# Deeper nesting is shown at this depth: margins would leave no room for words.
_MAX_MARGIN = 16
_SNIPPET = 60

Path: TypeAlias = tuple[int, ...]


def show_file(name: str, reading: Reading) -> int:
    """Print each article of an input; return the exit code."""
    width = max(_MIN_WIDTH, min(shutil.get_terminal_size().columns, _MAX_WIDTH))
    style, console = Style.of(sys.stdout), Console()
    errors: list[NewsparseError] = []

    def on_error(error: NewsparseError) -> None:
        errors.append(error)
        console.line(name, describe(error, name))

    n_shown = 0
    try:
        for article in read_articles(open_input(name), reading, on_error, _ignore):
            if n_shown:
                print("\n" + style.dim("-" * width) + "\n")
            for line in iter_lines(article, width, style):
                print(line)
            n_shown += 1
    except NewsparseError as error:
        on_error(error)
    if not n_shown:
        return _NOTHING_USABLE
    return _SOME_FAILED if errors else 0


def _ignore(note: object) -> None:
    """Notes are shown with their article."""


def iter_lines(article: Article, width: int, style: Style) -> Iterator[str]:
    """Yield the lines of an article; nothing of its text can command the terminal."""
    page = _Page(width=width, style=style, quotes=_by_element(article.quotes))
    yield from _head_lines(article, page)
    yield from _body_lines(article, page)
    if article.signoff:
        yield ""
        yield from page.wrapped(article.signoff)
    yield from _removed_lines(article.boilerplate, page)
    yield from _note_lines(article, page)


def _by_element(quotes: Sequence[Quote]) -> dict[Path, list[Quote]]:
    found: dict[Path, list[Quote]] = {}
    for quote in sorted(quotes, key=lambda quote: quote.start):
        found.setdefault(quote.element, []).append(quote)
    return found


@frozen(kw_only=True)
class _Page:
    """Where lines go: `margin` is printed before each."""

    width: int
    style: Style
    margin: str = ""
    quotes: Mapping[Path, list[Quote]] = field(factory=dict)

    def wrapped(
        self,
        text: str,
        *,
        first: str = "",
        rest: str | None = None,
        ranges: Sequence[tuple[int, int]] = (),
        dress: Callable[[str], str] = str,
    ) -> Iterator[str]:
        """Yield *text* in lines; *first* stands before the first, *rest* before the others."""
        text = flat(text)
        rest = " " * len(first) if rest is None else rest
        room = max(_MIN_WIDTH // 2, self.width - columns(self.margin + first))
        lead = first
        for start, end in wrap(text, room):
            yield self.margin + lead + dress(self.style.underline(text, start, end, ranges))
            lead = rest

    def blank(self) -> str:
        """An empty line."""
        return self.margin.rstrip()


# -- head


def _head_lines(article: Article, page: _Page) -> Iterator[str]:
    style = page.style
    if article.kicker:
        yield from page.wrapped(article.kicker, dress=style.dim)
    yield from page.wrapped(article.title or "(no title)", dress=style.bold)
    if article.standfirst:
        yield from page.wrapped(article.standfirst)
    yield ""
    for label, value in _facts(article):
        if value:
            yield from page.wrapped(one_line(value), first=f"{label:<10}")


def _facts(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "By", article.byline
    yield "Authors", ", ".join(f"{a.name} ({a.role})" for a in article.authors)
    yield "Place", article.dateline.text if article.dateline else None
    yield "Time", _moment(article.timestamp)
    yield "Updated", _moment(article.updated)
    yield "Language", article.language or "unknown"
    yield "From", article.metadata.url


def _moment(stamp: Timestamp | None) -> str | None:
    if stamp is None:
        return None
    if stamp.value is None:
        return f'"{stamp.raw}" = no moment by itself (see --reference-time)'
    return f'"{stamp.raw}" = {stamp.value.isoformat()}, zone {stamp.zone}'


# -- body


@frozen(kw_only=True)
class _Place:
    """An element on its way to the page.

    Attributes:
        element: An element of the body, or a list item.
        path: Its index path, as in `newsparse.article.Quote`.
        margin: What stands before each of its lines.
        sign: What stands before a list item.
        apart: Whether a blank line comes first.
    """

    element: Any
    path: Path
    margin: str = ""
    sign: str = ""
    apart: bool = True


def _body_lines(article: Article, page: _Page) -> Iterator[str]:
    for place in _walk(article.body):
        show = _SHOWN.get(type(place.element), _show_other)
        here = evolve(page, margin=place.margin)
        if place.apart:
            yield here.blank()
        yield from show(place, here)


def _walk(body: Sequence[Any]) -> Iterator[_Place]:
    """Yield every element in reading order, those inside others too; without recursion."""
    stack = [_inside(body, (), "", None)]
    while stack:
        place = next(stack[-1], None)
        if place is None:
            stack.pop()
            continue
        yield place
        children = _children(place.element)
        if children:
            stack.append(_inside(children, place.path, place.margin, place.element))


def _inside(body: Sequence[Any], path: Path, margin: str, parent: Any) -> Iterator[_Place]:
    deeper = margin + _MARGINS.get(type(parent), "")
    margin = deeper if len(deeper) <= _MAX_MARGIN else margin
    for number, element in enumerate(body):
        sign = ""
        if isinstance(parent, ItemList):
            sign = f"{number + 1}. " if parent.ordered else "- "
        apart = not sign and (number > 0 or parent is None)
        yield _Place(element=element, path=(*path, number), margin=margin, sign=sign, apart=apart)


_MARGINS: Mapping[type, str] = {BlockQuote: "| ", LiveEntry: "  ", ListItem: "  "}


def _children(element: Any) -> Sequence[Any]:
    if isinstance(element, BlockQuote | LiveEntry):
        return element.body
    if isinstance(element, ItemList):
        return element.items
    return element.children if isinstance(element, ListItem) else ()


def _show_text(place: _Place, page: _Page, first: str = "") -> Iterator[str]:
    """Running text: quotes are underlined, and said by whom below it."""
    quotes = page.quotes.get(place.path, [])
    ranges = [(quote.start, quote.end) for quote in quotes]
    yield from page.wrapped(place.element.text, first=place.sign or first, ranges=ranges)
    for quote in quotes:
        yield from page.wrapped(_spoken(quote), first='    " ', dress=page.style.dim)


def _spoken(quote: Quote) -> str:
    """``he (Jan Berg), said: The ferry ...``."""
    speaker = quote.speaker or "speaker unknown"
    if quote.resolved_speaker not in {None, quote.speaker}:
        speaker = f"{speaker} ({quote.resolved_speaker})"
    parts = [speaker, quote.cue, quote.source, "goes on" if quote.continues else None]
    return f"{', '.join(filter(None, parts))}: {_snippet(quote.text)}"


def _snippet(text: str) -> str:
    """The first words."""
    text = one_line(text[: 4 * _SNIPPET])
    return text if len(text) <= _SNIPPET else text[:_SNIPPET].rsplit(" ", 1)[0] + " ..."


def _show_subheading(place: _Place, page: _Page) -> Iterator[str]:
    first = "" if page.style.on else "## "
    yield from page.wrapped(place.element.text, first=first, dress=page.style.bold)


def _show_figure(place: _Place, page: _Page) -> Iterator[str]:
    figure = place.element
    for image in figure.images:
        yield from page.wrapped(f"[image] {image.alt or image.url}", dress=page.style.dim)
    for caption in figure.captions:
        yield from page.wrapped(_caption(caption), first="▣ ")


def _caption(caption: Caption) -> str:
    credit = f"({caption.credit})" if caption.credit else ""
    return f"{caption.text} {credit}".strip()


def _show_table(place: _Place, page: _Page) -> Iterator[str]:
    if place.element.caption:
        yield from page.wrapped(place.element.caption, dress=page.style.dim)
    for row in place.element.rows:
        yield from page.wrapped(" | ".join(cell.text for cell in row), rest="    ")


def _show_embed(place: _Place, page: _Page) -> Iterator[str]:
    parts = ["[embedded]", place.element.url, place.element.text]
    yield from page.wrapped(" ".join(filter(None, parts)), rest="    ")


def _show_preformatted(place: _Place, page: _Page) -> Iterator[str]:
    for line in safe(place.element.text).split("\n"):
        yield f"{page.margin}    {line}"


def _show_live(place: _Place, page: _Page) -> Iterator[str]:
    stamp = place.element.timestamp
    parts = [stamp.raw if stamp else None, place.element.title]
    yield from page.wrapped(" ".join(filter(None, parts)) or "(entry)", dress=page.style.bold)


def _show_nothing(place: _Place, page: _Page) -> Iterator[str]:
    """What shows by its children alone."""
    yield from ()


def _show_other(place: _Place, page: _Page) -> Iterator[str]:
    yield from page.wrapped(place.element.text)


def _signed(first: str) -> Callable[[_Place, _Page], Iterator[str]]:
    def show(place: _Place, page: _Page) -> Iterator[str]:
        return _show_text(place, page, first)

    return show


_SHOWN: Mapping[type, Callable[[_Place, _Page], Iterator[str]]] = {
    Paragraph: _show_text,
    ListItem: _show_text,
    Subheading: _show_subheading,
    PullQuote: _signed("> "),
    Notice: _signed("! "),
    Figure: _show_figure,
    Table: _show_table,
    Embed: _show_embed,
    Preformatted: _show_preformatted,
    LiveEntry: _show_live,
    BlockQuote: _show_nothing,
    ItemList: _show_nothing,
}


# -- what is not the story


def _removed_lines(entries: Sequence[Boilerplate], page: _Page) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield page.style.bold("Removed:")
    for entry in entries:
        n_lines = entry.text.count("\n") + 1
        yield f"  {entry.reason:<16} {n_lines:>4} {_lines(n_lines)}  {_snippet(entry.text)}"


def _lines(count: int) -> str:
    return "line " if count == 1 else "lines"


def _note_lines(article: Article, page: _Page) -> Iterator[str]:
    if not article.notes:
        return
    yield ""
    yield page.style.bold("Notes:")
    for note in article.notes:
        place = f" (at {note.where})" if note.where else ""
        yield from page.wrapped(one_line(f"{note.code}: {note.message}{place}"), first="  ")
