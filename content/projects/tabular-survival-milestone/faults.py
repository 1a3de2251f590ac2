"""Planted faults: one thing each that goes wrong in real repositories, and the criterion that names it."""

import hashlib
import json

from groundup.audit import Fault, added, only_once, removed, replaced

KEY = hashlib.md5(
    b"nobody has this key"
).hexdigest()  # the shape of one, made here, so that none is written down

FAULTS = (
    Fault(
        "data-on-one-machine-only",
        "fresh-run",
        (replaced("survival/pipeline.py", '"data/heart-disease.csv"', '"/data/heart/heart-disease.csv"'),),
    ),
    Fault("versions-not-pinned", "fresh-run", (replaced("requirements.lock", "pandas==3.1.1", "pandas>=2"),)),
    Fault(
        "figure-never-made",
        "fresh-run",
        (replaced("survival/pipeline.py", '        "slices": draw_slices(record),\n', ""),),
    ),
    Fault(
        "two-columns-only",
        "held-out-metric",
        (
            replaced("survival/features.py", "[*NUMERIC, RESERVE])", '["age"])'),
            replaced(
                "survival/features.py",
                'categories", categories, CATEGORICAL)',
                'categories", categories, ["cp"])',
            ),
        ),
    ),
    Fault(
        "model-sees-the-fold-it-is-scored-on",
        "leakage-probe",
        (replaced("survival/evaluation.py", "model.fit(X[~test], y[~test])", "model.fit(X, y)"),),
    ),
    Fault(
        "prepared-before-the-split",
        "leakage-probe",
        (
            replaced(
                "survival/evaluation.py",
                "    p = np.zeros(len(y))\n    scores = []",
                "    p = np.zeros(len(y))\n"
                "    X, model = model[:-1].fit_transform(X, y), model[-1]\n"
                "    scores = []",
            ),
        ),
    ),
    Fault(
        "trained-on-a-file-of-its-own",
        "leakage-probe",
        (
            replaced(
                "survival/train.py",
                "train(read_patients(given.data), given.seed)",
                'train(read_patients("data/heart-disease.csv"), given.seed)',
            ),
        ),
    ),
    Fault(
        "scaled-by-the-rows-to-predict",
        "leakage-probe",
        (
            replaced(
                "survival/predict.py",
                "    p = model.predict_proba(patients[NUMERIC + CATEGORICAL])[:, 1]",
                '    thalch = patients["thalch"] - patients["thalch"].mean() + 137\n'
                "    patients = patients.assign(thalch=thalch)\n"
                "    p = model.predict_proba(patients[NUMERIC + CATEGORICAL])[:, 1]",
            ),
        ),
    ),
    Fault(
        "column-made-from-the-outcome",
        "leakage-probe",
        (
            lambda draft: added(
                "data/enriched.csv",
                "\n".join(
                    line + (",stent" if n == 0 else f",{3 * int(line[-1]) + n % 2}")
                    for n, line in enumerate(draft.files["data/heart-disease.csv"].decode().splitlines())
                )
                + "\n",
            )(draft),
        ),
    ),
    Fault(
        "no-dummy-in-the-basket",
        "model-basket",
        (
            replaced(
                "survival/models.py",
                '    "base rate": ("dummy", lambda seed: DummyClassifier(strategy="prior")),\n',
                "",
            ),
        ),
    ),
    Fault(
        "spread-of-something-else",
        "model-basket",
        (replaced("survival/evaluation.py", "np.std(scores, ddof=1))", "np.var(scores))"),),
    ),
    Fault(
        "scored-on-rows-that-were-learned-by-heart",
        "cv-honest",
        (
            replaced("survival/evaluation.py", "model.fit(X[~test], y[~test])", "model.fit(X, y)"),
            replaced("survival/models.py", 'SHIPPED = "logistic"', 'SHIPPED = "forest"'),
        ),
    ),
    Fault(
        "stops-at-a-new-category",
        "missing-handled",
        (replaced("survival/features.py", 'handle_unknown="ignore"', 'handle_unknown="error"'),),
    ),
    Fault(
        "gaps-filled-from-the-rows-to-predict",
        "missing-handled",
        (
            replaced(
                "survival/predict.py",
                "    p = model.predict_proba(patients",
                "    patients = patients.fillna(patients[NUMERIC].mean())\n"
                "    p = model.predict_proba(patients",
            ),
        ),
    ),
    Fault(
        "zero-cholesterol-is-a-number",
        "sentinels",
        (replaced("survival/patients.py", '{"chol": 0, "trestbps": 0}', '{"trestbps": 0}'),),
    ),
    Fault(
        "slices-of-training-scores",
        "error-analysis",
        (
            replaced(
                "survival/evaluation.py",
                "list(slices(X, y, p, seed))",
                "list(slices(X, y, build(SHIPPED, seed).fit(X, y).predict_proba(X)[:, 1], seed))",
            ),
        ),
    ),
    Fault(
        "worst-slice-passed-over",
        "error-analysis",
        (
            replaced("report.template.md", "The worst slice is $worst: AUROC", "The worst slice has AUROC"),
            replaced("report.template.md", "In Switzerland\nnearly every", "There\nnearly every"),
            replaced("report.template.md", "Switzerland wrote zero", "One clinic wrote zero"),
        ),
    ),
    Fault(
        "folds-without-a-seed",
        "seed-reproducibility",
        (replaced("survival/evaluation.py", "shuffle=True, random_state=seed", "shuffle=True"),),
    ),
    Fault("better-number-in-the-readme", "readme", (replaced("README.md", "AUROC 0.898", "AUROC 0.928"),)),
    Fault(
        "no-limits-named",
        "readme",
        (replaced("README.md", "## Limits", "## Thanks"),),
    ),
    Fault(
        "tests-that-notice-nothing",
        "tests-mutation",
        (
            removed(*(f"tests/test_{one}.py" for one in ("models", "evaluation", "report", "commands"))),
            added(
                "tests/test_patients.py",
                "import survival.patients\n\n\ndef test_import():\n    assert survival.patients\n",
            ),
        ),
    ),
    Fault(
        "test-without-an-assertion",
        "tests-mutation",
        (
            added(
                "tests/test_smoke.py",
                "from survival.models import build\n\n\ndef test_builds():\n    build('logistic', 0)\n",
            ),
        ),
    ),
    Fault(
        "suite-that-fails",
        "tests-mutation",
        (replaced("tests/test_models.py", "made.loc[0, RESERVE] == 20", "made.loc[0, RESERVE] == 200"),),
    ),
    Fault(
        "key-taken-out-again",
        "no-secrets",
        (only_once("kaggle.json", json.dumps({"username": "ada", "key": KEY})),),
    ),
)
