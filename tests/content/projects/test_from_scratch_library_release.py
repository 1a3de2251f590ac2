"""The release's audit builds and unpacks the wheel, reads it, and names what does not stand alone."""

from __future__ import annotations

import ast
import io
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from groundup.audit import NotThere, load_criteria, replaced, run_audit
from groundup.catalog.projects import load_project_source, read_drafts, read_faults, read_files
from groundup.catalog.sources import import_source
from groundup.grading import grade, load_checks
from groundup.grading.local import local_remote
from tests.audit.rooms import inspect, local_room

pytest.importorskip("hatchling", reason="the exemplar is built by hatchling, of the group build")

CONTENT = Path(__file__).parents[3] / "content"
FOLDER = CONTENT / "projects" / "from-scratch-library-release"
SOURCE = load_project_source(FOLDER / "audit.py")
CRITERIA = {one.id: one for one in load_criteria(SOURCE)}
DRAFTS = read_drafts(FOLDER)
FAULTS = read_faults(FOLDER)
TIMED = {"benchmark", "examples"}  # slow, and noisy: `python -m tests.audit.try_project` runs them
SLOW = {*TIMED, "tests-mutation"}


def look(id: str, draft, **kept):
    inspection = inspect(draft, FOLDER)
    inspection.kept.update(kept)
    return next(run_audit(inspection, [CRITERIA[id]]))


def test_every_line_of_the_rubric_has_its_criterion() -> None:
    rubric = tomllib.loads((FOLDER / "project.toml").read_text())["rubric"]
    assert set(CRITERIA) == {one["id"] for one in rubric}


@pytest.mark.parametrize("name", DRAFTS)
def test_good_releases_pass(name: str) -> None:
    wanted = [one for one in CRITERIA.values() if one.id not in SLOW | {"oracle-suite"}]
    found = list(run_audit(inspect(DRAFTS[name], FOLDER), wanted))
    assert [(one.criterion, one.seen) for one in found if not one.passed] == []


@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if one.criterion not in TIMED], ids=lambda one: one.name
)
def test_a_planted_fault_is_named(fault) -> None:
    found = look(fault.criterion, fault.plant(DRAFTS["exemplar"]))
    assert found.passed is False, found.seen
    assert found.todo


def hidden_tests(lab: str, files: Mapping[str, str]) -> tuple[bool, str]:
    """What the caller of an audit puts in: the checks of a lab against the wheel's module."""
    (place,) = [
        p.parent for p in CONTENT.glob("concepts/*/concept.toml") if f'id = "{lab}"\n' in p.read_text()
    ]
    module = tomllib.loads((place / "concept.toml").read_text())["lab"]["module"]
    checks = load_checks(import_source(place / "lab" / "checks.py")).checks
    results = grade(lab, checks, local_remote(files[module]), np.random.default_rng(0), module)
    wrong = [one for one in results if not one.passed]
    return not wrong, wrong[0].sentence if wrong else ""


@pytest.mark.parametrize("name", DRAFTS)
def test_claimed_labs_pass_the_hidden_tests_of_the_wheel(name: str) -> None:
    found = look("oracle-suite", DRAFTS[name], check_lab=hidden_tests)
    assert found.passed, found.seen
    assert found.numbers["claimed"] == ["lab-vectors"]


def test_a_claimed_lab_that_fails_is_named_with_its_sentence() -> None:
    edit = replaced("mylib/linalg/vectors.py", "return [c * a for a in v]", "return [c + a for a in v]")
    found = look("oracle-suite", edit(DRAFTS["exemplar"]), check_lab=hidden_tests)
    assert found.passed is False and "lab-vectors is claimed and does not pass" in found.seen


def test_without_hidden_tests_it_is_unseen_and_not_passed() -> None:
    assert look("oracle-suite", DRAFTS["exemplar"]).passed is None


def test_examples_and_benchmark_are_read_from_what_a_command_prints_and_writes() -> None:
    assert SOURCE["_last_number"]("step 1 0.5\nscore 0.9843\n", "python x.py") == 0.9843
    rows = b'[{"name": "a", "ratio": 2}, {"name": "b", "ratio": 0.5}, {"name": "c", "ratio": 1}]'
    assert SOURCE["_ratios"](rows, "t.json") == {"a": 2.0, "b": 0.5, "c": 1.0}
    for wrong in (None, b"{}", b"[1]", rows.replace(b"0.5", b"0"), b"[]"):
        with pytest.raises(NotThere):
            SOURCE["_ratios"](wrong, "t.json")
    with pytest.raises(NotThere):
        SOURCE["_last_number"]("done", "python x.py")


def test_the_starter_begins_with_a_failing_test() -> None:
    with local_room(read_files(FOLDER / "starter")) as room:
        ran = room.run("python -m pytest -q -p no:randomly tests")
        assert ran.exit == 1 and "Set __version__" in ran.stdout


def test_take_py_copies_a_library_and_overwrites_nothing(tmp_path: Path) -> None:
    theirs = tmp_path / "mylib"
    (theirs / "linalg").mkdir(parents=True)
    (theirs / "__init__.py").write_text("other")
    (theirs / "linalg" / "vectors.py").write_text("x = 1\n")
    with local_room(read_files(FOLDER / "starter")) as room:
        assert room.run(f"python take.py {theirs}").ok
        assert room.read("mylib/linalg/vectors.py") == b"x = 1\n"
        assert b"0.0.0" in (room.read("mylib/__init__.py") or b"")


def packed(**files: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return kept.getvalue()


def test_a_wheel_is_read_as_an_archive() -> None:
    heads = ("Name: a", "Version: 1.2", "Requires-Dist: NumPy>=2", "Requires-Dist: x_y; extra == 'z'")
    metadata = "\n".join(heads) + "\n\nRequires-Dist: no"
    found = SOURCE["read_wheel"](packed(a__b="", **{"a-1.dist-info__METADATA": metadata}), "a.whl")
    assert (found.version, set(found.requires)) == ("1.2", {"numpy"})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", packed(**{"a": "0" * (33 * 2**20)})])
def test_what_is_no_wheel_is_said(content: bytes) -> None:
    with pytest.raises(NotThere):
        SOURCE["read_wheel"](content, "a.whl")


def test_a_path_that_leads_out_of_a_wheel_is_left_there() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("../evil.py", "")
        archive.writestr("/etc/evil.py", "")
        archive.writestr("a/good.py", "")
    assert set(SOURCE["read_wheel"](kept.getvalue(), "a.whl").files) == {"a/good.py"}


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ("import os, numpy.linalg as la", {"os", "numpy.linalg"}),
        ("from . import x\nfrom .. import y\nfrom ..z import w", {"p.q.x", "p.y", "p.z.w"}),
        ("def f():\n    from scipy import stats", {"scipy.stats"}),
    ],
)
def test_imports_are_read_as_python_reads_them(source: str, targets: set[str]) -> None:
    found = SOURCE["imports_of"]("p.q.r", ast.parse(source), False)
    assert {one.target for one in found} == targets


def test_an_optional_import_is_known_as_one() -> None:
    tree = ast.parse("try:\n    import torch\nexcept ImportError:\n    torch = None\nimport numpy")
    found = {one.target: one.is_optional for one in SOURCE["imports_of"]("p", tree, True)}
    assert found == {"torch": True, "numpy": False}


@pytest.mark.parametrize(
    ("source", "is_oracle"),
    [
        ("import numpy as np\nnp.linalg.svd(A)", True),
        ("from numpy import linalg as la\nla.solve(A, b)", True),
        ("from numpy.linalg import norm\nnorm(v)", False),
        ("import numpy as np\nnp.linalg.norm(v)", False),
        ("import numpy as np\nself.linalg.svd(A)", False),
    ],
)
def test_calls_of_oracles_are_told_from_others(source: str, is_oracle: bool) -> None:
    calls = [name for name, _ in SOURCE["_calls"](ast.parse(source))]
    assert any(SOURCE["ORACLE_CALLS"].fullmatch(name) for name in calls) is is_oracle


@pytest.mark.parametrize(
    ("doc", "lacks"),
    [
        ("The mean (n,) of rows (n, d). Raises ValueError where n is 0.", ""),
        ("A scalar. Raises nothing.", ""),
        ("The mean of rows (n, d).", "says no error"),
        ("The mean (of course). Raises ValueError.", "says no shape"),
        ("The mean.", "says no shape and no error"),
        ("", "has no docstring"),
    ],
)
def test_docstrings_are_asked_for_shapes_and_errors(doc: str, lacks: str) -> None:
    assert SOURCE["_lacks"](doc) == lacks
