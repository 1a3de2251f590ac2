"""What `islands/build.mjs` built: where it lies, and the hashed name of each file that a page loads."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from groundup.records import GroundupError

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise GroundupError(
            "environment", "The pages' scripts and styles are not built. Build them: make install"
        ) from error
    return names


def built(name: str) -> str:
    """The address of "style.css" or "shell.js" as it was last built."""
    return f"/static/built/{_names()[name]}"
