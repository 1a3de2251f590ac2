"""Pins, pauses, weeks of rest, what is shipped, phases: what may never happen, and what each one costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from planner_graphs import MONDAY, chain, days, graphs, node, rhythms, settings, tangle

from groundup.planner import (
    Brief,
    Course,
    ProjectWork,
    first_week,
    items,
    laid,
    open_days,
    prices,
    solve,
    ways_out,
)
from groundup.planner.paths import needs
from groundup.records import Graph, Pause, Pin, Plan, Rhythm, Slot, Wishes

SOME = trying(max_examples=60, deadline=None)
SHIP = ProjectWork("small", "Something small", 40, ())


def brief(graph: Graph, week: Rhythm | str = "evenings", hours: float = 7, **wishes: object) -> Brief:
    work = items(tuple(graph), graph)
    return Brief(work, graph, settings(week, hours), MONDAY, Wishes(**wishes))  # type: ignore[arg-type]


def begins(plan: Plan, item: str) -> date | None:
    return next((sitting.day for sitting in plan.placed if sitting.item.id == item), None)


PAUSES = st.lists(
    st.builds(lambda a, n: Pause(days(a), days(a + n)), st.integers(0, 60), st.integers(0, 20)), max_size=2
).map(tuple)


@SOME
@given(graphs(), rhythms(), st.booleans(), PAUSES, st.integers(0, 5), st.data())
def test_no_plan_breaks_a_prerequisite_a_strict_rhythm_a_pause_or_a_pin(
    graph: Graph, week: Rhythm, strict: bool, pauses: tuple[Pause, ...], rest: int, data: st.DataObject
) -> None:
    asked = brief(graph, week, strict=strict, pauses=pauses, rest_every=rest)
    ids = [item.id for item in asked.items]
    chosen = data.draw(st.dictionaries(st.sampled_from(ids), st.integers(0, 50), max_size=3))
    pins = tuple(Pin(id, days(day)) for id, day in chosen.items())
    made = laid(asked.wishing(pins=pins))

    left = {one.item.id: one.reason for one in made.unplaced}
    for pin in pins:
        assert begins(made, pin.item) == (None if pin.item in left else pin.day)
        assert left.get(pin.item, "reason")
    assert sorted({*(s.item.id for s in made.placed if s.item.work != "review"), *left}) == sorted(ids)

    order: dict[str, list[int]] = {id: [] for id in ids}
    for n, sitting in enumerate(made.placed):
        order.setdefault(sitting.item.id, []).append(n)
    for item, before in zip(asked.items, needs(asked.items, graph), strict=True):
        for place in before if order[item.id] else ():
            earlier = order[asked.items[place].id]
            assert earlier and earlier[-1] < order[item.id][0]

    open_ = set(open_days(asked.settings, asked.wishes, MONDAY, 2000))
    assert {sitting.day for sitting in made.placed} <= open_
    if strict:
        for sitting in made.placed:
            assert any(
                (slot.weekday, slot.part) == (sitting.day.weekday(), sitting.part)
                and (not slot.works or sitting.item.work in slot.works)
                and (not slot.strands or sitting.item.strand in (None, *slot.strands))
                for slot in week.slots
            )


@SOME
@given(graphs(), rhythms(), st.integers(0, 12))
def test_planning_twice_changes_nothing(graph: Graph, week: Rhythm, lost: int) -> None:
    first = laid(brief(graph, week))
    later = replace(brief(graph, week), today=days(lost))
    once = laid(later, previous=first)
    assert laid(later, previous=once) == once
    assert laid(later, previous=first) == once


@SOME
@given(graphs(), st.integers(2, 20), st.integers(1, 10), PAUSES)
def test_more_hours_never_end_later_with_pauses_either(
    graph: Graph, hours: int, more: int, pauses: tuple[Pause, ...]
) -> None:
    less = solve(brief(graph, "evenings", hours, pauses=pauses))
    plenty = solve(brief(graph, "evenings", hours + more, pauses=pauses))
    assert plenty.left <= less.left
    if plenty.left == less.left and less.finish:
        assert plenty.finish is not None and plenty.finish <= less.finish


def test_a_pin_stays_when_the_plan_moves() -> None:
    asked = brief(tangle(30), pins=(Pin("t05/lesson", days(20)),))
    assert begins(laid(asked), "t05/lesson") == days(20)
    for lost in (1, 5, 12):
        assert begins(laid(replace(asked, today=days(lost))), "t05/lesson") == days(20)


def test_what_a_pin_needs_comes_first_so_that_it_can_hold() -> None:
    graph = chain(6) | {f"x{n}": node(f"x{n}", minutes=(60, 60, 60)) for n in range(4)}
    free = laid(brief(graph))
    wanted = begins(free, "c5/lab")
    assert wanted is not None
    sooner = next(
        day
        for n in range(60)
        if (day := days(n)) < wanted and begins(laid(brief(graph, pins=(Pin("c5/lab", day),))), "c5/lab")
    )
    assert sooner < wanted


def test_a_pin_that_cannot_hold_is_said_and_nothing_is_put_on_another_day() -> None:
    asked = brief(chain(3), pins=(Pin("c2/lab", days(0)),))
    (left,) = laid(asked).unplaced
    assert left.item.id == "c2/lab"
    assert left.reason.startswith("It is pinned to 2026-03-02, and cannot begin then")
    off = laid(asked.wishing(pins=(Pin("c0/lesson", days(2)),), pauses=(Pause(days(1), days(3)),)))
    assert "which is a day off" in off.unplaced[0].reason
    assert all("c0/lesson" in one.reason or "It waits for" in one.reason for one in off.unplaced[1:])


def test_a_pin_whose_day_has_passed_holds_nothing_and_is_told() -> None:
    asked = replace(brief(chain(2), pins=(Pin("c1/lab", days(1)),)), today=days(3))
    made = laid(asked)
    assert not made.unplaced
    assert any("c1/lab was pinned to 2026-03-03" in note for note in made.notes)


def test_nothing_is_planned_in_a_week_of_rest_and_a_holiday_counts_as_one() -> None:
    asked = brief(tangle(40), rest_every=2)
    worked = {(sitting.day - MONDAY).days // 7 for sitting in laid(asked).placed}
    assert {2, 5, 8} & set(range(max(worked))) and not {2, 5, 8} & worked
    holiday = asked.wishing(pauses=(Pause(days(7), days(13)),))
    after = {(sitting.day - MONDAY).days // 7 for sitting in laid(holiday).placed}
    assert 1 not in after and {2, 3} <= after and 4 not in after


def test_something_is_shipped_at_least_every_few_weeks() -> None:
    asked = replace(brief(tangle(60), hours=5, ship_every=3), course=Course(ship=SHIP))
    made = laid(asked)
    shipped = sorted({s.item.id: s.day for s in made.placed if s.item.work == "project"}.values())
    assert made.finish is not None and len(shipped) > 2
    ends = [MONDAY, *shipped, made.finish]
    assert max((b - a).days for a, b in pairwise(ends)) <= 21
    assert not made.unplaced


def test_a_project_that_ends_in_time_is_what_is_shipped() -> None:
    graph = tangle(6)
    project = ProjectWork("real", "A real project", 60, ("t00",))
    work = items(tuple(graph), graph, projects=(project,))
    course = Course((project,), {"real": -1}, SHIP)
    made = laid(Brief(work, graph, settings("evenings", 5), MONDAY, Wishes(ship_every=4), course))
    ids = {sitting.item.id for sitting in made.placed if sitting.item.work == "project"}
    assert ids == {"real/project/1"}


def test_a_later_phase_waits_for_an_earlier_one_where_both_could_be_done() -> None:
    graph = {id: node(id) for id in "abcd"}
    work = items(tuple(graph), graph)
    course = Course(phases={"a": 1, "b": 1, "c": 0, "d": 0})
    made = laid(Brief(work, graph, settings(), MONDAY, course=course))
    order = list(dict.fromkeys(s.item.concept for s in made.placed if s.item.work != "review"))
    assert set(order[:2]) == {"c", "d"}


def test_each_price_is_what_the_plan_without_it_saves() -> None:
    asked = brief(tangle(30), "maths-first", 8, strict=True, pauses=(Pause(days(10), days(30)),))
    solved = solve(asked)
    found = {price.constraint: price for price in prices(asked, solved)}
    assert {"strict rhythm", "pauses"} <= set(found)
    without = solve(asked.wishing(pauses=()))
    assert solved.finish and found["pauses"].without == without.finish
    assert found["pauses"].days == (solved.finish - found["pauses"].without).days > 0


def test_the_ways_out_hold_what_they_promise() -> None:
    asked = brief(chain(20), hours=4)
    deadline = days(20)
    ways = ways_out(solve(asked), deadline)
    assert ways.hours_per_week and ways.minutes_longer
    more = solve(replace(asked, settings=settings("evenings", ways.hours_per_week)))
    assert more.finish is not None and more.finish <= deadline
    kept = tuple(item for item in asked.items if item.concept not in ways.left_out)
    less = solve(replace(asked, items=kept))
    assert less.finish is not None and less.finish <= deadline


def test_the_order_that_was_promised_is_kept() -> None:
    week = Rhythm("mine", tuple(Slot(n, "evening", 80) for n in range(6)))
    asked = brief({id: node(id) for id in "abcdef"}, week)
    promised = first_week(laid(asked), MONDAY)[::-1]
    made = laid(replace(asked, held=promised))
    begun = [id for id in first_week(made, MONDAY) if id.endswith("/lesson")]
    assert begun == [id for id in promised if id.endswith("/lesson")]


def test_open_days_are_those_of_the_rhythm_without_what_is_off() -> None:
    week = Rhythm("mine", (Slot(0, "evening", 60), Slot(3, "evening", 60)))
    chosen = settings(week, days_off=(days(7),))
    found = open_days(chosen, Wishes(pauses=(Pause(days(9), days(11)),)), MONDAY, 15)
    assert found == (days(0), days(3), days(14))
    assert found[-1] - MONDAY == timedelta(14)
