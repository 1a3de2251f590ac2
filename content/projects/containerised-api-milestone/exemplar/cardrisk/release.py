"""python -m cardrisk.release deploy FILE | rollback: how a model version reaches the service, and leaves it.

Deploy is a gate: the file loads, it is good enough on the held-out payments, and it is not worse than what is
served. Only then does it become models/current.json, in one rename; the one before stays as previous.json.
The service reads the file when it starts: restart it after either command.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from cardrisk.evaluate import headline, suffices
from cardrisk.model import BrokenModel, load
from cardrisk.table import split

DATA = Path("data/transactions.csv")
MODELS = Path("models")
MOST_LOSS = 0.01  # AUROC that a new version may be below the served one


class Refused(Exception):
    """The gate does not open; the message says why."""


def deploy(candidate: Path, models: Path = MODELS, data: Path = DATA) -> None:
    """Raises Refused, and then nothing has changed."""
    current = models / "current.json"
    _, held_out = split(data)
    try:
        value, rule = headline(load(candidate), *held_out)
    except BrokenModel as error:
        raise Refused(f"it cannot be loaded: {error}") from error
    if not suffices(value, rule):
        raise Refused(f"AUROC {value:.3f} on the held-out payments is not enough")
    if current.exists():
        served, _ = headline(load(current), *held_out)
        if value < served - MOST_LOSS:
            raise Refused(f"AUROC {value:.3f} is below the {served:.3f} of the version that is served")
        if candidate.read_bytes() != current.read_bytes():
            put(current, models / "previous.json")
    put(candidate, current)


def rollback(models: Path = MODELS) -> None:
    """The version before becomes the current one. Raises Refused where there is none."""
    previous = models / "previous.json"
    if not previous.exists():
        raise Refused(f"there is no {previous}")
    put(previous, models / "current.json")


def put(source: Path, target: Path) -> None:
    """Whoever reads `target` meanwhile gets the old file or the new one, never half of one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    shutil.copyfile(source, fresh)
    os.replace(fresh, target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    orders = parser.add_subparsers(dest="order", required=True)
    orders.add_parser("deploy").add_argument("model", type=Path)
    orders.add_parser("rollback")
    given = parser.parse_args()
    try:
        deploy(given.model) if given.order == "deploy" else rollback()
    except Refused as reason:
        print(f"Refused: {reason}.", file=sys.stderr)
        sys.exit(1)
    print(f"{given.order}: models/current.json is in place. Restart the service.")
