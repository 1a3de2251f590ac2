"""What `make freshness` reads and writes; the packages themselves are installed by it alone."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.freshness import ROOT, Result, oldest, report

PROBLEM = {"path": "content/concepts/svd/lesson.md", "rule": "A cell ends.", "remedy": "Mend it."}


def test_the_oldest_packages_are_the_lower_bounds_of_the_project() -> None:
    assert set(oldest((ROOT / "pyproject.toml").read_text())) == {"numpy", "scipy", "scikit-learn"}
    text = '[project]\ndependencies = ["numpy>=2.2", "scipy>=1.15,<2", "scikit-learn>=1.6", "rich"]'
    assert oldest(text) == {"numpy": "2.2", "scipy": "1.15", "scikit-learn": "1.6"}


def test_a_package_without_a_lower_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="scipy"):
        oldest('[project]\ndependencies = ["numpy>=2", "scipy", "scikit-learn>=1.6"]')


def test_every_problem_is_written_below_the_table() -> None:
    results = [
        Result("oldest", ("3.11.7", "2.2.0", "1.15.0", "1.6.0"), 48, (PROBLEM,), 3.2),
        Result("newest", ("3.13.0", "2.5.5", "1.18.1", "1.9.1"), 48, (), 2.6),
    ]
    text = report(results, 200, date(2026, 11, 21))
    assert "| oldest | 3.11.7 | 2.2.0 | 1.15.0 | 1.6.0 | 48 | 1 | 3 |" in text
    assert "| newest | 3.13.0 | 2.5.5 | 1.18.1 | 1.9.1 | 48 | 0 | 3 |" in text
    assert "## Problems on the oldest\n\n- `content/concepts/svd/lesson.md`: A cell ends." in text
    assert "Problems on the newest" not in text
