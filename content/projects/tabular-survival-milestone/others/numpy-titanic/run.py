"""Everything, in order: cross-validation, model, figure, report."""

import json
import os

from crossval import cross_validate, write_folds
from matplotlib.figure import Figure
from model import fit
from passengers import read_rows

DATA = "data/titanic.csv"


def draw(record):
    """Each slice's value with its interval, the whole ship dotted."""
    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    for place, one in enumerate(record["slices"]):
        axes.errorbar(
            one["value"],
            place,
            xerr=[[one["value"] - one["low"]], [one["high"] - one["value"]]],
            fmt="o",
            color="tab:green",
        )
    axes.axvline(record["metric"]["value"], linestyle=":", color="grey")
    names = [f"{one['name']}, n={one['n']}" for one in record["slices"]]
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("AUROC, 95 % interval over tickets")
    axes.set_title("Whom the model ranks worse")
    return figure


def write_report(record):
    metric = record["metric"]
    worst = min(record["slices"], key=lambda one: one["value"])
    models = "\n".join(
        f"| {one['name']} | {one['family']} | {one['mean']:.3f} | {one['spread']:.3f} |"
        for one in record["models"]
    )
    slices = "\n".join(
        f"| {one['name']} | {one['n']} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} |"
        for one in record["slices"]
    )
    return f"""# Who survives on a made-up ship

The passengers are synthetic: the twelve columns are those of the Titanic competition, the people are not.

AUROC {metric["value"]:.3f} ({metric["low"]:.3f} to {metric["high"]:.3f}); that women survive and men do not:
{record["baseline"]["value"]:.3f}.

A fare of zero is treated as missing. People on one ticket are in one fold.

| model | family | mean of folds | spread |
| --- | --- | --- | --- |
{models}

| slice | n | AUROC | interval |
| --- | --- | --- | --- |
{slices}

![slices](results/slices.png)

The worst slice is {worst["name"]} ({worst["value"]:.3f} among {worst["n"]}). Sex does most of the work
on the whole ship, and inside a group in which it says nothing, what remains is class, age and family: the
ranking there is the honest measure of what the other columns bring.
"""


def main():
    os.makedirs("results", exist_ok=True)
    rows = read_rows(DATA)
    record, folds, p = cross_validate(rows, 0)
    with open("results/record.json", "w") as file:
        json.dump(record, file, indent=1)
    write_folds("results/folds.csv", folds, p)
    with open("model.json", "w") as file:
        json.dump(fit(rows, 0), file)
    draw(record).savefig("results/slices.png", dpi=100)
    with open("report.md", "w") as file:
        file.write(write_report(record))
    print(record["metric"], record["baseline"])


if __name__ == "__main__":
    main()
