"""When and by whom: the lines beside the title that say so, weighed against each other.

What fills a line wholly ("3 May 2022", "By Ada Lund") is told by its features alone; here are also
the lines that say it among other words ("Ada Lund | 3 May 2022 | Ferries"), and of several that may
say it, one is chosen.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from newsparse.document import Role
from newsparse.parser.bylines import is_agency, is_by_word, is_labelled, is_name, parse_byline
from newsparse.parser.dates import Moment
from newsparse.parser.features import Features, Page
from newsparse.parser.labels import Label

__all__ = ["place_heads"]

# So many lines above the title, below it, and below the story's first line may say when and who.
_ABOVE, _BELOW, _INTO = 4, 40, 2
_MAX_LINE = 160
_TIMES = frozenset({"timestamp", "updated"})
# Roles that a line near the title has for want of a better one.
_OPEN = frozenset({
    *("navigation", "related", "other", "standfirst", "kicker", "subheading", "timestamp"),
    *("updated", "byline", "paragraph"),
})
_CONFIDENCE, _UNSURE = 0.7, 0.4
_LEFT_OUT = frozenset({"navigation", "related", "comments"})
_OUTSIDE = _LEFT_OUT | {"other", "copyright", "ui_label", "tags"}


def place_heads(page: Page, labels: Sequence[Label]) -> list[Label]:
    """Give the lines that say when and by whom their roles, and take these from other lines.

    Args:
        page: What is seen of the blocks.
        labels: The roles so far, one a block.

    Returns:
        The roles, one a block.
    """
    head = _Head(page, labels)
    head.choose_time()
    head.choose_byline()
    return head.labels


@frozen(kw_only=True)
class _Time:
    """A line that may say when.

    Attributes:
        index: The block.
        weight: How well it does.
        moment: The moment that counts.
    """

    index: int
    weight: float
    moment: Moment


class _Head:
    def __init__(self, page: Page, labels: Sequence[Label]) -> None:
        self.labels = list(labels)
        self._features = page.features
        self._no_names = frozenset(word for table in page.tables for word in table.labels)
        self._houses = frozenset(name for table in page.tables for name in table.captions.houses)
        self._tables = page.tables
        roles = [label.role for label in labels]
        story = roles.index("paragraph") if "paragraph" in roles else len(roles)
        self._texts: frozenset[str] | None = None
        self._title = roles.index("title") if "title" in roles else story
        self._first = max(story, self._title)
        self._last = max((i for i, role in enumerate(roles) if role == "paragraph"), default=story)

    def _zone(self) -> range:
        top = min(self._title, self._first)
        end = min(self._first + _INTO + 1, self._title + _BELOW, len(self.labels))
        return range(max(0, top - _ABOVE), end)

    def _set(self, index: int, role: Role, confidence: float, rule: str) -> None:
        self.labels[index] = Label(role, confidence, rule)

    def _leave_out(self, index: int, rule: str) -> None:
        """Take a line's role; it is left out for the reason of a line beside it, if that has one."""
        beside = [
            self.labels[at].role for at in (index - 1, index + 1) if 0 <= at < len(self.labels)
        ]
        role = next((role for role in beside if role in _LEFT_OUT), "other")
        self._set(index, role, 0.5, rule)

    def _is_open(self, index: int) -> bool:
        """Whether a line may say when or who: near the title, short, and nothing surer."""
        item, label = self._features[index], self.labels[index]
        is_open = label.role in _OPEN or (label.role == "ui_label" and self._has_day(item))
        if not is_open or item.role is not None or item.size > _MAX_LINE:
            return False
        return not (item.is_prose and item.ended)

    def _has_day(self, item: Features) -> bool:
        """Whether a button's line ("6 min read") has a day as well."""
        return item.times is not None and any(map(_is_day, item.times.moments))

    # -- when

    def choose_time(self) -> None:
        """Choose the line that says when; the moments of other lines are of other stories."""
        zone = [time for index in self._zone() for time in self._weigh(index)]
        near = max(zone, key=lambda time: time.weight, default=None)
        best = near or self._told_elsewhere()
        if best is None:
            self._drop_lists()
            self._find_change()
            return
        for index, label in enumerate(self.labels):
            if label.role == "timestamp" and index != best.index:
                told = index > best.index and self._tells_change(index)
                if told:
                    self._set(index, "updated", 0.5, "")
                else:
                    self._leave_out(index, "head_lost")
        if self.labels[best.index].role not in _TIMES:
            sure = _UNSURE if self._is_masthead(best) else _CONFIDENCE
            self._set(best.index, "timestamp", sure, "head_time" if near else "head_told")

    def _tells_change(self, index: int) -> bool:
        times = self._features[index].times
        return times is not None and any(moment.kind == "updated" for moment in times.moments)

    def _find_change(self) -> None:
        """Give its role to a line far from the title that says when the page was changed."""
        if any(label.role in _TIMES for label in self.labels):
            return
        found = [
            (index, str(moment.value)[:_DAY])
            for index, item in enumerate(self._features)
            if item.size <= _MAX_LINE and self._is_outside(index) and item.times is not None
            for moment in item.times.moments
            if moment.kind == "updated" and _is_day(moment)
        ]
        if len({day for _, day in found}) == 1:
            self._set(found[0][0], "updated", _CONFIDENCE, "head_told")

    def _is_outside(self, index: int) -> bool:
        """Whether a line is none of the story's own."""
        return self.labels[index].role in _OUTSIDE

    def _drop_lists(self) -> None:
        """Take the role from a day behind the story that is one of several: a list of stories."""
        lines = [
            (index, moment)
            for index in range(self._last + 1, len(self.labels))
            if (item := self._features[index]).is_time and item.times is not None
            for moment in item.times.moments[:1]
            if moment.kind != "updated"
        ]
        if len({str(moment.value)[:_DAY] for _, moment in lines if _is_day(moment)}) > 1:
            for index, _ in lines:
                if self.labels[index].role == "timestamp":
                    self._leave_out(index, "head_list")

    def _weigh(self, index: int) -> Iterator[_Time]:
        item = self._features[index]
        if index == self._title or not self._is_open(index) or item.times is None:
            return
        if item.dash and "@" in item.text:  # the last line of a post from elsewhere
            return
        moment = next((m for m in item.times.moments if m.kind != "updated"), None)
        if moment is None:
            return
        if not item.is_time and not self._is_set_apart(item, moment):
            return
        before = item.text[: moment.label_start].strip()
        is_told = before.endswith((":", "："))
        if is_told and not self._is_names(before.strip(_MARKS)):
            return  # the day of something else: "Next concert: 3 May 2022"
        weight = 4.0 if _is_day(moment) else 0.0
        weight += 3.0 if moment.kind == "published" else 0.0
        weight += 2.0 if index > self._title else 0.0
        weight += 1.0 if item.is_time else 0.0
        weight -= min(_FAR, _STEP * abs(index - self._title))
        weight -= 2.0 if is_told and " " not in before else 0.0  # "Concert:", or an unknown label
        yield _Time(index=index, weight=weight, moment=moment)

    def _is_masthead(self, time: _Time) -> bool:
        """Whether a day stands in a menu well above the title: it may be that of reading."""
        above = time.index < self._title - 2 and time.moment.kind is None
        return above and self.labels[time.index].role in _LEFT_OUT

    def _is_set_apart(self, item: Features, moment: Moment) -> bool:
        """Whether a moment stands beside a name or a few words of its own, in no sentence."""
        if not (_is_day(moment) or moment.kind == "published"):
            return False
        before, after = item.text[: moment.label_start].strip(), item.text[moment.end :].strip()
        if not self._may_stand(before, before=True):
            return False
        leads = not before or self._is_names(before.strip(_MARKS))
        is_short = leads and after[:1].isupper() and len(_WORDS.findall(after)) <= _SOME
        return is_short or self._may_stand(after, before=False)

    def _may_stand(self, text: str, *, before: bool) -> bool:
        text = text.strip()
        words = _WORDS.findall(text)
        if len(words) <= _FEW or self._is_names(text.strip(_MARKS)):
            return True
        edge = text[-1] if before else text[0]
        return edge in _EDGES and len(words) <= _SOME

    def _is_names(self, text: str) -> bool:
        known = parse_byline(text, self._tables)
        size = sum(len(author.name) + len(author.job or "") for author in known)
        return bool(known) and (is_labelled(text, self._tables) or 2 * size >= len(text))

    def _told_elsewhere(self) -> _Time | None:
        """A moment far from the title that is said to be the story's, if all such agree."""
        found = []
        for index, item in enumerate(self._features):
            if not self._is_open(index) or item.times is None:
                continue
            near = self._first < index < min(self._last, self._first + _NEAR)
            inside = near and item.times.covered >= _WHOLE
            found += [
                _Time(index=index, weight=0, moment=moment)
                for moment in item.times.moments
                if _is_day(moment)
                and (moment.kind == "published" or (inside and moment.kind is None))
            ]
        found = [time for time in found if time.moment.kind == "published"] or found
        days = {str(time.moment.value)[:_DAY] for time in found}
        return found[0] if len(days) == 1 else None

    # -- by whom

    def choose_byline(self) -> None:
        """Keep the lines that name the authors after a by-word; else choose names alone."""
        zone = [index for index in self._zone() if index != self._title]
        told = [index for index in zone if self._names_told(index)]
        told += [index + 1 for index in told if index + 1 in zone and self._is_sender(index + 1)]
        chosen = told or self._chosen([index for index in zone if self._is_name_line(index)])
        for index in zone:
            role = self.labels[index].role
            if index not in chosen and role == "byline":
                self._leave_out(index, "head_lost")
            elif index in chosen and role != "byline" and role not in _TIMES:
                rule, confidence = ("head_by", 0.85) if told else ("head_name", 0.6)
                self._set(index, "byline", confidence, rule)

    def _names_told(self, index: int) -> bool:
        item = self._features[index]
        if self.labels[index].role in _TIMES:
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
            found.append(item.text[at : moment.label_start].strip(_MARKS))
            at = moment.end
        return [*found, item.text[at:].strip(_MARKS)]

    def _is_name_line(self, index: int) -> bool:
        item = self._features[index]
        if self.labels[index].role in _TIMES or not self._is_open(index) or item.hit is not None:
            return False
        return is_agency(item.text, self._tables) or self._is_person(item)

    def _is_person(self, item: Features) -> bool:
        known = parse_byline(item.text, self._tables)
        agencies = sum(author.role == "agency" for author in known)
        if agencies and "/" in item.text:  # the credit of a picture
            return False
        whole = sum(len(author.name) + len(author.job or "") for author in known)
        return whole >= _MOSTLY * item.size and (
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
        weight = 2.0 if not _TIMES.isdisjoint(near) else 0.0
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
        words = [word for word in _WORDS.findall(name) if len(word) > _SHORT]
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


# So far into the story a line may state its day, if it says nothing else.
_NEAR, _WHOLE = 12, 0.9
_DAY = 10  # characters of a day in ISO 8601
# What each line between it and the title takes from a line's weight, and the most they take.
_STEP, _FAR = 0.25, 3.0
# So many words may stand beside a day in any case, and set off by a mark.
_FEW, _SOME = 5, 12
# Share of a line that names and jobs must fill where no by-word stands before them.
_MOSTLY = 0.7
# Initials are in any text; lines of so many characters have words in small letters; more names in a
# row, or more repeats of one, are a menu.
_SHORT, _PROSE, _MOST_NAMES = 2, 80, 4
_CREDIT_SIGNS = frozenset("/|©:(–—-")
_STORY = frozenset({"title", "standfirst", "paragraph", "subheading"})
_SMALL = re.compile(r"(?<![\w.@/’'-])[^\W\d_A-Z]{3,40}(?![\w@])")
_MARKS = " \t\u00a0|·•,;:–—-/()[]@~»›>"
_EDGES = frozenset("|·•–—/→»›")
_WORDS = re.compile(r"\w{1,80}")


def _is_day(moment: Moment) -> bool:
    return moment.value is not None and moment.precision not in {"month", "year"}
