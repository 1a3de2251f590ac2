"""Figures: every declared function exists with its controls, draws at its limits, and tells what it shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from groundup.catalog.contract.running import Cells, Runner
from groundup.catalog.outline import Concept, Figure
from groundup.catalog.sources import read_text
from groundup.records import Drawing, GroundupError, LearnerError, Problem, RunEnded

PALETTE = {"#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37", "#7b4fc9"}
ALLOWED_IMPORTS = {"numpy", "matplotlib", "scipy", "sklearn", "math", "functools", "itertools", "__future__"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def figure_problems(concept: Concept) -> Iterator[Problem]:
    """What can be seen without drawing."""
    path = str(concept.path / "figures.py")
    source = read_text(concept.path / "figures.py")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield Problem(path, "figures.py is Python.", f"Mend line {error.lineno}: {error.msg}.")
        return
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for figure in concept.figures:
        if figure.function:
            yield from _signature(figure, functions.get(figure.function), path)
    yield from _imports(tree, path)
    for number, line in enumerate(source.splitlines(), 1):
        for colour in _COLOUR.findall(line):
            if colour.lower() not in PALETTE:
                yield Problem(
                    f"{path}:{number}",
                    f"Figures use the colours that follow light and dark: {colour} is none.",
                    f"Use one of {', '.join(sorted(PALETTE))}.",
                )


def _signature(figure: Figure, function: ast.FunctionDef | None, path: str) -> Iterator[Problem]:
    if function is None:
        yield Problem(
            path,
            f"Every figure of concept.toml is a function here: {figure.function!r} is not.",
            "Write the function, or correct its name.",
        )
        return
    arguments = [argument.arg for argument in function.args.args + function.args.kwonlyargs]
    controls = [control["name"] for control in figure.controls]
    if sorted(arguments) != sorted(controls):
        yield Problem(
            f"{path}:{function.lineno}",
            f"The arguments of {figure.function!r} are its controls: {', '.join(controls) or 'none'}.",
            f"It takes {', '.join(arguments) or 'none'}: change it, or [[figures.controls]].",
        )


def _imports(tree: ast.Module, path: str) -> Iterator[Problem]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            for name in names:
                if name.partition(".")[0] not in ALLOWED_IMPORTS:
                    yield Problem(
                        f"{path}:{node.lineno}",
                        f"Figures import only numpy, matplotlib, scipy, sklearn: {name!r} is not among them.",
                        "Do without it.",
                    )


def drawing_problems(concept: Concept, engine: Runner) -> Iterator[Problem]:
    """Draws each figure at its defaults and at the limits of its controls."""
    source = read_text(concept.path / "figures.py")
    cells = engine.open("sci")
    try:
        for figure in concept.figures:
            if figure.function:
                yield from _drawn(figure, source, cells, str(concept.path / "figures.py"))
    finally:
        cells.close()


def _drawn(figure: Figure, source: str, cells: Cells, path: str) -> Iterator[Problem]:
    told: set[str] = set()
    for controls in settings(figure):
        drawing, why = _draw(figure, source, cells, controls)
        if drawing is None:
            yield Problem(
                path,
                f"{figure.function!r} draws wherever its controls can stand: "
                f"at {_short(controls)} it does not.",
                f"Mend it, or narrow the control: {why}",
            )
            return
        if not drawing.alt.strip():
            yield Problem(
                path,
                f"{figure.function!r} says in words what it shows.",
                "Return (fig, text) with a text alternative for these values.",
            )
            return
        told.add(drawing.alt)
    if len(told) == 1:
        yield Problem(
            path,
            f"The words of {figure.function!r} change with its controls.",
            "Put the values and what they lead to into the text.",
        )


def _draw(
    figure: Figure, source: str, cells: Cells, controls: Mapping[str, Any]
) -> tuple[Drawing | None, str]:
    try:
        return cells.draw(source, figure.function, controls), ""
    except (LearnerError, GroundupError) as error:
        return None, f"{error}"
    except RunEnded as error:
        return None, f"the drawing ended: {error}"


def settings(figure: Figure) -> Iterator[dict[str, Any]]:
    """The defaults, each control alone at each of its limits, and all of them there together."""
    yield dict(figure.defaults)
    limits = {control["name"]: _limits(control) for control in figure.controls}
    for name, values in limits.items():
        for value in values:
            yield {**figure.defaults, name: value}
    yield {name: values[0] for name, values in limits.items()}
    yield {name: values[-1] for name, values in limits.items()}


def _limits(control: Mapping[str, Any]) -> list[Any]:
    if control["kind"] == "choice":
        return list(control["options"])
    if control["kind"] == "toggle":
        return [False, True]
    return [control["min"], control["max"]]


def _short(controls: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in controls.items())
