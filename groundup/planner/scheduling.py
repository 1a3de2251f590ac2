"""List scheduling: day by day and slot by slot, the first ready item that fits, by one priority.

Promises: nothing begins before what it needs is finished; no slot is filled beyond the minutes stated for it,
nor, since the first day, beyond its capacity times its days; a slot takes only its own groups, or its spill
where nothing of its own fits, or where that is kept for a slot that has no other kind of work to do. Equal
input gives equal output. It is greedy and does not search; `search` compares priorities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from groundup.planner.week import SHORTEST_SITTING, Group, Opening, Week, bottlenecks
from groundup.records import Work

HORIZON_DAYS = 1830  # five years
STUCK_DAYS = 56  # days with openings on which no task could be placed: it never will be
WHOLE_UP_TO = 30  # minutes; such an item is split only when no other fits the slot whole
LOOK_AHEAD = 8  # items that do not fit and are passed over in one slot
SHORTEST_REVIEW = 5
SHORTEST_REST = 5  # minutes of an item that are worth another sitting
REVIEW_SHARE = 0.5  # of the planned time that reviews may take at most, over time
MOST_OWED = 120  # minutes of review that wait; what waits longer is chosen by urgency, not counted up
KEPT_WEEKS = 2  # of the slots that have one kind of work to do, for which that is kept
MINUTES_PER_FAMILY = 0.008  # of review a day, for each family learned in the plan, at retention .85


_Queue = list[int]  # a heap of places in the order of rank


class Task(NamedTuple):
    """An item for the scheduler: its group, what waits for it, how many it waits for, families it starts.

    `pinned`: the day (ordinal) on which it begins, or not at all; 0: any.
    """

    minutes: int
    group: Group
    successors: tuple[int, ...]
    waits_for: int
    families: int
    pinned: int = 0


class Sitting(NamedTuple):
    task: int  # -1 for review
    day: int
    part: int
    minutes: int
    spilled: bool


@dataclass(frozen=True)
class Calendar:
    """When: the first study day (ordinal), days off, minutes of it that are used up, and reviews by day."""

    first: int
    off: frozenset[int]
    spent: int
    reviews: Callable[[int], float]


@dataclass
class Schedule:
    """What came out, while it is being made. `finish` is the day of the last task."""

    sittings: list[Sitting] = field(default_factory=list)
    left: int = 0  # tasks that were not finished
    finish: int = 0


@dataclass(slots=True)
class _Slot:
    """An opening with the queues that it takes, and the planned minutes that it had no use for so far."""

    opening: Opening
    own: list[_Queue]
    spill: list[_Queue]
    unused: int = 0

    @property
    def queues(self) -> list[_Queue]:
        return self.own + self.spill

    def room(self, spent: int) -> int:
        """The minutes that there are today, after the first `spent` of them."""
        opening = self.opening
        return min(opening.capacity + self.unused, opening.most) - spent

    def leave(self, taken: int) -> None:
        """Of what was not taken at most one more week's worth is left for later."""
        opening = self.opening
        self.unused = min(self.unused + opening.capacity - taken, opening.capacity)


class _Run:
    """One pass; owned by `schedule` and thrown away."""

    def __init__(self, tasks: Sequence[Task], rank: Sequence[float], week: Week) -> None:
        self.tasks = tasks
        self.count = len(tasks)
        order = sorted(range(self.count), key=rank.__getitem__)
        # A place is even times `count`, plus the task itself: it can be read off, and there is room before.
        self.place = [0] * self.count
        self.unfinished: dict[Work, list[int]] = {}  # of each kind of work, the first at the end
        for number, n in enumerate(order):
            self.place[n] = 2 * number * self.count + n
        for n in reversed(order):
            self.unfinished.setdefault(tasks[n].group[1], []).append(n)
        self.todo = [task.minutes for task in tasks]
        self.waits = [task.waits_for for task in tasks]
        self.heaps = _heaps(tasks, week)
        self.pinned: list[int] = []  # tasks that are ready and wait for their day
        self.last_pin = max((task.pinned for task in tasks), default=0)
        self.made = Schedule(left=len(tasks))
        self.minutes_left: dict[Group, int] = {}
        for task in tasks:
            self.minutes_left[task.group] = self.minutes_left.get(task.group, 0) + task.minutes
        self.bottlenecks = bottlenecks(week, self.minutes_left)
        self.spills = any(opening.spill for day in week for opening in day)
        self.families = 0
        self.progress = 0  # sittings of tasks,
        self.progress_before = 0  # and of those, the ones before the slot at hand
        self.narrow: set[int] = set()  # slots that have one kind of work to do,
        self.kept_minutes: dict[int, int] = {}  # and by queue the minutes that they could take; both by id
        self.owed = 0.0
        self.allowance = 0.0
        for n, task in enumerate(tasks):
            if not task.waits_for:
                self._ready(n)

    def _ready(self, n: int) -> None:
        task = self.tasks[n]
        begun = self.todo[n] < task.minutes
        if task.pinned and not begun:
            self.pinned.append(n)
            return
        heappush(self.heaps[task.group], self._before_its_kind(n) if begun else self.place[n])

    def _before_its_kind(self, n: int) -> int:
        """A place before all that is unfinished of the same kind of work: what is begun is finished first.
        What was pinned is finished before everything."""
        if self.tasks[n].pinned:
            return n - self.count
        of_its_kind = self.unfinished[self.tasks[n].group[1]]
        while not self.todo[of_its_kind[-1]]:
            of_its_kind.pop()
        return (self.place[of_its_kind[-1]] // self.count - 1) * self.count + n

    def hopeless(self, weeks: int) -> bool:
        """Whether what is left cannot fit so many weeks."""
        return any(b.wanted(self.minutes_left) > b.capacity * weeks for b in self.bottlenecks)

    def review(self, opening: Opening, room: int, day: int) -> int:
        """Reserve time for what is owed; returns what remains of the slot."""
        take = int(min(self.owed, room, self.allowance))
        if take < SHORTEST_REVIEW:
            return room
        if 0 < room - take < SHORTEST_SITTING:
            take = room - SHORTEST_SITTING  # leave enough to work with, or wait until the whole slot is owed
            if take < SHORTEST_REVIEW:
                return room
        self.owed -= take
        self.allowance -= take
        self.made.sittings.append(Sitting(-1, day, opening.part, take, False))
        return room - take

    def keep_pins(self, opening: Opening, room: int, day: int) -> int:
        """Begin what is pinned to this day, as far as the slot takes it; returns what remains of the slot."""
        for n in sorted(n for n in self.pinned if self.tasks[n].pinned == day):
            group, left = self.tasks[n].group, self.todo[n]
            if room < min(left, SHORTEST_SITTING) or group not in (*opening.own, *opening.spill):
                continue
            take = left if left <= room else _part(left, room)
            self.pinned.remove(n)
            self._sit(n, Sitting(n, day, opening.part, take, group not in opening.own))
            room -= take
        return room

    def slots(self, week: Week) -> list[list[_Slot]]:
        return [[_Slot(o, self._queues(o.own), self._queues(o.spill)) for o in openings] for openings in week]

    def _queues(self, groups: Sequence[Group]) -> list[_Queue]:
        return list({id(heap): heap for heap in (self.heaps[g] for g in groups if g in self.heaps)}.values())

    def look_ahead(self, slots: Sequence[_Slot]) -> None:
        """Find the slots that have one kind of work to do, and how many minutes of it they could take."""
        self.narrow = set()
        self.kept_minutes = {}
        for slot in slots:
            filled = [heap for heap in slot.queues if heap]
            if slot.spill and len(filled) > 1:
                continue
            self.narrow.add(id(slot))
            for heap in filled:
                minutes = self.kept_minutes.get(id(heap), 0)
                self.kept_minutes[id(heap)] = minutes + KEPT_WEEKS * slot.opening.capacity

    def kept(self, slot: _Slot) -> list[_Queue]:
        """Those of the slot's own queues that others, which have nothing else to do, would empty."""
        if not slot.spill or id(slot) in self.narrow:
            return []
        most = self.kept_minutes
        return [heap for heap in slot.own if id(heap) in most and self._minutes(heap) <= most[id(heap)]]

    def _minutes(self, heap: _Queue) -> int:
        return sum(self.todo[place % self.count] for place in heap)

    def fill(self, heaps: Sequence[_Queue], opening: Opening, room: int, day: int, spilled: bool) -> int:
        """Place what fits, best first; returns what remains of the slot."""
        aside: list[int] = []
        while room >= SHORTEST_REVIEW and len(aside) < LOOK_AHEAD:
            best: _Queue = []
            for heap in heaps:
                if heap and (not best or heap[0] < best[0]):
                    best = heap
            if not best:
                break
            n = heappop(best) % self.count
            take = self._fits(n, opening, room)
            if not take:
                aside.append(n)
                continue
            room -= take
            self._sit(n, Sitting(n, day, opening.part, take, spilled))
        if aside and room >= SHORTEST_SITTING:
            room -= self._split(aside, opening, room, day, spilled)
        for n in aside:
            self._ready(n)
        return room

    def _split(self, aside: list[int], opening: Opening, room: int, day: int, spilled: bool) -> int:
        """Begin one of those that do not fit, if both parts are worth it or nothing else uses the slot."""
        empty = self.progress == self.progress_before
        for n in aside:
            left = self.todo[n]
            if left > SHORTEST_SITTING and (empty or left >= room + SHORTEST_SITTING):
                take = _part(left, room)
                aside.remove(n)
                self._sit(n, Sitting(n, day, opening.part, take, spilled))
                return take
        return 0

    def _fits(self, n: int, opening: Opening, room: int) -> int:
        """Minutes of this task that fit here; 0 if it should wait for a better slot."""
        left = self.todo[n]
        if left <= room:
            return left
        if room < SHORTEST_SITTING or left <= SHORTEST_SITTING:
            return 0
        if left <= WHOLE_UP_TO and left <= opening.capacity:
            return 0
        return _part(left, room)

    def _sit(self, n: int, sitting: Sitting) -> None:
        self.made.sittings.append(sitting)
        self.progress += 1
        self.todo[n] -= sitting.minutes
        self.minutes_left[self.tasks[n].group] -= sitting.minutes
        if self.todo[n]:
            self._ready(n)
            return
        self.made.left -= 1
        self.made.finish = sitting.day
        self.families += self.tasks[n].families
        for after in self.tasks[n].successors:
            self.waits[after] -= 1
            if not self.waits[after]:
                self._ready(after)


def _part(left: int, room: int) -> int:
    """How much of an item that does not fit is done now: not so much that hardly anything is left over."""
    return max(SHORTEST_SITTING, min(room, left - SHORTEST_REST))


def _heaps(tasks: Sequence[Task], week: Week) -> dict[Group, _Queue]:
    """A heap for each group; groups that exactly the same openings take share one."""
    shared: dict[tuple[tuple[bool, bool], ...], _Queue] = {}
    found: dict[Group, _Queue] = {}
    for group in {task.group: None for task in tasks}:
        taken_by = tuple((group in o.own, group in o.spill) for openings in week for o in openings)
        found[group] = shared.setdefault(taken_by, [])
    return found


def schedule(
    tasks: Sequence[Task], rank: Sequence[float], week: Week, calendar: Calendar, until: int | None = None
) -> Schedule:
    """Place the tasks from `calendar.first` on, the lowest rank first; give up after the day `until`."""
    run = _Run(tasks, rank, week)
    days = run.slots(week)
    last = min(calendar.first + HORIZON_DAYS, date.max.toordinal())
    last = last if until is None else min(last, until)
    idle, spent = 0, calendar.spent
    for day in range(calendar.first, last + 1):
        if not run.made.left or idle > STUCK_DAYS:
            break
        if until is not None and day % 7 == 0 and run.hopeless((last - day) // 7 + 2):
            break
        run.owed = min(run.owed + calendar.reviews(day) + run.families * MINUTES_PER_FAMILY, MOST_OWED)
        slots = [] if day in calendar.off else days[(day - 1) % 7]  # ordinal 1 was a Monday
        if run.spills and (day % 7 == 1 or day == calendar.first):
            run.look_ahead([slot for of_day in days for slot in of_day])
        before = run.progress
        for slot in slots:
            run.progress_before = run.progress
            used = min(spent, slot.opening.capacity)
            spent -= used
            room = there_is = slot.room(used)
            if run.pinned:
                room = run.keep_pins(slot.opening, room, day)
            run.allowance += (slot.opening.capacity - used) * REVIEW_SHARE
            if slot.opening.reviews and run.owed >= SHORTEST_REVIEW:
                room = run.review(slot.opening, room, day)
            kept = run.kept(slot)
            room = run.fill([q for q in slot.own if q not in kept], slot.opening, room, day, spilled=False)
            if slot.spill and room >= SHORTEST_REVIEW:
                room = run.fill(slot.spill, slot.opening, room, day, spilled=True)
            if kept and room >= SHORTEST_REVIEW:
                room = run.fill(kept, slot.opening, room, day, spilled=False)
            slot.leave(used + there_is - room)
        spent = 0  # only the first day has minutes that are used up
        idle = 0 if run.progress > before or not slots or day < run.last_pin else idle + 1
    return run.made


def reviews_by_day(load: Mapping[date, int]) -> Callable[[int], float]:
    """Forecast minutes by study day (ordinal); days beyond the forecast get its mean."""
    known = {day.toordinal(): float(minutes) for day, minutes in load.items()}
    if not known:
        return lambda _: 0.0
    end, mean = max(known), sum(known.values()) / len(known)
    return lambda day: mean if day > end else known.get(day, 0.0)
