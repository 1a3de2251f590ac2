"""The named weeks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.planner import RHYTHM_TITLES, RHYTHMS, rhythm, scaled
from groundup.planner.rhythms import at_hours
from groundup.records import GroundupError, Rhythm


def minutes_of(week: Rhythm) -> int:
    return sum(slot.minutes for slot in week.slots)


@pytest.mark.parametrize("name", sorted(RHYTHMS))
@settings(deadline=None)
@given(hours=st.floats(0.5, 80))
def test_a_preset_holds_the_hours_it_was_asked_for(name: str, hours: float) -> None:
    week = rhythm(name, hours)
    assert week.name == name
    assert minutes_of(week) == pytest.approx(hours * 60, abs=len(week.slots) / 2)


@pytest.mark.parametrize("name", sorted(RHYTHMS))
@settings(deadline=None)
@given(hours=st.floats(0.5, 79), more=st.floats(0, 5))
def test_more_hours_never_make_a_slot_shorter(name: str, hours: float, more: float) -> None:
    before, after = rhythm(name, hours), rhythm(name, hours + more)
    for one, other in zip(before.slots, after.slots, strict=True):
        assert (one.weekday, one.part, one.strands, one.works) == (
            other.weekday,
            other.part,
            other.strands,
            other.works,
        )
        assert one.minutes <= other.minutes


def test_maths_first_has_maths_on_tuesday_and_wednesday_review_on_thursday_and_ml_otherwise() -> None:
    week = rhythm("maths-first", 14)
    strands = {slot.weekday: slot.strands for slot in week.slots}
    assert strands[1] == strands[2] == ("math",)
    assert all("math" not in strands[day] and "ml" in strands[day] for day in (4, 5, 6, 0))
    thursday = [slot for slot in week.slots if slot.weekday == 3]
    assert "review" in thursday[0].works
    assert all("lesson" not in slot.works for slot in thursday)


def test_maths_first_has_theory_in_the_morning_code_in_the_afternoon_and_notes_in_the_evening() -> None:
    week = rhythm("maths-first", 20)
    saturday = {slot.part: slot for slot in week.slots if slot.weekday == 5}
    assert saturday["morning"].works == ("lesson",)
    assert set(saturday["afternoon"].works) == {"practice", "lab", "project"}
    assert "review" in saturday["evening"].works
    day = sum(slot.minutes for slot in saturday.values())
    assert [round(slot.minutes / day, 2) for slot in saturday.values()] == [0.35, 0.45, 0.2]


def test_few_hours_go_to_few_days() -> None:
    assert {slot.weekday for slot in rhythm("maths-first", 2).slots if slot.minutes} == {1, 5}
    assert {slot.weekday for slot in rhythm("maths-first", 7).slots if slot.minutes} == set(range(7))


def test_weekends_and_evenings_are_what_they_say() -> None:
    assert {slot.weekday for slot in rhythm("weekends", 9).slots} == {5, 6}
    assert {slot.part for slot in rhythm("evenings", 9).slots} == {"evening"}


def test_an_unknown_rhythm_names_those_there_are() -> None:
    with pytest.raises(GroundupError, match="maths-first") as caught:
        rhythm("never", 9)
    assert caught.value.code == "not-found"


def test_each_preset_has_a_title() -> None:
    assert set(RHYTHM_TITLES) == set(RHYTHMS)


def test_a_week_of_ones_own_is_scaled_slot_by_slot() -> None:
    mine = Rhythm("mine", rhythm("evenings", 7).slots)
    assert scaled(mine, 2) == at_hours(mine, 7, 14)
    assert minutes_of(scaled(mine, 2)) == 2 * minutes_of(mine)
    assert at_hours(rhythm("maths-first", 7), 7, 3) == rhythm("maths-first", 3)
