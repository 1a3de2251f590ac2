"""Every named case of docs/trust.md is a test, in the file that the table says."""

from __future__ import annotations

import re

import pytest

from tests.engine.room import ROOT

FOLDER = ROOT / "tests/engine"
CASES = [f"S{n:02}" for n in range(1, 21)] + [f"G{n:02}" for n in range(1, 13)]
ROWS = re.findall(
    r"^\| ([SG]\d\d) \| .+ \| `(.+\.py)` \|$", (ROOT / "docs/trust.md").read_text(), re.MULTILINE
)
ELSEWHERE = {"G11": "test_what_is_right_passes_and_what_is_wrong_does_not"}


def test_the_table_has_every_case_once() -> None:
    assert [case for case, _ in ROWS] == CASES


@pytest.mark.parametrize(("case", "file"), ROWS)
def test_a_case_is_a_test_in_the_file_that_is_named(case, file) -> None:
    name = ELSEWHERE.get(case, f"test_{case.lower()}_")
    assert f"\ndef {name}" in (FOLDER / file).read_text()
