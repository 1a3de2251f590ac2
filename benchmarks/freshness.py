"""Does all content hold on the oldest and the newest NumPy, SciPy and scikit-learn that are supported?

    python -m benchmarks.freshness [--seeds 200] [--write docs/freshness.md] [--python PATH]

Each set of packages gets an environment of its own, from the lock but for these three; in it the whole
contract runs: every cell, question family, figure, lab, other solution, mistake and race. The oldest run on
the Python that runs this; the newest on the newest Python there is (`--python` names another), since the
newest packages do not support every Python.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("python3.14", "python3.13", "python3.12")  # newest first
TESTED = {"numpy": "NumPy", "scipy": "SciPy", "scikit-learn": "scikit-learn"}
GROUNDUP = "from groundup.cli import main; main()"
VERSIONS = """
import json, platform
from importlib.metadata import version
print(json.dumps([platform.python_version(), *map(version, {names!r})]))
"""
HEAD = """# Freshness, measured

Written by `make freshness`; not by hand. The whole contract over all content, {seeds} seeds for each question
family, on the oldest and the newest packages that are supported. Last run on {today}.

| packages | Python | {names} | concepts | problems | minutes |
| --- | --- | {rules} | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Result:
    """What the contract found on one set of packages; `versions`: of Python, then of the packages."""

    name: str
    versions: tuple[str, ...]
    concepts: int
    problems: tuple[dict[str, str], ...]
    minutes: float


def oldest(pyproject: str) -> dict[str, str]:
    """The lower bound of each tested package. Raises ValueError where one has none."""
    bounds: dict[str, str] = {}
    for line in tomllib.loads(pyproject)["project"]["dependencies"]:
        wanted = Requirement(line)
        least = [spec.version for spec in wanted.specifier if spec.operator == ">="]
        if wanted.name in TESTED and least:
            bounds[wanted.name] = least[0]
    if missing := TESTED.keys() - bounds.keys():
        raise ValueError(f"pyproject.toml sets no lower bound for {', '.join(sorted(missing))}.")
    return bounds


def newest_python() -> str:
    """The newest Python on the path that can make environments; else the one that runs this."""
    for name in PYTHONS:
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", "import venv"], capture_output=True).returncode == 0:
            return found
    return sys.executable


def measured(name: str, interpreter: str, packages: list[str], seeds: int) -> Result:
    """Install these packages over the lock, and run the contract."""
    with tempfile.TemporaryDirectory(prefix="freshness-") as folder:
        python = Path(folder) / "bin/python"
        subprocess.run([interpreter, "-m", "venv", folder], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
        subprocess.run([*install, "--no-deps", "--upgrade", *packages], check=True)
        asked = [python, "-c", VERSIONS.format(names=list(TESTED))]
        versions = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
        begun = time.monotonic()
        problems, concepts = contract(python, seeds)
        return Result(name, tuple(versions), concepts, tuple(problems), (time.monotonic() - begun) / 60)


def contract(python: Path, seeds: int) -> tuple[list[dict[str, str]], int]:
    """The problems that `content check` finds, and the number of complete concepts."""
    check = [python, "-c", GROUNDUP, "content", "check", "--json", "--seeds", str(seeds)]
    ran = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    try:
        problems = json.loads(ran.stdout)
    except ValueError:
        raise RuntimeError(f"The contract did not run to its end: {ran.stderr[-2000:]}") from None
    return problems, len(list((ROOT / "content/concepts").glob("*/lesson.md")))


def report(results: list[Result], seeds: int, today: date) -> str:
    """The Markdown of docs/freshness.md."""
    names = " | ".join(TESTED.values())
    text = HEAD.format(seeds=seeds, today=today, names=names, rules=" | ".join("---" for _ in TESTED))
    for one in results:
        shown = (one.name, *one.versions, one.concepts, len(one.problems), f"{one.minutes:.0f}")
        text += f"| {' | '.join(map(str, shown))} |\n"
    for one in results:
        if one.problems:
            text += f"\n## Problems on the {one.name}\n\n"
            text += "".join(f"- `{found['path']}`: {found['rule']}\n" for found in one.problems)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--python", default=newest_python())
    chosen = parser.parse_args()
    bounds = oldest((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    least = [f"{name}=={version}" for name, version in bounds.items()]
    results = [
        measured("oldest", sys.executable, least, chosen.seeds),
        measured("newest", chosen.python, list(TESTED), chosen.seeds),
    ]
    text = report(results, chosen.seeds, date.today())
    print(text)
    if chosen.write is not None:
        chosen.write.write_text(text, encoding="utf-8")
    if any(one.problems for one in results):
        raise SystemExit(3)


if __name__ == "__main__":
    main()
