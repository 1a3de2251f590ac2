"""Studying: read a lesson, look at a figure, look a symbol up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.records import GroundupError

if TYPE_CHECKING:
    from groundup import actions


@command(
    "lesson", "groundup lesson vectors", "groundup lesson vectors --run", "groundup lesson vectors --read"
)
def lesson(
    ctx: typer.Context,
    concept: Annotated[
        str, typer.Argument(help="The concept.", show_default=False, autocompletion=concepts_like)
    ],
    run: Annotated[bool, typer.Option("--run", help="Run the cells and show what they give.")] = False,
    read: Annotated[bool, typer.Option("--read", help="Say that you have read it.")] = False,
    json: Json = False,
) -> None:
    """Read a lesson. Formulas are shown as text; the browser sets them properly."""
    from groundup import actions
    from groundup.cli.reading import show_lesson

    with opened(ctx) as w:
        if read:
            actions.read(w, concept)
        view = actions.lesson(w, concept)
        if json:
            streams.print_json(view)
        elif read:
            streams.out().print(f"{view.title} is read.\nNext:  groundup question {concept}")
        else:
            with streams.paged() as console:
                show_lesson(console, w, view, run=run)
            _after_reading(view)


def _after_reading(view: actions.LessonView) -> None:
    lab = f"  Build:  groundup check {view.lab}" if view.lab else ""
    streams.say(
        f"Read?  groundup lesson {view.concept} --read  Practise:  groundup question {view.concept}{lab}"
    )


@command(
    "figure",
    "groundup figure vectors two_arrows",
    "groundup figure vectors two_arrows --set c1=2 --output arrows.svg",
)
def figure(
    ctx: typer.Context,
    concept: Annotated[
        str, typer.Argument(help="The concept.", show_default=False, autocompletion=concepts_like)
    ],
    name: Annotated[str, typer.Argument(help="The figure; else the first.", show_default=False)] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Move a control.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Write the figure there, as SVG.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Draw a figure of a lesson, and say what it shows.

    Its controls are set with --set; what is not set stands at its default.
    """
    from groundup import actions

    with opened(ctx) as w:
        figures = actions.lesson(w, concept).figures
        if not figures:
            raise GroundupError("not-found", f"{concept} has no figure.")
        chosen = name or next(iter(figures))
        with streams.working(f"Drawing {chosen}"):
            drawing = actions.draw(w, concept, chosen, _settings(set_ or []))
    if output is not None:
        _write(output, drawing.svg)
    if json:
        streams.print_json({"concept": concept, "figure": chosen, "alt": drawing.alt, "svg": drawing.svg})
        return
    streams.out().print(streams.clean(drawing.alt))
    controls = figures[chosen].controls if chosen in figures else ()
    for control in controls:
        streams.say(f"  --set {control['name']}=...  ({_range(control)}, {control['value']} unless set)")


@command("notation", "groundup notation", "groundup notation --json")
def notation(ctx: typer.Context, json: Json = False) -> None:
    """Say what every symbol means, and where it is first used."""
    from groundup.cli.reading import prose

    with opened(ctx) as w:
        text = w.catalog.notation()
    if json:
        streams.print_json({"markdown": text})
        return
    with streams.paged() as console:
        prose(console, text)


def _range(control: Any) -> str:
    if control["kind"] == "choice":
        return " or ".join(str(option) for option in control["options"])
    return f"{control['min']} to {control['max']}" if "min" in control else "true or false"


def _settings(pairs: list[str]) -> dict[str, Any]:
    import json

    settings = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--set")
        try:
            settings[name] = json.loads(text)
        except json.JSONDecodeError:
            settings[name] = text  # a choice, written without quotes
    return settings


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {path}: {error.strerror}.") from error
    streams.say(f"Written: {path}")
