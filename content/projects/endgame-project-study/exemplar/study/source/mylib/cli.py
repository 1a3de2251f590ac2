"""`mylib`: says which version is installed and which modules it has."""

from __future__ import annotations

import pkgutil
import sys

import mylib


def main(arguments: list[str] | None = None) -> int:
    """Print version and modules; returns the exit status, a scalar. Raises nothing."""
    words = sys.argv[1:] if arguments is None else arguments
    print(f"mylib {mylib.__version__}")
    if "--modules" in words:
        for module in pkgutil.walk_packages(mylib.__path__, "mylib."):
            print(module.name)
    return 0
