"""The evaluation write-up: every number in it is taken from the record, so it cannot be out of date."""

from __future__ import annotations

import numpy as np

from risk.payments import LEAK, PROTECTED


def write(record: dict) -> str:
    """Markdown of about two pages, with the three figures beside it."""
    parts = (
        _summary,
        _split,
        _leak,
        _candidates,
        _calibration,
        _decision,
        _slices,
        _attribution,
        _fairness,
        _position,
        _limits,
    )
    return "\n\n".join(part(record).strip() for part in parts) + "\n"


def _summary(r: dict) -> str:
    m, g = r["metric"], r["gain"]
    return f"""
# Which payments to stop: evaluation of the fraud model

On the last fortnight of the data, which nothing was chosen on, the model reaches an AUPRC of
{m["value"]:.3f} (95 % interval {m["low"]:.3f} to {m["high"]:.3f}). Logistic regression on the same fields
reaches {r["baseline"]["value"]:.3f}; the difference is {g["value"]:.3f} ({g["low"]:.3f} to {g["high"]:.3f},
paired). A model that knows nothing has {r["base_rate"]["test"]:.3f}, the share of frauds. Accuracy is not
reported: stopping nothing at all would be right in {100 * (1 - r["base_rate"]["test"]):.1f} % of the
payments.
"""


def _split(r: dict) -> str:
    rows = "\n".join(
        f"| {name} | {s['from']} | {s['to']} | {s['rows']} | {s['positives']} |"
        for name, s in r["split"].items()
        if isinstance(s, dict)
    )
    return f"""
## Split

A label is final after {r["split"]["label_delay_days"]} days: only then has nobody disputed the payment. The
parts follow one another with that many days left out between them, because a model that is trained in the
evening does not yet know the labels of the week before.

| part | from | to | payments | frauds |
| --- | --- | --- | --- | --- |
{rows}

Trees are grown on the training part, the calibration curve is fitted on the validation part, and all that
follows was measured on the test part. Customers occur in more than one part, as they do in service;
`customer_id` is no feature.
"""


def _leak(r: dict) -> str:
    return f"""
## A field from after the outcome

`{LEAK}` is not used. It counts the minutes that the dispute team spent on a payment, so it is known only
days after the decision: alone it ranks the training rows with an AUROC of {r["leak"]["auroc"]:.3f}, more
than the whole model, and when a payment arrives it is always zero. `{PROTECTED}` is not used either; see
Fairness.
"""


def _candidates(r: dict) -> str:
    rows = "\n".join(
        f"| {m['name']} | {m['family']} | {np.mean(m['folds']):.3f} | "
        f"{', '.join(f'{fold:.3f}' for fold in m['folds'])} |"
        for m in r["models"]
    )
    return f"""
## Candidates

AUPRC on three rolling folds inside the training part, each trained on all that was labelled in time. The
candidates go from simple to large; `{r["chosen"]}` is the first whose shortfall to the best is within one
standard error of the paired difference. Three folds with about fifty frauds each decide little between the
boosted models.

| candidate | family | mean | folds |
| --- | --- | --- | --- |
{rows}
"""


def _calibration(r: dict) -> str:
    c = r["calibration"]
    return f"""
## Calibration

![Calibration on the test part](calibration.png)

{c["method"]}. Brier skill against the base rate of training: {c["brier_skill"]:.3f}; expected calibration
error over ten bins of equal size: {c["ece"]:.4f}. The rate of fraud moved from
{r["base_rate"]["train"]:.4f} in training to {r["base_rate"]["test"]:.4f} in the test part. Nothing was
reweighted or resampled: rare is not a fault of the data.
"""


def _decision(r: dict) -> str:
    d = r["decision"]
    return f"""
## Decision

![Cost of the decision](cost.png)

Stopping an honest payment is priced at {d["cost_false_alarm"]:g} (a call, some goodwill), a fraud that
passes at {d["cost_miss"]:g} (what is not recovered on average). Calibrated probabilities make the threshold
a matter of arithmetic: {d["cost_false_alarm"]:g} / ({d["cost_false_alarm"]:g} + {d["cost_miss"]:g}) =
{d["threshold"]:.4f}. One payment then costs {d["cost_per_case"]:.3f}; {d["cost_at_half"]:.3f} with the
habit of 0.5, {d["cost_of_nothing"]:.3f} without a model. The best threshold of hindsight would have cost
{d["best_cost"]:.3f}. If a miss cost twice as much, the threshold would be
{d["cost_false_alarm"] / (d["cost_false_alarm"] + 2 * d["cost_miss"]):.4f}.
"""


def _slices(r: dict) -> str:
    rows = "\n".join(
        f"| {s['name']} | {s['n']} | {s['frauds']} | {s['value']:.3f} | {s['low']:.3f} to {s['high']:.3f} |"
        for s in r["slices"][:8]
    )
    worst = r["slices"][0]
    return f"""
## Slices

![AUROC by slice](slices.png)

{len(r["slices"])} slices with at least eight frauds were looked at; these are the worst eight.

| slice | payments | frauds | AUROC | 95 % interval |
| --- | --- | --- | --- | --- |
{rows}

With so many slices, some of these intervals are low by chance. That of `{worst["name"]}` is not: its upper
end, {worst["high"]:.3f}, is below the lower end for all payments, {r["auroc"]["low"]:.3f}. Its payments
look like all others, only the model cannot rank them, as if their counters and devices belonged to somebody
else. Before anything else is tuned, someone should look at what that acquirer sends. Until then, we would
treat its scores as missing.
"""


def _attribution(r: dict) -> str:
    rows = "\n".join(
        f"| {', '.join(a['columns'])} | {a['value']:.3f} | {a['spread']:.3f} |" for a in r["attribution"]
    )
    return f"""
## What the ranking rests on

Loss of AUPRC on the test part when columns are shuffled, three times each. Columns with a rank correlation
above 0.7 are shuffled together.

| columns | loss | standard deviation |
| --- | --- | --- |
{rows}

This says what the model uses, not what causes fraud.
"""


def _fairness(r: dict) -> str:
    f = r["fairness"]
    rows = "\n".join(
        f"| {g['name']} | {g['n']} | {g['frauds']}"
        f" | {g['tpr']:.3f} ({g['tpr_low']:.3f} to {g['tpr_high']:.3f})"
        f" | {g['fpr']:.3f} ({g['fpr_low']:.3f} to {g['fpr_high']:.3f}) |"
        for g in f["groups"]
    )
    tpr, fpr = f["gaps"]["tpr"], f["gaps"]["fpr"]
    return f"""
## Fairness

By `{f["column"]}`, at the threshold above; Wilson intervals.

| group | payments | frauds | frauds stopped | honest payments stopped |
| --- | --- | --- | --- | --- |
{rows}

The gap in frauds stopped is {tpr["value"]:.3f} ({tpr["low"]:.3f} to {tpr["high"]:.3f}), in honest payments
stopped {fpr["value"]:.3f} ({fpr["low"]:.3f} to {fpr["high"]:.3f}). A gap is never negative, so its interval
stays above zero even where there is none; the groups' own intervals are the better guide.
"""


def _position(r: dict) -> str:
    return """
Position: the second gap is the one that hurts, because it is an honest customer who stands at the till. Age
is no feature, and we do not set a threshold for each age: treating two equal payments differently for the
year of birth would need a reason that we do not have. The gap is watched every month; where the interval of
one group lies above that of another for two months, the fields through which age comes in are looked at,
payments by phone first.
"""


def _limits(r: dict) -> str:
    return f"""
## Limits

The data are simulated, so no number here says anything about real cards. The test part has
{r["split"]["test"]["positives"]} frauds, which is why the interval of the AUPRC is
{r["metric"]["high"] - r["metric"]["low"]:.2f} wide. Fraud answers to what stops it: these figures hold
until the pattern changes. The costs are assumptions, and the amount of a payment does not enter into them.
"""
