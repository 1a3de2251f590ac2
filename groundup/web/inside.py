"""The JavaScript that the server runs itself: KaTeX and dagre in a small engine, on one thread of its own.

Promises: a formula always comes back as HTML (one that cannot be read as it was written), the same formula
costs nothing the second time, and any thread may ask. No DOM, no network and no file is reachable from
inside.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import quickjs

from groundup.web.built import BUILT

MEMORY_BYTES = 256 * 1024**2
SECONDS = 10  # for one formula or layout: a runaway one must end


@dataclass(frozen=True)
class Laid:
    """Where a layout put things: centres of nodes, points along edges, and its size."""

    nodes: dict[str, tuple[float, float]]
    edges: tuple[tuple[str, str, tuple[tuple[float, float], ...]], ...]
    width: float
    height: float


# The engine may be entered from the thread that made it and from no other.
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inside")


@lru_cache(maxsize=1)
def _context() -> Any:
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_BYTES)
    context.set_time_limit(SECONDS)
    context.eval((BUILT / "inside.js").read_text(encoding="utf-8"))
    return context


def _call(name: str, *arguments: Any) -> Any:
    return json.loads(_context().get(name)(*arguments))


@lru_cache(maxsize=20_000)
def formula(tex: str, *, display: bool = False) -> str:
    """HTML with MathML beside it, for eyes and for screen readers."""
    html: str = _thread.submit(_call, "setFormula", tex.strip(), display).result()
    return html


def lay_out(nodes: Sequence[tuple[str, float, float]], edges: Sequence[tuple[str, str]]) -> Laid:
    """A layered drawing of a graph, from left to right; `nodes` are (id, width, height)."""
    sizes = [{"id": id, "width": width, "height": height} for id, width, height in nodes]
    text = json.dumps({"nodes": sizes, "edges": edges})
    laid = _thread.submit(_call, "layOut", text).result()
    return Laid(
        nodes={id: (x, y) for id, x, y in laid["nodes"]},
        edges=tuple((a, b, tuple((x, y) for x, y in points)) for a, b, points in laid["edges"]),
        width=laid["width"],
        height=laid["height"],
    )
