"""A learner's repository as data: its newest commit, its history, and what was ever in it.

Promises: nothing of the repository is executed, and no configuration, hook, attribute or address in it is
obeyed; no link of it is followed and no folder outside it is read; Git itself works behind walls, on objects
alone (`git_objects`). Whatever the repository holds, time, memory and what is kept are bounded; beyond a
bound it says so with a sentence. Not read: other branches, SHA-256 repositories, worktrees and borrowed
objects.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from groundup.engine import git_objects, histories
from groundup.engine.enclosures import View
from groundup.engine.inside.working_copy import WorkingCopy
from groundup.engine.opening import Rooms
from groundup.engine.porters import Bounds
from groundup.engine.references import References, references
from groundup.engine.rooms import Room
from groundup.records import Commit, GroundupError, Repository

SEEN_AS = "/repository"
PATIENCE_S = 60.0
LARGEST_FILE = 25 * 2**20  # of `Repository.files`; all of them together:
ALL_FILES = 256 * 2**20
KEPT = 2**20  # of each blob; all of them together, and what is unpacked for it:
ALL_KEPT, ALL_UNPACKED = 192 * 2**20, 512 * 2**20
MOST_LARGE, MOST_BLOBS = 20, 50_000
MOST_DIRTY, LONGEST_DIRTY = 200, 300
BOUNDS = Bounds(memory_mib=1024, disk_mib=64, output_kib=1024)


@dataclass(frozen=True)
class _Folder:
    """A repository on this machine. `git` is its `.git` folder, relative: "" where it is bare."""

    path: Path
    git: str


def clone(rooms: Rooms, path: Path) -> Repository:
    """Raises GroundupError("not-found") where there is no folder, "invalid" where it holds no repository that
    can be read or no commit, "environment" where Git or the walls are missing."""
    folder = _folder(path)
    known = references(WorkingCopy(str(folder.path / folder.git), may_be_linked=True), str(path))
    view = View(shown={SEEN_AS: str(folder.path)})
    with rooms.open(git_objects.OWN, view, BOUNDS, owner=folder.path.stat().st_uid) as room:
        top = room.shown_at(SEEN_AS, str(folder.path))
        return _Reading(room, top, folder, known).repository()


def _folder(path: Path) -> _Folder:
    if not path.is_dir():
        raise GroundupError("not-found", f"There is no folder {path}.")
    path = path.resolve()
    git = next((git for git in (".git", "") if _is_git(path / git)), None)
    if git is None:
        if (path / ".git").is_file():
            raise GroundupError("invalid", f"{path} is a worktree: name the folder of the main repository.")
        raise GroundupError("invalid", f"{path} is no Git repository: begin with `git init` and commit.")
    if (path / git / "objects/info/alternates").exists():
        raise GroundupError(
            "invalid",
            f"{path} borrows objects from another repository: run `git repack -a -d` in it, and remove "
            ".git/objects/info/alternates.",
        )
    return _Folder(path, git)


def _is_git(place: Path) -> bool:
    """Whether folders, and no links to folders, are what makes it a repository."""
    try:
        kinds = [os.lstat(place / name).st_mode for name in (".", "objects", "refs")] + [
            os.lstat(place).st_mode
        ]
        return all(map(stat.S_ISDIR, kinds)) and stat.S_ISREG(os.lstat(place / "HEAD").st_mode)
    except OSError:
        return False


class _Reading:
    def __init__(self, room: Room, top: str, folder: _Folder, known: References) -> None:
        self.room, self.top, self.folder, self.known = room, top, folder, known
        self.objects = os.path.join(top, folder.git, "objects")
        self.deadline = time.monotonic() + PATIENCE_S
        self.room_left = {"kept": ALL_KEPT, "unpacked": ALL_UNPACKED, "large": MOST_LARGE}

    def repository(self) -> Repository:
        self._require_git()
        with git_objects.opened(self.room, self.objects, False, self.deadline) as found:
            commits = histories.commits_of(self.known, found.read)
            tags = histories.peeled(self.known.tags, found.read)
            sizes = self._sizes(commits)
            files, large = self._files(commits[0], sizes, found)
            blobs = self._blobs(commits, sizes, files, found)
        return Repository(self.known.head, files, large, commits, tags, blobs, self._dirty())

    def _require_git(self) -> None:
        found = self.room.run_words(["git", "--version"], wall_s=10)
        if not found.ok:
            raise GroundupError("environment", "Git is missing on this machine, or does not run: install it.")

    def _sizes(self, commits: tuple[Commit, ...]) -> dict[str, int]:
        """Of every file of the history; ids that the repository lacks are missing here, too."""
        ids = dict.fromkeys(id for commit in commits for id in commit.files.values())
        if len(ids) > MOST_BLOBS:
            raise GroundupError("invalid", f"The history holds more than {MOST_BLOBS} versions of files.")
        with git_objects.opened(self.room, self.objects, True, self.deadline) as heads:
            return heads.sizes(list(ids))

    def _files(
        self, head: Commit, sizes: Mapping[str, int], found: git_objects.Objects
    ) -> tuple[dict[str, bytes], dict[str, int]]:
        """What the newest commit holds, the small ones first while there is room."""
        contents: dict[str, bytes] = {}
        files, large, room = {}, {}, ALL_FILES
        for path, id in sorted(head.files.items(), key=lambda item: (sizes.get(item[1], 0), item[0])):
            if id not in sizes:
                raise GroundupError("invalid", f"{path} is missing from the repository: try `git fsck`.")
            if sizes[id] > min(LARGEST_FILE, room):
                large[path] = sizes[id]
                continue
            room -= sizes[id]
            if id not in contents:
                contents[id] = self._content(id, found)
            files[path] = contents[id]
        return dict(sorted(files.items())), large

    def _content(self, id: str, found: git_objects.Objects) -> bytes:
        kind, content = found.read([id]).get(id, ("", b""))
        if kind != "blob":
            raise histories.damaged(id)
        return content

    def _blobs(
        self,
        commits: Iterable[Commit],
        sizes: Mapping[str, int],
        files: Mapping[str, bytes],
        found: git_objects.Objects,
    ) -> dict[str, tuple[int, bytes]]:
        """Everything ever committed, what is newer first while there is room."""
        blobs: dict[str, tuple[int, bytes]] = {}
        for commit in commits:
            for path, id in commit.files.items():
                if id in blobs or id not in sizes:
                    continue
                at_hand = files.get(path) if commit.id == self.known.head else None
                content = at_hand if at_hand is not None else self._beginning(id, sizes[id], found)
                content = content[: min(KEPT, max(0, self.room_left["kept"]))]
                self.room_left["kept"] -= len(content)
                blobs[id] = (sizes[id], content)
        return blobs

    def _beginning(self, id: str, size: int, found: git_objects.Objects) -> bytes:
        if self.room_left["kept"] <= 0:
            return b""
        if size <= min(LARGEST_FILE, self.room_left["unpacked"]):
            self.room_left["unpacked"] -= size
            return self._content(id, found)
        if self.room_left["large"] <= 0:
            return b""
        self.room_left["large"] -= 1
        return git_objects.beginning(self.room, self.objects, id, KEPT, self.deadline)

    def _dirty(self) -> tuple[str, ...]:
        """What differs from the head in the folder, and is not ignored."""
        if not self.folder.git:
            return ()
        env = git_objects.variables(self.room, self.objects) | {"GIT_WORK_TREE": self.top}
        self.room.write("git/refs/heads/none", f"{self.known.head}\n".encode())
        begun = self.room.run_words(["git", "read-tree", "HEAD"], wall_s=20, env=env)
        asked = ["git", "status", "--porcelain", "-z", "--no-renames", "--ignore-submodules=all"]
        found = self.room.run_words(asked, wall_s=20, env=env)
        if not begun.ok:
            said = begun.stderr.strip().splitlines()[:1]
            raise GroundupError("invalid", f"Git cannot lay out the newest commit: {' '.join(said)}")
        if not found.ok:
            raise GroundupError(
                "invalid",
                f"What differs from the last commit in {self.folder.path} could not be found out: does it "
                "hold an environment or a data set that .gitignore does not name?",
            )
        lines = [line for line in found.stdout.split("\0") if line[2:3] == " "]
        return tuple(sorted(line[3:][:LONGEST_DIRTY] for line in lines)[:MOST_DIRTY])
