"""Tab: commands, options and ids, in the shell's own words."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from groundup.cli import app
from groundup.cli.completing import concepts_like
from tests.cli.conftest import Run


def offered(line: str) -> str:
    variables = {
        "_GROUNDUP_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
    }
    return CliRunner().invoke(app, [], prog_name="groundup", env=variables).stdout


@pytest.mark.parametrize(
    ("line", "word"),
    [("groundup le", "lesson"), ("groundup lesson dou", "doubling"), ("groundup check hal", "halving")],
)
def test_tab_offers_what_can_follow(run: Run, line: str, word: str) -> None:
    assert word in offered(line).split()


def test_tab_is_silent_where_there_is_no_content(home: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDUP_CONTENT", "/nowhere")
    assert concepts_like("d") == []
