"""Own parameters in a workspace: fitted, kept beside the database, and used."""

from __future__ import annotations

import json

import pytest

from groundup import actions, learner
from groundup.actions import fitting
from groundup.workspace import Workspace
from tests.actions.conftest import Clock, Open, refusal, right_answer

OWN = tuple(one / 4 if n < 4 else one for n, one in enumerate(learner.USUAL.parameters))


def kept(parameters: tuple[float, ...] | None) -> learner.Fitted:
    return learner.Fitted(500, 125, 0.4, 0.5, parameters, "Better.")


@pytest.fixture
def optimiser(monkeypatch: pytest.MonkeyPatch) -> list[learner.Fitted]:
    """What the next fits find."""
    found: list[learner.Fitted] = []
    monkeypatch.setattr(learner, "can_fit", lambda: True)
    monkeypatch.setattr(learner, "refit", lambda state: found.pop(0))
    return found


def practised(w: Workspace) -> None:
    asked = actions.ask(w, "counting/next-number")
    actions.answer(w, asked.id, right_answer(asked), 5)


def test_without_the_optimiser_the_way_to_it_is_said(
    road: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learner, "can_fit", lambda: False)
    assert "groundup[fit]" in refusal("environment", lambda: actions.refit(road))
    assert actions.refit_if_due(road) is None
    assert not actions.parameters(road).can_fit


def test_what_was_kept_is_used_at_once_and_by_other_programs(
    road: Workspace, open_at: Open, clock: Clock, optimiser: list[learner.Fitted]
) -> None:
    practised(road)
    clock.sleep(5)
    other = open_at()
    before = actions.standing(other).mastery["counting"].remembered
    optimiser.append(kept(OWN))
    assert actions.refit(road) == kept(OWN)
    for w in (road, other):
        assert actions.standing(w).state.curve.parameters == OWN
        now = actions.standing(w).mastery["counting"].remembered
        assert now is not None and before is not None and now < before
    assert actions.parameters(road).used


def test_what_predicts_worse_brings_the_published_parameters_back(
    road: Workspace, optimiser: list[learner.Fitted]
) -> None:
    optimiser += [kept(OWN), kept(None)]
    actions.refit(road)
    actions.refit(road)
    assert actions.standing(road).state.curve is learner.USUAL
    own = actions.parameters(road)
    assert not own.used and own.fitted == kept(None)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"parameters": [1]}', json.dumps({"parameters": "x" * 21, "reviews": 1})]
)
def test_a_file_that_is_not_ours_means_published_parameters(road: Workspace, content: str) -> None:
    (road.state_folder / fitting.FILE).write_text(content)
    assert actions.standing(road).state.curve is learner.USUAL
    assert actions.parameters(road).fitted is None


def test_parameters_that_cannot_be_are_not_used(road: Workspace, optimiser: list[learner.Fitted]) -> None:
    optimiser.append(kept((-5.0,) * 21))
    actions.refit(road)
    assert actions.standing(road).state.curve is learner.USUAL


def test_it_is_fitted_again_when_half_as_many_reviews_have_come(
    road: Workspace, optimiser: list[learner.Fitted], monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = 399
    monkeypatch.setattr(learner, "count_reviews", lambda state: reviews)
    assert actions.refit_if_due(road) is None
    reviews = 400
    road.derived.clear()
    optimiser.append(kept(OWN))  # on 500
    assert actions.refit_if_due(road) == kept(OWN)
    reviews = 749
    road.derived.clear()
    assert actions.refit_if_due(road) is None
    reviews = 750
    road.derived.clear()
    optimiser.append(kept(OWN))
    assert actions.refit_if_due(road) == kept(OWN)


def test_too_few_reviews_leave_no_trace(road: Workspace, optimiser: list[learner.Fitted]) -> None:
    optimiser.append(learner.Fitted(3, 0, None, None, None, "Few."))
    actions.refit(road)
    assert not (road.state_folder / fitting.FILE).exists()
