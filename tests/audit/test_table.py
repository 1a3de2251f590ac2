"""CSV in, the same CSV out; what is not a table says why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.audit.probes.table import Table, read_table

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=6
)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_what_is_written_is_read_again(rows):
    table = Table(("one", "two"), tuple(rows))
    assert read_table(table.to_csv()) == table


def test_columns_are_changed_one_at_a_time():
    table = Table(("a", "b"), (("1", "x"), ("", "y")))
    assert table.with_column("b", [3, 4]).column("b") == ["3", "4"]
    assert table.with_column("c", ["p", "q"]).columns == ("a", "b", "c")
    assert table.without("a").rows == (("x",), ("y",))
    assert table.take([1, 1]).column("b") == ["y", "y"]
    assert np.array_equal(table.numbers("a"), [1, np.nan], equal_nan=True)
    with pytest.raises(KeyError, match="z"):
        table.column("z")
    with pytest.raises(ValueError, match="1 cells for 2 rows"):
        table.with_column("a", [1])


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"a,b\n1\n", "1 cells in row 2 and 2"), (b"\xff\xfe\x00", "cannot be read")],
)
def test_what_is_no_table_is_said(content, says):
    with pytest.raises(ValueError, match=says):
        read_table(content, "It")
