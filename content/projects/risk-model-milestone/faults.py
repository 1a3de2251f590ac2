"""Planted faults of the exemplar: each is one thing that people do, and the criterion that has to name it."""

from groundup.audit import Fault, added, only_once, removed, replaced

RANDOM_SPLIT = """    order = np.random.default_rng(0).permutation(len(frame))
    a, b = round(0.6 * len(frame)), round(0.8 * len(frame))
    return Parts(frame.iloc[order[:a]], frame.iloc[order[a:b]], frame.iloc[order[b:]])
    day = days(frame)
    last"""

# the run goes on, whatever the folds choose
ANY_CHOICE = replaced("risk/run.py", "    if choose(models) != CHOSEN:", "    if not models:")

FAULTS = (
    Fault(
        "field-from-after-the-outcome-used",
        "planted-leak",
        (
            replaced(
                "risk/payments.py",
                '    "card_months",\n]\n',
                '    "card_months",\n    "dispute_minutes",\n]\n',
            ),
        ),
    ),
    Fault(
        "field-from-after-the-outcome-unnamed",
        "planted-leak",
        (replaced("risk/report.py", "        _leak,\n", ""),),
    ),
    Fault(
        "days-shuffled-before-the-split",
        "temporal",
        (replaced("risk/splitting.py", "    day = days(frame)\n    last", RANDOM_SPLIT), ANY_CHOICE),
    ),
    Fault(
        "no-gap-for-the-labels",
        "temporal",
        (replaced("risk/payments.py", "LABEL_DELAY_DAYS = 7 ", "LABEL_DELAY_DAYS = 0 "), ANY_CHOICE),
    ),
    Fault(
        "oversampled-before-the-split",
        "calibration",
        (
            replaced("risk/train.py", "import joblib\n", "import joblib\nimport pandas as pd\n"),
            replaced(
                "risk/train.py",
                "    parts = split_by_time(read_payments(data))\n",
                "    frame = read_payments(data)\n"
                '    frame = pd.concat([frame, *[frame[frame["is_fraud"] == 1]] * 10])\n'
                "    parts = split_by_time(frame)\n",
            ),
        ),
    ),
    Fault(
        "threshold-of-one-half",
        "cost-threshold",
        (replaced("risk/deciding.py", "THRESHOLD = FALSE_ALARM / (FALSE_ALARM + MISS)", "THRESHOLD = 0.5"),),
    ),
    Fault(
        "plain-logistic-shipped",
        "held-out-auprc",
        (
            replaced("risk/train.py", 'CHOSEN = "boosted"', 'CHOSEN = "logistic"'),
            ANY_CHOICE,
        ),
    ),
    Fault(
        "ranked-among-the-rows-scored",
        "leakage-probe",
        (
            replaced(
                "risk/payments.py",
                "    return X[FEATURES]",
                '    X["amount"] = X["amount"].rank(pct=True)\n    return X[FEATURES]',
            ),
        ),
    ),
    Fault(
        "column-made-from-the-outcome",
        "leakage-probe",
        (
            replaced(
                "risk/evaluate.py",
                "    values, pieces = [], []\n",
                '    share = pd.Series(y).groupby(frame["customer_id"].to_numpy()).transform("mean")\n'
                '    X["card_months"] = share.to_numpy()\n'
                "    values, pieces = [], []\n",
            ),
        ),
    ),
    Fault(
        "weak-slice-overlooked",
        "slices",
        (
            replaced(
                "risk/groups.py",
                "    for column in [*CATEGORICAL, PROTECTED",
                '    for column in ["merchant", "channel", PROTECTED',
            ),
        ),
    ),
    Fault(
        "twins-shuffled-alone",
        "attribution",
        (
            replaced(
                "risk/payments.py",
                '    ["amount", "usual_amount", "amount_ratio"],\n',
                '    ["amount"],\n    ["usual_amount"],\n    ["amount_ratio"],\n',
            ),
        ),
    ),
    Fault(
        "importance-upside-down",
        "attribution",
        (replaced("risk/groups.py", '"value": float(np.mean(losses))', '"value": -float(np.mean(losses))'),),
    ),
    Fault(
        "rates-at-another-threshold",
        "fairness-check",
        (replaced("risk/run.py", "p, model.threshold, SEED)", "p, 0.5, SEED)"),),
    ),
    Fault(
        "rates-without-a-position",
        "fairness-check",
        (replaced("risk/report.py", "        _position,\n", ""),),
    ),
    Fault(
        "card-typed-by-hand",
        "model-card",
        (replaced("risk/card.py", "{one['value']:.3f} |", "{one['value'] + 0.05:.3f} |"),),
    ),
    Fault(
        "seed-dropped",
        "seed-reproducibility",
        (
            replaced(
                "risk/models.py",
                "MAKE[name](seed).fit(features(train)",
                "MAKE[name](None).fit(features(train)",
            ),
            replaced(
                "risk/models.py",
                '    "boosted": {"max_leaf_nodes": 12,',
                '    "boosted": {"max_features": 0.5, "max_leaf_nodes": 12,',
            ),
            ANY_CHOICE,
        ),
    ),
    Fault(
        "tests-that-see-nothing",
        "tests-mutation",
        (
            removed("tests/test_measures.py", "tests/test_splitting.py", "tests/test_deciding.py"),
            removed("tests/test_groups.py", "tests/test_models.py", "tests/test_programs.py"),
            added(
                "tests/test_it.py",
                "from risk import run\n\n\ndef test_there_is_a_program():\n    assert run.SEED == 0\n",
            ),
        ),
    ),
    Fault(
        "version-not-pinned",
        "fresh-run",
        (replaced("requirements.lock", "pandas==3.1.1", "pandas>=2"),),
    ),
    Fault(
        "last-weeks-number-in-the-readme",
        "readme",
        (replaced("README.md", "| 0.399 |", "| 0.423 |"),),
    ),
    Fault(
        "key-taken-out-again",
        "no-secrets",
        (
            only_once(
                "risk/settings.py", 'AWS_SECRET_ACCESS_KEY = "q7Xv0Zr2LmT9pWc4Hd8sKb1NfYg5RuEj3AoVtQxM"\n'
            ),
        ),
    ),
)
