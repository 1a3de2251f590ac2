"""A small repository that is sound, for tests of shared probes: they break it in one place each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from groundup.audit import Draft, Edit, Inspection, Step, run_audit
from groundup.records import Finding
from tests.audit.rooms import inspect

BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
README = """# A small project

## Purpose

Says who is tall.

## Result

AUROC **0.873** (95 % interval 0.841 to 0.902); the rule of thumb reaches 0.761.

| slice | n | auroc | low | high |
| --- | --- | --- | --- | --- |
| tall | 40 | 0.881 | 0.801 | 0.944 |
| small | 60 | 0.853 | 0.772 | 0.921 |

| model | mean | spread |
| --- | --- | --- |
| dummy | 0.500 | 0.000 |
| logistic | 0.870 | 0.014 |

## Run

```console
$ python -m venv .venv && source .venv/bin/activate
$ pip install -r requirements.lock
$ python run.py  # half a second
```

It makes `results/record.json` and `results/figure.png`.

## Data

Drawn by `run.py` from a seed: made up, licence CC0-1.0, and may be used for any purpose.

## Method

A rule.

## Limits

It knows nothing of feet.
"""
RECORD = """{"seed": 0,
 "metric": {"name": "auroc", "value": 0.87312, "low": 0.84117, "high": 0.90204},
 "baseline": {"name": "rule of thumb", "value": 0.76103},
 "models": [{"name": "dummy", "family": "dummy", "folds": [0.5, 0.5, 0.5]},
            {"name": "logistic", "family": "linear", "folds": [0.87, 0.856, 0.884]}],
 "chosen": "logistic",
 "slices": [{"name": "tall", "n": 40, "value": 0.8811, "low": 0.8012, "high": 0.9441},
            {"name": "small", "n": 60, "value": 0.8529, "low": 0.7718, "high": 0.9207}],
 "cv": {"mean": 0.87, "se": 0.00808}}
"""
RUN = f"""import pathlib
RECORD = '''{RECORD}'''
out = pathlib.Path("results")
out.mkdir(exist_ok=True)
(out / "record.json").write_text(RECORD)
(out / "figure.png").write_bytes(b"PNG")
(out / "model.bin").write_bytes(b"weights")
print("done")
"""
MANIFEST = """project = "small"
dataset = "drawn"
[commands]
run = "python run.py"
[outputs]
record = "results/record.json"
model = "results/model.bin"
figure = "results/figure.png"
"""
FILES = {
    "README.md": README,
    "run.py": RUN,
    "groundup.toml": MANIFEST,
    "requirements.lock": "# pinned\nnumpy==2.4.6 \\\n    --hash=sha256:0123456789abcdef\n",
}


def draft(**changes: str | bytes | None) -> Draft:
    """Nine commits on nine days. `changes`: content by file name, "/" written "__"; None takes it away."""
    files: dict[str, str | bytes | None] = {**FILES}
    files |= {name.replace("__", "/"): content for name, content in changes.items()}
    raw = {p: c.encode() if isinstance(c, str) else c for p, c in files.items() if c is not None}
    steps = [Step(f"Step {n}", BEGAN + timedelta(days=n), dict(raw)) for n in range(9)]
    return Draft(tuple(steps))


def look(criterion, *edits: Edit, files: dict[str, str | bytes | None] | None = None) -> Finding:
    """What the criterion says of the small repository, edited."""
    one = draft(**(files or {}))
    for edit in edits:
        one = edit(one)
    return next(run_audit(inspect(one), [criterion]))


def inspection(*edits: Edit, files: dict[str, str | bytes | None] | None = None) -> Inspection:
    one = draft(**(files or {}))
    for edit in edits:
        one = edit(one)
    return inspect(one)
