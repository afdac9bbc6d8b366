"""Roles to an article: every block is handed to the one field, element or entry that owns it."""

import datetime as dt
from collections.abc import Callable, Container, Sequence
from typing import Any, cast

from attrs import evolve, frozen

from newsparse.article import (
    Article,
    Author,
    BlockQuote,
    Dateline,
    Element,
    Metadata,
    Notice,
    Paragraph,
    Preformatted,
    Provenance,
    Subheading,
    Timestamp,
    Where,
)
from newsparse.document import Block, Document, Node
from newsparse.languages.phrases import fold
from newsparse.parser.boilerplate import Removed, split_tags
from newsparse.parser.bylines import is_labelled, parse_byline, parse_end_credit
from newsparse.parser.cutouts import LABELS, CutText, Home, cut_out
from newsparse.parser.datelines import find_dateline, read_dateline
from newsparse.parser.dates import Moment, find_times
from newsparse.parser.declaredtimes import DeclaredDays
from newsparse.parser.evidence import merge_tables
from newsparse.parser.features import Page
from newsparse.parser.figures import Figures
from newsparse.parser.inserts import end_of_insert, make_insert
from newsparse.parser.labels import Label
from newsparse.parser.lists import build_list
from newsparse.parser.live import Entry
from newsparse.parser.liveposts import Homes, gather_entries
from newsparse.parser.places import Places
from newsparse.parser.tables import build_table

__all__ = ["Assembly", "assemble"]


@frozen(kw_only=True)
class Assembly:
    """What the blocks make, before declared fields and quotes are joined to it.

    Attributes:
        article: Title, people, times, body, boilerplate and provenance.
        homes: By index path of a text element: its block, and where in it the text begins.
    """

    article: Article
    homes: Homes


def assemble(
    document: Document,
    page: Page,
    labels: Sequence[Label],
    places: Places,
    reference_time: dt.datetime | None,
    entries: Sequence[Entry] = (),
) -> Assembly:
    """Build the article that the labels describe.

    Args:
        document: Its blocks and nodes; ``lines`` already cut.
        page: What was seen of the blocks.
        labels: One a block.
        places: Where blocks stand in the source.
        reference_time: What relative times are resolved against.
        entries: The posts of a live blog, whose times and headings have labels of their own.
    """
    return _Builder(document, page, labels, places, reference_time, entries).build()


class _Builder:
    """One article in the making; ``_take_*`` methods each own one kind of block."""

    def __init__(
        self,
        document: Document,
        page: Page,
        labels: Sequence[Label],
        places: Places,
        reference_time: dt.datetime | None,
        entries: Sequence[Entry],
    ) -> None:
        self._blocks: Sequence[Block] = document.blocks
        self._nodes: Sequence[Node] = document.nodes
        self._page = page
        self._labels = labels
        self._places = places
        self._reference_time = reference_time
        self._declared = DeclaredDays(document.fields, page.tables)
        self._texts: dict[str, list[str]] = {}
        self._authors: list[Author] = []
        self._times: dict[str, Timestamp] = {}
        self._dateline: Dateline | None = None
        self._body: list[tuple[int, Element]] = []  # each behind the number of its first block
        self._posts = {entry.clock.index: entry for entry in entries}
        self._runs = _ends_of_runs(labels, {entry.last for entry in entries})
        self._homes: Homes = {}
        self._removed = Removed(places, document.blocks)
        self._evidence = merge_tables(page.tables)
        roles = [label.role for label in labels]
        self._figures = Figures(document.blocks, document.nodes, roles, page.tables, places)
        self._keywords: list[str] = []
        self._identifiers: list[str] = []
        self._provenance: list[Provenance] = []

    def build(self) -> Assembly:
        takers = self._takers()
        index = 0
        while index < len(self._blocks):
            taker = takers.get(self._labels[index].role)
            index = taker(index) if taker else self._take_boilerplate(index)
        body, homes = gather_entries(
            self._body, self._homes, [*self._posts.values()], self._places, self._blocks
        )
        told: dict[str, Any] = {name: " ".join(parts) for name, parts in self._texts.items()}
        article = Article(
            **told,
            **cast("dict[str, Any]", self._times),
            authors=self._unique_authors(),
            dateline=self._dateline,
            body=tuple(body),
            boilerplate=self._removed.entries(),
            metadata=Metadata(
                keywords=tuple(dict.fromkeys(self._keywords)),
                identifiers=tuple(dict.fromkeys(self._identifiers)),
            ),
            provenance=tuple(self._provenance),
        )
        return Assembly(article=article, homes=homes)

    def _takers(self) -> dict[str, Callable[[int], int]]:
        fields = dict.fromkeys(("title", "kicker", "standfirst", "signoff"), self._take_field)
        return {
            **fields,
            "byline": self._take_byline,
            "dateline": self._take_dateline,
            "timestamp": self._take_times,
            "updated": self._take_times,
            "paragraph": self._take_paragraph,
            "subheading": self._take_subheading,
            "list_item": self._take_list,
            "block_quote": self._take_block_quote,
            "pull_quote": self._take_insert,
            "notice": self._take_plain(Notice),
            "preformatted": self._take_plain(Preformatted),
            "embed": self._take_insert,
            "caption": self._take_captions,
            "table_row": self._take_table,
            "entry_time": self._take_entry_time,
            "entry_title": self._take_entry_title,
            "agency_tail": self._take_credits,
            "tags": self._take_tags,
            "identifier": self._take_identifier,
        }

    # -- fields

    def _own(self, field: str, index: int, start: int = 0, end: int | None = None) -> Where:
        where = self._state(field, index, start, end)
        self._removed.residue(index)
        return where

    def _state(self, field: str, index: int, start: int = 0, end: int | None = None) -> Where:
        """Note where a field was read."""
        where = self._places.where(index, start, end)
        source = "block" if where.path else "line"
        self._provenance.append(
            Provenance(
                field=field, source=source, where=where, confidence=self._labels[index].confidence
            )
        )
        return where

    def _take_field(self, index: int) -> int:
        role = self._labels[index].role
        self._texts.setdefault(role, []).append(self._blocks[index].text)
        self._own(role, index)
        return index + 1

    def _take_byline(self, index: int) -> int:
        text = self._blocks[index].text
        times = find_times(text, self._page.tables, reference_time=self._reference_time)
        if any(self._time_name(moment) for moment in times.moments):
            return self._take_times(index)
        self._add_byline(index, 0, None)
        return index + 1

    def _add_byline(self, index: int, start: int, end: int | None) -> None:
        text = self._blocks[index].text[start:end]
        where = self._own("byline", index, start, end)
        self._texts.setdefault("byline", []).append(text)
        for author in parse_byline(text, self._page.tables):
            self._authors.append(evolve(author, where=where))

    def _unique_authors(self) -> tuple[Author, ...]:
        """Each once; who wrote the story is not named again as one who helped with it."""
        found: dict[tuple[str, str], Author] = {}
        for author in self._authors:
            name = author.name.casefold()
            if author.role != "contributor" or (name, "author") not in found:
                found.setdefault((name, author.role), author)
        return tuple(found.values())

    def _take_dateline(self, index: int) -> int:
        """A line of its own; the first counts, and not what the first paragraph begins with, too."""
        text = self._blocks[index].text
        below = self._blocks[index + 1].text if index + 1 < len(self._blocks) else ""
        paragraphs = (e.text for _, e in self._body if isinstance(e, Paragraph))
        if self._dateline is not None or next(paragraphs, below).startswith(text):
            return self._take_leftover(index)
        found = read_dateline(text, below, self._page.tables) or Dateline(text=text)
        self._dateline = evolve(found, where=self._own("dateline", index))
        return index + 1

    # -- times

    def _take_times(self, index: int) -> int:
        """Own each moment with its label; what stands around them is a byline or left over."""
        text = self._blocks[index].text
        times = find_times(text, self._page.tables, reference_time=self._reference_time)
        at = 0
        taken = False
        for moment in times.moments:
            name = self._time_name(moment)
            if name is not None:
                self._take_rest(index, at, moment.label_start)
                self._take_moment(index, moment, name)
                at, taken = moment.end, True
        if not taken:
            return self._take_leftover(index)
        self._take_rest(index, at, len(text))
        return index + 1

    def _time_name(self, moment: Moment) -> str | None:
        """The field that a moment is for, or ``None`` where that has its moment already.

        Another day than the page declares as its first is that of a change, where the page
        declares that one too, or that of another story.
        """
        name: str | None = "updated" if moment.kind == "updated" else "timestamp"
        if name == "timestamp" and not self._declared.allow("timestamp", moment.value):
            name = "updated" if self._declared.names("updated", moment.value) else None
        return None if name in self._times else name

    def _take_moment(self, index: int, moment: Moment, name: str) -> None:
        where = self._own(name, index, moment.label_start, moment.end)
        self._times[name] = evolve(moment.stamp(self._blocks[index].text), where=where)

    def _take_rest(self, index: int, start: int, end: int) -> None:
        """What stands before, between or behind the moments of a line."""
        text = self._blocks[index].text
        while start < end and not text[start].isalnum() and text[start] != "@":
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start == end:
            return
        is_byline = self._labels[index].role == "byline" or "byline" not in self._texts
        if is_byline and self._names_authors(text[start:end]):
            self._add_byline(index, start, end)
        else:
            self._removed.piece("other", index, start, end)

    def _names_authors(self, text: str) -> bool:
        """Whether it names them; one word alone beside a time is a place or a section."""
        tables = self._page.tables
        known = parse_byline(text, tables)
        told = is_labelled(text, tables) or len(known) > 1
        return bool(known) and (told or " " in known[0].name or known[0].role == "agency")

    def _take_leftover(self, index: int) -> int:
        self._removed.block("other", index, 0.5)
        return index + 1

    # -- body

    def _add(self, element: Element, home: Home) -> None:
        self._homes[(len(self._body),)] = home
        self._body.append((home.block, element))
        self._removed.residue(home.block)

    def _cut(self, index: int) -> CutText:
        """A block's text without the pieces in it that are none of it, which are taken out."""
        found = cut_out(self._blocks[index], self._label_reason)
        for start, end, reason in found.cuts:
            self._removed.piece(reason, index, start, end)
        return found

    def _label_reason(self, text: str) -> str | None:
        """Why a few words are boilerplate, if they say what a button does and nothing else."""
        hit = self._evidence.find(fold(text))
        return hit[0] if hit and hit[1] == "whole" and hit[0] in LABELS else None

    def _take_paragraph(self, index: int) -> int:
        block = self._blocks[index]
        if self._dateline is None and not any(isinstance(e, Paragraph) for _, e in self._body):
            dateline = find_dateline(block.text, self._page.tables)
            if dateline is not None:
                where = self._state("dateline", index, 0, len(dateline.text))
                self._dateline = evolve(dateline, where=where)
        cut, where = self._cut(index), self._places.where(index)
        self._add(Paragraph(text=cut.text, marks=cut.marks, where=where), Home(index, cut.joints))
        return index + 1

    def _take_subheading(self, index: int) -> int:
        block = self._blocks[index]
        tag = self._nodes[block.node].tag
        level = int(tag[1]) if tag[:1] == "h" and tag[1:].isdigit() else block.level
        cut, where = self._cut(index), self._places.where(index)
        level = min(max(level, 2), 6)
        self._add(
            Subheading(text=cut.text, level=level, marks=cut.marks, where=where),
            Home(index, cut.joints),
        )
        return index + 1

    def _take_plain(self, kind: type[Notice | Preformatted]) -> Callable[[int], int]:
        def take(index: int) -> int:
            text, where = self._blocks[index].text, self._places.where(index)
            self._add(kind(text=text, where=where), Home(index))
            return index + 1

        return take

    def _take_insert(self, index: int) -> int:
        """Make one element of all blocks of a post, or of a sentence set large."""
        end = end_of_insert(self._nodes, self._blocks, index, self._runs[index])
        where = self._places.run(index, end - 1)
        insert = make_insert(self._labels[index].role, self._blocks[index:end], where)
        self._body.append((index, insert))
        for at in range(index, end):
            self._removed.residue(at)
        return end

    def _take_list(self, index: int) -> int:
        run = range(index, self._runs[index])
        found, starts = build_list(self._blocks, self._page.features, run, self._places)
        for number, (at, start) in enumerate(zip(run, starts, strict=True)):
            self._homes[len(self._body), number] = Home(at, ((0, start),))
            self._removed.residue(at)
        self._body.append((index, found))
        return run.stop

    def _take_block_quote(self, index: int) -> int:
        end = self._runs[index]
        number = len(self._body)
        parts = []
        for at in range(index, end):
            block = self._blocks[at]
            parts.append(
                Paragraph(text=block.text, marks=block.marks, where=self._places.where(at))
            )
            self._homes[number, at - index] = Home(at)
            self._removed.residue(at)
        quote = BlockQuote(body=tuple(parts), where=self._places.run(index, end - 1))
        self._body.append((index, quote))
        return end

    def _take_table(self, index: int) -> int:
        end = self._runs[index]
        table = build_table(self._blocks[index:end], self._nodes)
        self._body.append((index, evolve(table, where=self._places.run(index, end - 1))))
        return end

    def _take_captions(self, index: int) -> int:
        """Make figures of this block and of those that stand with it."""
        found, end = self._figures.make(index, self._removed.piece)
        self._body.extend((index, figure) for figure in found)
        for at in range(index, end):
            self._removed.residue(at)
        return end

    def _take_entry_time(self, index: int) -> int:
        """The post owns its time and heading; what stands beside the time is left over."""
        clock, text = self._posts[index].clock, self._blocks[index].text
        for start, end in ((0, clock.start), (clock.end, len(text))):
            if any(char.isalnum() for char in text[start:end]):
                self._removed.piece("other", index, start, end)
        return self._take_entry_title(index)

    def _take_entry_title(self, index: int) -> int:
        self._removed.residue(index)
        return index + 1

    # -- boilerplate that also says something

    def _take_boilerplate(self, index: int) -> int:
        label = self._labels[index]
        self._removed.block(label.role, index, label.confidence)
        return index + 1

    def _take_credits(self, index: int) -> int:
        where = self._places.where(index)
        for author in parse_end_credit(self._blocks[index].text, self._page.tables):
            self._authors.append(evolve(author, where=where))
        return self._take_boilerplate(index)

    def _take_tags(self, index: int) -> int:
        self._keywords.extend(split_tags(self._blocks[index].text))
        return self._take_boilerplate(index)

    def _take_identifier(self, index: int) -> int:
        self._identifiers.append(self._blocks[index].text)
        return self._take_boilerplate(index)


def _ends_of_runs(labels: Sequence[Label], borders: Container[int]) -> list[int]:
    """For each block, one past the last of those from it on that share its role; none passes a border."""
    ends = [len(labels)] * len(labels)
    for at in range(len(labels) - 2, -1, -1):
        goes_on = labels[at].role == labels[at + 1].role and at + 1 not in borders
        ends[at] = ends[at + 1] if goes_on else at + 1
    return ends
