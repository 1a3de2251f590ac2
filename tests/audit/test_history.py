"""The history is long enough and light enough."""

from __future__ import annotations

import json

import pytest

from groundup.audit import added, only_once, squashed, stretched
from groundup.audit.probes.history import HISTORY, history
from tests.audit.small import look


def test_nine_commits_on_nine_days_pass() -> None:
    found = look(HISTORY)
    assert found.passed and found.numbers == {"commits": 9, "days": 9}


def test_one_commit_is_no_history() -> None:
    found = look(HISTORY, squashed())
    assert found.passed is False and "1 commit on 1 day;" in found.seen


def test_many_commits_of_one_evening_are_not_enough() -> None:
    found = look(HISTORY, stretched(0.01))
    assert found.passed is False and "9 commits on 1 day;" in found.seen
    assert look(history(commits=9, days=1), stretched(0.01)).passed


def test_a_large_file_is_found_even_after_it_is_gone() -> None:
    found = look(HISTORY, only_once("data/all.csv", b"1,2\n" * 1_300_000))
    assert found.passed is False and "data/all.csv has 5.2 MB" in found.seen
    assert look(HISTORY, added("data/some.csv", b"1,2\n" * 1_000_000)).passed


@pytest.mark.parametrize(("size", "is_fine"), [(150_000, True), (250_000, False)])
def test_a_heavy_output_of_a_notebook_is_found(size: int, is_fine: bool) -> None:
    cells = [{"outputs": []}, {"outputs": [{"data": "x" * size}, {"data": "x" * 100_000}]}]
    found = look(HISTORY, added("a.ipynb", json.dumps({"cells": cells}).encode()))
    assert found.passed is is_fine
    assert is_fine or "a.ipynb: an output of cell 2" in found.seen


@pytest.mark.parametrize("content", [b"", b"{}", b'{"cells": 3}', b'{"cells": [3]}', b"[" * 9000])
def test_a_broken_notebook_is_no_crash(content: bytes) -> None:
    assert look(HISTORY, added("a.ipynb", content)).passed
