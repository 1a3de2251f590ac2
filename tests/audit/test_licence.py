"""The code's licence is recognised by its text, and the data's origin, licence and use are recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.audit.probes.licence import LICENCE, identify, licence
from tests.audit.small import README, look

MIT = """MIT License
Copyright (c) 2026 A learner
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software. The above copyright notice and this
permission notice shall be included.
"""
DATA = "Drawn by `run.py` from a seed: made up, licence CC0-1.0, and may be used for any purpose."


def says(data: str, **files: str):
    return look(LICENCE, files={"README.md": README.replace(DATA, data), "LICENSE": MIT, **files})


def test_a_known_text_and_a_data_record_pass() -> None:
    found = says(DATA)
    assert found.passed and found.numbers["licence"] == "MIT", found.seen


def test_our_own_licence_is_known() -> None:
    assert identify((Path(__file__).parents[2] / "LICENSE").read_text()) == "Apache-2.0"


def test_a_missing_and_an_unknown_text_are_said() -> None:
    assert "no LICENSE file" in look(LICENCE).seen
    found = look(LICENCE, files={"LICENSE": "Do what you like."})
    assert found.passed is False and "SPDX" in found.seen


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Some rows under CC-BY-4.0, permitted for any purpose.", "where the data come from"),
        ("From https://x.org/rows.csv, permitted for any purpose.", "under which licence"),
        ("From https://x.org/rows.csv, licence of the provider.", "for what the data may be used"),
        ("https://x.org, licence CC-BY-NC-4.0, non-commercial; we use it for any purpose.", "non-commercial"),
    ],
)
def test_what_the_data_record_leaves_out_is_said(data: str, said: str) -> None:
    found = says(data)
    assert found.passed is False and said in found.seen, found.seen


@pytest.mark.parametrize(
    "data",
    [
        "569 rows of scikit-learn (`load_breast_cancer`), CC BY 4.0; research and teaching are permitted.",
        "Source: UCI, doi 10.24432/C52P4X, public domain. Free to use.",
        "690 patients of the UCI Heart Disease data (CC BY 4.0).",
        "https://x.org, licence CC-BY-NC-4.0: non-commercial use only, as here.",
    ],
)
def test_other_ways_to_say_it_are_understood(data: str) -> None:
    found = says(
        data, **{"data__README.md": "From a package; MIT; used for learning."} if "See" in data else {}
    )
    assert found.passed, found.seen


def test_code_without_data_needs_the_file_alone() -> None:
    lean = licence(data=False)
    assert look(lean, files={"LICENSE": MIT, "README.md": None}).passed
    assert "section Data" in look(LICENCE, files={"LICENSE": MIT, "README.md": "# A\n"}).seen
