"""Reports: how well the program knows this learner, and what a week brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from groundup import learner
from groundup.actions.fitting import OwnParameters, fit, is_due, own_parameters
from groundup.actions.standing import current_state, standing
from groundup.actions.views import Link, WeekView
from groundup.learner import Bin, Judged
from groundup.records import GroundupError
from groundup.workspace import Workspace

__all__ = ["Bin", "Judged", "OwnParameters", "parameters", "refit", "refit_if_due", "report", "week"]

MOST_BACK = 520  # weeks


def report(w: Workspace) -> learner.Report:
    """How well it predicts this learner, beside what it has to beat. Replays all evidence: on demand only."""
    state = current_state(w)
    key = (w.store.revision(), w.catalog.version)
    kept: tuple[object, learner.Report] | None = w.derived.get("report")
    if kept is None or kept[0] != key:
        kept = (key, learner.report(state))
        w.derived["report"] = kept
    return kept[1]


def parameters(w: Workspace) -> OwnParameters:
    """Whether own parameters are in use, what the last fit found, and whether one is possible here."""
    return own_parameters(w, current_state(w))


def refit(w: Workspace) -> learner.Fitted:
    """Fit own parameters now; kept only if they predict better what was held out."""
    return fit(w, current_state(w))


def refit_if_due(w: Workspace) -> learner.Fitted | None:
    """The same where enough has come since the last fit; None where not, or where it is not possible here."""
    state = current_state(w)
    return fit(w, state) if is_due(w, state) else None


def week(w: Workspace, back: int = 0) -> WeekView:
    """The seven study days up to today, or to `back` weeks ago. Replays evidence twice: on demand only."""
    if not 0 <= back <= MOST_BACK:
        raise GroundupError("invalid", f"{back} is no number of weeks back: 0 to {MOST_BACK}.")
    now = standing(w)
    key = (w.store.revision(), now.today, w.catalog.version, back)
    kept: tuple[object, learner.Week] | None = w.derived.get("week")
    if kept is None or kept[0] != key:
        kept = (key, learner.week(now.state, now.today - timedelta(weeks=back)))
        w.derived["week"] = kept
    found = kept[1]

    def links(ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(Link(id, w.catalog.concept(id).title, now.mastery[id].state) for id in ids)

    return WeekView(
        found,
        back,
        learned=links(found.learned),
        faded=links(found.faded),
        brought_back=links(found.brought_back),
        moved=tuple(
            zip(links(change.concept for change in found.moved), found.moved, strict=True),
        ),
    )
