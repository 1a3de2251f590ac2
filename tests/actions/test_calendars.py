"""The plan as other programs read it: parsed back, with the right instants, uids and sequences."""

from __future__ import annotations

from datetime import UTC, timedelta

from icalendar import Calendar

from groundup import actions
from groundup.records import Goal
from groundup.workspace import Workspace
from tests.actions.conftest import HALVER, MONDAY, Clock, refusal

BERLIN = actions.Choice(Goal("concept", "halving"), 6, "evenings", MONDAY, zone="Europe/Berlin")


def events(w: Workspace) -> dict[str, object]:
    parsed = Calendar.from_ical(actions.calendar(w))
    return {str(event["UID"]): event for event in parsed.walk("VEVENT")}


def test_every_sitting_is_an_event_at_its_time_in_the_learners_zone(w: Workspace) -> None:
    actions.setup(w, BERLIN)
    sittings = [s for week in actions.plan(w).weeks for day in week.days for s in day.sittings]
    found = events(w)
    assert len(found) == len(sittings)
    first = min(found.values(), key=lambda event: event["DTSTART"].dt)  # type: ignore[index]
    starts = first["DTSTART"].dt  # type: ignore[index]
    assert (starts.hour, starts.utcoffset()) == (19, timedelta(hours=1))
    assert starts.astimezone(UTC).hour == 18
    assert b"BEGIN:VTIMEZONE" in actions.calendar(w) and b"TZID:Europe/Berlin" in actions.calendar(w)


def test_the_same_plan_gives_the_same_bytes(w: Workspace, clock: Clock) -> None:
    actions.setup(w, BERLIN)
    first = actions.calendar(w)
    clock.now += timedelta(hours=2)
    assert actions.calendar(w) == first


def test_what_moved_keeps_its_uid_and_gets_the_next_sequence(w: Workspace) -> None:
    actions.setup(w, BERLIN)
    before = events(w)
    actions.pause(w, MONDAY, MONDAY + timedelta(6))
    after = events(w)
    work = {uid for uid in before if not uid.startswith("review/")}
    assert work <= set(after)
    for uid in work:
        moved = before[uid]["DTSTART"].dt != after[uid]["DTSTART"].dt  # type: ignore[index]
        assert int(after[uid]["SEQUENCE"]) == int(moved)  # type: ignore[index]
    assert any(int(event["SEQUENCE"]) for event in after.values())  # type: ignore[index]


def test_the_parts_of_a_day_begin_when_one_says(w: Workspace) -> None:
    actions.setup(w, BERLIN)
    actions.begin_parts(w, ("07:00", "12:00", "20:30"))
    starts = {event["DTSTART"].dt.strftime("%H:%M") for event in events(w).values()}  # type: ignore[index]
    assert min(starts) == "20:30"
    assert "not a time of day" in refusal("invalid", lambda: actions.begin_parts(w, ("7", "x", "y")))


def test_a_deadline_is_a_day_in_it(w: Workspace) -> None:
    actions.setup(w, actions.Choice(**{**vars(BERLIN), "deadline": MONDAY + timedelta(100)}))
    days = [event for uid, event in events(w).items() if uid.startswith("deadline/")]
    assert len(days) == 1 and days[0]["DTSTART"].dt == MONDAY + timedelta(100)  # type: ignore[index]


def test_the_feed_is_for_who_knows_its_secret_and_can_be_closed(w: Workspace) -> None:
    actions.setup(w, HALVER)
    assert "no calendar" in refusal("not-found", lambda: actions.feed(w, ""))
    secret = actions.feed_secret(w)
    assert len(secret) >= 32 and actions.feed_secret(w) == secret
    assert actions.feed(w, secret) == actions.calendar(w)
    refusal("not-found", lambda: actions.feed(w, secret + "x"))
    assert actions.feed_secret(w, anew=True) != secret
    refusal("not-found", lambda: actions.feed(w, secret))
    actions.close_feed(w)
    refusal("not-found", lambda: actions.feed(w, ""))


def test_making_a_calendar_moves_no_plan(w: Workspace) -> None:
    actions.setup(w, HALVER)
    actions.plan(w)
    before = actions.standing(w).plan
    actions.calendar(w)
    actions.feed_secret(w)
    assert actions.standing(w).plan is before
