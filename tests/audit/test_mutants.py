"""Suites that notice, suites that do not, and tests that assert nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.mutants import (
    Planted,
    _lives,
    _tests_without_assertion,
    drawn,
    judged,
    source_files,
    tests_notice,
)
from tests.audit.toy import inspected

tests_notice.__test__ = False  # a probe and no test of ours

CODE = """
def area(width, height):
    if width < 0 or height < 0:
        raise ValueError("negative")
    return width * height

def largest(values):
    best = values[0]
    for value in values[1:]:
        if value > best:
            best = value
    return best
"""
THOROUGH = """
from shapes import area, largest

def test_area():
    assert area(2, 3) == 6 and area(0, 5) == 0 and area(5, 0) == 0
    for sides in ((-1, 2), (2, -1)):
        try:
            area(*sides)
        except ValueError:
            continue
        assert False

def test_largest():
    assert largest([3, 1, 2]) == 3 and largest([1, 2, 3]) == 3 and largest([1, 3, 2]) == 3
    assert largest([1, 1]) == 1 and largest([2, 3]) == 3 and largest([-5, -6, -7]) == -5
"""
IDLE = "from shapes import area, largest\n\ndef test_area():\n    assert area(2, 3)\n"
RUNNER = """
import sys
sys.path.insert(0, ".")
from tests import test_shapes
for name in dir(test_shapes):
    if name.startswith("test_"):
        getattr(test_shapes, name)()
"""
MANIFEST = '[commands]\ntest = "python check.py"\n'


def project(tests: str, code: str = CODE, **more: str):
    files = {
        "groundup.toml": MANIFEST,
        "shapes.py": code,
        "tests/test_shapes.py": tests,
        "tests/__init__.py": "",
    }
    return inspected({**files, "check.py": RUNNER, **more})


def test_a_thorough_suite_notices():
    found = tests_notice(project(THOROUGH))
    assert found.passed, found.seen
    assert found.numbers["killed"] >= 0.6 * found.numbers["tried"]


def test_an_idle_suite_does_not_and_the_living_are_named():
    found = tests_notice(project(IDLE))
    assert found.passed is False
    assert "shapes.py:" in found.seen and "60% are asked for" in found.seen


def test_it_stops_as_soon_as_the_verdict_is_certain():
    planted = len(drawn(project(IDLE), 30))
    assert tests_notice(project(IDLE)).numbers["tried"] < planted
    assert tests_notice(project(THOROUGH)).numbers["tried"] < planted


def test_the_file_is_as_it_was_after_each_mutant():
    inspection = project(THOROUGH)
    assert all(one.source != CODE for one in drawn(inspection, 30))
    first, again = tests_notice(inspection), tests_notice(inspection)
    assert first.numbers["killed"] == again.numbers["killed"]


def test_a_mutant_that_never_ends_is_killed():
    endless = Planted("shapes.py", "while True:\n    pass\n", "shapes.py:1")
    with project(THOROUGH).room() as room, ThreadPoolExecutor(1) as pool:
        lives = list(_lives(pool, [room], "python check.py", [endless], 0.4))
        assert room.read("shapes.py") == CODE.encode()
    assert lives == [False]


def test_the_verdict_goes_by_the_order_of_the_draw_and_stops_when_it_is_certain():
    planted = [Planted("shapes.py", CODE, f"shapes.py:{n}") for n in range(10)]
    lives = iter([True, False, False, False, False, True, False, False, True, True])
    found = judged(planted, lives, 0.6, 0.1)
    assert found.passed and (found.numbers["killed"], found.numbers["tried"]) == (6, 8)
    assert list(lives) == [True, True]  # nobody asked for these
    found = judged(planted, iter([True] * 10), 0.6, 0.1)
    assert found.passed is False and found.numbers["tried"] == 5


def test_a_suite_that_fails_as_it_is_is_said():
    with pytest.raises(NotThere, match="ended with status 1"):
        tests_notice(project("def test_area():\n    assert 1 == 2\n"))


@pytest.mark.parametrize(
    "idle",
    [
        "def test_area():\n    area(1, 2)\n",
        "class TestArea:\n    def test_one(self):\n        print('fine')\n",
        "async def test_later():\n    pass\n",
    ],
)
def test_a_test_that_asserts_nothing_is_named_with_its_line(idle):
    found = tests_notice(project(THOROUGH + "\n\n" + idle))
    assert found.passed is False
    assert "tests/test_shapes.py:1" in found.seen and "asserts nothing" in found.seen


@pytest.mark.parametrize(
    "sound",
    [
        "import pytest\n\ndef test_x():\n    with pytest.raises(ValueError):\n        int('x')\n",
        "import numpy as np\n\ndef test_x():\n    np.testing.assert_allclose(1, 1)\n",
        "def check(x):\n    assert x\n\ndef test_x():\n    check(1)\n",
        "class TestX:\n    def test_x(self):\n        self.assertEqual(1, 1)\n",
        "import pytest\n\n@pytest.fixture\ndef test_rows():\n    return [1]\n",
    ],
)
def test_ways_to_assert_without_the_word_are_known(sound):
    assert list(_tests_without_assertion(project(sound))) == []


def test_tests_and_settings_are_not_edited_and_every_file_is():
    inspection = project(
        THOROUGH, **{"more.py": CODE, "tests/helpers.py": CODE, "conftest.py": CODE, "x/test_y.py": CODE}
    )
    assert source_files(inspection) == ["check.py", "more.py", "shapes.py"]
    assert {one.path for one in drawn(inspection, 4)} == {"more.py", "shapes.py"}


def test_numbers_that_are_handed_on_by_keyword_are_settings():
    code = CODE + "\n\ndef make(model):\n    return model(max_iter=2000, tol=1e-3, other=1 + 1)\n"
    said = [one.said for one in drawn(project(THOROUGH, code), 500)]
    assert any("1 + 1" in one for one in said)
    assert not any("max_iter" in one or "tol" in one for one in said if "model(" not in one)


def test_the_draw_comes_again_with_its_seed():
    assert drawn(project(THOROUGH), 12) == drawn(project(THOROUGH), 12)


def test_a_project_without_functions_is_told_so():
    with pytest.raises(NotThere, match="Only 0 edits"):
        tests_notice(project("def test_x():\n    assert 1\n", "x = 1\n"))
