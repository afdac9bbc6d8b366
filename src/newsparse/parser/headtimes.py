"""When: the line beside the title that says so, weighed against the others that may."""

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from newsparse.document import Role
from newsparse.markup.clean import key_of
from newsparse.parser.bylines import is_labelled, parse_byline
from newsparse.parser.dates import Moment, find_times
from newsparse.parser.features import DENSE, Features, Page
from newsparse.parser.labels import Label

__all__ = ["MARKS", "TIMES", "WORDS", "Head"]

# So many lines above the title, below it, and below the story's first line may say when and who.
_ABOVE, _BELOW, _INTO = 4, 40, 2
# "This entry was posted on May 3, 2022 at 9:05 am and is filed under …" is a longer one.
_MAX_LINE, _MAX_SENTENCE = 160, 400
TIMES = frozenset({"timestamp", "updated"})
# Roles that a line near the title has for want of a better one.
_OPEN = frozenset({
    *("navigation", "related", "other", "standfirst", "kicker", "subheading", "timestamp"),
    *("updated", "byline", "paragraph"),
})
_LAID_OUT = frozenset({"table_row", "list_item"})
_CONFIDENCE, _UNSURE = 0.7, 0.4
_LEFT_OUT = frozenset({"navigation", "related", "comments"})
_OUTSIDE = _LEFT_OUT | {"other", "copyright", "ui_label", "tags"}


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


class Head:
    """The lines beside a title, with the choice of the one that says when.

    Attributes:
        labels: The roles, one a block; choices change them.
    """

    def __init__(self, page: Page, labels: Sequence[Label]) -> None:
        self.labels = list(labels)
        self._features = page.features
        self._tables = page.tables
        roles = [label.role for label in labels]
        story = roles.index("paragraph") if "paragraph" in roles else len(roles)
        self._titles = page.titles
        self._title = roles.index("title") if "title" in roles else story
        self._first = self._first_of_story(roles, max(story, self._title))
        self._last = max((i for i, role in enumerate(roles) if role == "paragraph"), default=story)

    def _first_of_story(self, roles: Sequence[Role | None], first: int) -> int:
        """The story's first line: of one laid out as a table or a list, that of its first cell."""
        near = range(self._title, min(first, self._title + _BELOW))
        if first - self._title <= _BELOW:
            return first
        return next((index for index in near if roles[index] in _LAID_OUT), first)

    def _zone(self) -> list[int]:
        """The lines beside the title, and those beside the first line of a story far below it."""
        top, size = min(self._title, self._first), len(self.labels)
        end = min(self._first + _INTO + 1, self._title + _BELOW, size)
        low = max(end, self._first - _ABOVE)
        return [*range(max(0, top - _ABOVE), end), *range(low, min(self._first + _INTO + 1, size))]

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
        is_open = is_open or (label.role == "duplicate_title" and self._is_title_and_day(item))
        is_open = is_open or (label.role == "caption" and self._begins_with_day(index))
        if not is_open or item.role is not None or item.size > _MAX_LINE:
            return False
        return not (item.is_prose and item.ended)

    def _has_day(self, item: Features) -> bool:
        """Whether a button's line ("6 min read") has a day as well."""
        return item.times is not None and any(moment.names_day for moment in item.times.moments)

    def _begins_with_day(self, index: int) -> bool:
        """Whether a line right below the title has a day before what looks like a credit behind a bar."""
        item = self._features[index]
        first = item.times.moments[0] if item.times is not None else None
        is_near = self._title < index <= self._title + _ABOVE
        return is_near and first is not None and first.names_day and first.label_start == 0

    def _is_title_and_day(self, item: Features) -> bool:
        """Whether a line says a title and then its day, or in truth that day alone."""
        if item.times is None or key_of(item.text) in self._titles:
            return False
        before = item.text[: item.times.moments[0].label_start]
        return item.times.covered >= _WHOLE or key_of(before) in self._titles

    # -- when

    def choose_time(self) -> None:
        """Choose the line that says when; the moments of other lines are of other stories."""
        zone = [time for index in self._zone() for time in self._weigh(index)]
        near = max(zone, key=lambda time: time.weight, default=None)
        best = self._told_behind(near) or near or self._told_elsewhere()
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
        if self.labels[best.index].role not in TIMES:
            sure = _UNSURE if self._is_masthead(best) else _CONFIDENCE
            self._set(best.index, "timestamp", sure, "head_time" if near else "head_told")

    def _tells_change(self, index: int) -> bool:
        times = self._features[index].times
        return times is not None and any(moment.kind == "updated" for moment in times.moments)

    def _find_change(self) -> None:
        """Give its role to a line far from the title that says when the page was changed."""
        if any(label.role in TIMES for label in self.labels):
            return
        found = [
            (index, str(moment.value)[:_DAY])
            for index, item in enumerate(self._features)
            if item.size <= _MAX_LINE and self._is_outside(index) and item.times is not None
            for moment in item.times.moments
            if moment.kind == "updated" and moment.names_day
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
        if len({str(moment.value)[:_DAY] for _, moment in lines if moment.names_day}) > 1:
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
        if is_told and not self._is_names(before.strip(MARKS)):
            return  # the day of something else: "Next concert: 3 May 2022"
        weight = 4.0 if moment.names_day else 0.0
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
        if not (moment.names_day or moment.kind == "published"):
            return False
        before, after = item.text[: moment.label_start].strip(), item.text[moment.end :].strip()
        if key_of(before) in self._titles:
            before = ""
        if not self._may_stand(before, before=True):
            return False
        leads = not before or self._is_names(before.strip(MARKS))
        is_short = leads and after[:1].isupper() and len(WORDS.findall(after)) <= _SOME
        return is_short or self._may_stand(after, before=False)

    def _may_stand(self, text: str, *, before: bool) -> bool:
        text = text.strip()
        n_words = max(len(WORDS.findall(text)), len(DENSE.findall(text)) // _DENSE_WORD)
        if n_words <= _FEW or self._is_names(text.strip(MARKS)):
            return True
        edge, hyphen = (
            (text[-1], text.endswith(" -")) if before else (text[0], text.startswith("- "))
        )
        return (edge in _EDGES or hyphen) and n_words <= _SOME

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
                if moment.names_day
                and (moment.kind == "published" or (inside and moment.kind is None))
            ]
        found = [time for time in found if time.moment.kind == "published"] or found
        found = found or list(self._told_in_words(range(len(self.labels))))
        days = {str(time.moment.value)[:_DAY] for time in found}
        return found[0] if len(days) == 1 else None

    def _told_in_words(self, lines: range) -> Iterator[_Time]:
        """The moments that sentences outside of the story say it was published at."""
        for index in lines:
            item = self._features[index]
            if item.size > _MAX_SENTENCE or item.words <= _FEW or not self._is_outside(index):
                continue
            times = find_times(item.text[:_MAX_LINE], self._tables)
            for moment in times.moments[:1]:
                if moment.kind == "published" and moment.names_day and not moment.relative:
                    yield _Time(index=index, weight=0, moment=moment)

    def _told_behind(self, near: _Time | None) -> _Time | None:
        """The earlier moment that a sentence right behind the story says it was first published at."""
        if near is None or near.moment.kind is not None or not near.moment.names_day:
            return None
        lines = range(self._last + 1, min(self._last + _BEHIND, len(self.labels)))
        told = next(self._told_in_words(lines), None)
        is_earlier = told and str(told.moment.value)[:_DAY] < str(near.moment.value)[:_DAY]
        return told if is_earlier else None


# So far into the story a line may state its day, if it says nothing else.
_NEAR, _WHOLE = 12, 0.9
# So far behind it a sentence may say when it was first published.
_BEHIND = 6
_DAY = 10  # characters of a day in ISO 8601
# What each line between it and the title takes from a line's weight, and the most they take.
_STEP, _FAR = 0.25, 3.0
# So many words may stand beside a day in any case, and set off by a mark; so many characters of a
# script without blanks are one.
_FEW, _SOME, _DENSE_WORD = 5, 12, 2
MARKS = " \t\u00a0|·•,;:–—-/()[]@~»›>"
_EDGES = frozenset("|·•–—/→»›｜／")
WORDS = re.compile(r"\w{1,80}")
