"""How interviews went: progress by theme, what is unfinished, and the points that are missed most.

All of it is what the learner said of their own answers; nothing here is mastery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from groundup.actions import prompting
from groundup.actions.interviewing import open_now
from groundup.actions.standing import Standing, standing
from groundup.actions.turns import MOST, Turn, concept_links, turns
from groundup.actions.views import Link
from groundup.catalog import Theme
from groundup.workspace import Workspace

MOST_MISSED = 8
MOST_RECENT = 10


@dataclass(frozen=True)
class ThemeRow:
    """A theme and how it went. `fits`: prompts whose concepts are not new; `scored`: oldest first."""

    id: str
    title: str
    minutes: int
    prompts: int
    fits: int
    answered: int
    scored: tuple[Turn, ...]

    @property
    def latest(self) -> float | None:
        """The share of points, over the last turn of each prompt."""
        last = {turn.shown.prompt: turn for turn in self.scored}.values()
        return sum(turn.share for turn in last) / len(last) if last else None


@dataclass(frozen=True)
class Missed:
    """A point that was not made in full the last time: `lost` of `of`, over all times it was scored."""

    point: str
    question: str
    prompt: str
    lost: int
    of: int
    concepts: tuple[Link, ...]


@dataclass(frozen=True)
class InterviewView:
    """`now` is the turn whose clock runs; `unscored` were answered, and their points not scored yet."""

    themes: tuple[ThemeRow, ...]
    now: Turn | None
    unscored: tuple[Turn, ...]
    recent: tuple[Turn, ...]
    missed: tuple[Missed, ...]


def interview(w: Workspace) -> InterviewView:
    """The themes with their progress, what is unfinished, and what is missed most."""
    found, now = turns(w), standing(w)
    fits = prompting.fitting(prompting.everything(w), now, found)
    ready = Counter(fit.theme.id for fit in fits if fit.ready)
    return InterviewView(
        themes=tuple(_row(theme, ready[theme.id], found) for theme in w.catalog.interview.values()),
        now=open_now(w),
        unscored=tuple(one for one in found if one.state == "answered"),
        recent=found[:MOST_RECENT],
        missed=_missed(w, now, found),
    )


def _row(theme: Theme, fits: int, found: Sequence[Turn]) -> ThemeRow:
    own = [one for one in found if one.shown.theme == theme.id]
    return ThemeRow(
        id=theme.id,
        title=theme.title,
        minutes=theme.minutes_each,
        prompts=len(theme.prompts),
        fits=fits,
        answered=len({one.shown.prompt for one in own}),
        scored=tuple(one for one in reversed(own) if one.state == "scored"),
    )


def _missed(w: Workspace, now: Standing, found: Sequence[Turn]) -> tuple[Missed, ...]:
    """Points that are still missed, those that cost most first; a reworded point is another point."""
    lost: dict[tuple[str, str], list[int]] = {}
    newest: dict[tuple[str, str], Turn] = {}
    for one in found:  # newest first: the first entry is how it went last
        for point, score in zip(one.shown.rubric, one.scores, strict=False):  # no scores yet: none lost
            key = (f"{one.shown.theme}/{one.shown.prompt}", point)
            lost.setdefault(key, []).append(MOST - score)
            newest.setdefault(key, one)
    still = [key for key, losses in lost.items() if losses[0]]
    worst = sorted(still, key=lambda key: (-sum(lost[key]), key))[:MOST_MISSED]
    return tuple(
        Missed(
            point=point,
            question=newest[prompt, point].shown.question,
            prompt=prompt,
            lost=sum(lost[prompt, point]),
            of=MOST * len(lost[prompt, point]),
            concepts=concept_links(w, now, newest[prompt, point].shown.concepts),
        )
        for prompt, point in worst
    )
