"""A folder that is handed in: no link is followed, nothing special is opened, limits are said."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from groundup.actions import folders
from groundup.actions.folders import of_package, of_repository, read_folder
from tests.actions.conftest import refusal


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def made(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(source, names)
    return names


def test_links_and_special_files_are_passed_over(tmp_path: Path) -> None:
    secret, top = put(tmp_path / "secret.txt", "secret"), tmp_path / "work"
    put(top / "a.txt", "a")
    (top / "file.txt").symlink_to(secret)
    (top / "folder").symlink_to(tmp_path)
    (top / "broken").symlink_to("nowhere")
    (top / "loop").symlink_to(top)
    os.mkfifo(top / "pipe")
    assert read_folder(top, of_package).files == {"a.txt": b"a"}


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "real" / "a.txt")
    (tmp_path / "work").symlink_to(tmp_path / "real")
    assert "is a link" in refusal("invalid", lambda: read_folder(tmp_path / "work", of_package))
    refusal("invalid", lambda: read_folder(put(tmp_path / "file"), of_package))


def test_what_takes_the_place_of_a_file_after_the_listing_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "outside" / "secret.txt", "secret")
    put(tmp_path / "work" / "a" / "secret.txt", "mine")
    listed = folders._entries

    def exchanging(folder: int) -> Any:
        entries = list(listed(folder))
        if "a" in [name for name, _ in entries]:
            (tmp_path / "work" / "a").rename(tmp_path / "moved")
            (tmp_path / "work" / "a").symlink_to(tmp_path / "outside")
        return entries

    monkeypatch.setattr(folders, "_entries", exchanging)
    assert read_folder(tmp_path / "work", of_package).files == {}


def test_a_large_file_is_named_and_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "small.txt", "small")
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(folders.LARGEST_FILE + 1)  # sparse: it takes no room on the disk
    found = read_folder(tmp_path, of_package)
    assert found.files == {"small.txt": b"small"}
    assert found.left_out == {"large.bin": folders.LARGEST_FILE + 1}
    monkeypatch.setattr(folders, "MOST_BYTES", 4)
    assert "too much for this practical" in refusal("invalid", lambda: read_folder(tmp_path, of_package))
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    assert "more than 1 files" in refusal("invalid", lambda: read_folder(tmp_path, of_package))


def test_a_folder_without_end_ends(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * (folders.DEEPEST + 5))
    put(deep / "a.txt")
    put(tmp_path / "b.txt")
    assert list(read_folder(tmp_path, of_package).files) == ["b.txt"]


def test_of_a_package_only_what_its_author_wrote_is_read(tmp_path: Path) -> None:
    for path in ("pyproject.toml", "src/p/__init__.py", "src/build.py", "env.txt", ".gitignore"):
        put(tmp_path / path)
    for path in (
        ".git/config",
        ".venv/lib/a.py",
        "src/p/__pycache__/a.pyc",
        "dist/p.whl",
        "src/p.egg-info/PKG-INFO",
        ".pytest_cache/x",
    ):
        put(tmp_path / path)
    found = read_folder(tmp_path, of_package).files
    assert sorted(found) == [".gitignore", "env.txt", "pyproject.toml", "src/build.py", "src/p/__init__.py"]


def test_of_a_repository_neither_configuration_nor_hooks_nor_work_tree_are_read(tmp_path: Path) -> None:
    wanted = [
        "HEAD",
        "packed-refs",
        "refs/heads/main",
        "refs/heads/a/b",
        "objects/ab/cd",
        "objects/pack/p.pack",
    ]
    for path in wanted:
        put(tmp_path / ".git" / path)
    for path in (
        ".git/config",
        ".git/hooks/post-checkout",
        ".git/info/attributes",
        ".git/index",
        ".git/objects/info/alternates",
        ".git/objects/pack/p.idx",
        ".git/logs/HEAD",
        "HEAD",
        "a.py",
        "sub/.git/HEAD",
    ):
        put(tmp_path / path)
    assert sorted(read_folder(tmp_path, of_repository).files) == sorted(f".git/{path}" for path in wanted)


def test_a_repository_that_lies_elsewhere_is_refused(tmp_path: Path) -> None:
    put(tmp_path / ".git", "gitdir: /somewhere/else\n")
    assert "points to a repository elsewhere" in refusal(
        "invalid", lambda: read_folder(tmp_path, of_repository)
    )


def test_what_is_handed_in_is_what_was_read(tmp_path: Path) -> None:
    contents = {
        "a": b"text\n",
        "b": b"\xff\x00binary",
        "c": b"nul\x00",
        "d'\"": b'\'"""\\ {}',
        "e": "ä€\u2028".encode(),
        "f": b"\r\n",
    }
    folder = folders.Folder(contents, {"large": 7})
    source = folders.handed_in(folder)
    names = made(source)
    assert {p: c.encode() if isinstance(c, str) else c for p, c in names["FILES"].items()} == contents
    assert names["LEFT_OUT"] == {"large": 7}
    again = folders.handed_in(folders.Folder(dict(reversed(contents.items())), {"large": 7}))
    assert again == source
