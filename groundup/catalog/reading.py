"""Reads one concept folder into a Concept, with a Problem for each thing that concept.toml has wrong.

Only concept.toml is parsed here. Of questions.py no more is read than which families it declares; lesson,
questions and lab are read when they are asked for.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from groundup.catalog.fields import Table, read_toml
from groundup.catalog.outline import (
    BENCHES,
    About,
    Concept,
    Details,
    Figure,
    LabOutline,
    MistakeOutline,
    Place,
    QuestionOutline,
    Rules,
    Tier,
)
from groundup.records import PROFILES, Limits, Minutes, Node, Problem, Profile, Strand

STRANDS: tuple[str, ...] = get_args(Strand)
PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
TIERS: tuple[str, ...] = get_args(Tier)
QUESTION_KINDS = (
    "number",
    "expression",
    "vector",
    "matrix",
    "choice",
    "choices",
    "ordering",
    "printed",
    "steps",
)
LESSON_FILES = ("lesson.md", "figures.py", "questions.py")
LAB_FILES = ("brief.md", "starter.py", "solution.py", "checks.py")
_FAMILY = re.compile(
    r"""^@family\(\s*(?:id\s*=\s*)?["'](?P<id>[\w-]+)["'](?:[^)]*difficulty\s*=\s*(?P<difficulty>-?\d))?""",
    re.MULTILINE,
)


def read_concept(folder: Path, *, whole: bool = False) -> tuple[Concept | None, list[Problem]]:
    """The concept, or None where concept.toml lacks what a concept cannot do without.

    Its details are parsed when they are first asked for; with `whole` now, so that their problems show.
    """
    table, problems = read_toml(folder / "concept.toml", head=not whole)
    if table is None:
        return None, problems
    concept = _concept(table, folder)
    spoilt = table.spoilt  # by what stands in the head: a broken detail costs only itself
    _details(table)
    table.done()
    return (None if spoilt else concept), table.problems


def read_details(folder: Path) -> Details:
    table, _ = read_toml(folder / "concept.toml")
    return Details() if table is None else _details(table)


def _details(table: Table) -> Details:
    part = table.values.get("lab")
    lab = Table(part if isinstance(part, dict) else {}, table.path, "[lab]")
    details = Details(tuple(_questions(table)), tuple(_figures(table)), tuple(_mistakes(lab)))
    table.take(lab)
    return details


def _concept(table: Table, folder: Path) -> Concept:
    lab, practical = _lab(table), _practical(table)
    complete = is_complete(folder, [one.folder for one in (lab, practical) if one is not None])
    return Concept(
        node=_node(table, folder, complete),
        about=About(
            summary=table.text("summary"),
            objectives=table.texts("objectives", needed=True),
            out_of_scope=table.texts("out_of_scope"),
            resources=table.texts("resources"),
        ),
        place=_place(table),
        lab=lab,
        path=folder,
        complete=complete,
        details=functools.cache(functools.partial(read_details, folder)),
        practical=practical,
    )


def is_complete(folder: Path, labs: Sequence[str]) -> bool:
    """Everything that a lesson needs is there, and everything that its lab and its practical need."""
    whole = all((folder / name).is_file() for name in LESSON_FILES)
    return whole and all(has_whole_lab(folder, lab) for lab in labs)


def has_whole_lab(folder: Path, lab: str = "lab") -> bool:
    return all((folder / lab / name).is_file() for name in LAB_FILES)


def _node(table: Table, folder: Path, complete: bool) -> Node:
    minutes = table.table("minutes", needed=True) or Table({}, table.path, "[minutes]")
    node = Node(
        id=folder.name,
        title=table.text("title"),
        stage=table.text("stage"),
        strand=cast(Strand, table.one_of("strand", STRANDS)),
        prerequisites=table.texts("prerequisites", needed=True),
        minutes=Minutes(minutes.whole("lesson"), minutes.whole("practice"), minutes.whole("lab", 0)),
        contains=table.shares("contains"),
        families=declared_families(folder) if complete else {},
    )
    minutes.done()
    table.take(minutes)
    return node


def declared_families(folder: Path) -> Mapping[str, int]:
    """The families that questions.py declares, with their difficulty; without importing it."""
    try:
        text = (folder / "questions.py").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return {found["id"]: int(found["difficulty"] or 0) for found in _FAMILY.finditer(text)}


def _place(table: Table) -> Place:
    return Place(
        order=table.whole("order"),
        tier=cast(Tier, table.one_of("tier", TIERS, "core")),
        track=table.optional("track"),
        path90=table.flag("path90"),
        pull_forward=table.flag("pull_forward"),
    )


def _lab(table: Table) -> LabOutline | None:
    part = table.table("lab")
    if part is None:
        return None
    lab = LabOutline(
        id=part.text("id"),
        layer=part.whole("layer"),
        module=part.text("module"),
        builds=part.texts("builds", needed=True),
        uses=part.texts("uses"),
        rules=Rules(
            forbids=part.texts("forbids"),
            profile=_profile(part),
            limits=_limits(part),
        ),
        oracle=part.texts("oracle"),
        compares=part.text("compares", ""),
    )
    part.raw("mistakes")
    part.done()
    table.take(part)
    return lab


def _practical(table: Table) -> LabOutline | None:
    part = table.table("practical")
    if part is None:
        return None
    practical = LabOutline(
        id=part.text("id"),
        layer=0,
        module=part.text("module"),
        builds=part.texts("builds", needed=True),
        uses=part.texts("uses"),
        rules=Rules(profile=_profile(part), limits=_limits(part), bench=part.one_of("bench", BENCHES)),
        compares=part.text("compares", ""),
    )
    part.done()
    table.take(part)
    return practical


def _profile(part: Table) -> Profile:
    """One of ours, and further packages behind a plus sign."""
    profile = part.text("profile", "core")
    base, *further = profile.split("+")
    if base in PROFILES and all(PACKAGE.fullmatch(name) for name in further):
        return profile
    part.add(
        f"`profile` of {part.where} is one of {', '.join(PROFILES)}.",
        f"Replace {profile!r}; further packages stand behind a plus sign: sci+networkx.",
    )
    return "core"


def _limits(part: Table) -> Limits:
    names = {field.name: field.default for field in dataclasses.fields(Limits)}
    given = part.raw("limits", {})
    if not isinstance(given, dict) or not all(_is_limit(n, v, names) for n, v in given.items()):
        part.add(
            "`limits` of [lab] holds positive numbers by name.", f"Use {', '.join(names)}, or leave it out."
        )
        return Limits()
    return Limits(**given)


def _is_limit(name: str, value: Any, names: Mapping[str, Any]) -> bool:
    return name in names and isinstance(value, int | float) and value > 0


def _mistakes(part: Table) -> list[MistakeOutline]:
    found = []
    for row in part.tables("mistakes", "lab.mistakes"):
        found.append(MistakeOutline(row.text("wrong"), row.text("symptom")))
        row.done()
        part.take(row)
    return found


def _questions(table: Table) -> list[QuestionOutline]:
    found = []
    for row in table.tables("questions"):
        outline = QuestionOutline(
            id=row.text("id"),
            kind=row.one_of("kind", QUESTION_KINDS),
            varies=row.text("varies"),
            checked=row.text("checked", ""),
            mistakes=row.texts("mistakes"),
        )
        row.done()
        table.take(row)
        found.append(outline)
    return found


def _figures(table: Table) -> list[Figure]:
    found = []
    for row in table.tables("figures"):
        figure = Figure(
            title=row.text("title"),
            shows=row.text("shows"),
            function=row.text("function", ""),
            controls=tuple(_controls(row)),
            wants=row.texts("wants"),
        )
        row.done()
        table.take(row)
        found.append(figure)
    return found


CONTROL_KEYS: Mapping[str, tuple[str, ...]] = {
    "slider": ("min", "max", "step", "value"),
    "point": ("min", "max", "axes", "value"),
    "choice": ("options", "value"),
    "toggle": ("value",),
}


def _controls(figure: Table) -> list[Mapping[str, Any]]:
    """The controls as plain tables; one that is not whole is left out, with a Problem that says why."""
    found: list[Mapping[str, Any]] = []
    for row in figure.tables("controls", "figures.controls"):
        kind = str(row.values.get("kind"))
        missing = [key for key in ("name", *CONTROL_KEYS.get(kind, ())) if key not in row.values]
        wrong = None if missing or kind not in CONTROL_KEYS else control_fault(row.values)
        if kind not in CONTROL_KEYS:
            row.add(f"`kind` of {row.where} is one of {', '.join(CONTROL_KEYS)}.", f"Replace {kind!r}.")
        elif missing:
            row.add(f"A {kind} has {', '.join(CONTROL_KEYS[kind])}.", f"Add {', '.join(missing)}.")
        elif wrong:
            row.add(wrong, "Correct the numbers in concept.toml.")
        else:
            found.append({"label": row.values["name"], **row.values})
        for key in ("name", "kind", "label", *CONTROL_KEYS.get(kind, ())):
            row.raw(key)
        row.done()
        figure.take(row)
    return found


def control_fault(control: Mapping[str, Any]) -> str | None:
    """What is wrong with the values of a whole control, or None."""
    name, kind, value = control["name"], control["kind"], control["value"]
    if not isinstance(name, str) or not isinstance(control.get("label", ""), str):
        return "`name` and `label` of a control are texts."
    if kind == "slider":
        return _slider_fault(name, [control[key] for key in ("min", "value", "max", "step")])
    if kind == "point":
        inside = _pairs_inside([control[key] for key in ("min", "value", "max")])
        whole = isinstance(control["axes"], int)
        return None if inside and whole else f"The point {name} starts inside min and max, pairs of numbers."
    if kind == "choice":
        options = control["options"]
        fits = isinstance(options, list) and all(isinstance(o, str) for o in options) and value in options
        return None if fits else f"The choice {name} starts at one of its options, which are texts."
    return None if isinstance(value, bool) else f"The toggle {name} starts at true or false."


def _slider_fault(name: str, values: list[Any]) -> str | None:
    if not all(map(_is_number, values)):
        return f"min, max, step and value of {name} are numbers."
    low, value, high, step = values
    if low <= value <= high and step > 0:
        return None
    return f"The slider {name} starts between min and max, and its step is positive."


def _pairs_inside(pairs: list[Any]) -> bool:
    """Whether (min, value, max) are pairs of numbers in this order, in both coordinates."""
    if not all(isinstance(p, list) and len(p) == 2 and all(map(_is_number, p)) for p in pairs):
        return False
    low, value, high = pairs
    return all(a <= b <= c for a, b, c in zip(low, value, high, strict=True))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
