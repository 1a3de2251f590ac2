"""Printed numbers are read as people write them, and told from the values they are not."""

from __future__ import annotations

import pytest

from groundup.audit.probes.figures import grid_of, misprints, numbers_in, shown
from groundup.audit.probes.record import read_record
from groundup.audit.probes.sections import read_markdown
from tests.audit.small import RECORD


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("AUROC **0.873** (0.841 to 0.902)", [0.873, 0.841, 0.902]),
        ("0.84-0.90", [0.84, 0.90]),
        ("[0.84\u20130.90]", [0.84, 0.90]),
        ("0.870\u00b10.014", [0.87, 0.014]),
        ("falls by \u22120.12", [-0.12]),
        ("87.3 % of 1,234 rows", [0.873, 1234]),
        ("numpy 1.9.1, v2, 3-fold, top5, `0.5`.", [0.5]),
        ("[0.873](https://x.org/0.9) ![0.1](a/0.2.png) <img width=0.3> <!-- 0.4 -->", [0.873]),
        ("p < 0.05 and x > 3", [0.05, 3]),
        ("", []),
    ],
)
def test_numbers_are_read(text: str, values: list[float]) -> None:
    assert [one.value for one in numbers_in(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("value", "printed", "is_it"),
    [
        (0.87312, "0.873", True),
        (0.87312, "0.87", True),
        (0.87362, "0.873", True),  # cut off
        (0.87362, "0.874", True),  # rounded
        (0.761, "0.7", False),
        (0.87312, "0.874", False),
        (0.87312, "0.863", False),
        (0.8735, "87.3 %", True),
        (0.8735, "88 %", False),
        (-0.12, "0.12", True),
        (-0.12, "\u22120.12", True),
        (0.12, "\u22120.12", False),
        (12.4, "12", True),
    ],
)
def test_a_printed_number_is_the_value_to_its_last_digit(value: float, printed: str, is_it: bool) -> None:
    assert shown(value, numbers_in(printed)[0]) is is_it


def wrong(text: str, record: str = RECORD) -> list[str]:
    block = read_markdown(text, "README.md").whole.blocks[0]
    grid = grid_of(block)
    assert grid is not None
    return [
        f"{one.label} {one.printed.text.strip()} {one.printed.line}"
        for one in misprints(grid, read_record(record.encode()))
    ]


def test_a_number_under_its_own_heading_is_checked() -> None:
    table = "| slice | n | AUROC |\n|-|-|-|\n| tall | 40 | 0.881 |\n| small | 60 | 0.953 |\n"
    assert wrong(table) == ["small 0.953 4"]
    assert wrong(table.replace("60", "61")) == ["small 61 4", "small 0.953 4"]
    assert wrong(table.replace("0.953", "0.853")) == []


def test_a_column_without_a_telling_heading_goes_by_the_other_rows() -> None:
    record = RECORD.replace('"slices": [', '"slices": [{"name": "old", "n": 9, "value": 0.7},')
    table = "| slice | result |\n|-|-|\n| old | 0.700 |\n| tall | 0.881 |\n| small | 0.953 |\n"
    assert wrong(table, record) == ["small 0.953 5"]
    assert wrong(table.replace("| old | 0.700 |", "| old | 0.300 |"), record) == []  # nothing to go by


def test_means_and_spreads_of_folds_are_read_off() -> None:
    table = "| model | mean | sd |\n|-|-|-|\n| dummy | 0.500 | 0.000 |\n| **logistic** | {} | 0.014 |\n"
    assert wrong(table.format("0.870")) == []
    assert wrong(table.format("0.890")) == ["logistic 0.890 4"]


def test_other_peoples_columns_and_rows_are_left_alone() -> None:
    table = (
        "| slice | auroc | published auroc |\n|-|-|-|\n| tall | 0.881 | 0.700 |\n| small | 0.853 | 0.600 |\n"
        "| their model | 0.950 | 0.940 |\n"
    )
    assert wrong(table) == []


def test_lists_are_checked_like_tables() -> None:
    record = RECORD.replace('"slices": [', '"slices": [{"name": "old", "n": 9, "value": 0.7},')
    assert wrong("- old: 0.700\n- tall: 0.881 (n = 40)\n- small: 0.853 (n = 60)\n", record) == []
    assert wrong("- old: 0.700\n- tall: 0.881 (n = 40)\n- small: 0.953 (n = 60)\n", record) == [
        "small 0.953 3"
    ]
