"""A lesson on a terminal: prose with readable formulas, cells with their output, figures in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from groundup.cli import maths, streams

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions
    from groundup.records import CellRun
    from groundup.workspace import Workspace

_OUR_LINK = re.compile(r"\[([^\[\]]+)\]\((?:concept|resource|lab|project):([\w/-]+)\)")


def show_lesson(console: Console, w: Workspace, view: actions.LessonView, *, run: bool) -> None:
    """The whole lesson; with `run`, each cell is run now and shows what it really gives."""
    console.print(view.title, style="bold")
    for line in view.objectives:
        console.print(streams.clean(f"- {line}"), style="dim")
    for block in view.blocks:
        console.print()
        SHOWN[type(block).__name__](console, w, view, block, run)


def prose(console: Console, markdown: str) -> None:
    from rich.markdown import Markdown

    text = _OUR_LINK.sub(r"\1 (`\2`)", markdown)
    console.print(Markdown(streams.clean(maths.in_markdown(text)), hyperlinks=False))


def _prose(console: Console, w: Workspace, view: actions.LessonView, block: Any, run: bool) -> None:
    prose(console, block.markdown)


def _cell(console: Console, w: Workspace, view: actions.LessonView, block: Any, run: bool) -> None:
    from rich.syntax import Syntax

    console.print(Syntax(streams.clean(block.source.rstrip()), "python", theme="ansi_light", padding=(0, 2)))
    if run:
        from groundup import actions

        with streams.working("Running a cell"):
            result = actions.run_cell(w, view.concept, block.id)
        _outputs(console, result)
    elif block.expected:
        console.print(_indented(block.expected.rstrip()), style="dim")


def _outputs(console: Console, result: CellRun) -> None:
    fault = result.run.fault
    for output in result.outputs:
        shown = (
            output.content.rstrip() if output.kind == "text" else f"({output.kind}: see it with groundup run)"
        )
        console.print(_indented(shown), style="dim")
    if fault is not None:
        console.print(_indented(fault.trace or f"{fault.kind}: {fault.message}"), style="red")
    elif result.run.status != "ok":
        console.print(_indented(f"It ended with: {result.run.status}."), style="red")


def _figure(console: Console, w: Workspace, view: actions.LessonView, block: Any, run: bool) -> None:
    figure = view.figures[block.function]
    console.print(f"Figure: {streams.clean(figure.title)}", style="bold")
    console.print(_indented(figure.shows))
    console.print(f"    groundup figure {view.concept} {figure.function}", style="dim")


def _question(console: Console, w: Workspace, view: actions.LessonView, block: Any, run: bool) -> None:
    console.print("Stop and think:", style="bold", end=" ")
    console.print(f"groundup question {view.concept}/{block.family}", soft_wrap=True)


def _aside(console: Console, w: Workspace, view: actions.LessonView, block: Any, run: bool) -> None:
    if block.title:
        console.print(streams.clean(block.title), style="bold")
    prose(console, block.markdown)


def _indented(text: str) -> Any:
    from rich.padding import Padding

    return Padding(streams.clean(text), (0, 0, 0, 4), expand=False)


SHOWN = {
    "Prose": _prose,
    "Cell": _cell,
    "FigurePlace": _figure,
    "QuestionPlace": _question,
    "Aside": _aside,
}
