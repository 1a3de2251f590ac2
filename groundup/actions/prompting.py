"""Which prompt comes next: one that fits what the learner has learned and wants, weak spots more often.

Chance draws among those that fit, with weights that are said here; the same seed on the same evidence draws
the same prompt. Where nothing fits yet, the sentence of reason says so.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from groundup.actions.standing import Standing, standing
from groundup.actions.turns import Turn, turns
from groundup.catalog import Prompt, Theme
from groundup.records import GroundupError, Mastery
from groundup.workspace import Workspace

FROM_SCRATCH = "interview-classic-algorithms"  # its prompts ask for code: a lab judges that
STORIES = "interview-project-storytelling"  # its prompts ask for what was built and audited
PREFIX = "interview-"

ON_THE_WAY = 2.0  # times as often where the goal needs it
WEAK = 3.0  # up to so many times more often, the weaker the spot
NOT_ASKED = 1.5
JUST_ASKED = 0.1
RECENT = timedelta(days=2)
NOT_FIRM = 0.5


@dataclass(frozen=True)
class Fit:
    """How a prompt suits this learner today. `ready`: nothing it rests on is new; `weak`: from 0 to 1."""

    theme: Theme
    prompt: Prompt
    ready: bool
    on_path: bool
    weak: float
    weakest: str
    last: Turn | None

    def weight(self, now: Standing) -> float:
        weight = (ON_THE_WAY if self.on_path else 1.0) * (1.0 + WEAK * self.weak)
        if self.last is None or self.last.answer is None:
            return weight * NOT_ASKED
        return weight * (JUST_ASKED if now.now - self.last.answer.at < RECENT else 1.0)


def choose(w: Workspace, which: str, seed: int, avoid: str = "") -> tuple[Theme, Prompt, str]:
    """The theme, the prompt and why it was drawn.

    `avoid`: not this one ("theme/prompt"), and not the one that was answered last, where others fit.
    Raises GroundupError("not-found").
    """
    asked = find(w, which)
    if len(asked) == 1 and which:
        return *asked[0], "You asked for this one."
    now, found = standing(w), turns(w)
    fits = fitting(asked, now, found)
    pool = [fit for fit in fits if fit.ready] or [fit for fit in fits if fit.on_path] or fits
    tired = {avoid} | {f"{turn.shown.theme}/{turn.shown.prompt}" for turn in found[:1]}
    others = [fit for fit in pool if name_of(fit.theme, fit.prompt) not in tired]
    pool = others or pool
    drawn = random.Random(seed).choices(pool, [fit.weight(now) for fit in pool])[0]
    return drawn.theme, drawn.prompt, _reason(w, drawn)


def find(w: Workspace, which: str) -> list[tuple[Theme, Prompt]]:
    """All prompts, those of a theme ("math-refreshers" will do), or one ("m04", or with its theme)."""
    every = everything(w)
    if not every:
        raise GroundupError("not-found", "This content has no prompts for interviews.")
    found = [
        (theme, prompt)
        for theme, prompt in every
        if which in ("", theme.id, theme.id.removeprefix(PREFIX), prompt.id, name_of(theme, prompt))
    ]
    if not found:
        names = ", ".join(id.removeprefix(PREFIX) for id in w.catalog.interview)
        raise GroundupError("not-found", f"There is no theme or prompt {which!r}. The themes: {names}.")
    return found


def everything(w: Workspace) -> list[tuple[Theme, Prompt]]:
    return [(theme, prompt) for theme in w.catalog.interview.values() for prompt in theme.prompts]


def name_of(theme: Theme, prompt: Prompt) -> str:
    """As evidence names it."""
    return f"{theme.id}/{prompt.id}"


def fitting(asked: Sequence[tuple[Theme, Prompt]], now: Standing, found: Sequence[Turn]) -> list[Fit]:
    """How each suits; `found`: what was answered, newest first."""
    last: dict[str, Turn] = {}
    for turn in found:
        last.setdefault(f"{turn.shown.theme}/{turn.shown.prompt}", turn)
    told = any(piece.activity.kind == "audit" for piece in now.state.evidence())
    return [
        _fit(theme, prompt, now, last.get(name_of(theme, prompt)), told and theme.id == STORIES)
        for theme, prompt in asked
    ]


def _fit(theme: Theme, prompt: Prompt, now: Standing, last: Turn | None, has_material: bool) -> Fit:
    known = [now.mastery[id] for id in prompt.concepts if id in now.mastery]
    weakest = max(known, key=_weakness, default=None)
    weak = sum(map(_weakness, known)) / len(known) if known else 1.0
    if last is not None and last.state == "scored":
        weak = max(weak, 1.0 - last.share)
    return Fit(
        theme,
        prompt,
        ready=has_material or (bool(known) and all(one.state != "new" for one in known)),
        on_path=any(id in now.path for id in prompt.concepts),
        weak=weak,
        weakest=weakest.concept if weakest is not None and _weakness(weakest) > NOT_FIRM else "",
        last=last,
    )


def _weakness(mastery: Mastery) -> float:
    """The chance of not being able to say it today."""
    return 1.0 - mastery.known * (1.0 if mastery.remembered is None else mastery.remembered)


def _reason(w: Workspace, fit: Fit) -> str:
    if fit.last is not None and fit.last.state == "scored" and fit.last.share < 1:
        made, of = fit.last.points
        return f"Last time you gave yourself {made} of {of} points."
    if not fit.ready:
        ahead = "lies ahead on your way" if fit.on_path else "is not on your way"
        return f"What it rests on {ahead}, and you have not learned it yet: take it as a look ahead."
    if fit.theme.id == STORIES:
        return "What your projects showed is material for it."
    if fit.weakest:
        return f"You have met what it rests on; {w.catalog.concept(fit.weakest).title} is not firm yet."
    return "You know what it rests on" + (", and your goal needs it." if fit.on_path else ".")
