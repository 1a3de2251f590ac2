"""python -m drytomorrow.run: the first version, end to end."""

import json
from pathlib import Path

from drytomorrow.measure import auroc, forward, interval
from drytomorrow.model import fit, save
from drytomorrow.rule import as_today
from drytomorrow.table import days, table

RESULTS = Path("results")


def main():
    RESULTS.mkdir(exist_ok=True)
    rows = table(days())
    y, p, scored = forward(rows)
    low, high = interval(y, p)
    record = {
        "seed": 0,
        "metric": {"name": "auroc", "value": auroc(y, p), "low": low, "high": high},
        "baseline": {"name": "as today", "value": auroc(y, as_today(scored))},
    }
    save(fit(rows), RESULTS / "model.json")
    (RESULTS / "record.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
