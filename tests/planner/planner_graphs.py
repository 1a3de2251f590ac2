"""Small graphs, random graphs and settings for the tests of the planner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from groundup.planner import PLANNED_SHARE, RHYTHMS, rhythm
from groundup.records import Goal, Graph, Minutes, Node, Part, Plan, PlanItem, Rhythm, Settings, Slot

MONDAY = date(2026, 3, 2)
STRANDS = ("math", "programming", "ml", "dl", "mlops", "genai", "ethics", "career")
WORKS = ("lesson", "practice", "lab", "review")


def node(
    id: str, prerequisites: tuple[str, ...] = (), strand: Any = "math", minutes: Any = (20, 10, 30)
) -> Node:
    return Node(id, id.capitalize(), "stage", strand, prerequisites, Minutes(*minutes), {}, {"one": 0})


def chain(length: int, strand: Any = "math") -> Graph:
    names = [f"c{n}" for n in range(length)]
    return {
        name: node(name, (names[n - 1],) if n else (), strand, (20, 10, 30)) for n, name in enumerate(names)
    }


def tangle(size: int) -> Graph:
    """Concepts of all strands, each resting on two that came some steps before."""
    graph: dict[str, Node] = {}
    for n in range(size):
        before = tuple(f"t{m:02}" for m in {n - 2 - n % 3, n - 7} if m >= 0)
        minutes = (10 + 5 * (n % 5), 10 + 5 * (n % 4), (0, 20, 45, 70)[n % 4])
        graph[f"t{n:02}"] = node(f"t{n:02}", before, STRANDS[n * 3 % 8], minutes)
    return graph


def settings(chosen: Rhythm | str = "evenings", hours: float = 7, **more: Any) -> Settings:
    week = rhythm(chosen, hours) if isinstance(chosen, str) else chosen
    return Settings(Goal("concept", "x"), hours, week, more.pop("start", MONDAY), **more)


@st.composite
def graphs(draw: st.DrawFn, most: int = 14) -> Graph:
    graph: dict[str, Node] = {}
    for n in range(draw(st.integers(1, most))):
        before = draw(st.lists(st.sampled_from(sorted(graph)), max_size=3, unique=True)) if graph else []
        minutes = (draw(st.integers(5, 45)), draw(st.integers(5, 60)), draw(st.sampled_from([0, 15, 40, 95])))
        graph[f"c{n:02}"] = node(f"c{n:02}", tuple(before), draw(st.sampled_from(STRANDS)), minutes)
    return graph


@st.composite
def own_rhythms(draw: st.DrawFn) -> Rhythm:
    slot = st.builds(
        Slot,
        st.integers(0, 6),
        st.sampled_from(["morning", "afternoon", "evening"]),
        st.integers(0, 120),
        st.lists(st.sampled_from(STRANDS), max_size=3, unique=True).map(tuple),
        st.lists(st.sampled_from(["lesson", "practice", "lab", "review"]), max_size=3, unique=True).map(
            tuple
        ),
    )
    return Rhythm("mine", tuple(draw(st.lists(slot, min_size=1, max_size=8))))


def rhythms() -> st.SearchStrategy[Rhythm]:
    preset = st.builds(rhythm, st.sampled_from(sorted(RHYTHMS)), st.integers(1, 30))
    return st.one_of(preset, own_rhythms())


def minutes_by_part(plan: Plan) -> Counter[tuple[date, Part]]:
    found: Counter[tuple[date, Part]] = Counter()
    for placed in plan.placed:
        found[placed.day, placed.part] += placed.minutes
    return found


def overfilled(plan: Plan, week: Rhythm, off: Container[date] = ()) -> list[tuple[date, Part]]:
    """Parts of days with more minutes than were stated for them, or by which more were used than the planned
    share of all of them since the plan was made; counted independently of the planner."""
    found = []
    minutes = minutes_by_part(plan)
    for weekday, part in {(slot.weekday, slot.part) for slot in week.slots}:
        stated = [slot.minutes for slot in week.slots if (slot.weekday, slot.part) == (weekday, part)]
        planned = 0
        for n in range((max(day for day, _ in minutes) - plan.as_of).days + 1 if minutes else 0):
            day = plan.as_of + timedelta(n)
            if day.weekday() == weekday:
                planned += 0 if day in off else sum(int(each * PLANNED_SHARE) for each in stated)
                planned -= minutes[day, part]
                if minutes[day, part] > sum(stated) or planned < 0:
                    found.append((day, part))
    return found


def finished_on(plan: Plan) -> dict[str, date]:
    return {placed.item.id: placed.day for placed in plan.placed}


def of(items: tuple[PlanItem, ...], id: str) -> PlanItem:
    return next(item for item in items if item.id == id)


def days(n: int) -> date:
    return MONDAY + timedelta(n)
