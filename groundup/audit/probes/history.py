"""History: was the work done in steps, and is the repository light enough to be cloned?

HISTORY                                                    the criterion `history`: 8 commits on 3 days
history(commits=8, days=3, id="history", file_bytes=5_000_000,
        output_bytes=200_000, why=WHY) -> Criterion

Days are those of the commits' own zones. Files are looked at in every commit, outputs of notebooks at the
newest. Dates can be made up; that is not looked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from groundup.audit.criteria import Criterion, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.records import Finding, Repository

WHY = "A history in steps shows how someone works; a single commit shows only that files were uploaded."


def history(
    commits: int = 8,
    days: int = 3,
    id: str = "history",
    file_bytes: int = 5_000_000,
    output_bytes: int = 200_000,
    why: str = WHY,
) -> Criterion:
    def look(inspection: Inspection) -> Finding:
        repository = inspection.repository
        on = sorted({one.at.date() for one in repository.commits})
        count = len(repository.commits)
        if count < commits or len(on) < days:
            return failed(
                f"{_so_many(count, 'commit')} on {_so_many(len(on), 'day')}; it takes {commits} on {days}.",
                "Commit each step when it works, with a subject that says what changed. Old work cannot be "
                "divided afterwards; go on from here.",
                commits=count,
                days=len(on),
            )
        if wrong := _heavy_file(repository, file_bytes) or _heavy_notebook(repository, output_bytes):
            return wrong
        seen = f"{count} commits on {len(on)} days, from {on[0]} to {on[-1]}; no file above "
        return passed(f"{seen}{file_bytes / 1e6:g} MB.", commits=count, days=len(on))

    return criterion(id, cheap=True, why=why)(look)


HISTORY: Criterion = history()


def _so_many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _heavy_file(repository: Repository, most: int) -> Finding | None:
    for size, path, commit in sorted(_sizes(repository), reverse=True):
        if size > most:
            return failed(
                f"{path} has {size / 1e6:.1f} MB (commit {commit[:10]}); files stay below {most / 1e6:g} MB.",
                "Load it with a script and a checksum, list it in .gitignore, and take it out of the history "
                "with git filter-repo.",
                file=path,
                bytes=size,
            )
    return None


def _sizes(repository: Repository) -> Iterator[tuple[int, str, str]]:
    """Every content ever committed, with a path and a commit that has it."""
    for path, size in repository.large.items():
        yield size, path, repository.head
    seen: set[str] = set()
    for commit in repository.commits:
        for path, id in commit.files.items():
            if id not in seen and id in repository.blobs:
                seen.add(id)
                yield repository.blobs[id][0], path, commit.id


def _heavy_notebook(repository: Repository, most: int) -> Finding | None:
    for path, content in sorted(repository.files.items()):
        if not path.endswith(".ipynb"):
            continue
        for number, size in _outputs(content):
            if size > most:
                return failed(
                    f"{path}: an output of cell {number} has {size / 1e3:.0f} kB; they stay below "
                    f"{most / 1e3:g} kB.",
                    "Clear the outputs before committing (jupyter nbconvert --clear-output --inplace), and "
                    "save figures as files.",
                    file=path,
                    bytes=size,
                )
    return None


def _outputs(content: bytes) -> Iterator[tuple[int, int]]:
    """Number of the cell and size as JSON of each output; nothing where it is no notebook."""
    try:
        cells: Any = json.loads(content.decode("utf-8", errors="replace"))["cells"]
        for number, cell in enumerate(cells, 1):
            for output in cell.get("outputs", ()):
                yield number, len(json.dumps(output))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return
