"""A draft as real commits in a real repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from groundup.audit import Draft

WHO = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "A learner"), ("EMAIL", "learner@example.org"))
}


def commit(draft: Draft, folder: Path) -> None:
    """Every step of the draft on top of what the repository in `folder` holds; makes one if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        _git(folder, "init", "-q", "-b", "main", "--template=")
    for step in draft.steps:
        _git(folder, "rm", "-rq", "--cached", "--ignore-unmatch", ".")
        for path in [p for p in sorted(folder.rglob("*")) if ".git" not in p.parts and p.is_file()]:
            path.unlink()
        for name, content in step.files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        at = step.at.isoformat()
        _git(folder, "add", "-A", "-f", ".")
        when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        _git(folder, "commit", "-q", "--allow-empty", "-m", step.message, env=when)
        if step.tag:
            _git(folder, "tag", step.tag)


def _git(folder: Path, *words: str, env: dict[str, str] | None = None) -> None:
    settings = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": "/dev/null", **(env or {})}
    subprocess.run(["git", "-C", str(folder), *words], check=True, env=settings, capture_output=True)
