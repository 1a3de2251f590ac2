"""The forecast from one's own weeks: how it moves, why, and what an hour more would do."""

from __future__ import annotations

from groundup import actions
from groundup.workspace import Workspace
from tests.actions.conftest import Clock, evidence


def test_it_lies_after_the_plan_and_an_hour_more_brings_it_nearer(road: Workspace) -> None:
    found = actions.forecast(road)
    assert found is not None
    assert found.plan <= found.likely <= found.surely
    assert found.an_hour_more is not None and found.an_hour_more <= found.likely
    assert (found.weeks, found.earlier, found.why) == (0, None, ())


def test_weeks_without_work_move_it_and_it_says_so(road: Workspace, clock: Clock) -> None:
    first = actions.forecast(road)
    clock.sleep(21)
    later = actions.forecast(road)
    assert first and later and later.weeks == 3
    assert later.share < first.share
    assert later.earlier is not None and later.earlier.likely == first.likely
    assert later.moved == (later.likely - first.likely).days > 0
    assert any("less of the plan" in line for line in later.why)


def test_work_that_is_done_counts_as_kept_to(road: Workspace, clock: Clock) -> None:
    for concept in ("counting", "doubling", "halving"):
        actions.read(road, concept, 600)
    clock.sleep(7)
    busy = actions.forecast(road)
    assert busy is not None and busy.weeks == 1
    idle_share = 0.5 * 7.2 / (7.2 + 0.48)
    assert busy.share > idle_share


def test_another_goal_is_named_as_the_reason(road: Workspace, clock: Clock) -> None:
    from tests.actions.conftest import COUNTER

    actions.forecast(road)
    clock.sleep(8)
    actions.setup(road, COUNTER)
    found = actions.forecast(road)
    assert found is not None and found.why == ("Your goal is another one now.",)


def test_more_hours_are_named_as_a_reason(road: Workspace, clock: Clock) -> None:
    from dataclasses import replace

    actions.forecast(road)
    clock.sleep(8)
    settings = actions.current_settings(road)
    assert settings is not None
    rhythm = actions.rhythm_for(road, "evenings", 12)
    actions.apply(road, replace(settings, hours_per_week=12, rhythm=rhythm), actions.agenda(road).wishes)
    found = actions.forecast(road)
    assert found is not None and "You plan 12 hours a week instead of 6." in found.why


def test_one_outlook_a_day_is_kept_and_looking_is_no_evidence(road: Workspace, clock: Clock) -> None:
    for _ in range(3):
        actions.forecast(road)
    clock.sleep(1)
    actions.forecast(road)
    assert len(actions.agenda(road).outlooks) == 2
    assert evidence(road) == []


def test_nothing_left_to_do_has_no_forecast(road: Workspace) -> None:
    from dataclasses import replace

    settings = actions.current_settings(road)
    assert settings is not None
    wishes = replace(actions.agenda(road).wishes, left_out=("counting",))
    actions.apply(road, settings, wishes)
    assert actions.forecast(road) is None
