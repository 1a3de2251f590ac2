from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cardrisk.api import create_app
from cardrisk.train import train

DATA = Path(__file__).parents[1] / "data" / "transactions.csv"
ROW = {
    "occurred_at": "2026-02-03T18:25:00Z",
    "amount_eur": 42.5,
    "distance_km": 3.5,
    "hours_since_last": 28.0,
    "card_age_days": 812,
    "merchant_category": "fuel",
    "channel": "chip",
}


@pytest.fixture(scope="session")
def model_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "model.json"
    train(DATA, path, seed=0)
    return path


@pytest.fixture
def client(model_path, tmp_path):
    return TestClient(create_app(model_path, tmp_path / "quarantine"))
