"""When and by whom: the lines beside the title that say so, weighed against each other.

What fills a line wholly ("3 May 2022", "By Ada Lund") is told by its features alone; here are also
the lines that say it among other words ("Ada Lund | 3 May 2022 | Ferries"), and of several that may
say it, one is chosen.
"""

import re
from collections.abc import Iterator, Sequence

from newsparse.parser.bylines import is_agency, is_by_word, is_labelled, is_name, parse_byline
from newsparse.parser.features import Features, Page
from newsparse.parser.headtimes import MARKS, TIMES, WORDS, Head
from newsparse.parser.labels import Label

__all__ = ["place_heads"]


def place_heads(page: Page, labels: Sequence[Label]) -> list[Label]:
    """Give the lines that say when and by whom their roles, and take these from other lines.

    Args:
        page: What is seen of the blocks.
        labels: The roles so far, one a block.

    Returns:
        The roles, one a block.
    """
    head = _Authors(page, labels)
    head.choose_time()
    head.choose_byline()
    return head.labels


class _Authors(Head):
    """The lines beside a title, with the choice of those that say by whom."""

    def __init__(self, page: Page, labels: Sequence[Label]) -> None:
        super().__init__(page, labels)
        self._no_names = frozenset(word for table in page.tables for word in table.labels)
        self._houses = frozenset(name for table in page.tables for name in table.captions.houses)
        self._texts: frozenset[str] | None = None

    def choose_byline(self) -> None:
        """Keep the lines that name the authors after a by-word; else choose names alone."""
        zone = [index for index in self._zone() if index != self._title]
        told = [index for index in zone if self._names_told(index)]
        told += [index + 1 for index in told if index + 1 in zone and self._is_sender(index + 1)]
        told = told or self._told_at_end()
        chosen = told or self._chosen([index for index in zone if self._is_name_line(index)])
        for index in sorted({*zone, *chosen}):
            role = self.labels[index].role
            if index not in chosen and role == "byline":
                self._leave_out(index, "head_lost")
            elif index in chosen and role != "byline" and role not in TIMES:
                rule, confidence = ("head_by", 0.85) if told else ("head_name", 0.6)
                self._set(index, "byline", confidence, rule)

    def _told_at_end(self) -> list[int]:
        """The one line right behind the story that names its authors: below lists each story has one."""
        after = range(self._last + 1, min(self._last + _LIST, len(self.labels)))
        told = [index for index in after if self._is_open(index) and self._features[index].byline]
        if len(told) != 1 or told[0] > self._last + _AT_END:
            return []
        people = parse_byline(self._features[told[0]].text, self._tables)
        plain = all(is_name(author.name, self._tables) and not author.job for author in people)
        return told if plain else []

    def _names_told(self, index: int) -> bool:
        item = self._features[index]
        if self.labels[index].role in TIMES:
            return any(self._is_told(rest) for rest in self._rests(item))
        return self._is_open(index) and item.byline

    def _is_sender(self, index: int) -> bool:
        """Whether a line is the agency that those named above it work for."""
        return self._is_open(index) and is_agency(self._features[index].text, self._tables)

    def _is_told(self, rest: str) -> bool:
        """Whether what stands beside a time names authors: after a by-word, or whole names."""
        if is_labelled(rest, self._tables):
            return True
        known = parse_byline(rest, self._tables)
        return bool(known) and is_name(known[0].name, self._tables) and self._is_names(rest)

    def _rests(self, item: Features) -> list[str]:
        """What stands around the moments of a line."""
        if item.times is None:
            return [item.text]
        at, found = 0, []
        for moment in item.times.moments:
            found.append(item.text[at : moment.label_start].strip(MARKS))
            at = moment.end
        return [*found, item.text[at:].strip(MARKS)]

    def _is_name_line(self, index: int) -> bool:
        item = self._features[index]
        if self.labels[index].role in TIMES or not self._is_open(index) or item.hit is not None:
            return False
        if _IS_NO_NAME(item.text):
            return False
        return is_agency(item.text, self._tables) or self._is_person(item)

    def _is_person(self, item: Features) -> bool:
        known = parse_byline(item.text, self._tables)
        agencies = sum(author.role == "agency" for author in known)
        if agencies and "/" in item.text:  # the credit of a picture
            return False
        whole = sum(len(author.name) + len(author.job or "") for author in known)
        return whole >= _MOSTLY * len(item.text) and (
            is_name(known[0].name, self._tables) or known[0].job is not None or agencies > 0
        )

    def _chosen(self, names: Sequence[int]) -> list[int]:
        """The name that is most likely an author's, and those right beside it."""
        names = [index for index in names if not self._is_subject(index)]
        best = max(names, key=self._name_weight, default=None)
        if best is None or self._name_weight(best) < 0:
            return []
        capitals = self._features[best].text.isupper()
        alike = {index for index in names if self._features[index].text.isupper() == capitals}
        chosen = [best, *_neighbours(best, -1, alike), *_neighbours(best, 1, alike)]
        most = _MOST_NAMES if best > self._title else _MOST_NAMES // 2
        return chosen if len(chosen) <= most else []

    def _name_weight(self, index: int) -> float:
        item = self._features[index]
        near = {self.labels[at].role for at in self._beside(index)}
        weight = 2.0 if not TIMES.isdisjoint(near) else 0.0
        weight += 1.0 if index == self._title + 1 else 0.0
        weight += 1.0 if index > self._title else -1.0
        weight += 1.0 if 1 < item.repeats <= _MOST_NAMES else 0.0
        weight -= 2.0 if item.repeats > _MOST_NAMES else 0.0
        weight -= 1.5 if item.text.isupper() else 0.0
        weight += 1.0 if parse_byline(item.text, self._tables)[0].job else 0.0
        return weight - 0.05 * abs(index - self._title)

    def _beside(self, index: int) -> range:
        return range(max(0, index - 2), min(len(self.labels), index + 3))

    def _is_subject(self, index: int) -> bool:
        """Whether a line names what the story is about, or is made of words and no name."""
        text = self._features[index].text
        name = parse_byline(text, self._tables)[0].name.casefold()
        if is_agency(name, self._tables):
            return False
        words = [word for word in WORDS.findall(name) if len(word) > _SHORT]
        if not self._no_names.isdisjoint(words) or name in self._houses:
            return True
        if any(self._is_told_of(name, other) for other in self._story_texts() - {text.casefold()}):
            return True
        return any(map(self._is_written_small, words))

    def _is_told_of(self, name: str, text: str) -> bool:
        """Whether a text has a name as part of what it tells, not as its author's or a credit."""
        at = text.find(name)
        before = text[:at].rstrip()
        if at < 0 or before[-1:] in _CREDIT_SIGNS:
            return False
        return not before or not is_by_word(before.rsplit(None, 1)[-1], self._tables)

    def _story_texts(self) -> frozenset[str]:
        if self._texts is None:
            self._texts = frozenset(
                item.text.casefold()
                for item, label in zip(self._features, self.labels, strict=True)
                if label.role in _STORY
            )
        return self._texts

    def _is_written_small(self, word: str) -> bool:
        """Whether the page writes a word without a capital somewhere."""
        return word != word.upper() and any(
            word in item.text and word in _SMALL.findall(item.text)
            for item in self._features
            if item.size > _PROSE
        )


def _neighbours(at: int, step: int, names: set[int]) -> Iterator[int]:
    """The names on one side of a name, with at most one other line before each."""
    while True:
        near = next((index for index in (at + step, at + 2 * step) if index in names), None)
        if near is None:
            return
        yield near
        at = near


# Share of a line that names and jobs must fill where no by-word stands before them.
_MOSTLY = 0.7
# Initials are in any text; lines of so many characters have words in small letters; more names in a
# row, or more repeats of one, are a menu.
_SHORT, _PROSE, _MOST_NAMES = 2, 80, 4
# So many lines behind the story its byline may stand, and so many more those of a list of stories.
_AT_END, _LIST = 2, 12
# "Please wait...", a product with its number, a shortening before a word.
_IS_NO_NAME = re.compile(r"(?:\.\.\.|…)$|[A-Z]\d|^[A-Z]{3,5} [A-Z][a-z]").search
_CREDIT_SIGNS = frozenset("/|©:(–—-")
_STORY = frozenset({"title", "standfirst", "paragraph", "subheading"})
_SMALL = re.compile(r"(?<![\w.@/’'-])[^\W\d_A-Z]{3,40}(?![\w@])")
