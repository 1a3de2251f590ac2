"""Events: the right instant on days on which clocks change, one uid for ever, a sequence for each change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.planner import Event, events, part_begins, told
from groundup.records import Placed, PlanItem, Told

BEGINS = ("08:00", "13:00", "19:00")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # Berlin: 02:00 becomes 03:00; 03:00 becomes 02:00
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago",
         "Asia/Beirut", "Pacific/Kiritimati", "UTC")  # fmt: skip


def sitting(id: str, day: date, part: str = "morning", minutes: int = 30, share: str = "") -> Placed:
    work = id.split("/")[1] if "/" in id else "lesson"
    return Placed(PlanItem(id, work, id.split("/")[0], id.title(), minutes), day, part, minutes, share)  # type: ignore[arg-type]


def made(*placed: Placed, first: date = SPRING, begins: tuple[str, str, str] = BEGINS) -> tuple[Event, ...]:
    return events(placed, first, "Europe/Berlin", begins, "me")


def test_sittings_of_a_part_follow_each_other_from_its_beginning() -> None:
    day = date(2026, 6, 1)
    placed = (sitting("a/lesson", day), sitting("b/lab", day, minutes=45), sitting("c/lab", day, "evening"))
    found = made(*placed, first=day)
    assert [event.starts.strftime("%H:%M") for event in found] == ["08:00", "08:30", "19:00"]
    assert [event.minutes for event in found] == [30, 45, 30]


def test_an_hour_that_spring_leaves_out_begins_when_it_is_over() -> None:
    # 02:30 of the study day before belongs to the calendar day after: work after midnight.
    at = part_begins(SPRING - timedelta(1), "02:30", "Europe/Berlin")
    assert at.isoformat() == "2026-03-29T03:30:00+02:00"


def test_an_hour_that_autumn_has_twice_is_the_first_of_the_two() -> None:
    at = part_begins(AUTUMN - timedelta(1), "02:30", "Europe/Berlin")
    assert at.isoformat() == "2026-10-25T02:30:00+02:00"
    assert at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [SPRING - timedelta(1), AUTUMN - timedelta(1)])
def test_a_sitting_is_as_long_as_it_is_while_the_clocks_change(day: date) -> None:
    late = ("08:00", "13:00", "01:30")
    one, two = made(
        sitting("a/lab", day, "evening", 45), sitting("b/lab", day, "evening", 60), first=day, begins=late
    )
    apart = two.starts.astimezone(UTC) - one.starts.astimezone(UTC)
    assert apart == timedelta(minutes=45)


def test_the_morning_is_at_the_same_hour_before_and_after_the_change() -> None:
    days = [SPRING + timedelta(n) for n in (-1, 0, 1)]
    found = made(*(sitting(f"a{n}/lesson", day) for n, day in enumerate(days)), first=days[0])
    assert {event.starts.strftime("%H:%M") for event in found} == {"08:00"}
    utc = [event.starts.astimezone(UTC).hour for event in found]
    assert utc == [7, 6, 6]


@given(
    st.sampled_from(ZONES),
    st.dates(date(2025, 1, 1), date(2031, 1, 1)),
    st.times().map(lambda t: t.strftime("%H:%M")),
)
def test_every_part_of_every_day_in_every_zone_is_an_instant_of_that_study_day(
    zone: str, day: date, at: str
) -> None:
    found = part_begins(day, at, zone)
    assert found == found.astimezone(UTC).astimezone(ZoneInfo(zone))  # there is such a time on the wall
    shifted = (found.replace(tzinfo=None) - timedelta(hours=4)).date()
    assert shifted == day
    exact = found.strftime("%H:%M") == at
    gap = timedelta(hours=1) >= (found.replace(tzinfo=None) - _wall(day, at)) >= timedelta(0)
    assert exact or gap


def _wall(day: date, at: str) -> datetime:
    clock = datetime.strptime(at, "%H:%M").time()
    return datetime.combine(day + timedelta(1) if clock.hour < 4 else day, clock)


def test_a_uid_stays_while_its_sitting_moves_and_its_sequence_grows_only_then() -> None:
    day = date(2026, 6, 1)
    first = made(sitting("a/lesson", day), sitting("b/lesson", day), first=day)
    known = told(first, {}, NOW)
    assert {one.sequence for one in known.values()} == {0}
    assert told(first, known, NOW + timedelta(1)) == known
    moved = made(sitting("a/lesson", day), sitting("b/lesson", day + timedelta(3)), first=day)
    later = told(moved, known, NOW + timedelta(2))
    assert [event.uid for event in moved] == [event.uid for event in first]
    assert later["a/lesson@me.groundup"] == known["a/lesson@me.groundup"]
    assert later["b/lesson@me.groundup"] == Told(1, moved[1].content, NOW + timedelta(2))


def test_what_comes_back_goes_on_where_it_was_and_is_forgotten_after_a_while() -> None:
    day = date(2026, 6, 1)
    first = told(made(sitting("a/lesson", day), first=day), {}, NOW)
    gone = told((), first, NOW + timedelta(10))
    back = told(made(sitting("a/lesson", day + timedelta(9)), first=day), gone, NOW + timedelta(11))
    assert back["a/lesson@me.groundup"].sequence == 1
    assert told((), first, NOW + timedelta(61)) == {}


def test_the_sittings_of_a_split_item_have_uids_of_their_own() -> None:
    day = date(2026, 6, 1)
    parts = (sitting("a/lab", day, share="1 of 2"), sitting("a/lab", day + timedelta(1), share="2 of 2"))
    found = made(*parts, first=day)
    assert [event.uid for event in found] == ["a/lab/1@me.groundup", "a/lab/2@me.groundup"]
    assert [event.summary for event in found] == ["Lab: A/Lab (1 of 2)", "Lab: A/Lab (2 of 2)"]
