"""Sets the formulas of lessons and lays out the map before they are asked for, one after another in the
background. When all is set, own parameters are fitted if that is due, and what is there by then, which
stays, is not looked through for garbage again: that takes longer than planning the whole map anew.

Only a head start: a page that comes first does the same work itself.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator

from groundup import actions
from groundup.catalog import Aside, Prose
from groundup.records import GroundupError
from groundup.web import prose
from groundup.web.chart import chart
from groundup.web.inside import formula
from groundup.workspace import Workspace

log = logging.getLogger("groundup.web")
HEAD_START_S = 1.0  # the first page comes first
PAUSE_S = 0.005  # between two formulas, so that a page that is asked for meanwhile does not wait


def warm(w: Workspace, stop: threading.Event) -> None:
    """Runs on a thread of its own until done or told to stop."""
    try:
        stop.wait(HEAD_START_S)
        chart(actions.roadmap(w))
        for concept in [c.id for c in w.catalog.concepts.values() if c.complete]:
            for tex, display in _formulas(w, concept):
                if stop.wait(PAUSE_S):
                    return
                formula(tex, display=display)
        actions.refit_if_due(w)
        gc.collect()
        gc.freeze()
    except GroundupError as error:
        log.warning("Warming stopped: %s", error.message)


def _formulas(w: Workspace, concept: str) -> Iterator[tuple[str, bool]]:
    for block in w.catalog.lesson(concept).blocks:
        if isinstance(block, Prose | Aside):
            yield from prose.formulas(block.markdown)
