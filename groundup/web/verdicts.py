"""The newest verdict of each lab while the program runs, whoever saved: the page, or another editor.

A verdict is reached once for a text: saving on the page also changes the file, and the file's change must not
be answered a second time. What counts is the evidence; this may be forgotten at any time.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from pathlib import Path

from groundup import actions
from groundup.actions import LabChecked
from groundup.workspace import Workspace

READY_AFTER_S = 0.2


class Verdicts:
    """Safe to use from any thread; one check of a lab at a time."""

    def __init__(self) -> None:
        self._latest: dict[str, LabChecked] = {}
        self._checked: dict[str, str] = {}
        self._saved_s: dict[str, float] = {}
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def latest(self, lab: str) -> LabChecked | None:
        return self._latest.get(lab)

    def save(self, w: Workspace, lab: str, source: str, duration_s: float) -> LabChecked:
        """Save the learner's text into the workspace and check it."""
        with self._locks[lab]:
            actions.save_lab(w, lab, source)
            return self._check(w, lab, source, self._fresh_s(w, lab, duration_s))

    def check_folder(self, w: Workspace, lab: str, duration_s: float) -> LabChecked:
        """Check the folder of a practical as it lies in the workspace."""
        with self._locks[lab]:
            checked = actions.check_lab(w, lab, duration_s=self._fresh_s(w, lab, duration_s))
            self._latest[lab] = checked
            return checked

    def _fresh_s(self, w: Workspace, lab: str, duration_s: float) -> float:
        """The part of these seconds that was not counted before: no minute is counted twice."""
        now_s = w.clock().timestamp()
        since_last_s = now_s - self._saved_s.get(lab, 0.0)
        self._saved_s[lab] = now_s
        return min(duration_s, since_last_s)

    def expect(self, w: Workspace, lab: str) -> None:
        """A save will come: have its check made ready once the page of now is sent."""
        timer = threading.Timer(READY_AFTER_S, actions.make_ready, (w, lab))
        timer.daemon = True
        timer.start()

    def look(self, w: Workspace, lab: str) -> LabChecked | None:
        """Check the file if its text is not the one that was checked last."""
        with self._locks[lab]:
            view = actions.lab(w, lab)
            if not view.saved or view.is_folder or self._checked.get(lab) == _plain(view.source):
                return None
            return self._check(w, lab, view.source, 0.0)

    def forget(self, lab: str) -> None:
        with self._locks[lab]:
            self._latest.pop(lab, None)

    def _check(self, w: Workspace, lab: str, source: str, duration_s: float) -> LabChecked:
        checked = actions.check_lab(w, lab, _plain(source), duration_s)
        self._checked[lab] = _plain(source)
        self._latest[lab] = checked
        self.expect(w, lab)
        return checked


def _plain(source: str) -> str:
    return source.replace("\r\n", "\n")


def labs_at(w: Workspace, paths: set[Path], labs: set[str]) -> set[str]:
    """Which of these labs have their module among the paths."""
    return {lab for lab in labs & set(w.catalog.labs) if w.root / w.catalog.lab(lab).module in paths}
