"""Train the shipped model: python -m risk.train --data payments.csv --model model.joblib --seed 0

The file is split by time inside: trees are grown on the training part, calibrated on the validation part.
What comes after (the test part) is not touched here.
"""

from __future__ import annotations

import joblib

from risk.arguments import read_arguments
from risk.deciding import THRESHOLD
from risk.models import RiskModel, fit_risk_model
from risk.payments import read_payments
from risk.splitting import split_by_time

CHOSEN = "boosted"  # what models.choose says of the rolling folds; risk.run stops when it says another name


def train(data: str, seed: int, name: str = CHOSEN) -> RiskModel:
    parts = split_by_time(read_payments(data))
    return fit_risk_model(name, parts.train, parts.validation, THRESHOLD, seed)


def main() -> None:
    given = read_arguments(__doc__, "data", "model", "seed")
    joblib.dump(train(given.data, given.seed), given.model)


if __name__ == "__main__":
    main()
