"""python release.py deploy MODEL | rollback. Deploy only what we trained: loading with joblib can run code.

The gate asks for an AUROC of 0.80 on the payments held out. The version before stays beside the current one.
"""

import os
import shutil
import sys
from pathlib import Path

import joblib
from fit import held_out

FLOOR = 0.80
TABLE = "data/transactions.csv"
CURRENT, BEFORE = Path("versions/current.joblib"), Path("versions/before.joblib")


def good_enough(path, table=TABLE):
    """(verdict, reason). Anything that cannot be loaded and scored is not."""
    try:
        auroc = held_out(joblib.load(path), table)[0]
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return False, f"cannot be used: {error!r}"
    return auroc >= FLOOR, f"AUROC {auroc:.3f}, the floor is {FLOOR}"


def put(source, target):
    target.parent.mkdir(exist_ok=True)
    shutil.copy(source, f"{target}.part")
    os.replace(f"{target}.part", target)


def deploy(path):
    fine, reason = good_enough(path)
    print(reason)
    if fine and CURRENT.exists():
        put(CURRENT, BEFORE)
    if fine:
        put(path, CURRENT)
    return 0 if fine else 1


def rollback():
    if not BEFORE.exists():
        print("There is no version before.")
        return 1
    put(BEFORE, CURRENT)
    return 0


if __name__ == "__main__":
    sys.exit(deploy(sys.argv[2]) if sys.argv[1] == "deploy" else rollback())
