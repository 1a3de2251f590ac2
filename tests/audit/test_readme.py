"""The README's sections are there and its numbers are those of the run."""

from __future__ import annotations

import pytest

from groundup.audit import replaced
from groundup.audit.probes.readme import README as CRITERION
from groundup.audit.probes.readme import readme_criterion
from groundup.audit.probes.sections import read_markdown
from tests.audit.small import README, RECORD, look


def test_a_sound_readme_passes() -> None:
    found = look(CRITERION)
    assert found.passed, found.seen
    assert "0.873" in found.seen


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## Limits", "## Ends", "no section Limits"),
        ("It knows nothing of feet.", "<!-- later -->", "Limits is empty"),
        ("**0.873**", "**0.893**", "0.893 stands beside 0.8412"),
        ("**0.873** (95 % interval 0.841 to 0.902)", "**0.893**", "does not show auroc 0.8731"),
        ("0.841 to 0.902", "0.801 to 0.902", "without its interval"),
        ("(95 % interval 0.841 to 0.902)", "", "without its interval"),
        ("0.761", "0.661", "without the baseline"),
        ("the rule of thumb reaches 0.761", "far better than a rule", "without the baseline"),
        ("| 0.853 |", "| 0.893 |", "line 14: 'small' shows 0.893, but results/record.json says 0.8529"),
        ("| logistic | 0.870 |", "| logistic | 0.884 |", "'logistic' shows 0.884"),
        ("| 60 |", "| 66 |", "'small' shows 66"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, said: str) -> None:
    found = look(CRITERION, replaced("README.md", old, new))
    assert found.passed is False and said in found.seen, found.seen
    assert found.todo


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Limits", "## 6. Limitations of it"),
        ("## Result", "## RESULTS"),
        ("## Run", "## Running it"),
        ("**0.873** (95 % interval 0.841 to 0.902)", "87.3 % [84.1 %, 90.2 %]"),
        ("**0.873** (95 % interval 0.841 to 0.902)", "0.87312 \u00b1 0.030"),
        ("(95 % interval 0.841 to 0.902)", "\n\n(0.84\u20130.90)\n\n"),
        ("## Data", "Others report AUROC 0.95 on 0.5 million rows; that took 3.25 days.\n\n## Data"),
        ("It knows nothing of feet.", "Feet.\n\n```\n## Result\n```"),
    ],
)
def test_another_way_to_write_it_is_no_fault(old: str, new: str) -> None:
    found = look(CRITERION, replaced("README.md", old, new))
    assert found.passed, found.seen


def test_the_run_counts_and_not_the_committed_record() -> None:
    stale = RECORD.replace("0.87312", "0.89312")
    found = look(
        CRITERION, replaced("README.md", "**0.873**", "**0.893**"), files={"results__record.json": stale}
    )
    assert found.passed is False and "0.8731" in found.seen


def test_without_a_run_the_committed_record_stands_in() -> None:
    found = look(
        CRITERION, replaced("run.py", 'print("done")', "1 / 0"), files={"results__record.json": RECORD}
    )
    assert found.passed, found.seen


def test_without_any_record_the_run_is_to_be_mended() -> None:
    found = look(CRITERION, replaced("run.py", 'print("done")', "1 / 0"))
    assert found.passed is False and "ZeroDivisionError" in found.seen


def test_a_number_behind_the_name_of_a_single_value_is_checked() -> None:
    run = replaced("run.py", '"chosen"', '"brier": 0.1213, "chosen"')
    good = look(CRITERION, run, replaced("README.md", "## Run", "Brier score **0.121**, ECE 0.5.\n\n## Run"))
    assert good.passed, good.seen
    bad = look(CRITERION, run, replaced("README.md", "## Run", "The Brier of 0.111 is low.\n\n## Run"))
    assert bad.passed is False and "brier 0.111" in bad.seen


def test_without_a_headline_sections_and_tables_remain() -> None:
    lean = readme_criterion(with_headline=False)
    assert look(lean, replaced("README.md", "the rule of thumb reaches 0.761", "fine")).passed
    assert look(lean, replaced("README.md", "| 0.853 |", "| 0.893 |")).passed is False


def test_sections_are_found_as_people_write_them() -> None:
    page = read_markdown(
        "# Run length\n\nx\n\nHow to run\n----------\n\na `b`\n\n### Inner\n\n```py\n# c\n```\n", "R"
    )
    section = page.section("Run")
    assert section is not None and section.line == 5
    assert section.spans == ("b",)
    assert section.fences[0].content == "# c\n" and section.fences[0].line == 13
    assert page.section("Data") is None
    assert "## Result" in README


def test_a_page_of_top_headings_has_sections_too() -> None:
    page = read_markdown("# How it is entered\n\na\n\n# Data\n\nb\n", "R")
    entered, held = page.section("How it is entered"), page.section("Data")
    assert entered is not None and entered.text.strip() == "a"
    assert held is not None and held.text.strip() == "b"


def test_a_right_number_elsewhere_does_not_excuse_a_wrong_headline() -> None:
    table = "| run | auroc |\n|-|-|\n| last | 0.873 |\n\n## Run"
    found = look(
        CRITERION,
        replaced("README.md", "AUROC **0.873**", "AUROC **0.893**"),
        replaced("README.md", "## Run", table),
    )
    assert found.passed is False and "0.893 stands beside 0.8412" in found.seen, found.seen
