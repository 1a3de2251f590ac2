"""What the learner fixes in the calendar: pauses, pins, a gap to close first. The plan follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from groundup import planner
from groundup.actions.laying import brief, chosen_way, closing_now
from groundup.actions.standing import Standing, known, require_settings, standing
from groundup.actions.steps import open_pass
from groundup.records import Agenda, GroundupError, Pause, Pin, Settings, Wishes
from groundup.workspace import Workspace

LONGEST_PAUSE = 366  # days
LONGEST_TITLE = 80


def agenda(w: Workspace) -> Agenda:
    return w.store.agenda(w.store.learner())


def save_wishes(w: Workspace, wishes: Wishes) -> Wishes:
    learner = w.store.learner()
    w.store.save_agenda(learner, replace(w.store.agenda(learner), wishes=wishes))
    return wishes


def pause(w: Workspace, first: date, last: date, title: str = "") -> Wishes:
    """No study from `first` to `last`, both included. Raises GroundupError("invalid")."""
    require_settings(w)
    if last < first:
        raise GroundupError("invalid", f"A pause cannot end on {last} when it begins on {first}.")
    if (last - first).days >= LONGEST_PAUSE:
        raise GroundupError("invalid", f"A pause is at most {LONGEST_PAUSE} days long.")
    wishes = agenda(w).wishes
    made = Pause(first, last, " ".join(title.split())[:LONGEST_TITLE])
    return save_wishes(w, replace(wishes, pauses=tuple(sorted({*wishes.pauses, made}, key=_by_day))))


def end_pause(w: Workspace, first: date) -> Wishes:
    """Study on the days of the pause that begins on `first` after all. Raises GroundupError("not-found")."""
    wishes = agenda(w).wishes
    left = tuple(one for one in wishes.pauses if one.first != first)
    if len(left) == len(wishes.pauses):
        raise GroundupError("not-found", f"No pause begins on {first}.")
    return save_wishes(w, replace(wishes, pauses=left))


def pin(w: Workspace, item: str, day: date) -> Wishes:
    """Begin this item on that day and no other, whatever is planned anew.

    Raises GroundupError: "not-found" for what is not on the plan, "conflict" where it cannot begin then, with
    the day on which it can.
    """
    now = standing(w)
    settings = require_settings(w)
    before = agenda(w)
    if day < now.today:
        raise GroundupError("invalid", f"{day} has passed; pin to today or later.")
    pins = [other for other in before.wishes.pins if other.item != item]
    wishes = replace(before.wishes, pins=tuple(sorted([*pins, Pin(item, day)], key=lambda p: p.day)))
    _require_kept(w, settings, replace(before, wishes=wishes), now, item)
    return save_wishes(w, wishes)


def unpin(w: Workspace, item: str) -> Wishes:
    """Let it come when it fits. Raises GroundupError("not-found")."""
    wishes = agenda(w).wishes
    left = tuple(one for one in wishes.pins if one.item != item)
    if len(left) == len(wishes.pins):
        raise GroundupError("not-found", f"{item} is not pinned.")
    return save_wishes(w, replace(wishes, pins=left))


def close_gap(w: Workspace, concept: str) -> Wishes:
    """The shortest path to this concept becomes the plan, until it is mastered or left.

    Raises GroundupError: "not-found", or "conflict" where there is no gap.
    """
    require_settings(w)
    title = w.catalog.concept(concept).title
    if standing(w).mastery[concept].state in ("mastered", "fading"):
        raise GroundupError("conflict", f"{title} is mastered: there is no gap to close.")
    return save_wishes(w, replace(agenda(w).wishes, closing=concept))


def leave_gap(w: Workspace) -> Wishes:
    """Back to the goal; what was done on the way stays."""
    return save_wishes(w, replace(agenda(w).wishes, closing=""))


def _by_day(pause: Pause) -> tuple[date, date, str]:
    return pause.first, pause.last, pause.title


def _require_kept(w: Workspace, settings: Settings, wished: Agenda, now: Standing, item: str) -> None:
    asked = brief(w, settings, wished, known(now))
    if item not in {one.id for one in asked.items}:
        raise GroundupError("not-found", f"{item} is not on your plan, so it cannot be pinned.")
    left = {one.item.id: one.reason for one in planner.laid(asked).unplaced}
    if item in left:
        when = _earliest(w, settings, wished, now, item)
        hint = f" It can begin on {when}." if when else ""
        raise GroundupError("conflict", f"{left[item].removesuffix(' Move the pin.')}{hint}")


def _earliest(w: Workspace, settings: Settings, wished: Agenda, now: Standing, item: str) -> date | None:
    """When it begins in the plan without its pin."""
    pins = tuple(one for one in wished.wishes.pins if one.item != item)
    asked = brief(w, settings, replace(wished, wishes=replace(wished.wishes, pins=pins)), known(now))
    return next((one.day for one in planner.laid(asked).placed if one.item.id == item), None)


@dataclass(frozen=True)
class Way:
    """What the plan leads to now: a gap that is `closing`, the `step` of a pass of the loop, or the goal."""

    title: str
    closing: str = ""
    step: int = 0
    turn: int = 0  # the number of the pass


def way(w: Workspace) -> Way:
    """Where the plan leads; the goal, if nothing is to be done first."""
    settings, now, kept = require_settings(w), standing(w), agenda(w)
    aim, _ = chosen_way(w, settings, kept, known(now))
    closing = closing_now(w, kept, now.mastery)
    current = None if closing else open_pass(kept)
    return Way(aim.title, closing, current.step if current else 0, current.number if current else 0)


def choices_to_pin(w: Workspace) -> tuple[tuple[str, str], ...]:
    """(id, title) of what could be pinned: what is on the plan and not begun, in its order."""
    now = standing(w)
    placed = now.plan.placed if now.plan else ()
    items = {one.item.id: one.item for one in placed if one.item.work != "review"}
    return tuple(
        (id, f"{item.title}, {item.work}") for id, item in items.items() if not id.startswith("ship/")
    )
