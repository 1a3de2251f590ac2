"""Sets the formulas of lessons and lays out the map before they are asked for, one after another in the
background.

Only a head start: a page that comes first does the same work itself.
"""

from __future__ import annotations

import logging
import threading

from groundup import actions
from groundup.catalog import Aside, Prose
from groundup.records import GroundupError
from groundup.web import prose, shell
from groundup.web.chart import chart
from groundup.workspace import Workspace

log = logging.getLogger("groundup.web")
PAUSE_S = 0.05  # between two texts, so that a page that is asked for meanwhile does not wait


def warm(w: Workspace, stop: threading.Event) -> None:
    """Runs on a thread of its own until done or told to stop."""
    try:
        stop.wait(1.0)
        chart(actions.roadmap(w))
        for concept in [c.id for c in w.catalog.concepts.values() if c.complete]:
            for block in w.catalog.lesson(concept).blocks:
                if stop.wait(PAUSE_S):
                    return
                if isinstance(block, Prose | Aside):
                    prose.prose(block.markdown, shell.links_of(w))
    except GroundupError as error:
        log.warning("Warming stopped: %s", error.message)
