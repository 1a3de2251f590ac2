"""Rules for what is not a concept: every id that stages, tracks, plans and projects name exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from groundup.catalog import shelves
from groundup.catalog.catalog import NOTATION, Catalog
from groundup.catalog.contract.links import link_problems
from groundup.catalog.sources import read_text
from groundup.records import Problem

# Keys of plans whose values are ids, and of what.
PLAN_IDS: Mapping[str, str] = {
    "concept": "concept",
    "concepts": "concept",
    "lite": "concept",
    "moved": "concept",
    "ongoing": "concept",
    "assumed": "concept",
    "next": "concept",
    "project": "project",
    "projects": "project",
    "ship": "ship",
    "stages": "stage",
    "rotation": "stage",
    "resources": "resource",
    "applies_to": "plan",
}


def other_problems(catalog: Catalog) -> Iterator[Problem]:
    """Over all packs together, since one may name what another defines."""
    for root in catalog.roots:
        for read in (
            shelves.read_stages,
            shelves.read_layers,
            shelves.read_tracks,
            shelves.read_plans,
            shelves.read_projects,
            shelves.read_resources,
            shelves.read_datasets,
            shelves.read_themes,
        ):
            yield from read(root)[1]
        yield from _stages(catalog, root)
        yield from _tracks(catalog, root)
        yield from _plans(catalog, root)
        yield from _projects(catalog, root)
        yield from _resources(catalog, root)
        yield from _themes(catalog, root)
    yield from _notation(catalog)


def _known(catalog: Catalog) -> dict[str, set[str]]:
    labs = {concept.lab.id for concept in catalog.concepts.values() if concept.lab}
    known = {
        "concept": {*catalog.concepts, *catalog.left_out},
        "project": set(catalog.projects),
        "stage": {stage.id for stage in catalog.stages},
        "resource": set(catalog.resources),
        "plan": set(catalog.plans),
        "lab": labs,
        "dataset": set(catalog.datasets),
        "track": set(catalog.tracks),
        "theme": set(catalog.interview),
    }
    known["served"] = set().union(
        *(known[k] for k in ("project", "stage", "plan", "track", "theme", "concept"))
    )
    return known


def _lost(path: Path, kind: str, ids: Iterable[str], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    for id in ids:
        if id not in known[kind]:
            yield Problem(
                str(path), f"Every {kind} named here exists: {id!r} does not.", "Correct the id, or add it."
            )


def _repeated(path: Path, what: str, ids: Iterable[str]) -> Iterator[Problem]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield Problem(
                str(path), f"Every {what} id is used once: {id!r} is there {times} times.", "Rename one."
            )


def _stages(catalog: Catalog, root: Path) -> Iterator[Problem]:
    path, known = root / "stages.toml", _known(catalog)
    stages, _ = shelves.read_stages(root)
    yield from _repeated(path, "stage", (stage.id for stage in stages))
    for stage in stages:
        yield from _lost(path, "project", [stage.milestone] if stage.milestone else [], known)


def _tracks(catalog: Catalog, root: Path) -> Iterator[Problem]:
    known = _known(catalog)
    for track in shelves.read_tracks(root)[0]:
        path = root / "tracks" / f"{track.id}.toml"
        yield from _lost(path, "concept", track.concepts, known)
        yield from _lost(path, "project", track.projects, known)
        yield from _lost(path, "resource", track.resources, known)


def _plans(catalog: Catalog, root: Path) -> Iterator[Problem]:
    known = _known(catalog)
    for plan in shelves.read_plans(root)[0]:
        path = root / "plans" / f"{plan.id}.toml"
        named: Any = {"concepts": plan.concepts, "projects": plan.projects, **plan.tables}
        for kind, id in _named(named):
            if kind == "ship" and " " in id:
                continue  # the artefact of a whole phase is described in words
            yield from _lost(path, "project" if kind == "ship" else kind, [id], known)


def _named(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every (kind, id) below a value of a plan."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _named(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner, key)
    elif isinstance(value, str) and key in PLAN_IDS:
        yield PLAN_IDS[key], value


def _projects(catalog: Catalog, root: Path) -> Iterator[Problem]:
    known = _known(catalog)
    for project in shelves.read_projects(root)[0]:
        path = root / "projects" / project.id / "project.toml"
        yield from _lost(path, "stage", [project.stage], known)
        yield from _lost(path, "concept", project.concepts, known)
        yield from _lost(path, "lab", project.labs, known)
        yield from _lost(path, "dataset", project.datasets, known)
        yield from _lost(path, "resource", project.effort.resources, known)
        yield from _repeated(path, "criterion", (criterion.id for criterion in project.rubric))
        if not any(criterion.gate for criterion in project.rubric):
            yield Problem(str(path), "A rubric has a gate.", "Mark with `gate = true` what must pass.")


def _resources(catalog: Catalog, root: Path) -> Iterator[Problem]:
    path, known = root / "resources.toml", _known(catalog)
    resources, _ = shelves.read_resources(root)
    yield from _repeated(path, "resource", (resource.id for resource in resources))
    named = {id for concept in catalog.concepts.values() for id in concept.resources}
    named |= {id for track in catalog.tracks.values() for id in track.resources}
    named |= {id for project in catalog.projects.values() for id in project.effort.resources}
    for resource in resources:
        yield from _lost(path, "served", resource.serves, known)
        if resource.url and not resource.url.startswith(("http://", "https://")):
            yield Problem(
                str(path), f"`url` of {resource.id} is a web address.", "Correct it, or leave it out."
            )
        if not resource.serves and resource.id not in named:
            yield Problem(
                str(path),
                f"Every resource serves something: {resource.id} serves nothing.",
                "Name it in a concept.toml, or say in `serves` what it is for.",
            )


def _themes(catalog: Catalog, root: Path) -> Iterator[Problem]:
    for theme in shelves.read_themes(root)[0]:
        path = root / "interview" / f"{theme.id}.md"
        yield from _repeated(path, "prompt", (prompt.id for prompt in theme.prompts))
        yield from link_problems(read_text(path), str(path), catalog)
        for prompt in theme.prompts:
            if not (prompt.question and prompt.concepts and prompt.rubric):
                yield Problem(
                    str(path),
                    f"A prompt has a question, concepts and points: {prompt.id} lacks one.",
                    "Write `## id: question`, `Rests on [..](concept:..).` and a list.",
                )


def _notation(catalog: Catalog) -> Iterator[Problem]:
    """The packs have one page of symbols together; each that there is leads where it says."""
    pages = [root / NOTATION for root in catalog.roots]
    there = [page for page in pages if page.is_file()]
    for page in there:
        yield from link_problems(read_text(page), str(page), catalog)
    if not there:
        yield Problem(
            str(pages[0]),
            "Content has a page that says what its symbols mean.",
            "Write tables of symbol, how it is read, what it means, and where it is first used.",
        )
