"""The first visit: what is chosen, what is refused, and what the learner claims."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from groundup import actions
from groundup.catalog import load
from groundup.records import Goal, Rhythm, Slot
from groundup.workspace import Workspace
from tests.actions.conftest import COUNTER, HALVER, MONDAY, PACK, Clock, Open, evidence, refusal


def test_what_was_chosen_is_kept(w: Workspace) -> None:
    chosen = actions.setup(w, HALVER)
    assert actions.current_settings(w) == chosen
    assert (chosen.goal, chosen.hours_per_week, chosen.zone) == (Goal("concept", "halving"), 6, "UTC")


def test_choosing_anew_keeps_the_evidence(road: Workspace) -> None:
    actions.read(road, "counting")
    actions.setup(road, COUNTER)
    assert len(evidence(road)) == 1
    assert actions.current(road).goal == "Role: counter"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"hours_per_week": 0}, "invalid", "between 0.5 and 80"),
        ({"hours_per_week": float("nan")}, "invalid", "between 0.5 and 80"),
        ({"deadline": MONDAY}, "invalid", "after the start"),
        ({"retention": 0.5}, "invalid", "retention"),
        ({"retention": float("nan")}, "invalid", "retention"),
        ({"rhythm": Rhythm("mine", (Slot(0, "evening", 0),))}, "invalid", "some minutes"),
        ({"rhythm": "never"}, "not-found", "'never'"),
        ({"zone": "Atlantis/Centre"}, "invalid", "Atlantis/Centre"),
        ({"zone": "Europe"}, "invalid", "Europe"),
        ({"zone": "../../etc/passwd"}, "invalid", "passwd"),
        ({"goal": Goal("concept", "nothing")}, "not-found", "nothing"),
        ({"goal": Goal("role", "role-nobody")}, "not-found", "role-nobody"),
    ],
)
def test_nonsense_is_refused_by_name_and_nothing_is_kept(
    w: Workspace, change: dict[str, Any], code: str, said: str
) -> None:
    assert said in refusal(code, lambda: actions.setup(w, replace(HALVER, **change)))
    assert actions.current_settings(w) is None


def test_a_goal_that_left_the_content_leads_back_to_choosing(
    road: Workspace, open_at: Open, tmp_path: Path
) -> None:
    """Only what needs a goal asks for one; all else works, and the evidence is still there."""
    actions.read(road, "halving")
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    shutil.rmtree(pack / "concepts/halving")
    later = open_at("mine", load((pack,)))
    assert actions.current_settings(later) is None
    assert "groundup setup" in refusal("conflict", lambda: actions.today(later))
    assert "groundup setup" in refusal("conflict", lambda: actions.plan(later))
    assert actions.current(later).goal == ""
    assert actions.current(later).next is None
    assert not any(node.on_path for node in actions.roadmap(later).nodes)
    assert actions.concept(later, "counting").mastery.state == "new"
    assert actions.review(later).asked is None
    assert len(evidence(later)) == 1
    actions.setup(later, replace(HALVER, goal=Goal("concept", "doubling")))
    assert actions.current(later).goal == "Doubling"


def test_a_day_off_moves_the_plan_and_back_again(road: Workspace) -> None:
    before = actions.plan(road)
    first = before.weeks[0].days[0].day
    actions.take_day_off(road, first)
    assert first not in {day.day for week in actions.plan(road).weeks for day in week.days}
    actions.take_day_off(road, first, off=False)
    assert actions.plan(road).weeks == before.weeks


def test_a_day_off_needs_a_goal(w: Workspace) -> None:
    assert "groundup setup" in refusal("conflict", lambda: actions.take_day_off(w, MONDAY))


def test_a_claim_moves_the_plan_and_is_no_mastery(road: Workspace) -> None:
    before = actions.plan(road)
    assert actions.claim(road, ["counting", "counting"]) == ("counting",)
    assert actions.concept(road, "counting").mastery.state == "claimed"
    assert actions.plan(road).minutes_left < before.minutes_left
    actions.claim(road, ["counting"], withdrawn=True)
    assert actions.concept(road, "counting").mastery.state == "new"
    assert actions.plan(road).minutes_left == before.minutes_left
    assert [fact.outcome.result for fact in evidence(road)] == ["claimed", "withdrawn"]


def test_a_claim_with_one_unknown_name_records_none(road: Workspace) -> None:
    refusal("not-found", lambda: actions.claim(road, ["counting", "nothing"]))
    assert evidence(road) == []


def test_every_rhythm_that_is_offered_makes_a_plan(w: Workspace) -> None:
    for name in actions.rhythms():
        actions.setup(w, replace(HALVER, rhythm=name))
        assert actions.plan(w).weeks, name


def test_a_start_far_ahead_is_said_today(w: Workspace, clock: Clock) -> None:
    actions.setup(w, replace(HALVER, start=MONDAY + timedelta(days=30)))
    assert actions.today(w).items == ()
    assert "4 February" in actions.today(w).note


def test_the_day_of_work_past_midnight_is_the_evening_before(w: Workspace, clock: Clock) -> None:
    actions.setup(w, replace(HALVER, zone="Asia/Tokyo"))
    clock.now = clock.now.replace(hour=18, minute=30)  # 3:30 on the sixth in Tokyo
    assert actions.current(w).today == date(2026, 1, 5)
    clock.now = clock.now.replace(hour=19, minute=30)
    assert actions.current(w).today == date(2026, 1, 6)
