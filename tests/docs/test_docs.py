"""The documents, held against the program: a document that has fallen behind is a failing test."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main

from groundup.cli import STATUS, Status, app

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def code(markdown: str) -> str:
    """What stands in fences or between backticks, a piece a line."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", markdown)
    return "\n".join(fenced + inline)


def commands(command: Any, path: str = "groundup") -> set[str]:
    """Every command that does something: a group only if it can be called alone."""
    children = getattr(command, "commands", {})
    own = set() if children and not command.invoke_without_command else {path}
    return own.union(*(commands(child, f"{path} {name}") for name, child in children.items()))


def test_commands_md_lists_the_commands_that_exist_and_no_others() -> None:
    table = (ROOT / "docs/commands.md").read_text().partition("## Exit status")[0]
    listed = re.findall(r"^\| `(groundup[a-z ]*)` \|", table, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == commands(typer.main.get_command(app))


def test_commands_md_lists_every_exit_status() -> None:
    text = (ROOT / "docs/commands.md").read_text().partition("## Exit status")[2].partition("##")[0]
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert listed == {int(status) for status in Status}
    assert set(STATUS.values()) <= set(Status)


def test_every_kind_of_error_has_an_exit_status() -> None:
    from groundup.records import GroundupError

    named = re.search(r"`code` is one of: ([a-z, \n-]+)\.", GroundupError.__doc__ or "")
    assert named is not None
    assert {code.strip() for code in named[1].split(",")} == set(STATUS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_make_targets_in_documents_exist(path: Path) -> None:
    used = set(re.findall(r"(?:^|`)make ([a-z-]+)(?:`|$)", path.read_text(), re.MULTILINE))
    assert used <= TARGETS


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"(?<!`)\]\(([^)#`]+)\)", path.read_text()):
        if "://" not in target and ":" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_groundup_commands_in_documents_exist(path: Path) -> None:
    first = {name.split()[1] for name in commands(typer.main.get_command(app)) if " " in name} | {"COMMAND"}
    used = re.findall(r"(?:^|&& )groundup ([a-zA-Z]+)", code(path.read_text()), re.MULTILINE)
    assert set(used) <= first


def test_the_readme_shows_the_two_commands_and_ci_runs_the_second() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "```\nmake run\nmake test\n```" in readme
    assert re.search(r"^make test$", (ROOT / ".ci/run").read_text(), re.MULTILINE)


def test_the_architecture_fits_150_lines_and_draws_the_directions_that_are_held() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    assert len(text.splitlines()) <= 150
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert "\n".join(layers) in text


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs/architecture.md").read_text().partition("## The map")[2]
    for path in sorted((ROOT / "groundup").iterdir()):
        if path.name.startswith("__") or not (path.suffix == ".py" or (path / "__init__.py").exists()):
            continue
        assert re.search(rf"^  (  )?{re.escape(path.name)}\b", text, re.MULTILINE), path.name


def test_every_variable_that_the_program_reads_is_documented() -> None:
    sources = [path for path in (ROOT / "groundup").rglob("*.py") if "node_modules" not in path.parts]
    read = {name for path in sources for name in re.findall(r"\bGROUNDUP_[A-Z]+\b", path.read_text())}
    documented = "\n".join(path.read_text() for path in DOCS)
    assert not {name for name in read if name not in documented}


def test_every_benchmark_is_explained() -> None:
    text = (ROOT / "docs/performance.md").read_text()
    explained = set(re.findall(r"^\| `benchmarks\.(\w+)` \|", text, re.MULTILINE))
    found = {
        path.stem
        for path in (ROOT / "benchmarks").glob("*.py")
        if not path.stem.startswith("_") and 'if __name__ == "__main__"' in path.read_text()
    }
    assert explained == found
    assert all(f" {name} " in (ROOT / "Makefile").read_text().replace(";", " ") for name in found)


def test_every_decision_is_listed_and_fits_half_a_page() -> None:
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text()
    decisions = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    assert [path.name[:4] for path in decisions] == [f"{n:04}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        assert f"({path.name})" in index
        assert len(path.read_text().splitlines()) <= 30


def test_json_in_documents_is_json() -> None:
    for path in DOCS:
        for block in re.findall(r"```json\n(.*?)```", path.read_text(), re.DOTALL):
            json.loads(block)
