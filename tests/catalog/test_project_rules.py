"""Rules for complete projects: a copy of the pack is broken in one way, and exactly that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundup.catalog import check
from tests.catalog.breaking import edit, said

ABACUS = "projects/abacus"
CASES = {
    "a line of the rubric nobody looks at": (
        "project.toml",
        '[[rubric]]\nid = "licence"',
        '[[rubric]]\nid = "poise"\ncheck = "look"\npasses = "poised"\n\n[[rubric]]\nid = "licence"',
        ("audit.py", "Every line of the rubric is looked at: 'poise' is not.", "Write its criterion."),
    ),
    "a criterion that no rubric has": (
        "audit.py",
        '@criterion("total"',
        'EXTRA = licence("extra")\n\n\n@criterion("total"',
        ("audit.py", "Every criterion is in the rubric: 'extra' is not.", "Add it to project.toml."),
    ),
    "a concept that is not there": (
        "project.toml",
        'concept = "counting"',
        'concept = "countin"',
        (
            "project.toml",
            "Every concept named here exists: 'countin' does not.",
            "Correct the id, or add it.",
        ),
    ),
    "a starter of another project": (
        "starter/groundup.toml",
        'project = "abacus"',
        'project = "tally"',
        (
            "groundup.toml",
            "The manifest names its own project: it names 'tally'.",
            "Write project = 'abacus'.",
        ),
    ),
    "a fault that fits nowhere": (
        "faults.py",
        'removed("LICENSE")',
        'removed("LICENCE")',
        ("faults.py", "Every fault can be planted: no-licence cannot.", "There is no LICENCE to take away."),
    ),
    "a fault that nobody names": (
        "faults.py",
        '"no-licence", "licence"',
        '"no-licence", "license"',
        ("faults.py", "Every fault can be planted: no-licence cannot.", "'license' is no criterion."),
    ),
    "an audit that cannot be imported": (
        "audit.py",
        "from groundup.audit import criterion",
        "from groundup.audit import criteria_",
        ("abacus", "A complete project can be read.", ""),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_with_a_project_is_said(pack: Path, name: str) -> None:
    file, old, new, expected = CASES[name]
    edit(pack / ABACUS / file, old, new)
    (found,) = said(check([pack], only=[pack / ABACUS], seeds=2))
    assert found[:2] == expected[:2] and expected[2] in found[2]


def test_a_starter_without_a_readme(pack: Path) -> None:
    (pack / ABACUS / "starter" / "README.md").unlink()
    assert ("starter", "A starter has a README.md.", "Add it.") in said(check([pack], seeds=2))
