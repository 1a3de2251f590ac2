"""Audits that run while the program does, one at a time for each project, and what they have said so far.

What counts is the evidence, which the audit itself keeps; this may be forgotten at any time.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from groundup import actions
from groundup.records import Finding, GroundupError
from groundup.workspace import Workspace

log = logging.getLogger("groundup.web")


@dataclass
class Running:
    """One audit as a page shows it. `trouble`: why it could not be made, or that our side broke."""

    begun: actions.Auditing | None = None
    findings: list[Finding] = field(default_factory=list)
    trouble: str = ""
    over: bool = False

    @property
    def left(self) -> tuple[str, ...]:
        looked_at = {one.criterion for one in self.findings}
        return tuple(id for id in (self.begun.criteria if self.begun else ()) if id not in looked_at)


class Audits:
    """Safe to use from any thread."""

    def __init__(self) -> None:
        self._running: dict[str, Running] = {}
        self._lock = threading.Lock()

    def start(self, w: Workspace, project: str, *, builds: bool = False) -> None:
        """Begin an audit, unless one of this project is under way."""
        with self._lock:
            now = self._running.get(project)
            if now is not None and not now.over:
                return
            self._running[project] = running = Running()
        threading.Thread(target=_audit, args=(w, project, running, builds), daemon=True, name="audit").start()

    def of(self, project: str) -> Running | None:
        """The one under way, or one that ended with trouble; None otherwise."""
        now = self._running.get(project)
        return None if now is None or (now.over and not now.trouble) else now


def _audit(w: Workspace, project: str, running: Running, builds: bool) -> None:
    try:
        for one in actions.audit_project(w, project, builds=builds):
            if isinstance(one, actions.Auditing):
                running.begun = one
            elif isinstance(one, Finding):
                running.findings.append(one)
    except GroundupError as error:
        running.trouble = error.message
    except Exception:
        log.exception("An audit of %s broke", project)
        running.trouble = "Our side broke, not your project. What happened is in the log of the program."
    finally:
        running.over = True
