"""Same seed, same numbers; another seed inside what the report allows."""

from __future__ import annotations

from groundup.audit.probes.seeds import reproducible


def measured(*values: float):
    """A training that gives these values one after the other."""
    runs = iter(values)
    return lambda seed: {"auroc": next(runs)}


def test_numbers_that_come_again_pass():
    found = reproducible(measured(0.9, 0.9, 0.91), headline="auroc", low=0.87, high=0.93)
    assert found.passed and "0.9000 both times" in found.seen


def test_a_run_that_differs_is_named_with_both_values():
    found = reproducible(measured(0.9, 0.9000001, 0.9), headline="auroc", low=0.87, high=0.93)
    assert found.passed is False and "0.900000000 and 0.900000100" in found.seen


def test_differences_below_a_billionth_are_the_machine():
    assert reproducible(measured(0.9, 0.9 + 5e-10, 0.9), headline="auroc", low=0.87, high=0.93).passed


def test_another_seed_has_to_stay_within_half_the_interval():
    assert reproducible(measured(0.95, 0.95, 0.921), headline="auroc", low=0.87, high=0.93).passed
    found = reproducible(measured(0.95, 0.95, 0.915), headline="auroc", low=0.87, high=0.93)
    assert found.passed is False and "Seed 1 moves auroc from 0.950 to 0.915" in found.seen


def test_the_seeds_are_handed_on():
    asked = []
    reproducible(
        lambda seed: {"m": float(asked.append(seed) or 0)}, headline="m", low=0, high=1, seeds=(3, 8)
    )
    assert asked == [3, 3, 8]
