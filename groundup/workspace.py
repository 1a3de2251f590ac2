"""One running groundup: catalog, store, engine, clock and chance, wired here and only here.

A workspace is the learner's own Git repository; groundup's database lies in its folder `.groundup`, which
Git ignores. Nothing here decides anything: what a person can do is in `actions`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from groundup.catalog import Catalog, content_roots, load
from groundup.engine import Cells, Engine
from groundup.records import GroundupError
from groundup.storage import Store, open_store

STATE_FOLDER = ".groundup"
OPEN_LESSONS = 4  # lessons that keep a child of their own; the least recently used one is closed first


def now() -> datetime:
    return datetime.now().astimezone()


@dataclass
class Workspace:
    """Opened by `open_workspace`, closed by `close`; `derived` may be emptied at any time."""

    root: Path
    catalog: Catalog
    store: Store
    engine: Engine
    clock: Callable[[], datetime] = now
    entropy: Callable[[], int] = lambda: secrets.randbits(31)
    derived: dict[str, Any] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    open_cells: dict[str, Cells] = field(default_factory=dict)

    @property
    def state_folder(self) -> Path:
        return self.root / STATE_FOLDER

    def cells(self, concept: str) -> Cells:
        """The locked-down child that belongs to an open lesson; opened on first use."""
        with self.lock:
            cells = self.open_cells.pop(concept, None) or self.engine.open("sci")
            self.open_cells[concept] = cells  # last in, so the first is the least recently used
            surplus = list(self.open_cells)[:-OPEN_LESSONS]
            closing = [self.open_cells.pop(name) for name in surplus]
        for old in closing:
            old.close()
        return cells

    def close_cells(self, concept: str) -> None:
        with self.lock:
            cells = self.open_cells.pop(concept, None)
        if cells is not None:
            cells.close()

    def close(self) -> None:
        for concept in list(self.open_cells):
            self.close_cells(concept)
        self.engine.close()
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_workspace(root: Path, *, clock: Callable[[], datetime] = now) -> Workspace:
    """Open what `init_workspace` made. Raises GroundupError with the way out."""
    state = root / STATE_FOLDER
    if not state.is_dir():
        raise GroundupError(
            "not-found", f"{root} is not a groundup workspace. Make one: groundup init {root}"
        )
    catalog = load(content_roots())  # before the store: what fails here leaves nothing open
    store = open_store(state / "groundup.db")
    return Workspace(root=root, catalog=catalog, store=store, engine=Engine(), clock=clock)


def find_workspace(given: Path | None = None) -> Path:
    """`given`, else the nearest folder upwards that is a workspace, else $GROUNDUP_HOME, else ~/groundup."""
    if given is not None:
        return given.expanduser().absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / STATE_FOLDER).is_dir():
            return folder
    home = os.environ.get("GROUNDUP_HOME")
    return Path(home).expanduser().absolute() if home else Path.home() / "groundup"


README = """# My machine-learning library

Every module in `mylib/` was written in a lab and checked against a library that the industry uses.
`notes/` is for notes, `projects/` for projects. groundup keeps its database in `.groundup/`, which Git
ignores: `groundup export` writes an archive of everything.
"""


def init_workspace(root: Path) -> Path:
    """Make (or complete) a workspace at `root`; files that are there already are never changed."""
    try:
        for folder in ("mylib", "notes", "projects", STATE_FOLDER):
            (root / folder).mkdir(parents=True, exist_ok=True)
        _write_new(root / "README.md", README)
        _write_new(root / ".gitignore", ".groundup/\n__pycache__/\npractice/\nprojects/*/\n")
        _write_new(root / "notes" / ".gitkeep", "")
        _write_new(root / "projects" / ".gitkeep", "")
        _write_new(root / "mylib" / "__init__.py", '"""My own machine-learning library."""\n')
    except OSError as error:
        raise GroundupError(
            "environment",
            f"Cannot make a workspace at {root}: {error.strerror or error}. "
            "Choose a folder that you may write to: groundup init PATH",
        ) from error
    _init_git(root)
    return root


def _write_new(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def _init_git(root: Path) -> None:
    """A Git repository, unless `root` already lies in one or Git is absent (doctor says so)."""
    git = shutil.which("git")
    if git is None:
        return
    inside = subprocess.run(
        [git, "-C", str(root), "rev-parse", "--is-inside-work-tree"], capture_output=True, check=False
    )
    if inside.returncode != 0:
        subprocess.run([git, "init", "-q", "-b", "main", str(root)], capture_output=True, check=False)


def begin_repository(folder: Path, message: str) -> bool:
    """A new Git repository of `folder` with one commit of all that is in it.

    False where Git is absent, or knows no name to commit under: then the files are there and nothing is
    committed. A hook or a template of the user's is not run.
    """
    git = shutil.which("git")
    if git is None:
        return False
    quiet = [git, "-C", str(folder), "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false"]
    steps = (["init", "-q", "-b", "main", "--template="], ["add", "-A"], ["commit", "-q", "-m", message])
    return all(subprocess.run([*quiet, *step], capture_output=True).returncode == 0 for step in steps)


def local_zone() -> str:
    """The IANA name of this machine's time zone, or UTC where the system does not tell."""
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    link = Path("/etc/localtime")
    if link.is_symlink():
        target = str(link.resolve())
        candidates.append(target.partition("zoneinfo/")[2])
    for name in candidates:
        try:
            if name and ZoneInfo(name):
                return name
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return "UTC"
