"""Planning anew: what is shown is what happens, nothing before that, and the ways out lead where they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from groundup import actions
from groundup.records import Settings, Wishes
from groundup.workspace import Workspace
from tests.actions.conftest import MONDAY, Clock, refusal

TIGHT = 4  # days


def now(w: Workspace) -> tuple[Settings, Wishes]:
    settings = actions.current_settings(w)
    assert settings is not None
    return settings, actions.agenda(w).wishes


def test_a_preview_changes_nothing_and_applying_does_just_that(road: Workspace) -> None:
    settings, wishes = now(road)
    before = actions.plan(road)
    less = replace(settings, hours_per_week=3, rhythm=actions.rhythm_for(road, "evenings", 3))
    seen = actions.preview(road, less, replace(wishes, strict=True))
    assert seen.changed and seen.days > 0 and seen.moves
    assert actions.plan(road).finish == before.finish and now(road) == (settings, wishes)
    actions.apply(road, less, replace(wishes, strict=True))
    assert actions.standing(road).plan == seen.after


def test_without_a_change_nothing_would_move(road: Workspace) -> None:
    actions.plan(road)
    seen = actions.preview(road)
    assert (seen.changed, seen.moves, seen.days, seen.swapped) == (False, (), 0, 0.0)


def test_the_next_seven_days_keep_their_order_after_lost_days(road: Workspace, clock: Clock) -> None:
    actions.plan(road)
    promised = actions.agenda(road).held
    assert promised and actions.agenda(road).held_on == MONDAY
    clock.sleep(2)
    view = actions.plan(road)
    order = [s.item.id for week in view.weeks for day in week.days for s in day.sittings]
    kept = [id for id in dict.fromkeys(order) if id in promised]
    assert kept == [id for id in promised if id in kept]
    assert actions.agenda(road).held_on == MONDAY + timedelta(2)


@pytest.mark.parametrize("kind", ["more", "longer", "later", "less"])
def test_each_way_out_leads_where_it_says(road: Workspace, kind: str) -> None:
    settings, wishes = now(road)
    tight = replace(settings, hours_per_week=1, deadline=MONDAY + timedelta(TIGHT))
    tight = replace(tight, rhythm=actions.rhythm_for(road, "evenings", 1))
    seen = actions.preview(road, tight, wishes)
    assert [way.kind for way in seen.ways] == ["more", "longer", "later", "less"]
    way = next(way for way in seen.ways if way.kind == kind)
    assert way.finish is not None and way.sentence
    actions.apply(road, way.settings, way.wishes)
    assert actions.standing(road).plan is not None
    assert actions.current(road).finish == way.finish
    if kind != "later":
        assert way.finish <= MONDAY + timedelta(TIGHT)


def test_what_is_left_out_can_be_brought_back(road: Workspace) -> None:
    settings, wishes = now(road)
    whole = actions.plan(road).minutes_left
    actions.apply(road, settings, replace(wishes, left_out=("halving",)))
    assert actions.plan(road).minutes_left < whole
    actions.apply(road, settings, replace(wishes, left_out=()))
    assert actions.plan(road).minutes_left == whole


def test_after_lost_days_the_ways_lead_back_to_what_was_promised(road: Workspace, clock: Clock) -> None:
    settings, wishes = now(road)
    slow = replace(settings, hours_per_week=1, rhythm=actions.rhythm_for(road, "evenings", 1))
    actions.apply(road, slow, wishes)
    first = actions.forecast(road)
    assert first is not None
    clock.sleep(120)
    assert actions.preview(road).target == first.plan


@pytest.mark.parametrize("wrong", [{"ship_every": 1}, {"rest_every": 60}])
def test_wishes_that_make_no_sense_are_refused(road: Workspace, wrong: dict[str, int]) -> None:
    settings, wishes = now(road)
    refusal("invalid", lambda: actions.preview(road, settings, replace(wishes, **wrong)))
    refusal("invalid", lambda: actions.apply(road, settings, replace(wishes, **wrong)))
    refusal("invalid", lambda: actions.preview(road, replace(settings, hours_per_week=99), wishes))
    assert now(road) == (settings, wishes)
