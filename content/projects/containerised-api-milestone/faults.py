"""Planted faults: each an edit of the exemplar, and the criterion that has to name it."""

from __future__ import annotations

import hashlib

from groundup.audit import Fault, added, only_once, removed, replaced

OBSERVED = "            self.monitoring.probability.labels(self.model.version).observe(probability)\n"
SUFFICES = "    if not suffices(value, rule):\n"
WORSE = "        if value < served - MOST_LOSS:\n"
KEPT = '            put(current, models / "previous.json")\n'
# A token's shape made of a hash: no key of anybody, and none that a scanner finds in this file.
TOKEN = "ghp_" + hashlib.sha256(b"planted").hexdigest()[:36]

FAULTS = (
    Fault(
        "path-of-one-machine",
        "fresh-run",
        (replaced("cardrisk/release.py", 'Path("data/', 'Path("/srv/cardrisk/data/'),),
    ),
    Fault(
        "unknown-fields-ignored",
        "api-contract",
        (replaced("cardrisk/schema.py", 'extra="forbid"', 'extra="ignore"'),),
    ),
    Fault(
        "text-taken-for-numbers",
        "api-contract",
        (replaced("cardrisk/schema.py", "ConfigDict(strict=True, ", "ConfigDict("),),
    ),
    Fault(
        "crash-on-nan",
        "api-contract",
        (replaced("cardrisk/api.py", "    app.exception_handler(RequestValidationError)(_refuse)\n", ""),),
    ),
    Fault(
        "fields-by-their-place",
        "parity",
        (
            replaced(
                "cardrisk/api.py",
                "payment: Annotated[Payment, Body()]) -> Prediction:\n",
                "row: dict[str, float | str]) -> Prediction:\n"
                "        names = ('occurred_at', 'amount_eur', 'distance_km', 'hours_since_last',\n"
                "                 'card_age_days', 'merchant_category', 'channel')\n"
                "        payment = Payment.model_construct(**dict(zip(names, row.values())))\n",
            ),
        ),
    ),
    Fault(
        "rounded-answers",
        "parity",
        (
            replaced(
                "cardrisk/api.py",
                "[float(one) for one in self.model",
                "[round(float(one), 3) for one in self.model",
            ),
        ),
    ),
    Fault(
        "training-table-read-for-each-request",
        "latency",
        (
            replaced(
                "cardrisk/api.py",
                "        probabilities = [float(one)",
                "        from cardrisk.table import read_payments\n\n"
                '        read_payments(Path("data/transactions.csv"))\n'
                "        probabilities = [float(one)",
            ),
        ),
    ),
    Fault(
        "alarm-that-cannot-fire",
        "drift-alarm",
        (replaced("cardrisk/drift.py", "deque(maxlen=WINDOW)", "deque(maxlen=EVERY)"),),
    ),
    Fault(
        "alarm-that-cries-wolf",
        "drift-alarm",
        (
            replaced("cardrisk/drift.py", "ALPHA = 1e-5", "ALPHA = 0.05"),
            replaced("cardrisk/drift.py", "WINDOW = 400", "WINDOW = 100"),
        ),
    ),
    Fault(
        "one-bad-row-costs-the-batch",
        "bad-data",
        (replaced("cardrisk/schema.py", "rows: list[dict[str, Any]]", "rows: list[Payment]"),),
    ),
    Fault(
        "future-dates-served",
        "bad-data",
        (replaced("cardrisk/schema.py", "        AfterValidator(_not_in_the_future),\n", ""),),
    ),
    Fault("predictions-not-watched", "metrics-endpoint", (replaced("cardrisk/api.py", OBSERVED, ""),)),
    Fault(
        "deploy-copies-anything",
        "rollback",
        (
            replaced(
                "cardrisk/release.py", SUFFICES, SUFFICES.replace("not suffices(value, rule)", "value < 0")
            ),
            replaced("cardrisk/release.py", WORSE, WORSE.replace("value < served - MOST_LOSS", "value < 0")),
            replaced("cardrisk/release.py", KEPT, KEPT.replace("put(current", "put(candidate")),
        ),
    ),
    Fault(
        "gate-that-opens-for-nobody",
        "rollback",
        (replaced("cardrisk/release.py", "MOST_LOSS = 0.01", "MOST_LOSS = -1"),),
    ),
    Fault(
        "evaluation-that-never-fails",
        "ci-eval",
        (replaced("cardrisk/evaluate.py", 'sys.exit(0 if report["passed"] else 1)', "sys.exit(0)"),),
    ),
    Fault(
        "green-whatever-the-tests-say",
        "ci-workflow",
        (replaced(".github/workflows/ci.yml", "python -m pytest -q", "python -m pytest -q || true"),),
    ),
    Fault(
        "tests-beside-lint",
        "ci-workflow",
        (replaced(".github/workflows/ci.yml", "  test:\n    needs: lint\n", "  test:\n"),),
    ),
    Fault("root-in-the-container", "container", (replaced("Dockerfile", "USER risk\n", ""),)),
    Fault(
        "training-data-in-the-image",
        "container",
        (
            replaced("Dockerfile", "COPY cardrisk ./cardrisk\n", "COPY . ./\n"),
            replaced(
                ".dockerignore", "*\n!requirements-serve.lock\n!cardrisk\n!models/current.json\n", ".git\n"
            ),
        ),
    ),
    Fault(
        "alarm-without-owner",
        "runbook",
        (replaced("RUNBOOK.md", "**Owner**: data engineer, payments team\n", ""),),
    ),
    Fault(
        "tests-that-notice-nothing",
        "tests-mutation",
        (
            removed(
                *(
                    f"tests/{one}.py"
                    for one in ("conftest", "test_api", "test_drift", "test_model", "test_release")
                )
            ),
            added(
                "tests/test_imports.py",
                "import cardrisk.features\nimport cardrisk.table\n\n\n"
                "def test_the_package_is_there():\n    assert cardrisk.features.NAMES\n",
            ),
        ),
    ),
    Fault("token-in-the-history", "no-secrets", (only_once("deploy.env", f"GITHUB_TOKEN={TOKEN}\n"),)),
)
