"""Rules for a complete project: what its folder holds fits its rubric, its exemplar, and itself.

Whether the audit passes what is good and names what is not is measured by `benchmarks.audit` and held by the
tests of each project: it takes minutes, and runs code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from groundup.audit import read_manifest
from groundup.catalog.catalog import Catalog
from groundup.catalog.projects import ProjectContent, read_drafts, read_faults
from groundup.records import GroundupError, Problem

NEEDED = ("README.md", "groundup.toml")


def project_problems(catalog: Catalog) -> Iterator[Problem]:
    for project in catalog.projects.values():
        roots = (root / "projects" / project.id for root in catalog.roots)
        folder = next(folder for folder in roots if folder.is_dir())
        for criterion in project.rubric:
            if criterion.concept and not catalog.names(criterion.concept):
                yield Problem(
                    str(folder / "project.toml"),
                    f"Every concept named here exists: {criterion.concept!r} does not.",
                    "Correct the id, or add it.",
                )
        try:
            content = catalog.project_content(project.id)
            if content is not None:
                yield from _rubric(content, [criterion.id for criterion in project.rubric])
                yield from _starter(content, project.id)
                yield from _exemplar(content)
        except (GroundupError, ValueError, OSError, KeyError) as error:
            yield Problem(str(folder), "A complete project can be read.", str(error))


def _rubric(content: ProjectContent, ids: list[str]) -> Iterator[Problem]:
    path = str(content.folder / "audit.py")
    looked_at = {one.id for one in content.criteria}
    for id in ids:
        if id not in looked_at:
            yield Problem(
                path, f"Every line of the rubric is looked at: {id!r} is not.", "Write its criterion."
            )
    for id in sorted(looked_at - set(ids)):
        yield Problem(path, f"Every criterion is in the rubric: {id!r} is not.", "Add it to project.toml.")


def _starter(content: ProjectContent, id: str) -> Iterator[Problem]:
    files = content.starter()
    for name in NEEDED:
        if name not in files:
            yield Problem(str(content.folder / "starter"), f"A starter has a {name}.", "Add it.")
    if "groundup.toml" in files and (named := read_manifest(files["groundup.toml"]).project) != id:
        yield Problem(
            str(content.folder / "starter" / "groundup.toml"),
            f"The manifest names its own project: it names {named!r}.",
            f"Write project = {id!r}.",
        )


def _exemplar(content: ProjectContent) -> Iterator[Problem]:
    drafts = read_drafts(content.folder)
    if "exemplar" not in drafts:
        yield Problem(
            str(content.folder), "A complete project has an exemplar.", "Add exemplar/ and its history."
        )
        return
    known = {one.id for one in content.criteria}
    for fault in read_faults(content.folder):
        if fault.criterion not in known:
            yield _fault(content.folder, fault.name, f"{fault.criterion!r} is no criterion")
            continue
        try:
            planted = fault.plant(drafts["exemplar"])
        except (ValueError, KeyError, UnicodeDecodeError) as error:
            yield _fault(content.folder, fault.name, str(error).rstrip("."))
            continue
        if planted == drafts["exemplar"]:
            yield _fault(content.folder, fault.name, "it changes nothing")


def _fault(folder: Path, name: str, why: str) -> Problem:
    return Problem(str(folder / "faults.py"), f"Every fault can be planted: {name} cannot.", f"{why}.")
