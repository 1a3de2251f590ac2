"""Practicals: read beside the lab, submitted with their bench, and held to the same contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from groundup.catalog import check, load, starting_files
from groundup.engine import Engine

CONCEPT = "concepts/doubling"
TABLE = """
[practical]
id = "practical-doubling"
bench = "script"
module = "mylib/scripts/doubled.py"
builds = ["doubled.txt from numbers.txt"]
"""
CHECKS = """
from groundup.grading import check, equal, item, probe, that


def doubled(lab, numbers):
    wrote = item(lab.run({"numbers.txt": " ".join(map(str, numbers))}), "wrote")
    data = item(wrote, "doubled.txt")
    that(isinstance(data, bytes), "doubled.txt could not be read.")
    return data.decode(errors="replace").split()


@check("Doubles each number", task=1)
def doubles(lab, rng):
    numbers = [int(n) for n in rng.integers(3, 90, size=4)]
    equal(doubled(lab, numbers), [str(2 * n) for n in numbers])


@probe
def of_five(lab):
    return doubled(lab, [5])
"""
SCRIPT = """
numbers = [int(word) for word in open("numbers.txt").read().split()]
with open("doubled.txt", "w") as file:
    file.write(" ".join(str(2 * n) for n in numbers))
"""
OTHERS = {
    "added": SCRIPT.replace("2 * n", "n + n"),
    "shifted": SCRIPT.replace("2 * n", "n << 1"),
    "by_lines": SCRIPT.replace('" ".join(', '"\\n".join('),
}
MISTAKES = {"squares": "n * n", "trebles": "3 * n", "adds_two": "n + 2"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(("core",)) as started:
        yield started


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def practical(pack: Path) -> Path:
    """The pack, with a practical in one of its concepts; the folder of that practical."""
    outline = pack / CONCEPT / "concept.toml"
    head, mark, rest = outline.read_text(encoding="utf-8").partition("\n[[")
    outline.write_text(head + "\n" + TABLE + mark + rest, encoding="utf-8")
    folder = pack / CONCEPT / "practical"
    put(folder, {"brief.md": "Write a script.\n\n## Task 1: double\n\n```{hint} Hint\nTwice.\n```\n"})
    put(
        folder,
        {"checks.py": CHECKS, "solution.py": SCRIPT, "starter.py": 'raise NotImplementedError("task 1")\n'},
    )
    put(folder / "others", {f"{name}.py": f'"""By {name}."""\n{text}' for name, text in OTHERS.items()})
    explained = '"""It computes something else.\n\nAsk yourself: what of 5?\n"""\n'
    put(
        folder / "mistakes",
        {f"{n}.py": explained + SCRIPT.replace("2 * n", new) for n, new in MISTAKES.items()},
    )
    return folder


def said(pack: Path, engine: Engine | None = None) -> list[str]:
    return [problem.rule for problem in check([pack], engine, seeds=1, only=[pack / CONCEPT])]


def test_a_practical_keeps_the_contract(pack: Path, practical: Path, engine: Engine) -> None:
    assert said(pack, engine) == []


def test_it_is_found_beside_the_lab_and_submitted_with_its_bench(pack: Path, practical: Path) -> None:
    catalog = load((pack,))
    assert catalog.labs["practical-doubling"] == catalog.labs["lab-doubling"] == "doubling"
    found = catalog.lab("practical-doubling")
    assert (found.entry, catalog.lab("lab-doubling").entry) == ("bench", "mylib.numbers.doubling")
    files = found.sources("x = 1\n")
    assert files["mylib/scripts/doubled.py"] == "x = 1\n"
    assert "script" in files["bench.py"] and "'mylib.scripts.doubled'" in files["bench.py"]
    assert found.hash != catalog.lab("lab-doubling").hash


def test_a_concept_whose_practical_is_not_whole_is_outlined(pack: Path, practical: Path) -> None:
    (practical / "checks.py").unlink()
    assert not load((pack,)).concepts["doubling"].complete
    assert "A concept with a lesson has its whole practical." in said(pack)


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("solution.py", "2 * n", "2 * n + 1", "The solution passes: with seed 0 it does not."),
        ("mistakes/trebles.py", "3 * n", "n + n", "Every mistake fails: trebles passes."),
        (
            "mistakes/trebles.py",
            "3 * n",
            "n * n",
            "Every mistake is diagnosed as itself: squares is diagnosed as nothing.",
        ),
        ("others/added.py", "n + n", "n", "Every other solution passes: with seed 0 added does not."),
        (
            "starter.py",
            "NotImplementedError",
            "KeyError",
            "The starter fails each task politely: task 1 raises an exception.",
        ),
        (
            "checks.py",
            "(3, 90, size=4)",
            "(3, 4, size=4)",
            "Memorised answers never pass: those recorded with seed 0 pass with seed 1.",
        ),
    ],
)
def test_what_breaks_the_contract_is_said(
    pack: Path, practical: Path, engine: Engine, name: str, old: str, new: str, rule: str
) -> None:
    path = practical / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert rule in said(pack, engine)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            '"practical-doubling"',
            '"lab-doubled"',
            "A lab's id begins with practical-: 'lab-doubled' does not.",
        ),
        (
            "mylib/scripts/doubled.py",
            "scripts/doubled.py",
            "`module` is a path like mylib/linalg/vectors.py: 'scripts/doubled.py' is not.",
        ),
        (
            'bench = "script"',
            'bench = "package"',
            "`module` is a path like practice/history: 'mylib/scripts/doubled.py' is not.",
        ),
        (
            'bench = "script"',
            'bench = "magic"',
            "`bench` of [practical] is one of suite, script, package, repository.",
        ),
    ],
)
def test_an_outline_that_is_wrong_is_said(pack: Path, practical: Path, old: str, new: str, rule: str) -> None:
    path = pack / CONCEPT / "concept.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert rule in said(pack)


def test_the_files_of_a_starter_are_read_and_never_run() -> None:
    assert starting_files('FILES = {"a": "x", "b/c": """y\n"""}\n') == {"a": "x", "b/c": "y\n"}
    for source in (
        "FILES = make()\n",
        'FILES = {"a": 1}\n',
        "FILES = [1]\n",
        "x = 1\n",
        "raise SystemExit\n",
    ):
        assert starting_files(source) is None
