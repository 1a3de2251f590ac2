"""Plans: what may never happen, and what is said when it cannot be helped."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from planner_graphs import (
    MONDAY,
    chain,
    days,
    finished_on,
    graphs,
    node,
    overfilled,
    rhythms,
    settings,
    tangle,
)

from groundup.planner import RHYTHMS, ProjectWork, items, path_to, plan, todays
from groundup.planner.paths import needs
from groundup.records import Graph, Placed, Plan, Rhythm, Slot


def takes(slot: Slot, sitting: Placed, strict: bool) -> bool:
    """Whether the rhythm lets a slot have this sitting, written independently of the planner."""
    if (slot.weekday, slot.part) != (sitting.day.weekday(), sitting.part):
        return False
    item = sitting.item
    work = not slot.works or item.work in slot.works
    strand = not slot.strands or item.strand in slot.strands
    if item.work == "review":
        return work
    if strict or not slot.strands:
        return work and strand
    return work or strand


SOME = trying(max_examples=60, deadline=None)
LOADS = st.dictionaries(st.integers(0, 27).map(days), st.integers(0, 40), max_size=8)


@SOME
@given(graphs(), rhythms(), st.booleans(), LOADS, st.sets(st.integers(0, 40).map(days), max_size=12))
def test_every_plan_keeps_the_rules(
    graph: Graph, week: Rhythm, strict: bool, load: dict[date, int], off: set[date]
) -> None:
    work = items(tuple(graph), graph)
    chosen = settings(week, days_off=tuple(off))
    made = plan(work, graph, chosen, MONDAY, load, strict=strict)

    # each item is placed whole or unplaced, once
    placed = Counter[str]()
    for sitting in made.placed:
        assert sitting.minutes > 0
        placed[sitting.item.id] += sitting.minutes
    reviews = {id for id in placed if id.startswith("review/")}
    unplaced = [left.item.id for left in made.unplaced]
    assert sorted([*(set(placed) - reviews), *unplaced]) == sorted(item.id for item in work)
    assert all(placed[item.id] == item.minutes for item in work if item.id in placed)
    assert all(left.reason for left in made.unplaced)

    # nothing begins before what it needs is finished
    order: dict[str, list[int]] = {item.id: [] for item in work}
    for n, sitting in enumerate(made.placed):
        order.setdefault(sitting.item.id, []).append(n)
    for item, before in zip(work, needs(work, graph), strict=True):
        for sittings in (order[work[p].id] for p in before if order[item.id]):
            assert sittings and sittings[-1] < order[item.id][0]

    # no slot is overfilled, no day off is used, time runs forward
    assert not overfilled(made, week, off)
    assert not {sitting.day for sitting in made.placed} & off
    assert [sitting.day for sitting in made.placed] == sorted(sitting.day for sitting in made.placed)
    assert made.finish == max((s.day for s in made.placed if s.item.work != "review"), default=None)

    # strict: strand and work are the slot's; otherwise at least one of the two
    for sitting in made.placed:
        assert any(takes(slot, sitting, strict) for slot in week.slots)

    assert plan(work, graph, chosen, MONDAY, load, strict=strict) == made


@SOME
@given(graphs(), st.sampled_from(sorted(RHYTHMS)), st.integers(2, 20), st.integers(1, 10), LOADS)
def test_more_hours_never_end_later(
    graph: Graph, name: str, hours: int, more: int, load: dict[date, int]
) -> None:
    work = items(tuple(graph), graph)
    less = plan(work, graph, settings(name, hours), MONDAY, load)
    plenty = plan(work, graph, settings(name, hours + more), MONDAY, load)
    assert len(plenty.unplaced) <= len(less.unplaced)
    if len(plenty.unplaced) == len(less.unplaced) and less.finish:
        assert plenty.finish is not None and plenty.finish <= less.finish


@SOME
@given(graphs(), rhythms(), st.integers(1, 4))
def test_lost_weeks_move_the_plan_by_just_as_much(graph: Graph, week: Rhythm, lost: int) -> None:
    work = items(tuple(graph), graph)
    before = plan(work, graph, settings(week), MONDAY)
    after = plan(work, graph, settings(week), days(7 * lost))
    assert [(s.item, s.part, s.minutes, s.share) for s in after.placed if s.item.work != "review"] == [
        (s.item, s.part, s.minutes, s.share) for s in before.placed if s.item.work != "review"
    ]
    shift = timedelta(7 * lost)
    assert [s.day for s in after.placed] == [s.day + shift for s in before.placed]


@SOME
@given(graphs(), st.sampled_from(sorted(RHYTHMS)), st.integers(3, 20), st.integers(1, 6))
def test_a_lost_day_is_never_overdue(graph: Graph, name: str, hours: int, lost: int) -> None:
    work = items(tuple(graph), graph)
    before = plan(work, graph, settings(name, hours), MONDAY)
    after = plan(work, graph, settings(name, hours), days(lost), previous=before)
    assert all(sitting.day >= days(lost) for sitting in after.placed)
    assert not after.unplaced
    assert after.minutes_left == before.minutes_left


@pytest.mark.parametrize("name", sorted(RHYTHMS))
def test_planning_again_keeps_the_order_of_the_next_seven_days(name: str) -> None:
    graph = tangle(40)
    work = items(tuple(graph), graph)
    for hours in (4, 7, 12):
        before = plan(work, graph, settings(name, hours), MONDAY)
        moved = settings(name, hours, days_off=(days(40),), deadline=days(50))
        after = plan(work, graph, moved, MONDAY, {MONDAY: 6}, previous=before)
        order = first_week(before)
        again = [id for id in dict.fromkeys(s.item.id for s in after.placed) if id in order]
        pairs = [(n, m) for m in range(len(order)) for n in range(m)]
        swapped = sum(again.index(order[n]) > again.index(order[m]) for n, m in pairs)
        assert swapped <= len(pairs) / 10


def test_the_order_of_the_previous_plan_is_kept_even_where_another_would_be_chosen() -> None:
    graph = {id: node(id) for id in "abcd"}
    work = items(tuple(graph), graph)
    week = Rhythm("mine", tuple(Slot(day, "evening", 80) for day in range(4)))
    forward = plan(work, graph, settings(week), MONDAY)
    backward = plan(items(("d", "c", "b", "a"), graph), graph, settings(week), MONDAY)
    assert first_week(forward) != first_week(backward)
    assert first_week(plan(work, graph, settings(week), MONDAY, previous=backward)) == first_week(backward)


def first_week(made: Plan) -> list[str]:
    soon = (s.item.id for s in made.placed if s.day < days(7) and s.item.work != "review")
    return list(dict.fromkeys(soon))


def test_a_chain_is_done_in_order_on_the_days_there_are() -> None:
    graph = chain(2)
    week = Rhythm("mine", (Slot(0, "evening", 80), Slot(2, "evening", 80)))  # 60 minutes planned
    made = plan(items(("c0", "c1"), graph), graph, settings(week), MONDAY)
    assert [(s.item.id, s.day, s.minutes) for s in made.placed] == [
        *(("c0/lesson", days(0), 20), ("c0/practice", days(0), 10), ("c0/lab", days(0), 30)),
        *(("c1/lesson", days(2), 20), ("c1/practice", days(2), 10), ("c1/lab", days(2), 30)),
    ]
    assert made.finish == days(2)
    assert made.minutes_left == 120
    assert (made.unplaced, made.notes) == ((), ())


def test_long_items_are_split_over_sittings_that_say_which_they_are() -> None:
    graph = {"a": node("a", minutes=(20, 10, 95))}
    week = Rhythm("mine", (Slot(0, "evening", 60), Slot(1, "evening", 60)))
    made = plan(items(("a",), graph), graph, settings(week), MONDAY)
    lab = [(s.minutes, s.share) for s in made.placed if s.item.work == "lab"]
    assert lab == [(15, "1 of 3"), (45, "2 of 3"), (35, "3 of 3")]


def test_a_short_item_waits_for_a_slot_that_holds_it_whole() -> None:
    graph = {"a": node("a", minutes=(40, 25, 0))}
    week = Rhythm("mine", (Slot(0, "evening", 80), Slot(1, "evening", 80)))
    made = plan(items(("a",), graph), graph, settings(week), MONDAY)
    assert [(s.item.work, s.day, s.share) for s in made.placed] == [
        ("lesson", days(0), ""),
        ("practice", days(1), ""),
    ]


def test_what_a_part_of_the_day_had_no_use_for_is_used_there_later() -> None:
    graph = {"a": node("a", minutes=(25, 0, 0)), "b": node("b", ("a",), minutes=(35, 0, 0))}
    week = Rhythm("mine", (Slot(0, "evening", 40),))  # 30 minutes planned, 5 of them without use at first
    made = plan(items(tuple(graph), graph), graph, settings(week), MONDAY)
    assert [(s.day, s.minutes, s.share) for s in made.placed] == [(days(0), 25, ""), (days(7), 35, "")]


def test_a_long_practice_that_is_begun_does_not_keep_labs_waiting() -> None:
    graph = {"a": node("a", minutes=(0, 200, 0)), "b": node("b", minutes=(0, 0, 60))}
    slots = (Slot(0, "morning", 40, works=("practice",)), Slot(0, "evening", 80, works=("practice", "lab")))
    made = plan(items(tuple(graph), graph), graph, settings(Rhythm("mine", slots)), MONDAY)
    assert [(s.item.id, s.minutes) for s in made.placed if s.day == MONDAY] == [
        ("a/practice", 30),
        ("b/lab", 60),
    ]


def test_what_only_one_slot_has_left_to_do_is_kept_for_it() -> None:
    graph = {"a": node("a", minutes=(0, 30, 0)), "b": node("b", minutes=(0, 0, 30))}
    work = items(tuple(graph), graph)
    tuesday = Slot(1, "evening", 40, strands=("math",), works=("practice",))
    thursday = Slot(3, "evening", 40, works=("practice",))
    made = plan(work, graph, settings(Rhythm("mine", (tuesday, thursday))), MONDAY)
    assert finished_on(made) == {"b/lab": days(1), "a/practice": days(3)}
    (note,) = (note for note in made.notes if "off the rhythm" in note)
    assert note.startswith("50 %") and note.endswith("or that is kept for a slot that would stay empty.")
    alone = plan(work, graph, settings(Rhythm("mine", (tuesday,))), MONDAY)
    assert finished_on(alone) == {"a/practice": days(1), "b/lab": days(8)}


def test_an_item_that_fits_no_slot_is_found_and_said_with_what_waits_for_it() -> None:
    graph = {"a": node("a", minutes=(20, 10, 0)), "b": node("b", ("a",), minutes=(20, 10, 0)), "c": node("c")}
    week = Rhythm(
        "mine",
        (Slot(0, "morning", 60, works=("lesson", "lab")), Slot(0, "evening", 9, works=("practice",))),
    )
    made = plan(items(tuple(graph), graph), graph, settings(week), MONDAY)
    reasons = {left.item.id: left.reason for left in made.unplaced}
    assert reasons["a/practice"] == (
        "It needs 10 minutes in one sitting, and the longest part of your week for practice has 9: make "
        "one longer."
    )
    assert reasons["b/lesson"] == "It waits for a/practice, which is not planned."
    assert set(reasons) == {"a/practice", "b/lesson", "b/practice", "c/practice", "c/lab"}
    assert set(finished_on(made)) == {"a/lesson", "c/lesson"}
    assert "5 items are not planned" in made.notes[0]


def test_a_week_without_any_lab_time_says_so() -> None:
    graph = {"a": node("a")}
    week = Rhythm("mine", (Slot(0, "morning", 60, works=("lesson", "practice", "review")),))
    made = plan(items(("a",), graph), graph, settings(week), MONDAY)
    assert [left.reason for left in made.unplaced] == [
        "No part of your week takes work of the kind lab of the strand math: let one take it."
    ]


def test_strict_keeps_a_strand_out_where_the_spill_over_lets_it_in() -> None:
    graph = {"a": node("a", strand="ml")}
    week = Rhythm("mine", (Slot(0, "evening", 120, strands=("math",)),))
    work = items(("a",), graph)
    assert len(plan(work, graph, settings(week), MONDAY, strict=True).unplaced) == 3
    spilled = plan(work, graph, settings(week), MONDAY)
    assert spilled.finish == MONDAY
    assert any("100 % of the time is off the rhythm" in note for note in spilled.notes)


def test_the_strand_of_the_day_goes_before_the_spill_over() -> None:
    graph = {"a": node("a", strand="ml", minutes=(20, 10, 0)), "b": node("b", minutes=(20, 10, 0))}
    week = Rhythm("mine", (Slot(0, "evening", 80, strands=("math",)),))
    made = plan(items(tuple(graph), graph), graph, settings(week), MONDAY)
    assert [s.item.concept for s in made.placed] == ["b", "b", "a", "a"]


def test_a_slot_may_take_other_work_of_its_strand_but_one_without_strands_keeps_its_work() -> None:
    graph = {"a": node("a", minutes=(20, 10, 0))}
    work = items(("a",), graph)
    maths = Rhythm("mine", (Slot(0, "morning", 120, strands=("math",), works=("lesson",)),))
    assert plan(work, graph, settings(maths), MONDAY).unplaced == ()
    lessons = Rhythm("mine", (Slot(0, "morning", 120, works=("lesson",)),))
    assert [left.item.work for left in plan(work, graph, settings(lessons), MONDAY).unplaced] == ["practice"]


def test_nothing_new_begins_on_the_review_day() -> None:
    graph = tangle(40)
    made = plan(items(tuple(graph), graph), graph, settings("maths-first", 12), MONDAY, {MONDAY: 5})
    on_thursdays = {s.item.work for s in made.placed if s.day.weekday() == 3}
    assert on_thursdays <= {"practice", "review", "project"}
    assert "practice" in on_thursdays


def test_the_price_of_the_rhythm_is_said() -> None:
    graph = chain(4)
    lessons = (Slot(day, "evening", 80, works=("lesson",)) for day in range(6))
    week = Rhythm("mine", (*lessons, Slot(6, "evening", 200)))
    loose = Rhythm("loose", tuple(replace(slot, works=()) for slot in week.slots))
    work = items(tuple(graph), graph)
    made = plan(work, graph, settings(week), MONDAY)
    free = plan(work, graph, settings(loose), MONDAY)
    assert made.finish is not None and free.finish is not None
    days_lost = (made.finish - free.finish).days
    assert days_lost > 0
    end = f"{free.finish:%A} {free.finish.day} {free.finish:%B} {free.finish.year}"
    assert any(f"costs {days_lost} days" in note and end in note for note in made.notes)
    assert not any("costs" in note for note in free.notes)


def test_a_deadline_that_cannot_be_met_comes_with_four_ways_out_that_are_true() -> None:
    graph = chain(20)
    work = items(tuple(graph), graph)
    deadline = days(20)
    made = plan(work, graph, settings("evenings", 4, deadline=deadline), MONDAY)
    assert made.finish is not None and made.finish > deadline
    note = made.notes[0]
    assert note.startswith(f"The deadline {deadline.isoformat()} cannot be met. Four ways out: ")
    hours = float(note.split("ways out: ")[1].split(" hours")[0])
    longer = int(note.split("a week; ")[1].split(" minutes")[0])
    assert longer == round((hours - 4) * 60 / 7)
    assert made.finish.isoformat() in note
    late = {s.item.concept for s in made.placed if s.day > deadline and s.item.work != "review"}
    assert f"{len(late)} concepts" in note
    enough = plan(work, graph, settings("evenings", hours, deadline=deadline), MONDAY)
    assert enough.finish is not None and enough.finish <= deadline
    assert not any("deadline" in note for note in enough.notes)


def test_a_deadline_that_no_number_of_hours_meets_says_that_too() -> None:
    graph = chain(6)
    made = plan(items(tuple(graph), graph), graph, settings("weekends", 3, deadline=days(1)), MONDAY)
    assert "not with 80 hours a week either" in made.notes[0]


def test_days_off_are_left_free() -> None:
    graph = chain(3)
    work = items(tuple(graph), graph)
    made = plan(work, graph, settings("evenings", 7, days_off=(days(0), days(1))), MONDAY)
    assert min(s.day for s in made.placed) == days(2)


def test_a_plan_starts_on_the_start_and_not_before() -> None:
    graph = chain(1)
    made = plan(items(("c0",), graph), graph, settings(start=days(10)), MONDAY)
    assert made.as_of == MONDAY
    assert made.placed[0].day == days(10)


def test_time_for_reviews_is_reserved_but_never_more_than_half() -> None:
    graph = chain(6)
    work = items(tuple(graph), graph)
    calm = plan(work, graph, settings("evenings", 7), MONDAY, {MONDAY: 0})
    busy = plan(work, graph, settings("evenings", 7), MONDAY, {days(n): 500 for n in range(28)})
    reserved = sum(s.minutes for s in busy.placed if s.item.work == "review")
    assert sum(s.minutes for s in calm.placed if s.item.work == "review") < reserved
    assert busy.finish is not None
    assert reserved <= 45 * ((busy.finish - MONDAY).days + 1) / 2
    assert {s.item.id for s in busy.placed if s.item.work == "review"} >= {f"review/{days(1).isoformat()}"}


def test_a_rhythm_without_a_place_for_reviews_says_so() -> None:
    graph = chain(1)
    week = Rhythm("mine", (Slot(0, "evening", 90, works=("lesson", "practice", "lab")),))
    made = plan(items(("c0",), graph), graph, settings(week), MONDAY, {MONDAY: 30})
    assert any("takes reviews" in note for note in made.notes)
    assert all(s.item.work != "review" for s in made.placed)


def test_what_was_worked_today_is_not_planned_a_second_time() -> None:
    graph = chain(3)
    work = items(tuple(graph), graph)
    week = Rhythm("mine", (Slot(0, "morning", 40), Slot(0, "evening", 40)))  # 30 minutes planned each
    fresh = plan(work, graph, settings(week), MONDAY)
    assert sum(s.minutes for s in fresh.placed if s.day == MONDAY) == 60
    later = plan(work[2:], graph, settings(week), MONDAY, spent=30)
    assert [(s.item.id, s.part) for s in later.placed if s.day == MONDAY] == [("c0/lab", "evening")]
    assert sum(s.minutes for s in later.placed if s.day == days(7)) == 60


def test_a_project_is_scheduled_after_its_concepts() -> None:
    graph = chain(2)
    project = ProjectWork("churn", "Churn", 200, ("c0",))
    work = items(path_to(graph, ["c1"]), graph, projects=(project,))
    made = plan(work, graph, settings(), MONDAY, projects=(project,))
    order = [s.item.id for s in made.placed]
    assert order.index("churn/project/1") > max(n for n, id in enumerate(order) if id == "c0/lab")
    assert order.index("churn/project/2") > max(n for n, id in enumerate(order) if id == "churn/project/1")
    assert not made.unplaced


def test_nothing_to_do_is_an_empty_plan() -> None:
    made = plan((), {}, settings(deadline=days(1)), MONDAY, {MONDAY: 30})
    assert (made.placed, made.unplaced, made.finish, made.minutes_left) == ((), (), None, 0)


def test_what_five_years_do_not_hold_is_said() -> None:
    graph = chain(200)
    week = Rhythm("mine", (Slot(0, "evening", 20),))
    made = plan(items(tuple(graph), graph), graph, settings(week, hours=1 / 3), MONDAY)
    assert made.unplaced[-1].reason == "It is not reached within five years at this rhythm."
    assert made.finish is not None and made.finish < MONDAY + timedelta(1831)


def test_today_lists_the_parts_of_the_day_in_order_and_a_due_review_first() -> None:
    graph = chain(3)
    made = plan(items(tuple(graph), graph), graph, settings("weekends", 8), MONDAY, {MONDAY: 20})
    saturday = days(5)
    listed = todays(made, saturday)
    assert listed and all(s.day == saturday and s.item.work != "review" for s in listed)
    parts = [("morning", "afternoon", "evening").index(s.part) for s in listed]
    assert parts == sorted(parts)
    first, *rest = todays(made, saturday, review_minutes=12)
    assert (first.item.id, first.minutes) == ("review/2026-03-07", 12)
    assert tuple(rest) == listed
    assert todays(made, MONDAY) == ()
    assert [s.item.work for s in todays(made, MONDAY, review_minutes=4)] == ["review"]


@pytest.mark.parametrize("name", sorted(RHYTHMS))
@pytest.mark.parametrize("hours", [1.5, 4, 9, 20])
def test_every_preset_places_everything_at_any_sensible_hours(name: str, hours: float) -> None:
    graph = chain(5) | {"m": node("m", strand="ml", minutes=(35, 60, 95)), "e": node("e", strand="career")}
    made = plan(items(tuple(graph), graph), graph, settings(name, hours), MONDAY)
    assert made.unplaced == ()
