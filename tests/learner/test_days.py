"""One study day for each instant, whatever the zone and its clock changes do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from groundup.learner import study_day

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/Helsinki",  # goes back from 04:00 to 03:00
    "America/New_York",
    "America/St_Johns",  # half an hour
    "America/Santiago",  # changes at midnight
    "Asia/Beirut",  # changes at midnight
    "Asia/Kathmandu",  # three quarters of an hour
    "Australia/Lord_Howe",  # changes by half an hour
    "Africa/Casablanca",  # goes back for Ramadan
    "Pacific/Apia",
    "Pacific/Kiritimati",
]


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_is_cut_into_days_without_gap_or_overlap(zone: str) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    days = [study_day(first + timedelta(hours=n), zone) for n in range(8760)]
    steps = {(after - before).days for before, after in pairwise(days)}
    assert steps == {0, 1}  # never back, never over a day
    lengths = [days.count(day) for day in sorted(set(days))[1:-1]]
    assert set(lengths) <= {23, 24, 25}


@pytest.mark.parametrize("zone", ZONES)
def test_the_offset_that_evidence_carries_gives_the_same_day_as_the_zone(zone: str) -> None:
    for n in range(0, 8760, 7):
        instant = datetime(2026, 1, 1, 3, 59, tzinfo=UTC) + timedelta(hours=n)
        local = instant.astimezone(ZoneInfo(zone))
        offset = local.utcoffset()
        assert offset is not None
        stored = instant.astimezone(timezone(offset))
        assert study_day(stored) == study_day(instant, zone) == study_day(local)


def test_work_after_midnight_counts_for_the_evening_before() -> None:
    assert study_day(datetime(2026, 3, 3, 3, 59, tzinfo=UTC)) == date(2026, 3, 2)
    assert study_day(datetime(2026, 3, 3, 4, 0, tzinfo=UTC)) == date(2026, 3, 3)


def test_both_halves_of_the_hour_that_comes_twice_belong_to_the_evening_before() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    assert first.astimezone(UTC) != second.astimezone(UTC)
    assert study_day(first) == study_day(second) == date(2026, 10, 24)


def test_a_flight_loses_no_day_and_doubles_none() -> None:
    tokyo, los_angeles = "Asia/Tokyo", "America/Los_Angeles"
    evening = datetime(2026, 5, 4, 21, tzinfo=ZoneInfo(tokyo))  # then a flight of ten hours
    landed = (evening.astimezone(UTC) + timedelta(hours=12)).astimezone(ZoneInfo(los_angeles))
    assert study_day(evening) == study_day(landed) == date(2026, 5, 4)
    next_morning = landed + timedelta(hours=21)
    assert study_day(next_morning) == date(2026, 5, 5)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        study_day(datetime(2026, 3, 2, 9))
