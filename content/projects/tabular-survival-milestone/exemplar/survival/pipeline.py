"""The one command: check the data, evaluate the basket, fit the model, draw the figures, write the report."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import joblib

from survival.evaluation import evaluate
from survival.figures import draw_missing, draw_models, draw_slices, missing_shares
from survival.patients import read_patients
from survival.report import report
from survival.train import train

DATA = Path("data/heart-disease.csv")
SHA256 = "2fc84c61dfd305b63033ba36657f333553a2d5a747ea103cca23f8b1be9cfc73"
RESULTS, FIGURES = Path("results"), Path("figures")
TEMPLATE = Path("report.template.md")


def check_data(path: Path, sha256: str) -> None:
    """Raises ValueError where the file is not the one that the numbers of the README are about."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(
            f"{path} has the checksum {found[:12]}..., not {sha256[:12]}...: see data/SOURCES.md."
        )


def run(seed: int) -> None:
    check_data(DATA, SHA256)
    patients = read_patients(DATA)
    record, folds = evaluate(patients, seed)
    for folder in (RESULTS, FIGURES):
        folder.mkdir(exist_ok=True)
    (RESULTS / "record.json").write_text(json.dumps(record, indent=1) + "\n")
    folds.to_csv(RESULTS / "folds.csv", index=False)
    joblib.dump(train(patients, seed), RESULTS / "model.joblib")
    figures = {
        "missing": draw_missing(missing_shares(patients)),
        "models": draw_models(record),
        "slices": draw_slices(record),
    }
    for name, figure in figures.items():
        figure.savefig(FIGURES / f"{name}.png", dpi=110, metadata={"Software": None})
    Path("report.md").write_text(report(TEMPLATE.read_text(), record))
    print(f"AUROC {record['metric']['value']:.3f}, baseline {record['baseline']['value']:.3f}: see report.md")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=0)
    run(words.parse_args().seed)
