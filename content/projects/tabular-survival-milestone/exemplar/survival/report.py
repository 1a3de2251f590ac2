"""Write report.md: the prose of report.template.md with the numbers of the run record."""

from __future__ import annotations

from string import Template
from typing import Any


def span(one: dict[str, Any]) -> str:
    """ "0.877 to 0.920"; a dash where a slice has one class only."""
    return "-" if one["low"] is None else f"{one['low']:.3f} to {one['high']:.3f}"


def models_table(record: dict[str, Any]) -> str:
    lines = ["| model | family | mean AUROC | spread over folds |", "| --- | --- | --- | --- |"]
    for one in sorted(record["models"], key=lambda one: -one["mean"]):
        lines.append(f"| {one['name']} | {one['family']} | {one['mean']:.3f} | {one['spread']:.3f} |")
    return "\n".join(lines)


def slices_table(record: dict[str, Any]) -> str:
    lines = ["| slice | n | AUROC | 95 % interval |", "| --- | --- | --- | --- |"]
    for one in record["slices"]:
        value = "-" if one["value"] is None else f"{one['value']:.3f}"
        lines.append(f"| {one['name']} | {one['n']} | {value} | {span(one)} |")
    return "\n".join(lines)


def worst_slice(record: dict[str, Any]) -> dict[str, Any]:
    return min((one for one in record["slices"] if one["value"] is not None), key=lambda one: one["value"])


def report(template: str, record: dict[str, Any]) -> str:
    """Raises KeyError where the template asks for a number that is not there."""
    others = [one for one in record["models"] if one["name"] != record["chosen"]]
    best = max(others, key=lambda one: one["mean"])
    worst = worst_slice(record)
    return Template(template).substitute(
        rows=record["rows"],
        metric=f"{record['metric']['value']:.3f}",
        interval=span(record["metric"]),
        baseline=f"{record['baseline']['value']:.3f}",
        gain=f"{record['metric']['value'] - record['baseline']['value']:.3f}",
        cv_mean=f"{record['cv']['mean']:.3f}",
        cv_se=f"{record['cv']['se']:.3f}",
        chosen=record["chosen"],
        best=best["name"],
        best_mean=f"{best['mean']:.3f}",
        models_table=models_table(record),
        slices_table=slices_table(record),
        worst=worst["name"],
        worst_n=worst["n"],
        worst_value=f"{worst['value']:.3f}",
        worst_interval=span(worst),
    )
