"""A version of the model as one .npz file: arrays with names, read without pickle, so that none runs code.

The bytes depend on the training rows and the seed alone; the version is the beginning of their SHA-256.
"""

import hashlib
import io
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tollgate.additive import expand, sigmoid, terms

SHAPES = {"weights": 1, "centre": 1, "scale": 1, "bends": 2, "intercept": 0, "review_from": 0}
WATCHED = "watched:"  # begins the names of what drift is compared with


class Unusable(ValueError):
    """A file that is no version this code can serve; the message says why."""


@dataclass(frozen=True)
class Version:
    """A model that can score, and what it was trained on in numbers: see drift.py for `reference`."""

    name: str
    arrays: dict
    reference: dict

    @property
    def review_from(self):
        return float(self.arrays["review_from"])

    def score(self, row):
        """The probability of a dispute. fsum rounds once, so the order of the terms leaves no trace."""
        one = self.arrays
        x = (np.array(expand(row, one["bends"])) - one["centre"]) / one["scale"]
        return float(sigmoid(math.fsum([float(one["intercept"]), *(x * one["weights"])])))

    def score_all(self, rows):
        return np.array([self.score(row) for row in rows])


def save(path, arrays, reference):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    named = {f"{WATCHED}{name}": np.asarray(value) for name, value in reference.items()}
    with path.open("wb") as file:
        np.savez(file, terms=np.array(terms()), **arrays, **named)


def load(path):
    """Raises Unusable."""
    try:
        raw = Path(path).read_bytes()
        with np.load(io.BytesIO(raw), allow_pickle=False) as file:
            content = {name: file[name] for name in file.files}
        arrays = {name: content[name] for name in SHAPES}
        reference = {
            name.removeprefix(WATCHED): value for name, value in content.items() if name.startswith(WATCHED)
        }
        found = list(content["terms"])
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise Unusable(f"{path} cannot be read as a model: {error}") from error
    if found != terms():
        raise Unusable(f"{path} is a model of other terms than this code computes")
    for name, array in arrays.items():
        if array.ndim != SHAPES[name] or not np.isfinite(array).all():
            raise Unusable(f"{path}: {name} is not finite, or of another shape")
    if not len(arrays["weights"]) == len(arrays["centre"]) == len(arrays["scale"]) == len(found):
        raise Unusable(f"{path}: there is not one weight for each term")
    return Version(hashlib.sha256(raw).hexdigest()[:10], arrays, reference)
