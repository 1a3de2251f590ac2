"""The help must answer before one has looked up: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

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
