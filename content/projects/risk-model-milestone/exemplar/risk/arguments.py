"""The words that the programs understand: --data FILE and the like, and --seed with 0 as its default."""

from __future__ import annotations

import argparse

KINDS = {"data": str, "model": str, "out": str, "folds": str, "seed": int}
DEFAULTS = {"seed": 0}


def read_arguments(description: str, *names: str) -> argparse.Namespace:
    """Every name has to be given, unless it has a default."""
    parser = argparse.ArgumentParser(description=description)
    for name in names:
        needed = name not in DEFAULTS
        parser.add_argument(f"--{name}", type=KINDS[name], required=needed, default=DEFAULTS.get(name))
    return parser.parse_args()
