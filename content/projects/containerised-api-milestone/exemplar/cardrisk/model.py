"""The model as a file: logistic regression in JSON. No pickle, so that loading a model runs no code.

The artefact carries its feature names, its threshold, and a summary of what it was trained on (101 quantiles
and counts, no rows), against which drift is measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cardrisk.features import NAMES, matrix_of
from cardrisk.schema import Payment

FORMAT = 1


class BrokenModel(ValueError):
    """The file is not a model that this code can serve; the message says why."""


@dataclass(frozen=True)
class Model:
    weights: np.ndarray  # (n_features,), of standardised features
    mean: np.ndarray
    scale: np.ndarray
    intercept: float
    threshold: float
    reference: Mapping[str, Any]
    version: str

    def probabilities(self, payments: Sequence[Payment]) -> np.ndarray:
        """(n,). sigma(w . (x - mean) / scale + b)"""
        z = (matrix_of(payments) - self.mean) / self.scale
        # A sum row by row: a matrix product may round differently for one row than for many.
        logit = np.sum(z * self.weights, axis=1) + self.intercept
        return 1 / (1 + np.exp(-logit))


def as_json(names: Sequence[str], parts: Mapping[str, Any]) -> str:
    content = {"format": FORMAT, "features": list(names), **parts}
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def load(path: Path) -> Model:
    """Raises BrokenModel. The version is the beginning of the hash of the file."""
    try:
        raw = path.read_bytes()
        content = json.loads(raw)
        model = _read(content, hashlib.sha256(raw).hexdigest()[:12])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenModel(f"{path}: {error!r}") from error
    return model


def _read(content: Mapping[str, Any], version: str) -> Model:
    if content["format"] != FORMAT:
        raise ValueError(f"format {content['format']} and not {FORMAT}")
    if content["features"] != list(NAMES):
        raise ValueError("the features are not those that this code computes")
    arrays = {name: np.array(content[name], dtype=float) for name in ("weights", "mean", "scale")}
    if not all(one.shape == (len(NAMES),) and np.isfinite(one).all() for one in arrays.values()):
        raise ValueError("weights, mean and scale need one finite number for each feature")
    return Model(
        **arrays,
        intercept=float(content["intercept"]),
        threshold=float(content["threshold"]),
        reference=content["reference"],
        version=version,
    )
