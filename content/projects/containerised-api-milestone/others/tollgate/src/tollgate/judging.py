"""Is a version good enough to be served? Its numbers on the last quarter, and the floors it has to clear.

The floors were written down before the first evaluation: see worklog.md, 2026-03-03.
"""

import numpy as np
from scipy.stats import norm, rankdata

from tollgate.additive import log_loss
from tollgate.contract import CHOICES

LEAST_AUROC = 0.80
LEAST_GAIN = 0.03  # over ranking by the amount
MOST_LOSS = 0.9  # of the log loss that the base rate alone has
MOST_STEP_BACK = 1.02  # times the log loss of the version that is served
FEWEST = 10  # disputes below which a slice is only counted
BINS = 10


def auroc(y, p):
    """Area under the ROC curve, and its standard error after DeLong et al. (1988)."""
    hit, miss = p[y == 1], p[y == 0]
    both = rankdata(np.concatenate([hit, miss]))
    # Of each dispute: the share of the others below it. Of each other: the share of disputes above it.
    below = (both[: len(hit)] - rankdata(hit)) / len(miss)
    above = 1 - (both[len(hit) :] - rankdata(miss)) / len(hit)
    variance = below.var(ddof=1) / len(hit) + above.var(ddof=1) / len(miss)
    return float(below.mean()), float(np.sqrt(variance))


def with_interval(y, p, level=0.95):
    value, error = auroc(y, p)
    reach = float(norm.ppf(0.5 + level / 2)) * error
    return {"value": value, "low": max(value - reach, 0.0), "high": min(value + reach, 1.0)}


def reliability(y, p):
    """Predicted and observed share in ten bins of equal size, from the lowest risk to the highest."""
    bins = np.array_split(np.argsort(p, kind="stable"), BINS)
    return [{"n": len(i), "predicted": float(p[i].mean()), "observed": float(y[i].mean())} for i in bins]


def slices(rows, y, p):
    """Every category and channel: how many payments, how many disputed, and the AUROC where it means much."""
    found = []
    for field, values in CHOICES.items():
        for value in values:
            inside = np.array([row[field] == value for row in rows])
            disputes = int(y[inside].sum())
            one = {"name": f"{field}={value}", "n": int(inside.sum()), "disputes": disputes}
            if min(disputes, one["n"] - disputes) >= FEWEST:
                one |= with_interval(y[inside], p[inside])
            found.append(one)
    return found


def judge(version, held_out):
    """The report on a version; `floors` is what it fails, empty where it may be served."""
    rows, y = held_out
    p = version.score_all(rows)
    amount, _ = auroc(y, np.array([row["amount_eur"] for row in rows]))
    report = {
        "model_version": version.name,
        "n": len(y),
        "disputes": int(y.sum()),
        "metric": {"name": "auroc", **with_interval(y, p)},
        "baseline": {"name": "amount alone", "value": amount},
        "log_loss": log_loss(y, p),
        "log_loss_of_base_rate": log_loss(y, np.full(len(y), y.mean())),
        "reviewed": float((p >= version.review_from).mean()),
        "disputes_reviewed": float((p >= version.review_from)[y == 1].mean()),
        "reliability": reliability(y, p),
        "slices": slices(rows, y, p),
    }
    return {**report, "floors": broken_floors(report)}


def broken_floors(report):
    value, amount = report["metric"]["value"], report["baseline"]["value"]
    loss, base = report["log_loss"], report["log_loss_of_base_rate"]
    floors = {
        f"AUROC {value:.3f} is below {LEAST_AUROC}": value < LEAST_AUROC,
        f"AUROC {value:.3f} is not {LEAST_GAIN} above the amount's {amount:.3f}": value < amount + LEAST_GAIN,
        f"log loss {loss:.3f} is over {MOST_LOSS} of the base rate's {base:.3f}": loss > MOST_LOSS * base,
    }
    return [said for said, broken in floors.items() if broken]


def is_step_back(report, served):
    return report["log_loss"] > MOST_STEP_BACK * served["log_loss"]


def as_markdown(report):
    """The report for people: what CI puts on the page of the run."""
    metric = report["metric"]
    lines = [
        f"# Version {report['model_version']}",
        "",
        f"{report['n']} payments held out, {report['disputes']} disputed.",
        "",
        f"- AUROC {metric['value']:.3f} (95 % interval {metric['low']:.3f} to {metric['high']:.3f})",
        f"- by amount alone {report['baseline']['value']:.3f}",
        f"- log loss {report['log_loss']:.3f}, base rate {report['log_loss_of_base_rate']:.3f}",
        f"- {report['reviewed']:.1%} reviewed, among them {report['disputes_reviewed']:.1%} of all disputes",
        "",
        *(f"**Not good enough**: {said}." for said in report["floors"]),
    ]
    return "\n".join(lines).strip() + "\n"
