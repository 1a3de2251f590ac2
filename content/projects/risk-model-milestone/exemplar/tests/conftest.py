"""Small made-up payments: 90 days, forty a day; fraud where device, hour and merchant come together."""

import numpy as np
import pandas as pd
import pytest
from risk import measures


def make_payments(n: int = 3600, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    minute = np.sort(rng.integers(0, 90 * 1440, n))
    time = pd.Timestamp("2025-01-06") + pd.to_timedelta(minute, unit="min")
    device, known = rng.integers(0, 60, n).astype(float), rng.integers(0, 2, n)
    channel = rng.choice(["chip", "online"], n)
    odds = -4.0 + 4.5 * ((device < 15) & (known == 0) & (channel == "online"))
    fraud = rng.random(n) < 1 / (1 + np.exp(-odds))
    usual = rng.uniform(10, 60, n).round(1)
    amount = (usual * rng.uniform(0.2, 3, n)).round(2)
    return pd.DataFrame(
        {
            "payment_id": [f"p{k}" for k in range(n)],
            "customer_id": [f"c{k}" for k in rng.integers(0, 150, n)],
            "time": time,
            "amount": amount,
            "usual_amount": usual,
            "amount_ratio": (amount / usual).round(2),
            "merchant": rng.choice(["fuel", "travel", "fashion"], n),
            "known_merchant": known,
            "channel": channel,
            "acquirer": rng.choice(["A", "B", "E"], n),
            "device_days": np.where(channel == "online", device, np.nan),
            "distance_km": rng.integers(0, 300, n),
            "minutes_since_last": rng.integers(1, 5000, n).astype(float),
            "payments_24h": rng.integers(0, 5, n),
            "card_months": rng.integers(1, 60, n),
            "age_group": rng.choice(["18-29", "60+"], n),
            "dispute_minutes": np.where(fraud, 30, 0),
            "is_fraud": fraud.astype(int),
        }
    )


@pytest.fixture(autouse=True, scope="session")
def few_draws():
    """Intervals of forty draws are wide enough to be right and quick enough to be run often."""
    measures.TIMES = 40


@pytest.fixture(scope="session")
def payments():
    return make_payments()


@pytest.fixture(scope="session")
def file(payments, tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "payments.csv"
    payments.to_csv(path, index=False)
    return path
