"""The doctor: what this machine has, what it lacks, what that means, and the way to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path

from groundup.actions.views import Finding
from groundup.engine import Engine
from groundup.records import GroundupError
from groundup.storage import open_store
from groundup.workspace import STATE_FOLDER

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def doctor(root: Path, engine: Engine | None = None) -> tuple[Finding, ...]:
    """Every finding, needed or not; works without a workspace. Raises nothing that it can say.

    A running `engine` is asked for its walls; without one, an engine is started and closed again.
    """
    return (_python(), _git(), *_workspace(root), _space(root), *_walls(engine), _browser())


def _python() -> Finding:
    version = platform.python_version()
    well = sys.version_info >= (3, 11)
    return Finding("Python", well, f"Python {version}.", "" if well else "Install Python 3.11 or newer.")


def _git() -> Finding:
    git = shutil.which("git")
    if git:
        return Finding("Git", True, f"Git is at {git}.", needed=False)
    return Finding(
        "Git",
        False,
        "Git is not installed: your workspace is a plain folder without a history.",
        "Debian, Ubuntu: sudo apt install git. macOS: xcode-select --install",
        needed=False,
    )


def _workspace(root: Path) -> tuple[Finding, ...]:
    state = root / STATE_FOLDER
    if not state.is_dir():
        return (
            Finding("Workspace", False, f"There is no workspace at {root}.", f"groundup init {root}", False),
        )
    if not os.access(root, os.W_OK) or not os.access(state, os.W_OK):
        return (
            Finding(
                "Workspace",
                False,
                f"{root} may not be written to.",
                f"Make it yours: sudo chown -R $USER {root}",
            ),
        )
    try:
        store = open_store(state / "groundup.db")
    except GroundupError as error:
        return (Finding("Workspace", False, f"The database cannot be opened: {error.message}"),)
    try:
        count = store.count(store.learner())
        sentence = f"{root} holds {count} pieces of evidence; SQLite {store.library_version()}."
    finally:
        store.close()
    return (Finding("Workspace", True, sentence),)


def _space(root: Path) -> Finding:
    folder = next(p for p in (root, *root.parents) if p.exists())
    free_mib = shutil.disk_usage(folder).free // 1024**2
    well = free_mib >= 200
    remedy = "" if well else "Free some space: nothing new can be recorded on a full disk."
    return Finding("Disk", well, f"{free_mib:,} MiB are free.", remedy)


def _walls(running: Engine | None) -> tuple[Finding, ...]:
    """The layers between code under test and this machine, each probed by running it."""
    if running is not None:
        return _layers(running)
    engine = Engine()
    try:
        engine.start()
        return _layers(engine)
    finally:
        engine.close()


def _layers(engine: Engine) -> tuple[Finding, ...]:
    sentence = f"Tier {engine.tier}: {engine.tier_sentence}"
    tier = Finding("Walls", engine.tier in "AB", sentence, needed=False)
    layers = (
        Finding(f"Wall: {layer.name}", layer.on, layer.means, layer.remedy, needed=False)
        for layer in engine.report()
    )
    return (tier, *layers)


def _browser() -> Finding:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return Finding("Chromium", True, f"Chromium for the browser tests is at {found}.", needed=False)
    return Finding(
        "Chromium",
        False,
        "No Chromium or Chrome was found: tests that drive a browser are left out. "
        "Any browser shows the pages.",
        "Debian: sudo apt install chromium. macOS: brew install --cask chromium",
        needed=False,
    )
