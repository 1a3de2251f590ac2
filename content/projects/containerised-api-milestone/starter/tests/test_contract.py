from risk.contract import broken_rules

ROW = {
    "occurred_at": "2026-02-03T18:25:00Z",
    "amount_eur": 42.5,
    "distance_km": 3.5,
    "hours_since_last": 28.0,
    "card_age_days": 812,
    "merchant_category": "fuel",
    "channel": "chip",
}


def test_a_payment_as_in_the_table_breaks_no_rule():
    assert broken_rules(ROW) == []


def test_an_amount_in_cents_is_refused_by_name():
    """The first test to make pass: data/README.md has the bounds."""
    (rule,) = broken_rules({**ROW, "amount_eur": 4_250_000.0})
    assert rule.startswith("amount_eur: ")
