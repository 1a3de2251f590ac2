"""The forecast: honest about what is not known, moved by what is, and the same for the same facts."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundup.planner import Forecast, Week, forecast
from groundup.planner.forecast import LEAST_SHARE, MOST_SHARE, USUAL_SHARE, kept_share

TODAY = date(2026, 3, 2)
DAILY = tuple(TODAY + timedelta(n) for n in range(1500))


def of(
    weeks: tuple[Week, ...] = (), finish: int = 200, days: tuple[date, ...] = DAILY, seed: int = 1
) -> Forecast:
    return forecast(TODAY + timedelta(finish), days, weeks, 600, np.random.default_rng(seed))


def kept(share: float, n: int) -> tuple[Week, ...]:
    return tuple(Week(400, 400 * share) for _ in range(n))


def test_without_any_weeks_it_assumes_what_is_usual_and_says_how_little_that_is() -> None:
    found = of()
    assert found.share == USUAL_SHARE
    assert TODAY + timedelta(200) < found.likely < found.surely
    assert (found.surely - found.likely).days > 40


def test_weeks_that_were_kept_bring_it_nearer_and_lost_ones_move_it_away() -> None:
    assert of(kept(1.0, 8)).likely < of(kept(0.5, 8)).likely < of(kept(0.1, 8)).likely


def test_the_more_weeks_the_surer() -> None:
    spreads = [kept_share(kept(0.7, n))[1] for n in (0, 1, 4, 12, 40)]
    assert spreads == sorted(spreads, reverse=True) and spreads[-1] < 0.6 * spreads[0]
    shares = [kept_share(kept(0.9, n))[0] for n in (1, 4, 12, 40)]
    assert shares == sorted(shares) and shares[-1] == pytest.approx(0.9, abs=0.12)


def test_weeks_in_which_nothing_was_planned_say_nothing() -> None:
    assert kept_share((Week(0, 0), Week(0, 30))) == kept_share(())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0, 3), max_size=12), st.integers(0, 700), st.integers(0, 9))
def test_it_never_ends_before_today_and_is_never_surer_than_likely(
    shares: list[float], finish: int, seed: int
) -> None:
    found = of(tuple(Week(300, 300 * share) for share in shares), finish, seed=seed)
    assert TODAY <= found.likely <= found.surely
    assert LEAST_SHARE <= found.share <= MOST_SHARE


def test_the_same_facts_give_the_same_days() -> None:
    assert of(kept(0.6, 4)) == of(kept(0.6, 4))


def test_days_off_move_it_by_about_as_many_days() -> None:
    off = tuple(day for day in DAILY if not 30 <= (day - TODAY).days < 51)
    moved = (of(days=off, finish=221).likely - of().likely).days
    assert 10 <= moved <= 35


def test_it_goes_on_at_the_same_rate_where_the_known_days_end() -> None:
    weekends = tuple(day for day in DAILY[:140] if day.weekday() >= 5)
    found = forecast(weekends[-1], weekends, kept(0.3, 12), 600, np.random.default_rng(1))
    assert found.likely > weekends[-1] + timedelta(60)


def test_nothing_left_to_do_is_done_on_its_day() -> None:
    found = of(finish=-1)
    assert found.likely == found.surely == TODAY - timedelta(1)
