"""When and by whom: the lines beside the title that say so, weighed against each other.

What fills a line wholly ("3 May 2022", "By Ada Lund") is told by its features alone; here are also
the lines that say it among other words ("Ada Lund | 3 May 2022 | Ferries"), and of several that may
say it, one is chosen.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from newsparse.languages import Language
from newsparse.languages.phrases import fold
from newsparse.parser.bylines import is_agency, is_labelled, is_name, parse_byline
from newsparse.parser.dates import Moment
from newsparse.parser.features import Features, Page
from newsparse.parser.roles import Label

__all__ = ["place_heads"]

# So many lines above the title, below it, and below the story's first line may say when and who.
_ABOVE, _BELOW, _INTO = 4, 40, 2
_MAX_LINE = 160
_TIMES = frozenset({"timestamp", "updated"})
# Roles that a line near the title has for want of a better one.
_OPEN = frozenset({
    "navigation",
    "related",
    "other",
    "standfirst",
    "kicker",
    "subheading",
    "timestamp",
    "updated",
    "byline",
    "paragraph",
})
_CONFIDENCE = 0.7


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
        self._tables = page.tables
        roles = [label.role for label in labels]
        story = roles.index("paragraph") if "paragraph" in roles else len(roles)
        self._title = roles.index("title") if "title" in roles else story
        self._first = max(story, self._title)
        self._last = max((i for i, role in enumerate(roles) if role == "paragraph"), default=story)

    def _zone(self) -> range:
        top = min(self._title, self._first)
        end = min(self._first + _INTO + 1, self._title + _BELOW, len(self.labels))
        return range(max(0, top - _ABOVE), end)

    def _set(self, index: int, role: str, confidence: float = _CONFIDENCE) -> None:
        self.labels[index] = Label(role, confidence)  # type: ignore[arg-type]

    def _is_open(self, index: int) -> bool:
        """Whether a line may say when or who: near the title, short, and nothing surer."""
        item, label = self._features[index], self.labels[index]
        if label.role not in _OPEN or item.role is not None or item.size > _MAX_LINE:
            return False
        return not (item.is_prose and item.ended)

    # -- when

    def choose_time(self) -> None:
        """Choose the line that says when; the moments of other lines are of other stories."""
        zone = [time for index in self._zone() for time in self._weigh(index)]
        best = max(zone, key=lambda time: time.weight, default=None)
        if best is None:
            best = self._told_below()
        if best is None:
            return
        for index, label in enumerate(self.labels):
            if label.role == "timestamp" and index != best.index:
                self._set(index, "other", 0.5)
        if self.labels[best.index].role not in _TIMES:
            self._set(best.index, "updated" if best.moment.kind == "updated" else "timestamp")

    def _weigh(self, index: int) -> Iterator[_Time]:
        item = self._features[index]
        if item.times is None or index == self._title or not self._is_open(index):
            return
        moment = next((m for m in item.times.moments if m.kind != "updated"), None)
        if moment is None:
            return
        if not item.is_time and not self._is_set_apart(item, moment):
            return
        weight = 4.0 if _is_day(moment) else 0.0
        weight += 3.0 if moment.kind == "published" else 0.0
        weight += 2.0 if index > self._title else 0.0
        weight += 1.0 if item.is_time else 0.0
        yield _Time(index=index, weight=weight - 0.1 * abs(index - self._title), moment=moment)

    def _is_set_apart(self, item: Features, moment: Moment) -> bool:
        """Whether a moment stands beside a name or a few words of its own, in no sentence."""
        if not _is_day(moment):
            return False
        before, after = item.text[: moment.label_start], item.text[moment.end :]
        return self._may_stand(before, before=True) and self._may_stand(after, before=False)

    def _may_stand(self, text: str, *, before: bool) -> bool:
        text = text.strip()
        words = _WORDS.findall(text)
        if len(words) <= _FEW or parse_byline(text.strip(_MARKS), self._tables):
            return True
        edge = text[-1] if before else text[0]
        return edge in _MARKS and len(words) <= _SOME

    def _told_below(self) -> _Time | None:
        """A moment behind the story's head that is said to be its own, if all such agree."""
        found = []
        for index in range(self._zone().stop, len(self.labels)):
            item = self._features[index]
            if item.times is None or self.labels[index].role in _ELSEWHERE:
                continue
            found += [
                _Time(index=index, weight=0, moment=moment)
                for moment in item.times.moments
                if moment.kind == "published" and _is_day(moment)
            ]
        days = {str(time.moment.value)[:10] for time in found}
        return found[0] if len(days) == 1 else None

    # -- by whom

    def choose_byline(self) -> None:
        """Keep the lines that name the authors after a by-word; else choose names alone."""
        zone = [index for index in self._zone() if index != self._title]
        told = [index for index in zone if self._names_told(index)]
        if told:
            for index in zone:
                if index in told and self.labels[index].role not in _TIMES:
                    self._set(index, "byline", 0.85)
                elif self.labels[index].role == "byline":
                    self._set(index, "other", 0.5)
            return
        names = [index for index in zone if self._is_name_line(index)]
        chosen = self._chosen(names)
        for index in zone:
            if index in chosen and self.labels[index].role != "byline":
                self._set(index, "byline", 0.6)
            elif index not in chosen and self.labels[index].role == "byline":
                self._set(index, "other", 0.5)

    def _names_told(self, index: int) -> bool:
        item = self._features[index]
        if self.labels[index].role in _TIMES:
            return any(is_labelled(rest, self._tables) for rest in self._rests(item))
        return item.byline and self._is_open(index)

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
        return bool(known) and (is_name(known[0].name, self._tables) or known[0].job is not None)

    def _chosen(self, names: Sequence[int]) -> list[int]:
        return list(names)


_FEW, _SOME = 4, 12
_MARKS = " \t\u00a0|·•,;:–—-/()[]@~»›>"
_WORDS = re.compile(r"\w{1,80}")
_ELSEWHERE = frozenset({"comments", "related", "navigation"})


def _is_day(moment: Moment) -> bool:
    return moment.value is not None and moment.precision not in {"month", "year"}
