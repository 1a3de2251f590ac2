"""Reads what is not a concept: stages, library layers, tracks, plans, projects, resources, data sets, themes.

Each reader takes the root of a pack and returns what it found and the problems on the way. A file that is
not there is an empty shelf, not a problem: a pack need not have all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeVar, cast

from groundup.catalog.fields import Table, read_toml
from groundup.catalog.outline import (
    Criterion,
    Dataset,
    Effort,
    Layer,
    PlanOutline,
    Project,
    ProjectFacts,
    Prompt,
    Resource,
    Stage,
    Theme,
    Track,
)
from groundup.records import Problem

T = TypeVar("T")
Shelf = tuple[list[T], list[Problem]]
TRACK_KINDS = ("specialisation", "role")
COSTS = ("free", "login", "paid")


def read_stages(root: Path) -> Shelf[Stage]:
    return _rows(root / "stages.toml", "stages", _stage, also=("order",))


def _stage(row: Table) -> Stage:
    return Stage(
        id=row.text("id"),
        title=row.text("title"),
        summary=row.text("summary", ""),
        group=row.text("group", ""),
        weeks=row.wholes("weeks"),
        days=row.wholes("days"),
        milestone=row.optional("milestone"),
        tracks=row.texts("tracks"),
    )


def read_layers(root: Path) -> Shelf[Layer]:
    def layer(row: Table) -> Layer:
        return Layer(row.whole("layer"), row.text("title"), row.texts("modules"))

    return _rows(root / "library.toml", "layers", layer)


def read_resources(root: Path) -> Shelf[Resource]:
    return _rows(root / "resources.toml", "resources", _resource)


def _resource(row: Table) -> Resource:
    notes = (row.text("note", ""), row.text("reading", ""))
    return Resource(
        id=row.text("id"),
        title=row.text("title"),
        author=row.text("author", ""),
        kind=row.text("kind"),
        cost=cast(Literal["free", "login", "paid"], row.one_of("cost", COSTS)),
        url=row.text("url", ""),
        serves=row.texts("serves"),
        note="; ".join(note for note in notes if note),
    )


def read_datasets(root: Path) -> Shelf[Dataset]:
    def dataset(row: Table) -> Dataset:
        return Dataset(
            id=row.text("id"),
            title=row.text("title"),
            primary=row.text("primary"),
            fallback=row.text("fallback"),
            size=row.text("size"),
            verified=row.flag("verified"),
        )

    return _rows(root / "datasets.toml", "datasets", dataset)


def _rows(path: Path, key: str, make: Callable[[Table], T], also: tuple[str, ...] = ()) -> Shelf[T]:
    """Every [[key]] table of one file; one that is spoilt is left out."""
    if not path.is_file():
        return [], []
    table, problems = read_toml(path)
    if table is None:
        return [], problems
    found = []
    for row in table.tables(key):
        made = make(row)
        for name in also:
            row.raw(name)
        row.done()
        table.take(row)
        if not row.spoilt:
            found.append(made)
    table.done()
    return found, table.problems


def read_tracks(root: Path) -> Shelf[Track]:
    return _files(sorted((root / "tracks").glob("*.toml")), _track)


def _track(table: Table, id: str) -> Track:
    return Track(
        id=id,
        title=table.text("title"),
        kind=cast(Literal["specialisation", "role"], table.one_of("kind", TRACK_KINDS)),
        outcome=table.text("outcome"),
        concepts=table.texts("concepts", needed=True),
        projects=table.texts("projects"),
        resources=table.texts("resources"),
        track=table.optional("track"),
    )


def read_plans(root: Path) -> Shelf[PlanOutline]:
    return _files(sorted((root / "plans").glob("*.toml")), _plan)


PLAN_KEYS = ("title", "kind", "summary", "hours_per_week", "concepts", "projects")


def _plan(table: Table, id: str) -> PlanOutline:
    own = {key: table.raw(key) for key in table.values if key not in PLAN_KEYS}
    return PlanOutline(
        id=id,
        title=table.text("title"),
        kind=table.text("kind"),
        summary=table.text("summary"),
        hours_per_week=table.wholes("hours_per_week"),
        concepts=table.texts("concepts"),
        projects=table.texts("projects"),
        tables=own,
    )


def read_projects(root: Path) -> Shelf[Project]:
    paths = sorted((root / "projects").glob("*/project.toml"))
    return _files(paths, _project, id_of=lambda path: path.parent.name)


def _project(table: Table, id: str) -> Project:
    return Project(
        id=id,
        title=table.text("title"),
        kind=table.text("kind"),
        stage=table.text("stage"),
        effort=Effort(
            hours=table.whole("hours"),
            concepts=table.texts("concepts", needed=True),
            labs=table.texts("labs"),
            datasets=table.texts("datasets"),
            resources=table.texts("resources"),
        ),
        deliverables=table.texts("deliverables", needed=True),
        rubric=tuple(_criteria(table)),
        known=ProjectFacts(
            baseline=table.text("baseline", ""),
            measured=table.text("measured", ""),
            typical_failures=table.texts("typical_failures"),
        ),
    )


def _criteria(table: Table) -> Iterator[Criterion]:
    for row in table.tables("rubric"):
        criterion = Criterion(
            row.text("id"), row.text("check"), row.text("passes"), row.flag("gate"), row.text("concept", "")
        )
        row.done()
        table.take(row)
        yield criterion


def _files(
    paths: list[Path], make: Callable[[Table, str], T], id_of: Callable[[Path], str] = lambda path: path.stem
) -> Shelf[T]:
    """One record a file; one that is spoilt is left out."""
    found, problems = [], []
    for path in paths:
        table, unread = read_toml(path)
        problems += unread
        if table is None:
            continue
        made = make(table, id_of(path))
        table.done()
        problems += table.problems
        if not table.spoilt:
            found.append(made)
    return found, problems


def read_themes(root: Path) -> Shelf[Theme]:
    found, problems = [], []
    for path in sorted((root / "interview").glob("*.md")):
        try:
            theme = parse_theme(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(str(path), "The file is UTF-8 text.", f"Mend it: {error}."))
            continue
        found.append(theme)
        if not (theme.title and theme.minutes_each and theme.prompts):
            problems.append(
                Problem(
                    str(path),
                    "A theme has `# Title`, `About N minutes each` and `## id: question` sections.",
                    "Write them as in the neighbouring files.",
                )
            )
    return found, problems


def parse_theme(text: str, id: str) -> Theme:
    """A theme as far as it can be read: a heading each, points as a list, concepts as links."""
    head, *sections = re.split(r"^## +", text, flags=re.MULTILINE)
    title = re.search(r"^# +(.+)$", head, re.MULTILINE)
    minutes = re.search(r"(\d+) minutes", head)
    return Theme(
        id=id,
        title=title[1].strip() if title else "",
        minutes_each=int(minutes[1]) if minutes else 0,
        prompts=tuple(_prompt(section) for section in sections),
    )


def _prompt(section: str) -> Prompt:
    heading, _, body = section.partition("\n")
    id, _, question = heading.partition(":")
    return Prompt(
        id=id.strip(),
        question=question.strip(),
        concepts=tuple(re.findall(r"\]\(concept:([\w-]+)\)", body)),
        rubric=tuple(re.findall(r"^- +(.+)$", body, re.MULTILINE)),
    )
