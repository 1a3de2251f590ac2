"""Setup: goal, hours, rhythm, start, deadline, and what is known; the same page changes them later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from groundup import actions
from groundup.actions import Choice
from groundup.records import Goal, GroundupError, Part, Rhythm, Settings, Slot, Strand, Wishes, Work
from groundup.web.shell import Opened, Sent, go, page

router = APIRouter()

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS: tuple[Part, ...] = get_args(Part)
OWN = "own"
SEVERAL = {  # what a day or a part of it may be for, beside one thing
    "programming,ml,dl,mlops,genai,ethics,career": "All but mathematics",
    "practice,lab,project": "Code: practice, lab, project",
    "practice,review,project": "Notes: practice, review, project",
    "lesson,practice": "Lesson and practice",
    "practice,review": "Practice and review",
}
USUAL_HOURS = 8.0
USUAL_RETENTION = 0.85
RHYTHMS = {
    "maths-first": (
        "Maths first",
        "Maths on Tuesday and Wednesday, review on Thursday, ML from Friday to Monday",
    ),
    "weekends": ("Weekends", "Saturday and Sunday, morning to evening"),
    "evenings": ("Every evening", "A little each day, after the day"),
    OWN: ("My own week", "Say below how long, and what, on which day"),
}


@router.get("/setup")
def setup(request: Request, w: Opened, plan: str = "") -> Response:
    """`plan`: the named plan to begin from; it fills in the form and changes nothing."""
    return _show(request, w, actions.current_settings(w), preset=actions.preset(w, plan) if plan else None)


@router.post("/setup")
def choose(request: Request, w: Opened, sent: Sent) -> Response:
    try:
        actions.setup(w, _choice(w, sent), _wishes(w, sent))
    except GroundupError as error:
        if error.code not in ("invalid", "not-found"):
            raise
        return _show(request, w, actions.current_settings(w), sent, error.message)
    _claim(w, {str(id) for id in sent.getlist("claim")})
    return go("/placement" if sent.get("then") == "placement" else "/today")


def _claim(w: Opened, wanted: set[str]) -> None:
    """New ticks are claims; ticks that went are claims withdrawn."""
    claimed = {node.id for node in actions.roadmap(w).nodes if node.mastery.state == "claimed"}
    fresh = [
        node.id for node in actions.roadmap(w).nodes if node.id in wanted and node.mastery.state == "new"
    ]
    actions.claim(w, fresh)
    actions.claim(w, sorted(claimed - wanted), withdrawn=True)


def _show(
    request: Request,
    w: Opened,
    settings: Settings | None,
    sent: FormData | None = None,
    message: str = "",
    preset: actions.Preset | None = None,
) -> Response:
    view = actions.roadmap(w)
    by_stage = {id: [node for node in view.nodes if node.stage == id] for id, _ in view.stages}
    return page(
        request,
        "setup.html",
        status=422 if message else 200,
        message=message,
        first=settings is None,
        filled=_filled(w, settings) | _wished(w) | _from_preset(w, preset) | _as_sent(sent),
        preset=preset,
        presets=actions.presets(w),
        ticked=_ticked(sent, view),
        tracks={kind: list(found) for kind, found in groupby(_tracks(w), lambda track: track.kind)},
        stages=[(id, title, by_stage[id]) for id, title in view.stages],
        rhythms={name: RHYTHMS.get(name, (name, "")) for name in actions.rhythms()},
        days=DAYS,
        several=SEVERAL,
        day_parts=PARTS,
    )


def _as_sent(sent: FormData | None) -> dict[str, str]:
    if sent is None:
        return {}
    return {key: str(sent.get(key, "")) for key in sent} | {"strict": str(sent.get("strict", ""))}


def _tracks(w: Opened) -> list[Any]:
    return sorted(w.catalog.tracks.values(), key=lambda track: (track.kind != "role", track.title))


def _ticked(sent: FormData | None, view: actions.MapView) -> set[str]:
    if sent is not None:
        return {str(id) for id in sent.getlist("claim")}
    return {node.id for node in view.nodes if node.mastery.state == "claimed"}


def _filled(w: Opened, settings: Settings | None) -> dict[str, str]:
    """The fields as they stand: what was chosen, or what is usual."""
    if settings is None:
        return {"goal": "", "hours": f"{USUAL_HOURS:g}", "rhythm": actions.rhythms()[0], "deadline": "",
                "start": actions.standing(w).today.isoformat(), "zone": "", "days_off": "",
                "retention": f"{USUAL_RETENTION:g}"}  # fmt: skip
    filled = {
        "goal": f"{settings.goal.kind}:{settings.goal.id}",
        "hours": f"{settings.hours_per_week:g}",
        "rhythm": settings.rhythm.name if settings.rhythm.name in actions.rhythms() else OWN,
        "start": settings.start.isoformat(),
        "deadline": settings.deadline.isoformat() if settings.deadline else "",
        "zone": settings.zone,
        "days_off": ", ".join(day.isoformat() for day in settings.days_off),
        "retention": f"{settings.retention:g}",
    }
    if settings.goal.kind == "concept":
        filled |= {"goal": "concept", "concept": settings.goal.id}
    return filled | (_week_fields(settings.rhythm) if filled["rhythm"] == OWN else {})


def _wished(w: Opened) -> dict[str, str]:
    wishes = actions.agenda(w).wishes
    return {
        "preset": wishes.preset,
        "strict": "yes" if wishes.strict else "",
        "ship_every": str(wishes.ship_every),
        "rest_every": str(wishes.rest_every),
    }


def _from_preset(w: Opened, preset: actions.Preset | None) -> dict[str, str]:
    """What the named plan says, in the fields of the form; what it leaves open stays as it was."""
    if preset is None:
        return {}
    pace = preset.pace
    deadline = preset.deadline(actions.standing(w).today)
    said = {
        "preset": preset.id,
        "goal": f"plan:{preset.goal.id}" if preset.goal else "",
        "hours": f"{pace.hours:g}" if pace.hours else "",
        "rhythm": pace.rhythm,
        "deadline": deadline.isoformat() if deadline else "",
    }
    weeks = {"ship_every": str(pace.ship_every), "rest_every": str(pace.rest_every)}
    return {name: value for name, value in said.items() if value} | weeks


def _wishes(w: Opened, sent: FormData) -> Wishes:
    """The wishes of before, with those that the form names."""
    before = actions.agenda(w).wishes
    return replace(
        before,
        preset=str(sent.get("preset", before.preset)),
        strict=bool(sent.get("strict")),
        ship_every=round(_number(sent, "ship_every", before.ship_every)),
        rest_every=round(_number(sent, "rest_every", before.rest_every)),
    )


def _week_fields(rhythm: Rhythm) -> dict[str, str]:
    fields = {f"minutes-{slot.weekday}-{slot.part}": str(slot.minutes) for slot in rhythm.slots}
    fields |= {f"strand-{slot.weekday}": ",".join(slot.strands) for slot in rhythm.slots if slot.strands}
    return fields | {f"work-{slot.part}": ",".join(slot.works) for slot in rhythm.slots if slot.works}


def _choice(w: Opened, sent: FormData) -> Choice:
    start = _date(sent, "start")
    return Choice(
        goal=_goal(sent),
        hours_per_week=_number(sent, "hours", USUAL_HOURS),
        rhythm=_own_week(sent) if sent.get("rhythm") == OWN else str(sent.get("rhythm", "")),
        start=start or actions.standing(w).today,
        deadline=_date(sent, "deadline"),
        days_off=_dates(sent, "days_off"),
        zone=str(sent.get("zone", "")).strip(),
        retention=_number(sent, "retention", USUAL_RETENTION),
    )


def _goal(sent: FormData) -> Goal:
    kind, _, id = str(sent.get("goal", "")).partition(":")
    if kind == "role" and id:
        return Goal("role", id)
    if kind == "track" and id:
        return Goal("track", id)
    if kind == "plan" and id:
        return Goal("plan", id)
    concept = str(sent.get("concept", "")).strip()
    if kind == "concept" and concept:
        return Goal("concept", concept)
    raise GroundupError("invalid", "Choose a goal: a role, a track, or one concept.")


def _own_week(sent: FormData) -> Rhythm | str:
    slots = []
    for weekday in range(len(DAYS)):
        for part in PARTS:
            minutes = round(_number(sent, f"minutes-{weekday}-{part}", 0))
            if minutes:
                strand = _of(sent, f"strand-{weekday}", get_args(Strand))
                slots.append(Slot(weekday, part, minutes, strand, _of(sent, f"work-{part}", get_args(Work))))
    return Rhythm(OWN, tuple(slots)) if slots else OWN  # an empty week: one to start from


def _of(sent: FormData, name: str, allowed: tuple[Any, ...]) -> tuple[Any, ...]:
    """The chosen ones of these, in the order of the form; several are separated by commas."""
    return tuple(value for value in str(sent.get(name, "")).split(",") if value in allowed)


def _number(sent: FormData, name: str, usual: float) -> float:
    text = str(sent.get(name, "")).strip().replace(",", ".")
    try:
        return float(text) if text else usual
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a number.") from error


def _dates(sent: FormData, name: str) -> tuple[date, ...]:
    return tuple(_day(text) for text in str(sent.get(name, "")).replace(",", " ").split())


def _date(sent: FormData, name: str) -> date | None:
    text = str(sent.get(name, "")).strip()
    return _day(text) if text else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GroundupError("invalid", f"{text!r} is not a day; write it like 2027-03-31.") from error
