"""Every command of the tree, walked: help, examples, width, and what a mistyped word gets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from groundup.cli import app
from groundup.cli.app import SECTIONS


def walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from walk(child, (*path, name))


TREE = dict(walk(typer.main.get_command(app)))


@pytest.fixture(params=sorted(TREE), ids=lambda path: " ".join(path) or "groundup")
def path(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return request.param


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_exits_0_with_an_example_within_80_columns(path: tuple[str, ...], flag: str) -> None:
    result = CliRunner().invoke(app, [*path, flag], terminal_width=80)
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_each_example_begins_with_its_own_command(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(app, [*path, "--help"]).stdout
    examples = [line.strip() for line in text.partition("Examples:")[2].strip().splitlines() if line.strip()]
    assert examples
    for line in examples:
        assert line.startswith("groundup")
        assert all(word in line.split() for word in path), line


def test_each_example_is_understood_by_the_parser(path: tuple[str, ...]) -> None:
    import shlex

    command = TREE[path]
    if getattr(command, "commands", None):
        return  # a group's example is one of its commands'
    text = CliRunner().invoke(app, [*path, "--help"]).stdout
    for line in text.partition("Examples:")[2].strip().splitlines():
        words = shlex.split(line)[1:]
        if words[:1] == ["--workspace"]:
            words = words[2:]
        command.make_context(path[-1], words[len(path) :], resilient_parsing=False).close()


def test_no_command_is_missing_from_the_sections_of_the_help() -> None:
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(name for (name,) in (path for path in TREE if len(path) == 1))


def test_short_help_is_a_whole_sentence() -> None:
    text = CliRunner().invoke(app, ["--help"], terminal_width=80).stdout
    assert "..." not in text.replace("[ARGS]...", "")


@pytest.mark.parametrize(
    ("typed", "meant"), [("chek", "check"), ("quesiton", "question"), ("exprot", "export"), ("plna", "plan")]
)
def test_a_mistyped_command_is_met_with_what_was_meant(typed: str, meant: str) -> None:
    result = CliRunner().invoke(app, [typed])
    assert result.exit_code == 2
    assert f"Did you mean '{meant}'" in result.stderr
    assert result.stdout == ""


def test_a_mistyped_option_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["check", "lab-vectors", "--flie", "x.py"])
    assert result.exit_code == 2
    assert "--file" in result.stderr


def test_a_missing_argument_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 2
    assert result.stdout == ""
