"""Own parameters of the memory: fitted on demand or when enough came since, used where they predict better.

They lie beside the database in `parameters.json`. The file is a result and no fact: without it, or where it
cannot be read, the published parameters are used, and the next fit makes it again.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from groundup import learner
from groundup.records import GroundupError
from groundup.workspace import Workspace

FILE = "parameters.json"
MISSING = (
    "Fitting your own parameters takes an optimiser that is not installed. "
    "Install it: pip install 'groundup[fit]'"
)
_fitting = threading.Lock()


@dataclass(frozen=True)
class OwnParameters:
    """`fitted` is the last fit, None before the first; `used`: whether its parameters are in use."""

    fitted: learner.Fitted | None
    used: bool
    reviews: int
    enough: int  # reviews that a fit takes
    can_fit: bool


def curve(w: Workspace) -> learner.Curve:
    """How this learner forgets: with own parameters where a fit kept some, else with the published ones."""
    found = _read(w)
    if found is None or found.parameters is None:
        return learner.USUAL
    try:
        return learner.curve_of(found.parameters)
    except ValueError:
        return learner.USUAL


def stamp(w: Workspace) -> int:
    """Changes when another program has fitted."""
    try:
        return _path(w).stat().st_mtime_ns
    except OSError:
        return 0


def own_parameters(w: Workspace, state: learner.State) -> OwnParameters:
    found = _read(w)
    is_used = curve(w) is not learner.USUAL
    return OwnParameters(found, is_used, _reviews(w, state), learner.ENOUGH_REVIEWS, learner.can_fit())


def fit(w: Workspace, state: learner.State) -> learner.Fitted:
    """Fit on all evidence, and use what came of it where it predicts better. Raises GroundupError."""
    if not learner.can_fit():
        raise GroundupError("environment", MISSING)
    with _fitting:
        found = learner.refit(state)
        if found.usual is not None:
            _write(w, found)
    return found


def is_due(w: Workspace, state: learner.State) -> bool:
    """Whether half as many reviews again have come as at the last fit."""
    if not learner.can_fit():
        return False
    last = _read(w)
    at_least = learner.ENOUGH_REVIEWS if last is None else learner.DUE_AGAIN * last.reviews
    return _reviews(w, state) >= at_least


def _reviews(w: Workspace, state: learner.State) -> int:
    """Counted once for a state, since that replays it."""
    kept: tuple[learner.State, int] | None = w.derived.get("reviews")
    if kept is None or kept[0] is not state:
        kept = (state, learner.count_reviews(state))
        w.derived["reviews"] = kept
    return kept[1]


def _path(w: Workspace) -> Path:
    return w.state_folder / FILE


def _read(w: Workspace) -> learner.Fitted | None:
    try:
        value: dict[str, Any] = json.loads(_path(w).read_text(encoding="utf-8"))
        parameters = value["parameters"]
        return learner.Fitted(
            int(value["reviews"]),
            int(value["held_out"]),
            None if value["own"] is None else float(value["own"]),
            None if value["usual"] is None else float(value["usual"]),
            None if parameters is None else tuple(float(one) for one in parameters),
            str(value["sentence"]),
        )
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or not one of ours: fit again
        return None


def _write(w: Workspace, found: learner.Fitted) -> None:
    draft = _path(w).with_suffix(".writing")
    try:
        draft.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
        draft.replace(_path(w))
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {_path(w)}: {error.strerror or error}.") from error
