"""An exception of the learner's code as plain text: type, message, place, a trace of their lines alone."""

from __future__ import annotations

import builtins
import linecache
from collections.abc import Container
from types import TracebackType
from typing import Any

LONGEST_MESSAGE = 2000
SHOWN_FRAMES = 8

EXIT_MESSAGE = (
    "The code ended the program (sys.exit, exit or quit). Code that is checked must return or raise instead."
)


def fault_of(error: BaseException, own: Container[str]) -> dict[str, Any]:
    """`own`: the paths that belong to the learner. Other frames are left out."""
    frames = [(path, line, name) for path, line, name in _frames(error.__traceback__) if path in own]
    path, line = (frames[-1][0], frames[-1][1]) if frames else ("", None)
    if isinstance(error, SyntaxError) and isinstance(error.filename, str) and error.filename in own:
        path, line = error.filename, error.lineno
        frames.append((path, line or 0, ""))
    kind, message = type(error).__name__, message_of(error)
    return {
        "kind": kind,
        "message": message,
        "path": path,
        "line": line,
        "trace": "\n".join([*_lines(frames), f"{kind}: {message}" if message else kind]),
        "bases": _builtin_bases(type(error)),
    }


def _builtin_bases(kind: type) -> list[str]:
    bases = [base for base in kind.__mro__[1:] if base is not object]
    return [base.__name__ for base in bases if getattr(builtins, base.__name__, None) is base]


def message_of(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return EXIT_MESSAGE
    if isinstance(error, SyntaxError):
        return str(error.msg)[:LONGEST_MESSAGE]
    try:
        if type(error) is KeyError and len(error.args) == 1:
            return f"the key {error.args[0]!r:.200} is not there"
        return str(error)[:LONGEST_MESSAGE]
    except Exception as second:  # the learner's own __str__ may raise
        return f"(its __str__ raised {type(second).__name__})"


def _frames(trace: TracebackType | None) -> list[tuple[str, int, str]]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append((code.co_filename, trace.tb_lineno or 0, code.co_name))
        trace = trace.tb_next
    return found


def _lines(frames: list[tuple[str, int, str]]) -> list[str]:
    if len(frames) > SHOWN_FRAMES:
        left_out = len(frames) - SHOWN_FRAMES
        frames = [*frames[:2], ("", left_out, ""), *frames[2 - SHOWN_FRAMES :]]
    lines = []
    for path, line, name in frames:
        if not path:
            lines.append(f"... {line} more calls ...")
            continue
        lines.append(f"{path}, line {line}" + (f", in {name}" if name and name != "<module>" else ""))
        source = linecache.getline(path, line).strip()
        if source:
            lines.append(f"    {source}")
    return lines
