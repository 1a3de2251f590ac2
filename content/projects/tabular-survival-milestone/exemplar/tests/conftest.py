import numpy as np
import pandas as pd
import pytest
from survival.patients import CATEGORICAL, NUMERIC, TARGET


@pytest.fixture
def patients() -> pd.DataFrame:
    """160 made-up patients in two clinics; those with pain at rest are mostly ill."""
    rng = np.random.default_rng(0)
    n = 160
    ill = np.arange(n) % 2
    made = pd.DataFrame({name: rng.normal(50, 10, n).round(1) for name in NUMERIC})
    made["thalch"] = 150 - 25 * ill + rng.normal(0, 15, n).round(1)
    for name in CATEGORICAL:
        made[name] = rng.choice(["a", "b"], n)
    made["sex"] = rng.choice(["Female", "Male"], n)
    made["clinic"] = rng.choice(["Cleveland", "Hungary"], n)
    made.loc[3:9, "chol"] = np.nan
    made[TARGET] = ill
    return made
