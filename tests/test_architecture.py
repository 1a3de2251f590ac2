"""The walls between the rooms, and that the repository stands alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(
    path.relative_to(ROOT)
    for path in (ROOT / "groundup").rglob("*.py")
    if not {"node_modules", "content"} & set(path.parts)
)
DECIDERS = {"grading", "learner", "planner", "portfolio"}
HOMES = re.compile(rb"(?<![\w.])/(?:home|Users)/\w+/")
UPWARDS = re.compile(rb"(?<![\w./])(?:\.\./)+")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a file of ours imports, wherever in the file."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    return path.parts[1]


def test_imports_point_down() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_check_holds_the_directions_of_imports() -> None:
    recipe = (ROOT / "Makefile").read_text().partition("\ncheck:")[2].partition("\n\n")[0]
    assert "lint-imports" in recipe


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_what_belongs_to_one_room_is_imported_there_alone(path: Path) -> None:
    owners = {
        "sqlalchemy": {"storage"},
        "alembic": {"storage"},
        "pysqlite3": {"storage"},
        "fsrs": {"learner"},
    }
    owners |= {name: {"web"} for name in ("fastapi", "starlette", "jinja2", "quickjs")}
    owners |= {"jinja2": {"web", "portfolio"}, "cryptography": {"portfolio"}, "rfc8785": {"portfolio"}}
    owners |= {"typer": {"cli"}, "rich": {"cli"}, "pickle": set()}
    for name in imported(path):
        assert room(path) in owners.get(name.partition(".")[0], {room(path)}), name


@pytest.mark.parametrize("path", [path for path in SOURCES if room(path) in DECIDERS], ids=str)
def test_deciders_read_no_clock_no_disk_and_no_chance_of_their_own(path: Path) -> None:
    banned = {"os", "time", "pathlib", "secrets", "subprocess", "socket", "shutil", "tempfile", "sqlite3"}
    assert not banned & {name.partition(".")[0] for name in imported(path)}
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(r"datetime\.now\(|date\.today\(|(?<![\w.])open\(", text)


@pytest.mark.parametrize("path", [path for path in SOURCES if room(path) in {"web", "cli"}], ids=str)
def test_pages_and_commands_decide_nothing(path: Path) -> None:
    """They may name what an action hands them, and open what they serve; rules are behind the actions."""
    assert not DECIDERS & {name.split(".")[1] for name in imported(path) if name.startswith("groundup.")}


def repository() -> Iterator[Path]:
    """Every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    names = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    yield from (name for name in names if (ROOT / name).is_file())


def test_no_file_of_the_repository_names_a_folder_of_one_machine() -> None:
    here = (bytes(ROOT) + b"/", sys.prefix.encode() + b"/")
    for name in repository():
        content = (ROOT / name).read_bytes()
        assert not HOMES.search(content), name
        assert not any(folder in content for folder in here), name


def test_no_relative_path_climbs_out_of_the_repository() -> None:
    """Tests may: they try to."""
    for name in repository():
        if name.parts[0] != "tests":
            climbs = (len(found[0]) // 3 for found in UPWARDS.finditer((ROOT / name).read_bytes()))
            assert max(climbs, default=0) < len(name.parts), name


def test_no_link_of_the_repository_leads_out_of_it() -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-s"], capture_output=True, text=True, check=True
    )
    links = [line.partition("\t")[2] for line in listed.stdout.splitlines() if line.startswith("120000")]
    assert all((ROOT / link).resolve().is_relative_to(ROOT) for link in links)
