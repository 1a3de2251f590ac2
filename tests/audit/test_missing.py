"""Rows with gaps and new categories: what is made, and what is said about the answers."""

from __future__ import annotations

import numpy as np
import pytest

from groundup.audit import NotThere
from groundup.audit.probes.missing import UNSEEN, among, handled, with_missing, with_unseen
from groundup.audit.probes.predicting import Fitted, fitted
from tests.audit.toy import rows, toy

ROWS = rows(60, seed=2).without("y")


def test_each_column_is_empty_once_and_all_of_them_twice():
    made = with_missing(ROWS, ("a", "c"))
    assert [cells.count("") for cells in made.rows] == [1, 1, 2, 2]
    assert made.column("a") == ["", ROWS.column("a")[1], "", ""]
    assert made.column("b") == ROWS.column("b")[:4]


def test_each_category_is_new_once():
    made = with_unseen(ROWS, ("c", "g"))
    assert made.column("c") == [UNSEEN, ROWS.column("c")[1]] and made.column("g")[1] == UNSEEN


def look(*changes):
    gaps = with_missing(ROWS, ("a", "b"))
    others = ROWS.take(range(20, 60)).with_column("a", ["900"] * 40)
    tables = {"gaps": gaps, "new": with_unseen(ROWS, ("c",)), "mixed": among(gaps, others)}
    return handled(fitted(toy(*changes), "main", rows(), tables), missing="gaps", unseen="new", mixed="mixed")


def test_gaps_that_are_filled_from_training_rows_pass():
    found = look()
    assert found.passed and found.numbers["rows"] == 5


def test_gaps_that_are_filled_from_the_batch_are_found():
    found = look(
        (
            'filled = np.where(np.isnan(X), model["middle"], X)\n    return',
            "filled = np.where(np.isnan(X), np.nanmean(X, axis=0), X)\n    return",
        )
    )
    assert found.passed is False and "from the rows to predict" in found.seen


def test_a_program_that_stops_at_a_new_category_is_said():
    change = (
        "p = apply(json.load(file), columns(rows))",
        "p = apply(json.load(file), columns(rows))\n    {'red': 1, 'blue': 2}[rows[0]['c']]",
    )
    with pytest.raises(NotThere, match=r"`predict`.*KeyError: .never seen before"):
        look(change)


def test_answers_are_compared_row_by_row():
    model = Fitted(
        {"gaps": np.array([0.1, 0.2]), "new": np.array([0.3]), "mixed": np.array([0.1, 0.25, 0.9])}
    )
    found = handled(model, missing="gaps", unseen="new", mixed="mixed")
    assert found.passed is False and "0.2000 alone and 0.2500 among others" in found.seen
