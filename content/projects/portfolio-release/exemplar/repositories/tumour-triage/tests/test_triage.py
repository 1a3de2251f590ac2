import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import serve
import triage

MODEL = json.loads(Path(serve.__file__).with_name("model.json").read_text())


def test_no_more_alarms_than_allowed():
    rng = np.random.default_rng(3)
    y = np.repeat([0, 1], [500, 100])
    scores = rng.normal(size=600) + y
    alarms = (scores[y == 0] > triage.threshold(scores, y)).mean()
    assert alarms <= triage.ALARMS


def test_a_perfect_score_finds_all():
    y = np.repeat([0, 1], 50)
    assert triage.found(y + 0.0, y) == 1.0


def test_the_service_computes_what_the_model_does():
    x, y, _ = triage.load()
    fitted = triage.models()["logistic"].fit(x, y)
    served = [serve.probability(MODEL, row) for row in x[:20].tolist()]
    assert np.allclose(served, fitted.predict_proba(x[:20])[:, 1])


@pytest.mark.parametrize("row", [[], "30", [float("nan")] * 30, [True] * 30])
def test_what_is_no_row_is_refused(row):
    with pytest.raises(ValueError):
        serve.probability(MODEL, row)
