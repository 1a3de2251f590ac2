"""The help must answer before one has looked up: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from groundup import cli

HEAVY = (
    "numpy",
    "sympy",
    "sqlalchemy",
    "fastapi",
    "uvicorn",
    "matplotlib",
    "rich",
    "groundup.engine",
    "groundup.catalog",
)


def test_the_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['groundup', '--help']\n"
        "from groundup.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "LOADED []" in done.stdout


def test_on_windows_the_way_is_said_and_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("sys.argv", ["groundup", "today"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr()
    assert ended.value.code == cli.Status.ENVIRONMENT
    assert "wsl --install" in said.err
    assert said.out == ""
