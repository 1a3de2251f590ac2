"""report.md and its picture, from the run record."""

from matplotlib.figure import Figure


def row(one):
    if one["value"] is None:
        return f"| {one['name']} | {one['n']} | too few | |"
    return f"| {one['name']} | {one['n']} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} |"


def weakest(record):
    known = [one for one in record["slices"] if one["value"] is not None]
    return min(known, key=lambda one: one["value"])


def write_page(record):
    metric, worst = record["metric"], weakest(record)
    lines = [
        "# Heart disease with boosted trees",
        "",
        f"AUROC {metric['value']:.3f} ({metric['low']:.3f} to {metric['high']:.3f}); age and chest pain "
        f"alone {record['baseline']['value']:.3f}.",
        "",
        "| model | mean | spread |",
        "| --- | --- | --- |",
        *(f"| {one['name']} | {one['mean']:.3f} | {one['spread']:.3f} |" for one in record["models"]),
        "",
        "## Zeros",
        "",
        "A cholesterol (`chol`) of zero is kept as a number on purpose: a tree can put zero on a side of its",
        "own, and because one clinic wrote zero for everyone, being zero is what a flag for a gap would say.",
        "",
        "## Parts",
        "",
        "| part | n | AUROC | interval |",
        "| --- | --- | --- | --- |",
        *(row(one) for one in record["slices"]),
        "",
        "![parts](results/slices.png)",
        "",
        f"The weakest part is {worst['name']} with {worst['n']} patients and {worst['value']:.3f}. There are",
        "hardly any healthy patients in it, so a handful of them decides the number: see the interval.",
        "I would not use the ranking there without more healthy people to compare with.",
    ]
    return "\n".join(lines) + "\n"


def picture(record):
    known = [one for one in record["slices"] if one["value"] is not None]
    figure = Figure(figsize=(6, 3), layout="tight")
    axes = figure.add_subplot()
    names = [f"{one['name']} ({one['n']})" for one in known]
    axes.barh(names, [one["value"] for one in known], color="teal")
    for k, one in enumerate(known):
        axes.plot([one["low"], one["high"]], [k, k], color="black")
    axes.set_xlabel("AUROC, 95 % interval")
    axes.set_title("Parts of the patients")
    axes.set_xlim(0.3, 1)
    return figure
