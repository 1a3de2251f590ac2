"""A folder that was handed in: the module that holds it defines `FILES`, and `LEFT_OUT` where there is need.

`FILES` maps a path to its content, text or bytes; `LEFT_OUT` a path to the size of a file that was too large.
"""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Mapping


def files_of(name: str) -> dict[str, bytes]:
    found: Mapping[str, str | bytes] = importlib.import_module(name).FILES
    return {path: text.encode() if isinstance(text, str) else text for path, text in found.items()}


def left_out_of(name: str) -> dict[str, int]:
    return dict(getattr(importlib.import_module(name), "LEFT_OUT", {}))


def lay_out(files: Mapping[str, str | bytes]) -> str:
    """A fresh folder that holds these files; its path."""
    top = tempfile.mkdtemp(dir=os.environ.get("TMPDIR"))
    for path, content in files.items():
        parts = path.split("/")
        if "" in parts or ".." in parts:
            raise ValueError(f"{path!r} is no path below a folder")
        os.makedirs(os.path.join(top, *parts[:-1]), exist_ok=True)
        with open(os.path.join(top, *parts), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
    return top
