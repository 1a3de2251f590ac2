"""Parity finds a service that computes something else than the offline scorer."""

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.parity import as_csv, parity
from tests.audit.served import rows, tiny

PARITY = parity(rows, n=40)


def test_equal_answers_pass_whatever_the_order_of_the_keys():
    found = PARITY.look(tiny())
    assert found.passed
    assert found.numbers == {"rows": 40, "largest_difference": 0.0}


@pytest.mark.parametrize("wrong", ["by place", "rounds"])
def test_other_answers_are_named_with_row_and_both_numbers(wrong):
    found = PARITY.look(tiny(wrong))
    assert found.passed is False
    assert "row" in found.seen and "offline" in found.seen
    assert found.numbers["largest_difference"] > 1e-6


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("no scorer", "ImportError"), ("short", "39 rows"), ("undocumented", "no probability")],
)
def test_what_cannot_be_compared_is_named(wrong, said):
    with pytest.raises(NotThere, match=said):
        PARITY.look(tiny(wrong))


def test_numbers_go_through_the_csv_exactly():
    assert as_csv([{"x": 0.1 + 0.2, "kind": "a,b"}]) == b'x,kind\n0.30000000000000004,"a,b"\n'
