"""What `setup` asks, and how the answers are shown. Decides nothing: the action refuses what cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

import typer

from groundup.cli import streams
from groundup.cli.wording import day
from groundup.records import Goal, GroundupError, Strand

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.actions import Choice
    from groundup.records import Rhythm, Settings
    from groundup.workspace import Workspace

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL_HOURS = 8.0


@dataclass(frozen=True)
class Given:
    """What the command line said; empty or None where it said nothing."""

    goal: str
    hours_per_week: float | None
    rhythm: str
    start: date | None
    deadline: date | None
    zone: str
    retention: float | None
    plan: str = ""


def choose(w: Workspace, given: Given) -> Settings:
    """Ask for what is missing where a person can answer, then set up."""
    from groundup import actions

    before = actions.current_settings(w)
    nothing_said = given == Given("", None, "", None, None, "", None)
    preset = actions.preset(w, given.plan) if given.plan else None
    asks = streams.someone_answers() and (nothing_said or (before is None and not given.goal))
    choice = _asked(w, before) if asks else _complete(w, _with_preset(w, given, preset), before)
    return actions.setup(w, choice, preset.wishes(actions.agenda(w).wishes) if preset else None)


def _with_preset(w: Workspace, given: Given, preset: actions.Preset | None) -> Given:
    """What the command line leaves open, as the named plan says it."""
    from groundup import actions

    if preset is None:
        return given
    today = given.start or actions.standing(w).today
    return replace(
        given,
        goal=given.goal or (preset.goal.id if preset.goal else ""),
        hours_per_week=given.hours_per_week or preset.pace.hours or None,
        rhythm=given.rhythm or preset.pace.rhythm,
        deadline=given.deadline or preset.deadline(today),
    )


def _complete(w: Workspace, given: Given, before: Settings | None) -> Choice:
    """What was given, then what was chosen before, then what is usual."""
    from groundup import actions

    if not given.goal and before is None:
        raise GroundupError(
            "invalid", "Say which goal: groundup setup --goal ID. The goals: groundup setup --goals"
        )
    rhythm: str | Rhythm = given.rhythm or (before.rhythm.name if before else actions.rhythms()[0])
    if before is not None and rhythm == before.rhythm.name and rhythm not in actions.rhythms():
        rhythm = before.rhythm  # one of the learner's own
    return actions.Choice(
        goal=goal_called(w, given.goal) if given.goal else _goal(before),
        hours_per_week=given.hours_per_week or (before.hours_per_week if before else USUAL_HOURS),
        rhythm=_known_rhythm(rhythm),
        start=given.start or (before.start if before else actions.standing(w).today),
        deadline=given.deadline or (before.deadline if before else None),
        days_off=before.days_off if before else (),
        zone=given.zone or (before.zone if before else ""),
        retention=given.retention or (before.retention if before else 0.85),
    )


def _goal(before: Settings | None) -> Goal:
    assert before is not None  # `_complete` has asked for a goal otherwise
    return before.goal


def _known_rhythm(rhythm: str | Rhythm) -> str | Rhythm:
    from groundup import actions

    if isinstance(rhythm, str) and rhythm not in actions.rhythms():
        raise GroundupError(
            "invalid", f"There is no rhythm {rhythm!r}. There are: {', '.join(actions.rhythms())}."
        )
    return rhythm


def goal_called(w: Workspace, name: str) -> Goal:
    """The role, track, named plan or concept with this id."""
    from groundup import actions

    if name in w.catalog.tracks:
        return Goal("role" if w.catalog.tracks[name].kind == "role" else "track", name)
    if name in w.catalog.concepts:
        return Goal("concept", name)
    plans = [preset.goal.id for preset in actions.presets(w) if preset.goal]
    if name in plans:
        return Goal("plan", name)
    near = get_close_matches(name, [*w.catalog.tracks, *plans, *w.catalog.concepts], n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else " The goals: groundup setup --goals"
    raise GroundupError("not-found", f"There is no goal {name!r}.{hint}")


def _asked(w: Workspace, before: Settings | None) -> Choice:
    from groundup import actions

    show_goals(w, json=False)
    goal = goal_called(
        w, _prompt("\nGoal (an id from above, or any concept)", before.goal.id if before else None)
    )
    hours = typer.prompt(
        "Hours a week", default=before.hours_per_week if before else USUAL_HOURS, type=float, err=True
    )
    rhythm = _known_rhythm(_prompt("Rhythm", before.rhythm.name if before else actions.rhythms()[0]))
    start = _asked_day("Start", before.start if before else actions.standing(w).today)
    deadline = _asked_day("Deadline (empty for none)", before.deadline if before else None)
    assert start is not None  # it has a default
    return actions.Choice(
        goal=goal,
        hours_per_week=hours,
        rhythm=rhythm,
        start=start,
        deadline=deadline,
        days_off=before.days_off if before else (),
        zone=before.zone if before else "",
    )


def _prompt(question: str, default: str | None) -> str:
    return str(typer.prompt(question, default=default, err=True)).strip()


def _asked_day(question: str, default: date | None) -> date | None:
    text = _prompt(f"{question}, like 2027-03-31", default.isoformat() if default else "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a day; write it like 2027-03-31.") from error


def show_goals(w: Workspace, *, json: bool) -> None:
    from groundup import actions

    tracks = [{"id": track.id, "title": track.title} for track in w.catalog.tracks.values()]
    rhythms = actions.rhythms()
    plans = [{"id": preset.id, "title": preset.title} for preset in actions.presets(w)]
    if json:
        streams.print_json({"goals": tracks, "rhythms": rhythms, "plans": plans})
        return
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for track in tracks:
        table.add_row(track["id"], streams.clean(track["title"]))
    console = streams.out()
    console.print("Goals", style="bold")
    console.print(table)
    console.print("Every concept of the map may be a goal too: groundup map", style="dim")
    console.print("\nRhythms", style="bold")
    for name in rhythms:
        console.print(name)
    if plans:
        console.print("\nNamed plans, to begin from", style="bold")
        for plan in plans:
            console.print(streams.clean(f"{plan['id']}  {plan['title']}"))


def _show_week(console: Console, rhythm: Rhythm) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    before = ""
    for slot in (slot for slot in rhythm.slots if slot.minutes):
        weekday = WEEKDAYS[slot.weekday]
        when = weekday if weekday != before else ""
        table.add_row(when, slot.part, f"{slot.minutes} min", _strands(slot.strands), ", ".join(slot.works))
        before = weekday
    console.print(table)


def _strands(chosen: tuple[Strand, ...]) -> str:
    """The strands, or the few that are left out where that is shorter to say."""
    left_out = [strand for strand in get_args(Strand) if strand not in chosen]
    if not chosen or not left_out:
        return "all"
    return ", ".join(chosen) if len(chosen) <= len(left_out) else f"all but {', '.join(left_out)}"


def show_settings(w: Workspace, *, json: bool) -> None:
    from groundup import actions

    settings = actions.current_settings(w)
    if json:
        streams.print_json(settings)
        return
    console = streams.out()
    if settings is None:
        console.print("No goal is chosen yet.\nNext:  groundup setup")
        return
    view = actions.current(w)
    console.print(view.goal, style="bold")
    console.print(
        f"{settings.hours_per_week:g} hours a week, {settings.rhythm.name}, from {day(settings.start)}"
    )
    _show_week(console, settings.rhythm)
    if settings.deadline:
        console.print(f"Deadline: {day(settings.deadline)}")
    if view.finish:
        console.print(f"At this pace you are there on {day(view.finish)}.")
    console.print("Next:  groundup today", style="bold")
    if actions.placement_offer(w).offer == "begin":
        console.print("Or find out first what you know already:  groundup placement")
