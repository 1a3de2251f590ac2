"""results/report.md and its figure, from what the run measured."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from spamfilter.measure import FALSE_POSITIVES

INK, QUIET, MARK = "#1f2a44", "#8a94a6", "#c8442f"


def write(folder, record, entries, y, p, rule, texts, judged):
    draw(folder / "filter.png", record, y, p, rule)
    (folder / "report.md").write_text(text(record, entries, texts, p, judged), encoding="utf-8")


def curve(y, score):
    """(false positive rates, recalls) of all thresholds, from the strictest on."""
    thresholds = np.unique(score)[::-1]
    false = [np.mean(score[y == 0] >= t) for t in thresholds]
    true = [np.mean(score[y == 1] >= t) for t in thresholds]
    return np.array([0.0, *false]), np.array([0.0, *true])


def draw(path, record, y, p, rule):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for score, colour, name in ((p, INK, "filter"), (rule, QUIET, "ten keywords")):
        left.step(*curve(y, score), where="post", color=colour, lw=2)
        false, true = curve(y, score)
        left.text(0.16, np.interp(0.16, false, true) - 0.07, name, color=colour)
    left.axvline(FALSE_POSITIVES, color=MARK, lw=1, ls="--")
    left.text(FALSE_POSITIVES + 0.004, 0.7, "1 % of ham", color=MARK)
    left.set(xlim=(0, 0.3), ylim=(0, 1.02), xlabel="ham called spam", ylabel="spam caught")
    left.set_title("On templates it never saw", loc="left")
    causes = sorted(record["error_causes"].items(), key=lambda pair: pair[1])
    right.barh([name for name, _ in causes], [share for _, share in causes], color=INK)
    right.set(xlabel="share of the 20 mistakes that were read", xlim=(0, 1))
    right.set_title("Why it was wrong", loc="left")
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150, metadata={"Software": None})
    plt.close(figure)


def text(record, entries, texts, p, judged):
    metric, at = record["metric"], record["at_threshold"]
    lines = [
        "# A spam filter on templates it never saw",
        "",
        f"Of the spam in the test part the filter catches {metric['value']:.3f} "
        f"(95 % interval {metric['low']:.3f} to {metric['high']:.3f}, whole templates drawn) while at "
        f"most 1 % "
        f"of the ham is called spam. Ten keywords catch {record['baseline']['value']:.3f} at the same price.",
        "",
        "![Recall against false positives, and causes of mistakes](filter.png)",
        "",
        "## Models, each on the same five folds of the training part",
        "",
        "| model | recall over all folds | worst fold | best fold |",
        "| --- | --- | --- | --- |",
        *(
            f"| {m['name']} | {m['recall']:.3f} | {min(m['folds']):.3f} | {max(m['folds']):.3f} |"
            for m in record["models"]
        ),
        "",
        f"At its own threshold ({record['threshold']:.3f}, set out of fold for half a percent) it catches "
        f"{at['recall']:.3f} and calls {at['false_positive_rate']:.4f} of the ham spam; F1 is "
        f"{at['f1']:.3f}.",
        "",
        f"## Mistakes: {record['errors']['read']} read of {record['errors']['all']}",
        "",
        "| cause | share | one of them |",
        "| --- | --- | --- |",
    ]
    for cause, share in record["error_causes"].items():
        example = next(entry for entry in entries if entry[3] == cause)
        lines.append(f"| {cause} | {share:.2f} | {example[0]}: {example[4]} |")
    surest = int(np.argmax(p))
    moved = [(token.split(":", 1)[-1], odds) for token, odds in judged.reasons(texts[surest])]
    reasons = ", ".join(f"{token} ({odds:+.1f})" for token, odds in moved)
    lines += ["", "## What it goes by", "", f"The surest spam of the test part moved it by: {reasons}.", ""]
    return "\n".join(lines)
