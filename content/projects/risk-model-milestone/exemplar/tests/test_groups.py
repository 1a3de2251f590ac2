import numpy as np
import pytest
from risk.groups import attribution, group_rates, slices, strong_pairs
from risk.payments import NUMERIC, target


class ByDevice:
    """Ranks by the age of the device alone."""

    def probability(self, frame):
        return 1 / (1 + frame["device_days"].fillna(100).to_numpy(float))


def test_a_slice_that_is_ranked_badly_comes_first(payments):
    y = target(payments)
    p = np.where(payments["acquirer"] == "E", 1 - y, y) * 0.8 + 0.1
    rows = slices(payments, p, seed=0)
    assert rows[0]["name"] == "acquirer=E"
    assert rows[0]["value"] == 0.0
    assert rows[0]["n"] == (payments["acquirer"] == "E").sum()
    assert rows[0]["frauds"] == y[payments["acquirer"] == "E"].sum()
    assert len(rows) >= 12
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)


def test_slices_with_too_few_frauds_are_left_out(payments):
    few = payments[payments["is_fraud"] == 0].head(300)
    assert slices(few, np.linspace(0, 1, 300), seed=0) == []


def test_night_and_amount_are_slices_that_part_the_payments(payments):
    rows = {row["name"]: row["n"] for row in slices(payments, ByDevice().probability(payments), seed=0)}
    assert rows["night=yes"] + rows["night=no"] == len(payments)
    assert rows["night=yes"] == (payments["time"].dt.hour < 6).sum()
    assert rows["amount=below-median"] == pytest.approx(len(payments) / 2, abs=20)
    assert rows["amount=below-median"] + rows["amount=above-median"] == len(payments)


def test_group_rates_are_counted_by_hand(payments):
    four = payments.head(6).assign(age_group=["a", "a", "a", "b", "b", "b"], is_fraud=[1, 1, 0, 1, 0, 0])
    said = group_rates(four, np.array([0.9, 0.1, 0.9, 0.9, 0.1, 0.1]), 0.5, seed=0)
    a, b = said["groups"]
    assert (a["name"], a["n"], a["frauds"], a["tpr"], a["fpr"]) == ("a", 3, 2, 0.5, 1.0)
    assert (b["tpr"], b["fpr"], b["flagged"]) == (1.0, 0.0, pytest.approx(1 / 3))
    assert said["gaps"]["tpr"]["value"] == 0.5
    assert said["gaps"]["fpr"]["value"] == 1.0
    assert a["tpr_low"] < 0.5 < a["tpr_high"]
    assert b["fpr_low"] == 0.0 < b["fpr_high"]


def test_what_the_model_uses_comes_first_and_the_rest_costs_nothing(payments):
    first, *rest = attribution(ByDevice(), payments, seed=0)
    assert first["columns"] == ["device_days"]
    assert first["value"] > 0.02
    assert all(row["value"] == 0.0 for row in rest)


def test_columns_that_say_the_same_are_found(payments):
    doubled = payments.assign(card_months=payments["amount"] * 2)
    pairs = strong_pairs(doubled, NUMERIC)
    assert ("amount", "card_months") in pairs
    assert ("known_merchant", "distance_km") not in pairs
