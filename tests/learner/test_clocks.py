"""Clocks that jump, hours that come twice, flights: nothing is lost, nothing counts twice (D15 to D17)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learner_deeds import GRAPH, Diary, at

from groundup import learner
from groundup.records import Evidence

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
]
FAMILIES = ["vectors/one", "vectors/two", "norms/one", "matrices/hard"]
TRIPS = [
    ("Europe/Berlin", "Asia/Tokyo"),
    ("Asia/Tokyo", "America/Los_Angeles"),
    ("Pacific/Auckland", "Pacific/Honolulu"),  # over the date line
    ("America/New_York", "Europe/London"),
    ("Australia/Sydney", "America/Santiago"),
]
FIRST, LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)


def answers(instants: list[datetime], seed: int = 0) -> list[Evidence]:
    """One question at each instant, in the order in which they were given."""
    rng, diary = random.Random(seed), Diary()
    for when in instants:
        diary.answer(rng.choice(FAMILIES), rng.choice(["right", "right", "wrong"]), when)
    return diary.deeds


def told_in(deeds: list[Evidence], zones: list[str]) -> list[Evidence]:
    """The same evidence, each piece with the offset of a zone."""
    pairs = zip(deeds, zones, strict=False)
    return [replace(deed, at=deed.at.astimezone(ZoneInfo(zone))) for deed, zone in pairs]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None)), max_size=20))
def test_a_clock_that_jumps_by_decades_leaves_every_number_sound(jumps: list[datetime]) -> None:
    state = learner.replay(GRAPH, answers([jump.replace(tzinfo=UTC) for jump in jumps]))
    assert state.overall.asked == sum(state.tables.days.values()) == len(jumps)
    for today in (date(1970, 1, 1), date(2026, 11, 21), date(2100, 1, 1)):
        for one in learner.mastery(state, today).values():
            assert 0 < one.known < 1
            assert one.remembered is None or 0 < one.remembered <= 1
        assert all(minutes >= 0 for minutes in learner.review_load(state, today).values())
    for (concept, name), family in state.tables.families.items():
        if family.memory is not None:
            assert family.memory.stability > 0, (concept, name)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 60 * 24 * 40), min_size=1, max_size=20),
    st.lists(st.sampled_from(ZONES), min_size=20, max_size=20),
    st.randoms(use_true_random=False),
)
def test_wherever_and_in_whatever_order_answers_are_told_each_counts_on_one_day(
    minutes: list[int], zones: list[str], shuffled: random.Random
) -> None:
    deeds = told_in(answers([at(0, minute) for minute in sorted(minutes)]), zones)
    state = learner.replay(GRAPH, deeds)
    assert sum(state.tables.days.values()) == len(deeds)
    mixed = deeds * 2
    shuffled.shuffle(mixed)
    assert learner.replay(GRAPH, mixed) == state
    assert learner.rounds(mixed) == learner.rounds(deeds) == {}


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 400), st.integers(0, 400))
def test_weeks_one_after_another_tell_every_answer_once(zone: str, start: int, every: int) -> None:
    """Over both changes of the clock in a year."""
    instants = [
        datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=start + n * (600 + every)) for n in range(60)
    ]
    deeds = told_in(answers(instants), [zone] * len(instants))
    state = learner.replay(GRAPH, deeds)
    first = min(date.fromordinal(day) for day in state.tables.days)
    weeks = [learner.week(state, first + timedelta(days=6 + 7 * n)) for n in range(20)]
    assert sum(week.questions for week in weeks) == len(deeds)
    assert sum(week.days for week in weeks) == len(state.tables.days)


@pytest.mark.parametrize(("home", "away"), TRIPS)
def test_a_flight_moves_what_is_due_by_a_day_at_most(home: str, away: str) -> None:
    """Three evenings at home; whoever then looks from far away sees the days of there."""
    evenings = [datetime(2026, 5, 4 + n, 20, tzinfo=ZoneInfo(home)) for n in range(3)]
    state = learner.replay(GRAPH, answers(evenings, seed=2))
    for hours in range(0, 24 * 40, 5):
        moment = evenings[-1].astimezone(UTC) + timedelta(hours=hours)
        here, there = learner.study_day(moment, home), learner.study_day(moment, away)
        assert abs((here - there).days) <= 1
        earlier, later = sorted((here, there))
        assert set(learner.due(state, earlier)) <= set(learner.due(state, later))
        assert set(learner.due(state, later)) <= set(learner.due(state, earlier + timedelta(days=1)))


@pytest.mark.parametrize(("home", "away"), TRIPS)
def test_an_answer_in_the_air_belongs_to_one_day_and_starts_no_day_twice(home: str, away: str) -> None:
    take_off = datetime(2026, 5, 4, 21, tzinfo=ZoneInfo(home))
    told = [take_off, *((take_off + timedelta(hours=n)).astimezone(ZoneInfo(away)) for n in (6, 12, 30, 54))]
    state = learner.replay(GRAPH, answers(told))
    assert sum(state.tables.days.values()) == len(told)
    assert 2 <= len(state.tables.days) <= 4  # three days and the two ends of a flight
    for family in state.tables.families.values():
        if family.memory is not None:
            assert date.fromordinal(family.memory.last) <= max(learner.study_day(when) for when in told)


def test_a_placement_is_the_same_round_whatever_the_clock_and_the_zone_say() -> None:
    diary = Diary()
    for n, family in enumerate(FAMILIES):
        diary.answer(family, "right", at(0, n), placement=9)
    for zone in ZONES:
        told = told_in(diary.deeds, [zone] * len(diary.deeds))
        assert learner.rounds(reversed(told)) == learner.rounds(diary.deeds)
