"""Content that is Python: read as text, hashed, and imported from its path under a private name.

questions.py and checks.py are the project's own code and run in this process; solution.py and mistakes/*.py
are only read here: they run in the engine.
"""

from __future__ import annotations

import hashlib
import sys
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from groundup.records import GroundupError

HASH_LENGTH = 16  # hexadecimal digits; enough that two versions of a file never share it


def import_source(path: Path) -> dict[str, Any]:
    """The namespace of a Python file. Leaves no bytecode in the content folder.

    Raises GroundupError("content") with the reason when the file cannot be imported.
    """
    name = f"_groundup_content_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses look their own module up
    try:
        exec(compile(read_text(path), str(path), "exec"), module.__dict__)
    except GroundupError:
        raise
    except Exception as error:
        raise GroundupError("content", f"{path} cannot be imported: {_where(error, path)}") from error
    return module.__dict__


def _where(error: Exception, path: Path) -> str:
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    place = f" in line {line}" if line else ""
    return f"{type(error).__name__}: {error}{place}."


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GroundupError("content", f"{path} cannot be read: {error}.") from error


def hash_files(paths: Iterable[Path], root: Path, also: str = "") -> str:
    """A short hash of these files' names (below `root`) and contents, and of one more text."""
    digest = hashlib.sha256(also.encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:HASH_LENGTH]
