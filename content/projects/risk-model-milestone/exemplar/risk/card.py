"""The model card: what the shipped model is for, what it is not for, and what it is worth where.

The words stand here and are read by people before a release; numbers and hash come from the run.
"""

from __future__ import annotations

from risk.payments import LEAK, PROTECTED


def write(record: dict, digest: str) -> str:
    """Markdown. `digest` is the SHA-256 of results/model.joblib."""
    m, d, s = record["metric"], record["decision"], record["split"]
    rows = "\n".join(
        f"| {one['name']} | {one['n']} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} |"
        for one in record["slices"]
    )
    gap = record["fairness"]["gaps"]["fpr"]
    return f"""# Model card: fraud in card payments

`results/model.joblib`, SHA-256 `{digest}`, made by `python -m risk.run` with seed {record["seed"]}. Boosted
trees (scikit-learn, {record["chosen"]}), {record["calibration"]["method"]}.

## Intended use

Scores a card payment when it is authorised. From a probability of {d["threshold"]:.4f} on, the payment is
held and a person of the fraud team calls the customer. The threshold belongs to costs of
{d["cost_false_alarm"]:g} for a false alarm and {d["cost_miss"]:g} for a miss; with other costs it has to be
computed anew.

## Out of scope

No decision about a customer: no closing of accounts, no credit score, no report to the police rests on it.
No payments between accounts, no currencies but the one of the data, no cards younger than a month. It
explains nobody's motives.

## Data

Simulated payments of 90 days; no row is a person. Trained on {s["train"]["rows"]} payments
({s["train"]["from"]} to {s["train"]["to"]}), calibrated on {s["validation"]["rows"]}, measured on
{s["test"]["rows"]} later ones. A label is final after {s["label_delay_days"]} days, and that much lies
between the parts. `{LEAK}` is written after the outcome and is not used; `{PROTECTED}` is used only to look
at fairness.

## Metrics by slice

All payments of the test part: AUPRC {m["value"]:.3f} ({m["low"]:.3f} to {m["high"]:.3f}). By slice, AUROC
with a 95 % bootstrap interval:

| slice | n | AUROC | interval |
| --- | --- | --- | --- |
{rows}

## Limits

Payments through acquirer E are ranked badly (see the table); treat their scores as missing. New
patterns of fraud are not seen until they are labelled, which takes a week at least. Slices with few frauds
have wide intervals.

## Ethics

The model holds payments of honest people. The share of honest payments that are held differs between age
groups by {gap["value"]:.3f} ({gap["low"]:.3f} to {gap["high"]:.3f}). Whoever is held can have the payment
released by one call, in any language the bank serves, and no payment is refused without a person. The
position taken is in `results/report.md`.

## Maintenance

The owner is the fraud team. Every week: share of held payments, Brier score of the payments whose labels
have become final, rates by age group. Train anew when the weekly Brier skill falls below 0.1 for two weeks,
or at the latest every quarter; the card is written by the run, so it is never older than the model.
"""
