"""Interview: a prompt against the clock, its points, and how that went."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import maths, streams
from groundup.cli.app import Json, command
from groundup.cli.opened import opened
from groundup.cli.wording import hours, plural, short_day

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.workspace import Workspace

END = "."  # alone on a line: the answer is over
SCORES = {0: "missing", 1: "partly", 2: "made"}


@command(
    "interview",
    "groundup interview",
    "groundup interview math-refreshers",
    "groundup interview m04",
    "groundup interview --progress",
    "groundup interview m04 --json",
    "groundup interview --turn ID --answer 'I would begin with ...' --json",
    "groundup interview --turn ID --scores 2,1,0,2",
)
def interview(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(help="A theme or a prompt; else one that fits you.", show_default=False)
    ] = "",
    seed: Annotated[int | None, typer.Option(help="The same draw each time.", show_default=False)] = None,
    progress: Annotated[bool, typer.Option("--progress", help="How it went so far.")] = False,
    turn: Annotated[
        str, typer.Option(metavar="ID", help="Go on with a prompt that was drawn.", show_default=False)
    ] = "",
    answer: Annotated[str | None, typer.Option(help="With --turn: your answer.", show_default=False)] = None,
    file: Annotated[
        Path | None, typer.Option(help="With --turn: the code that is asked for.", show_default=False)
    ] = None,
    scores: Annotated[
        str, typer.Option(metavar="2,1,0", help="With --turn: the points, scored.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Answer an interview prompt against the clock.

    Then the points that a good answer makes are shown, and you score each 0
    (missing), 1 (partly) or 2 (made). That is what you say of yourself: it moves
    no mastery. With --json: the prompt and its id, and nothing is asked for.
    """
    from groundup import actions

    with opened(ctx) as w:
        if progress:
            _show_progress(actions.interview(w), json=json)
            return
        if not turn and (answer is not None or file is not None or scores):
            raise typer.BadParameter("it goes with a --turn", param_hint="--answer, --file, --scores")
        view = actions.turn(w, turn) if turn else actions.begin_turn(w, which, seed)
        if answer is not None or file is not None:
            view = actions.end_turn(w, turn, answer or "", actions.read_source(file) if file else "")
        if scores:
            view = actions.score_turn(w, turn, _parsed(scores))
        if json:
            streams.print_json(view)
        else:
            _go_on(w, view)


def _parsed(scores: str) -> list[int]:
    try:
        return [int(one) for one in scores.split(",")]
    except ValueError:
        raise typer.BadParameter("write it like 2,1,0,2", param_hint="--scores") from None


def _go_on(w: Workspace, view: actions.TurnView) -> None:
    """From where the turn stands to its end, where somebody answers; else what to type next."""
    from groundup import actions

    id = view.turn.id
    if view.turn.state == "open":
        _show_prompt(w, view)
        if not streams.someone_answers():
            streams.say(f"Answer it:  groundup interview --turn {id} --answer TEXT")
            return
        text = _typed()
        source = actions.read_source(actions.drill_file(w, id)) if view.drill else ""
        with streams.working("Checking your code" if view.drill else "Keeping your answer"):
            view = actions.end_turn(w, id, text, source)
    if view.turn.state == "answered":
        _show_points(view)
        if not streams.someone_answers():
            streams.say(f"Score them:  groundup interview --turn {id} --scores 2,1,...")
            return
        view = actions.score_turn(w, id, _scored(view.turn.shown.rubric))
    _show_result(view)


def _show_prompt(w: Workspace, view: actions.TurnView) -> None:
    from groundup import actions
    from groundup.cli.reading import prose

    console, shown = streams.out(), view.turn.shown
    console.print(streams.clean(f"{view.title}: {shown.minutes} minutes are advised"), style="bold")
    prose(console, shown.question)
    console.print(streams.clean(view.turn.reason), style="dim", soft_wrap=True)
    _show_stories(console, view)
    if view.drill is not None:
        path = actions.drill_file(w, view.turn.id)
        prose(console, view.drill.brief)
        where = (
            f"Write the code in {path}; the checks of {view.drill.lab} judge it. Your library is left alone."
        )
        console.print(streams.clean(where), style="bold", soft_wrap=True)


def _show_stories(console: Console, view: actions.TurnView) -> None:
    for story in view.stories:
        passed = "passed" if story.report.passed else "not passed"
        head = f"{story.title}, audit of {short_day(story.report.at.date())}, {passed}"
        console.print(streams.clean(f"\n{head}"), style="bold")
        for told in story.told:
            numbers = "; ".join(f"{name} {value}" for name, value in told.numbers)
            line = f"- {told.criterion}: {told.seen}" + (f" ({numbers})" if numbers else "")
            console.print(streams.clean(line), soft_wrap=True)


def _typed() -> str:
    """What is typed until a line with a full stop alone, or the end of the input."""
    streams.say(f"Your answer; a line with {END!r} alone stops the clock. Said aloud? Type only that.")
    lines: list[str] = []
    for line in sys.stdin:
        if line.strip() == END:
            break
        lines.append(line)
    return "".join(lines)


def _show_points(view: actions.TurnView) -> None:
    console, answer = streams.out(), view.turn.answer
    assert answer is not None  # it was answered
    console.print(
        f"\n{hours(max(answer.seconds / 60, 1))} of the {view.turn.shown.minutes} min that are advised."
    )
    if answer.drilled is not None:
        style = "green" if answer.drilled.passed else "red"
        done = f"Your code: {answer.drilled.checks} of {plural(answer.drilled.of, 'check')} passed."
        console.print(done, style=f"bold {style}")
        if not answer.drilled.passed:
            console.print(streams.clean(answer.drilled.sentence), soft_wrap=True)
    console.print("The points of a good answer", style="bold")
    for number, point in enumerate(view.turn.shown.rubric, start=1):
        console.print(_line(f"{number}. {point}"), soft_wrap=True)


def _scored(rubric: tuple[str, ...]) -> list[int]:
    streams.say("Score what was there, and not what you meant: 0 missing, 1 partly, 2 made.")
    return [_score(_line(f"{number}. {point}")) for number, point in enumerate(rubric, start=1)]


def _score(label: str) -> int:
    while True:
        given = str(typer.prompt(label, err=True)).strip()
        if given in ("0", "1", "2"):
            return int(given)
        streams.say("0, 1 or 2.")


def _line(text: str) -> str:
    """A line of a prompt, with formulas as text and without the signs of Markdown."""
    return streams.clean(re.sub(r"\\(.)|`", r"\1", maths.in_markdown(text)))


def _show_result(view: actions.TurnView) -> None:
    console = streams.out()
    made, of = view.turn.points
    console.print(f"\n{made} of {plural(of, 'point')}, as you score it.", style="bold")
    if view.before is not None:
        console.print(f"The time before: {view.before.points[0]} of {view.before.points[1]}.")
    for point, score in zip(view.turn.shown.rubric, view.turn.scores, strict=True):
        console.print(_line(f"{score} {SCORES[score]}: {point}"), soft_wrap=True)
    if made < of:
        for link in view.concepts:
            console.print(f"Learn it:  groundup lesson {link.id}")
    console.print("Next:  groundup interview")


def _show_progress(view: actions.InterviewView, *, json: bool) -> None:
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    for row in view.themes:
        latest = "not scored yet" if row.latest is None else f"{round(100 * row.latest)} % of the points"
        course = ", ".join(f"{round(100 * turn.share)}" for turn in row.scored[-8:])
        console.print(streams.clean(f"{row.title} ({row.minutes} min each)"), style="bold")
        console.print(
            f"  {row.answered} of {plural(row.prompts, 'prompt')} answered, {row.fits} fit you now; {latest}"
        )
        if course:
            console.print(f"  Over time, in %: {course}")
    if view.missed:
        console.print("\nWhat you miss most", style="bold")
    for one in view.missed:
        links = ", ".join(link.id for link in one.concepts)
        line = f"- {one.point}: {one.lost} of {one.of} lost ({one.prompt}; {links})"
        console.print(_line(line), soft_wrap=True)
    for turn in view.unscored:
        console.print(f"Not scored yet:  groundup interview --turn {turn.id}")
    console.print("Next:  groundup interview")
