"""Answering: a question of one's choice, or the review of what is about to be forgotten."""

from __future__ import annotations

import time
from string import ascii_lowercase
from typing import TYPE_CHECKING, Annotated, Any

import typer

from groundup.cli import streams
from groundup.cli.app import Json, Status, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.cli.wording import plural

if TYPE_CHECKING:
    from groundup import actions
    from groundup.records import Marked
    from groundup.workspace import Workspace

GIVE_UP = "?"  # typed instead of an answer: "I don't know"


@command(
    "question",
    "groundup question vectors",
    "groundup question vectors/combo --seed 7",
    'groundup question vectors/combo --seed 7 --answer "[1, 2]" --json',
)
def question(
    ctx: typer.Context,
    family: Annotated[
        str, typer.Argument(help="A family, or a concept.", show_default=False, autocompletion=concepts_like)
    ],
    seed: Annotated[int | None, typer.Option(help="The same question each time.", show_default=False)] = None,
    answer: Annotated[
        str | None, typer.Option(help="Your answer; else it is asked for.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Ask a question and mark the answer. Every question has new numbers.

    With --json and no --answer: the question, without its answer. Exit status 3
    where the answer is wrong, 2 where it cannot be read.
    """
    from groundup import actions

    with opened(ctx) as w:
        if answer is not None and seed is None:
            raise typer.BadParameter("an answer needs the question's --seed", param_hint="--answer")
        asked = actions.ask(w, family, seed)
        if answer is not None:
            marked = actions.answer(w, asked.id, answer)
            _show_marked(marked, json=json)
            _exit_for(marked)
        elif json:
            streams.print_json(asked.public)
        else:
            _exit_for(converse(w, asked))


def marked_json(marked: Marked) -> dict[str, Any]:
    return {"result": marked.result, "mistake": marked.mistake, "sentence": marked.sentence}


def _show_marked(marked: Marked, *, json: bool) -> None:
    if json:
        streams.print_json(marked_json(marked))
        return
    from groundup.cli.reading import prose

    console = streams.out()
    style = {"right": "bold green", "wrong": "bold red", "invalid": "bold yellow"}[marked.result]
    said = {"right": "Right.", "wrong": "Not right.", "invalid": "That could not be read."}[marked.result]
    console.print(said, style=style)
    if marked.sentence not in ("", "Right.", "That is not right."):
        prose(console, marked.sentence)
    if marked.solution:
        console.print("\nWorked solution", style="bold")
        prose(console, marked.solution)


def _exit_for(marked: Marked | None) -> None:
    if marked is None or marked.result == "right":
        return
    raise typer.Exit(Status.NOT_PASSED if marked.result == "wrong" else Status.USAGE)


def converse(w: Workspace, asked: actions.Asked) -> Marked | None:
    """Show a question; where a person can answer, ask until the answer can be read. None if nobody can."""
    from groundup import actions

    show_question(asked)
    if not streams.someone_answers():
        return None
    since = time.monotonic()
    while True:
        text = typed(asked)
        unknown = text == GIVE_UP
        marked = actions.answer(
            w, asked.id, "" if unknown else text, time.monotonic() - since, unknown=unknown
        )
        _show_marked(marked, json=False)
        if marked.result != "invalid":
            return marked


def typed(asked: actions.Asked) -> str:
    """One line, or one for each step of a derivation."""
    steps = asked.public.get("steps") or [""]
    lines = []
    for number, _ in enumerate(steps, start=1):
        label = f"Step {number}" if len(steps) > 1 else "Your answer"
        line = str(typer.prompt(f"{label} ({GIVE_UP} if you don't know)", err=True)).strip()
        if line == GIVE_UP:
            return GIVE_UP
        lines.append(line)
    return "\n".join(lines)


def show_question(asked: actions.Asked) -> None:
    from groundup.cli.reading import prose

    console = streams.out()
    prose(console, str(asked.public["prompt"]))
    lettered = asked.public.get("options") or asked.public.get("items") or ()
    for letter, option in zip(ascii_lowercase, lettered, strict=False):
        prose(console, f"{letter}) {option}")
    for number, step in enumerate(asked.public.get("steps") or (), start=1):
        prose(console, f"{number}. {step['label']}")
    if asked.public.get("hint"):
        console.print(streams.clean(str(asked.public["hint"])), style="dim")


@command("review", "groundup review", "groundup review --most 5", "groundup review --json")
def review(
    ctx: typer.Context,
    most: Annotated[int, typer.Option(min=1, help="How many questions at most.")] = 20,
    json: Json = False,
) -> None:
    """Answer fresh questions on what you are about to forget.

    With --json: what is due, and nothing is asked.
    """
    from groundup import actions

    with opened(ctx) as w:
        if json:
            streams.print_json(actions.review(w, fresh=False))
            return
        right, asked_for = 0, 0
        while asked_for < most:
            view = actions.review(w, fresh=True)
            if view.asked is None:
                break
            streams.out().print(
                f"\n{view.due[0].title}: {plural(len(view.due), 'concept')} to go", style="bold"
            )
            marked = converse(w, view.asked)
            if marked is None:
                return  # nobody can answer here: the question was shown
            asked_for += 1
            right += marked.result == "right"
    _close_review(right, asked_for)


def _close_review(right: int, asked_for: int) -> None:
    console = streams.out()
    if asked_for == 0:
        console.print("Nothing is due for review.\nNext:  groundup today", style="bold")
    else:
        console.print(f"\n{right} of {asked_for} right.\nNext:  groundup today", style="bold")
