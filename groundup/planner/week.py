"""The week as the scheduler sees it: per weekday the openings, how much of each is planned, and for what.

Three quarters of the stated time are planned; the rest is life. They are planned on average: what a part of
the day had no use for may be used there later, as far as the stated time goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from groundup.planner.rhythms import PARTS
from groundup.records import PlanItem, Rhythm, Settings, Slot, Strand, Work

PLANNED_SHARE = 0.75
SHORTEST_SITTING = 10  # minutes; a longer item is begun only where that much is free

Group = tuple[Strand | None, Work]  # items that fit the same slots


@dataclass(frozen=True)
class Opening:
    """One slot: its place in the day (index of PARTS), its minutes, the groups it takes, in two rings.

    `capacity` minutes are planned each week, and in no week more than `most`, the minutes that were stated.
    `own` are the groups of its strands and works. `spill` keeps one half of the rhythm: its works with other
    strands, or (of a slot that names strands) its strands with other works.
    """

    part: int
    capacity: int
    most: int
    own: tuple[Group, ...]
    spill: tuple[Group, ...]
    reviews: bool


@dataclass(frozen=True)
class Bottleneck:
    """Some openings: their minutes a week, and the groups that fit nowhere else."""

    capacity: int
    groups: tuple[Group, ...]

    def wanted(self, minutes: Mapping[Group, int]) -> int:
        return sum(minutes[group] for group in self.groups)


Week = tuple[tuple[Opening, ...], ...]  # seven days


def planned(minutes: int) -> int:
    return int(minutes * PLANNED_SHARE + 1e-9)


def planned_minutes(settings: Settings, day: date) -> int:
    """What the week plans for that day, be it a day off or not."""
    return sum(planned(slot.minutes) for slot in settings.rhythm.slots if slot.weekday == day.weekday())


def group_of(item: PlanItem) -> Group:
    return (item.strand, item.work)


@lru_cache(maxsize=128)
def open_week(rhythm: Rhythm, groups: tuple[Group, ...], strict: bool) -> Week:
    """The openings of each weekday in the order of the day. With `strict` nothing spills over."""
    days: list[list[Opening]] = [[] for _ in range(7)]
    for slot in sorted(rhythm.slots, key=lambda slot: PARTS.index(slot.part)):
        if planned(slot.minutes) > 0:
            days[slot.weekday].append(_opening(slot, groups, strict))
    return tuple(tuple(day) for day in days)


def on_day(week: Week, day: int, group: Group) -> int:
    """The largest capacity on that day (ordinal) for this group; 0 if nothing takes it."""
    openings = week[(day - 1) % 7]  # ordinal 1 was a Monday
    return max((o.capacity for o in openings if group in o.own or group in o.spill), default=0)


def longest(week: Week, group: Group) -> int:
    """The most minutes that an opening ever has for this group; 0 if none takes it."""
    taking = (o.most for day in week for o in day if group in o.own or group in o.spill)
    return max(taking, default=0)


def bottlenecks(week: Week, groups: Iterable[Group]) -> tuple[Bottleneck, ...]:
    """For each group, each kind of work, and for all of it: the openings it fits, and what fits no others."""
    openings = [opening for day in week for opening in day]
    fits = {g: frozenset(n for n, o in enumerate(openings) if g in o.own or g in o.spill) for g in groups}
    by_work: dict[Work, frozenset[int]] = {}
    for (_, work), places in fits.items():
        by_work[work] = by_work.get(work, frozenset()) | places
    everywhere = frozenset(range(len(openings)))
    return tuple(
        Bottleneck(
            sum(openings[n].capacity for n in places), tuple(g for g, its in fits.items() if its <= places)
        )
        for places in {*fits.values(), *by_work.values(), everywhere}
    )


def weeks_needed(week: Week, minutes: Mapping[Group, int]) -> int:
    """Whole weeks that must pass before all of this can be finished, whatever the order."""
    return max((_weeks(b.wanted(minutes), b.capacity) for b in bottlenecks(week, minutes)), default=0)


def _weeks(minutes: int, a_week: int) -> int:
    return (minutes - 1) // a_week if minutes > 0 and a_week > 0 else 0


def _opening(slot: Slot, groups: Sequence[Group], strict: bool) -> Opening:
    of_work = [group for group in groups if not slot.works or group[1] in slot.works]
    own = tuple(g for g in of_work if not slot.strands or g[0] is None or g[0] in slot.strands)
    spill = (
        () if strict else tuple(g for g in groups if g not in own and (g in of_work or g[0] in slot.strands))
    )
    reviews = not slot.works or "review" in slot.works
    return Opening(PARTS.index(slot.part), planned(slot.minutes), slot.minutes, own, spill, reviews)
