"""The plan as events of a calendar: when each sitting begins in the learner's zone, and what changed since.

Promises: an event keeps its uid as long as its sitting is planned, wherever it moves; its sequence grows by
one whenever it changes, and never otherwise; a sitting is as long as the plan says, on days on which the
clocks change as well. A part of the day that begins at an hour which such a day leaves out begins when that
hour is over. Pure: nothing is written here, `calendars` in actions does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby
from zoneinfo import ZoneInfo

from groundup.planner.rhythms import PARTS
from groundup.records import Placed, PlanItem, Told

WEEKS_AHEAD = 13
FORGOTTEN_AFTER = timedelta(60)  # a sitting that was not planned for so long begins anew
ROLL_OVER = time(4)  # the study day begins at four: what is earlier belongs to the evening before
TITLES = {
    "lesson": "Lesson",
    "practice": "Practice",
    "lab": "Lab",
    "review": "Review",
    "project": "Project",
}


@dataclass(frozen=True)
class Event:
    """One sitting. `starts` is an instant, in the learner's zone; `uid` says whose and which."""

    uid: str
    item: PlanItem
    starts: datetime
    minutes: int
    summary: str

    @property
    def content(self) -> str:
        """A print of all that others are told of it."""
        told = (self.starts.astimezone(UTC).isoformat(), str(self.starts.tzinfo), self.minutes, self.summary)
        return sha256(repr(told).encode()).hexdigest()[:16]


def events(
    placed: Sequence[Placed], first: date, zone: str, begins: tuple[str, str, str], owner: str
) -> tuple[Event, ...]:
    """The sittings from `first` on, WEEKS_AHEAD weeks of them; the ones of a part follow each other."""
    last = first + timedelta(7 * WEEKS_AHEAD)
    uids = _uids(placed, owner)
    sittings = [(one, uid) for one, uid in zip(placed, uids, strict=True) if first <= one.day < last]
    found: list[Event] = []
    for (day, part), of_part in groupby(sittings, key=lambda pair: (pair[0].day, pair[0].part)):
        instant = part_begins(day, begins[PARTS.index(part)], zone)
        for one, uid in of_part:
            found.append(Event(uid, one.item, instant, one.minutes, _summary(one)))
            instant = _later(instant, one.minutes)
    return tuple(found)


def part_begins(day: date, at: str, zone: str) -> datetime:
    """The instant at which a part of a study day begins; in an hour that the day leaves out: after it."""
    clock = time.fromisoformat(at)
    on = day + timedelta(1) if clock < ROLL_OVER else day
    wall = datetime.combine(on, clock, ZoneInfo(zone))
    return wall.astimezone(UTC).astimezone(ZoneInfo(zone))


def told(events: Iterable[Event], before: Mapping[str, Told], now: datetime) -> dict[str, Told]:
    """What others know after these events: a changed one gets the next sequence, the others stay as they are.

    What is no longer planned is remembered for a while, so that its sequence goes on if it comes back.
    """
    found = {uid: one for uid, one in before.items() if now - one.at < FORGOTTEN_AFTER}
    for event in events:
        known = before.get(event.uid)
        if known is None:
            found[event.uid] = Told(0, event.content, now)
        elif known.content != event.content:
            found[event.uid] = Told(known.sequence + 1, event.content, now)
        else:
            found[event.uid] = known
    return found


def _later(instant: datetime, minutes: int) -> datetime:
    return (instant.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(instant.tzinfo)


def _uids(placed: Sequence[Placed], owner: str) -> Iterator[str]:
    """By item and, of one that is split, by the sitting: numbers stay while the earlier ones are planned."""
    seen: dict[str, int] = {}
    for one in placed:
        seen[one.item.id] = seen.get(one.item.id, 0) + 1
        number = f"/{seen[one.item.id]}" if one.share else ""
        yield f"{one.item.id}{number}@{owner}.groundup"


def _summary(placed: Placed) -> str:
    item = placed.item
    title = item.title if item.work == "review" else f"{TITLES[item.work]}: {item.title}"
    return f"{title} ({placed.share})" if placed.share else title
