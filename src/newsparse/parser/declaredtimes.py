"""When: the times that a source declares, weighed against each other and against its own text."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from newsparse.article import Article, Note, Precision, Provenance, Timestamp, Zone
from newsparse.document import Field
from newsparse.languages import Language
from newsparse.parser.clock import zone_of
from newsparse.parser.dates import COARSE, Declared, find_times, read_declared
from newsparse.parser.zones import offsets_at

__all__ = ["DeclaredDays", "join_times"]

_PUBLISHED_TAGS = (
    "datepublished dc.date.issued dcterms.issued parsely-pub-date sailthru.date publishdate"
    " cxenseparse:recs:publishtime cxenseparse:publishtime og:article:published_time"
    " article:published og:published_time"
)
# What publishing systems state of themselves, rather than what a template leaves in a page.
_TRUSTED = {
    "timestamp": frozenset({
        "json-ld:datePublished",
        "meta:article:published_time",
        "microdata:datepublished",
        *(f"meta:{name}" for name in _PUBLISHED_TAGS.split()),
    }),
    "updated": frozenset({
        "json-ld:dateModified",
        "meta:article:modified_time",
        "microdata:datemodified",
    }),
}
# A text may state the day in another zone than the page's metadata.
_SAME_DAY = dt.timedelta(days=1)


class DeclaredDays:
    """The days that a page declares as those of its story and of its last change.

    Args:
        fields: What it declares.
        tables: Language tables.
    """

    def __init__(self, fields: Sequence[Field], tables: tuple[Language, ...]) -> None:
        self._days: dict[str, dt.date] = {}
        for field in fields:
            if field.name not in self._days and field.source in _TRUSTED.get(field.name, ()):
                day = _day_of(read_declared(str(field.value), tables)[0])
                if day is not None:
                    self._days[field.name] = day

    def allow(self, name: str, value: dt.date | None) -> bool:
        """Whether nothing that is declared contradicts a time in the text."""
        return name not in self._days or value is None or self.names(name, value)

    def names(self, name: str, value: dt.date | None) -> bool:
        """Whether a time in the text is the one declared, or is that in another zone."""
        day, known = _day_of(value), self._days.get(name)
        return day is not None and known is not None and abs(day - known) <= _SAME_DAY


def _day_of(value: dt.date | None) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


# -- times read


@frozen(kw_only=True)
class _Read:
    """A time that a field states, or that the text does."""

    field: Field | None
    value: dt.date
    precision: Precision | None
    zone: Zone

    @property
    def day(self) -> dt.date:
        """The day, in the zone that the time is stated in."""
        return self.value.date() if isinstance(self.value, dt.datetime) else self.value

    @property
    def grade(self) -> int:
        """How much it tells: an instant, a time somewhere, a day."""
        if not isinstance(self.value, dt.datetime):
            return _DAY
        if self.value.time() == dt.time() and self.precision != "day":
            return _DAY if self.value.tzinfo is not None else _MIDNIGHT
        return _INSTANT if self.value.tzinfo is not None else _LOCAL

    @property
    def is_trusted(self) -> bool:
        """A publishing system states it of itself."""
        field = self.field
        return field is not None and field.source in _TRUSTED.get(field.name, ())


# Midnight is what a system writes that knows the day alone.
_MIDNIGHT, _DAY, _LOCAL, _INSTANT = range(4)
_MAX_READ = 40


def join_times(
    article: Article,
    declared: Mapping[str, Sequence[Field]],
    tables: tuple[Language, ...],
    countries: Sequence[str] = (),
) -> Article:
    """The article with its times as far as the source declares them better than the text does.

    Args:
        article: With the times of its text.
        declared: Candidates by the name of their field, of each the most trusted first.
        tables: Language tables.
        countries: Where the page may be from, as `newsparse.parser.zones` spells them.
    """
    times = {name: _read_all(declared.get(name, ()), tables) for name in ("timestamp", "updated")}
    times["timestamp"] += _in_titles(declared.get("title", ()), tables)
    times["timestamp"] = _by_trust(times["timestamp"], times["updated"])
    for name, found in times.items():
        if found:
            article = _join(article, name, found)
        article = _in_country(article, name, countries)
    return article


def _in_country(article: Article, name: str, countries: Sequence[str]) -> Article:
    """With the zone of the page's country for a time without one, where that has but one zone."""
    seen: Timestamp | None = getattr(article, name)
    value = seen.value if seen is not None else None
    if seen is None or not isinstance(value, dt.datetime) or value.tzinfo is not None:
        return article
    offsets = {offset for country in countries for offset in offsets_at(country, value)}
    if len(offsets) != 1:
        return article
    zone = zone_of(int(offsets.pop().total_seconds()) // 60)
    value = value.replace(tzinfo=zone)
    stamp = evolve(seen, value=value, zone="assumed")
    changed: dict[str, Any] = {name: stamp}
    return evolve(article, **changed, notes=(*article.notes, _assumed(name, value)))


def _read_all(fields: Sequence[Field], tables: tuple[Language, ...]) -> list[_Read]:
    """What can be read, binding fields first; a month counts where nothing says more."""
    found = []
    for field in islice(sorted(fields, key=lambda field: not field.binding), _MAX_READ):
        raw = " ".join(str(field.value).split())
        value, precision, zone = read_declared(raw, tables)
        if value is None and field.source.startswith("class:"):
            value, precision, zone = _labelled(raw, tables)
        if value is not None:
            found.append(_Read(field=field, value=value, precision=precision, zone=zone))
    return sorted(found, key=lambda read: read.precision in COARSE)


def _labelled(raw: str, tables: tuple[Language, ...]) -> Declared:
    """The day among the words of an element that is labelled as one: "Ada Lund, 3 May 2022"."""
    days = [
        moment
        for moment in find_times(raw, tables).moments
        if moment.names_day and not moment.relative
    ]
    return (days[0].value, days[0].precision, days[0].zone) if days else (None, None, "unknown")


def _in_titles(fields: Sequence[Field], tables: tuple[Language, ...]) -> list[_Read]:
    """Days that a bar sets apart at the start of a title: "3 May 2022 | Ferry runs again"."""
    found = []
    for field in fields[:_MAX_TITLES]:
        head, bar, _ = str(field.value).partition("|")
        value, precision, zone = read_declared(head, tables) if bar else (None, None, "unknown")
        if value is not None and precision not in COARSE:
            found.append(_Read(field=field, value=value, precision=precision, zone=zone))
    return found


_MAX_TITLES = 5


def _by_trust(found: list[_Read], updated: Sequence[_Read]) -> list[_Read]:
    """Behind others, a day of publication that is only that of the last change once more.

    Systems that keep one time write it in both places; an earlier one that the page labels as its own is
    that of publication then.
    """
    found = _most_told(found)
    changed = next((read.day for read in updated if read.is_trusted), None)
    if not found or not found[0].is_trusted or found[0].day != changed:
        return found
    earlier = [r for r in found if _is_labelled(r) and r.day < changed - _SAME_DAY]
    return [*earlier, *(read for read in found if read not in earlier)]


def _most_told(found: list[_Read]) -> list[_Read]:
    """Where systems do not agree on a day, first one that readers see, if the day of the first is told once.

    A page's several systems may each state a day; what the page shows its readers decides.
    """
    stated = [read for read in found if read.is_trusted]
    shown = {read.day for read in found if read.field and read.field.source.startswith(_SHOWN)}
    told = [read for read in stated if read.day in shown]
    if not told or any(abs(day - stated[0].day) <= _SAME_DAY for day in shown):
        return found
    if len({r.field.source for r in stated if r.field and r.day == stated[0].day}) > 1:
        return found
    return [*told, *(read for read in found if read not in told)]


_SHOWN = ("time", "class", "url")


def _is_labelled(read: _Read) -> bool:
    return read.field is not None and read.field.source == "time:timestamp"


# -- a time to the article


def _join(article: Article, name: str, found: Sequence[_Read]) -> Article:
    """Take the first time, as exactly as anything that agrees with it states it."""
    seen: Timestamp | None = getattr(article, name)
    best = found[0]
    shown = _shown(seen)
    if shown is not None and not (best.field and best.field.binding):
        if not _agree(best, shown) and _is_sure(article, name):
            return _noted(article, name, shown, best)
        found = [shown, *found] if not best.is_trusted else [*found, shown]
    finest = max((read for read in found if _agree(best, read)), key=lambda read: read.grade)
    if finest.field is None or finest.field.binding:
        return _with_time(article, name, finest)
    finest = _as_shown(finest, shown or _in_address(found))
    if shown is not None and finest.value == shown.value:
        return article
    return _with_time(article, name, finest)


def _shown(seen: Timestamp | None) -> _Read | None:
    if seen is None or seen.value is None:
        return None
    return _Read(field=None, value=seen.value, precision=seen.precision, zone=seen.zone)


def _in_address(found: Sequence[_Read]) -> _Read | None:
    """The day in the page's address, which is that of the newsroom's clocks."""
    return next((r for r in found if r.field is not None and r.field.source == "url"), None)


def _as_shown(read: _Read, shown: _Read | None) -> _Read:
    """The instant as the clocks showed it where the page was made, as far as its text tells.

    Publishing systems state the time in UTC, the text as its readers' clocks show it: what lies between
    the two is the zone.  Midnight there is but the day; and where the text has the day alone, a zone
    with that day is assumed.
    """
    value = read.value
    if shown is None or not isinstance(value, dt.datetime) or value.utcoffset() != dt.timedelta():
        return read
    if isinstance(shown.value, dt.datetime):
        minutes = _minutes_between(shown.value, value)
        return evolve(read, value=value.astimezone(zone_of(minutes))) if minutes else read
    ahead = (shown.value - value.date()).days
    if abs(ahead) != 1:
        return read
    until = dt.datetime.combine(max(shown.value, value.date()), dt.time(), tzinfo=dt.UTC) - value
    if ahead > 0 and until <= dt.timedelta(minutes=_EAST) and _is_whole(value):
        return evolve(read, value=shown.value, precision="day", zone="unknown")
    hours = -(-until // _HOUR) if ahead > 0 else until // _HOUR - (until % _HOUR == dt.timedelta())
    if not _WEST <= 60 * hours <= _EAST:
        return read
    return evolve(read, value=value.astimezone(zone_of(60 * hours)), zone="assumed")


def _minutes_between(shown: dt.datetime, value: dt.datetime) -> int:
    """What a clock without a zone is ahead of UTC, in minutes; 0 where that is no zone's offset."""
    if shown.tzinfo is not None:
        return 0
    naive = value.replace(tzinfo=None, second=0, microsecond=0)
    minutes = round((shown.replace(second=0) - naive).total_seconds() / 60)
    return minutes if minutes % _STEP == 0 and _WEST <= minutes <= _EAST else 0


def _is_whole(value: dt.datetime) -> bool:
    """Whether it is at a full hour, as midnight elsewhere is."""
    return value.minute == value.second == value.microsecond == 0


# Offsets in use are quarters of an hour from UTC-12 to UTC+14.
_STEP, _WEST, _EAST = 15, -12 * 60, 14 * 60
_HOUR = dt.timedelta(hours=1)


def _is_sure(article: Article, name: str) -> bool:
    """Whether the line that the text's time stands in says when rather than anything else."""
    origins = (row.confidence for row in article.provenance if row.field == name)
    return (next(origins, None) or 1) >= _SURE


_SURE = 0.5


def _agree(best: _Read, read: _Read) -> bool:
    """Whether two times are of one day, or may be in different zones."""
    if best.field is not None and best.field.binding:
        return best is read
    far = abs(best.day - read.day)
    return not far or (far <= _SAME_DAY and best.is_trusted and best.grade == _INSTANT)


def _with_time(article: Article, name: str, read: _Read) -> Article:
    field = read.field
    if field is None:
        return article
    seen: Timestamp | None = getattr(article, name)
    raw = " ".join(str(field.value).split())
    stamp = Timestamp(
        raw=seen.raw if seen else raw,
        value=read.value,
        precision=read.precision,
        zone=read.zone,
        source=field.source,
        where=seen.where if seen else None,
    )
    notes = article.notes
    if seen is not None and seen.value is not None and seen.day != stamp.day:
        notes = (*notes, _differs(name, field, read.value, seen.value))
    if read.zone == "assumed":
        notes = (*notes, _assumed(name, read.value))
    origin = Provenance(field=name, source=field.source, where=field.where)
    changed: dict[str, Any] = {name: stamp}
    return evolve(article, **changed, notes=notes, provenance=(*article.provenance, origin))


def _assumed(name: str, value: dt.date) -> Note:
    message = (
        f"no zone is stated; {value.isoformat()} is in that of the page's country, or of its day"
    )
    return Note(code="zone_assumed", message=message, where=name)


def _noted(article: Article, name: str, printed: _Read, best: _Read) -> Article:
    if best.field is None:
        return article
    note = _differs(name, best.field, best.value, printed.value)
    return evolve(article, notes=(*article.notes, note))


def _differs(name: str, field: Field, declared: dt.date, printed: dt.date) -> Note:
    code = "declared_differs" if field.binding else "time_differs"
    message = f"{field.source} declares {declared.isoformat()}, the text has {printed.isoformat()}"
    return Note(code=code, message=message, where=name)
