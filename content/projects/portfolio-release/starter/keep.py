"""Keep one audited repository here: its files, its commit object and the report of its audit.

python keep.py PATH NAME

PATH is the repository on your machine, all of it committed. Nothing in it is changed.
"""

import json
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent


def git(path, *words):
    return subprocess.run(["git", "-C", str(path), *words], check=True, capture_output=True).stdout


def audited(path):
    """The report as groundup prints it; it is one whether the audit passed or not."""
    done = subprocess.run(
        ["groundup", "project", "audit", str(path), "--json"], capture_output=True, text=True
    )
    if not done.stdout.strip().startswith("{"):
        raise SystemExit(done.stderr or "groundup project audit said nothing.")
    report = json.loads(done.stdout)
    report["path"] = ""  # a folder of this machine is nobody's business
    return report


def keep(path, name):
    report = audited(path)
    tree = HERE / "repositories" / name
    if tree.exists():
        raise SystemExit(f"{tree} is there already: take it away first.")
    tree.mkdir(parents=True)
    with tarfile.open(fileobj=BytesIO(git(path, "archive", report["commit"]))) as files:
        files.extractall(tree, filter="data")
    audits = HERE / "audits"
    audits.mkdir(exist_ok=True)
    (audits / f"{name}.json").write_text(json.dumps(report, indent=2) + "\n")
    (audits / f"{name}.commit").write_bytes(git(path, "cat-file", "commit", report["commit"]))
    print(f"Kept {report['commit'][:10]}; now: git add -f repositories/{name} audits")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    keep(Path(sys.argv[1]), sys.argv[2])
