"""Planted faults of the exemplar: each is one way in which a month goes wrong."""

from groundup.audit import Fault, added, replaced, stretched

FAULTS = (
    Fault("six-weeks", "time-box", (stretched(1.7),)),
    Fault("no-stop-rule", "scope", (replaced("scope.md", "## Stop rule", "## Hopes"),)),
    Fault(
        "second-best-idea-chosen",
        "three-ideas",
        (replaced("ideas.md", "Chosen: dry tomorrow", "Chosen: sunspot maximum"),),
    ),
    Fault(
        "first-version-does-not-run",
        "first-version",
        (
            replaced(
                "drytomorrow/train.py",
                "from drytomorrow.files import read_rows\n",
                "from drytomorrow.files import read_rows\nfrom drytomorrow.later import tune\n",
            ),
            added(
                "drytomorrow/later.py",
                '"""Written after the first version."""\n\n\ndef tune(rows):\n    return rows\n',
            ),
        ),
    ),
    Fault(
        "no-better-than-the-rule",  # the model forgets everything but whether it rained
        "improvement",
        (
            replaced(
                "drytomorrow/model.py",
                'return [name for name in rows[0] if name not in ("id", "dry")]',
                'return [name for name in rows[0] if name == "wet"]',
            ),
        ),
    ),
    Fault(
        "log-without-sources",
        "debug-log",
        (
            replaced(
                "debug-log.md", "Source: https://otexts.com/fpp3/tscv.html", "Source: somewhere on the web"
            ),
        ),
    ),
    Fault("no-new-plan", "tracking", (replaced("plan.md", "## Re-plan 2026-03-17", "## Remarks"),)),
    Fault(
        "every-gap-scheduled",
        "gap-list",
        (
            replaced(
                "retrospective.md",
                "do not know a test that respects runs of days.",
                "do not know a test that respects runs of days. (scheduled: 2026-04-13)",
            ),
        ),
    ),
    Fault(
        "weather-of-the-next-day",
        "leakage-probe",
        (
            replaced(
                "drytomorrow/table.py",
                'evening(record[: n + 1]) | {"dry"',
                'evening(record[: n + 1]) | {"shower": record[n + 1]["rain"], "dry"',
            ),
        ),
    ),
    Fault(
        "ranks-among-the-rows-asked-for",
        "leakage-probe",
        (
            replaced(
                "drytomorrow/predict.py",
                "    p = probability(load(args.model), rows)\n",
                "    p = probability(load(args.model), rows)\n    p = (p - p.min()) / (p.max() - p.min())\n",
            ),
        ),
    ),
    Fault(
        "terms-of-the-data-unknown",
        "licence",
        (replaced("groundup.toml", 'licence = "public-domain"', 'licence = "found on the web"'),),
    ),
    Fault(
        "figure-missing",
        "fresh-run",
        (replaced("drytomorrow/run.py", '    draw(RESULTS / "dry.png", record, y, p)\n', ""),),
    ),
    Fault("no-limits", "readme", (replaced("README.md", "## Limits", "## Thanks"),)),
)
