"""Where content is found: the core pack of this installation, and further packs.

A checkout has it in `content/` beside the package, a wheel in `groundup/content`. GROUNDUP_CONTENT names
folders to use instead, GROUNDUP_PACKS folders to use as well; both take several, separated as in PATH.
"""

from __future__ import annotations

import os
from pathlib import Path

from groundup.records import GroundupError

PACKAGE = Path(__file__).resolve().parent.parent


def content_roots() -> tuple[Path, ...]:
    """The packs in order; where two define the same id, the first one counts."""
    chosen = _named("GROUNDUP_CONTENT") or [_core()]
    roots = (*chosen, *_named("GROUNDUP_PACKS"))
    for root in roots:
        if not root.is_dir():
            raise GroundupError(
                "environment", f"There is no content folder {root}: see GROUNDUP_CONTENT and GROUNDUP_PACKS."
            )
    return roots


def _core() -> Path:
    inside, beside = PACKAGE / "content", PACKAGE.parent / "content"
    return inside if inside.is_dir() else beside


def _named(variable: str) -> list[Path]:
    return [
        Path(name).expanduser().absolute()
        for name in os.environ.get(variable, "").split(os.pathsep)
        if name.strip()
    ]
