"""What an audit of this project stands on: the learner's part, a later part, and the baseline on both.

For the two worlds of data.py the later part is drawn afresh from the audit's seed. A credit file is the
learner's own: a quarter of it is held back at random, because it has no time.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from groundup.audit import Inspection, NotThere
from groundup.audit.probes import predicting
from groundup.audit.probes.table import Table, read_table
from groundup.catalog.projects import load_project_source

DATA = load_project_source(Path(__file__).with_name("data.py"))
CREDIT = "credit-default"
CREDIT_FORM = "[data] in groundup.toml: file, target, protected, sha256"
LARGEST = 16 * 2**20  # bytes of a learner's own file, unpacked
LEAST = 40  # rows of each class: with fewer, a quarter of them says nothing
MOST_VALUES, MOST_NAMES = 50, 20  # of a category; categories: what the baseline is given of an own file
HUGE = 1e12


@dataclass(frozen=True)
class Ground:
    """`early` holds the target, `later` does not; y is what came of the later rows, of shape (n,)."""

    world: object | None  # a World of data.py; None for a file of the learner's own
    target: str
    protected: str
    groups: tuple[str, ...]
    numeric: tuple[str, ...]
    categorical: tuple[str, ...]
    early: Table
    later: Table
    y: np.ndarray

    @property
    def base_rate(self) -> float:
        return float(self.early.numbers(self.target).mean())


def ground_of(inspection: Inspection) -> Ground:
    """Raises NotThere where groundup.toml names no data set of this project."""
    return inspection.once("risk/ground", lambda: _ground(inspection))


def _ground(inspection: Inspection) -> Ground:
    named = inspection.manifest.dataset
    if named == CREDIT:
        return _credit(inspection)
    if named not in DATA["WORLDS"]:
        known = ", ".join([*DATA["WORLDS"], CREDIT])
        raise NotThere(
            f"groundup.toml says dataset = {named!r}; this project knows {known}.",
            "Write one of these names.",
        )
    world = DATA["WORLDS"][named]
    early, later = (
        read_table(DATA["write_csv"](rows)) for rows in (world.early(), world.later(inspection.seed))
    )
    return Ground(
        world,
        world.target,
        world.protected,
        world.groups,
        world.numeric,
        world.categorical,
        early,
        later.without(world.target),
        later.numbers(world.target),
    )


def _credit(inspection: Inspection) -> Ground:
    said = inspection.manifest.options.get("data")
    if not isinstance(said, dict) or not all(
        isinstance(said.get(n), str) for n in ("file", "target", "sha256")
    ):
        raise NotThere(
            f"A credit file needs {CREDIT_FORM}.",
            "Copy the lines that `python data/fetch.py own FILE --target COLUMN` prints.",
        )
    whole = _own_file(inspection, said["file"], said["sha256"])
    target, protected = said["target"], said.get("protected", "")
    if target not in whole.columns or set(whole.column(target)) != {"0", "1"}:
        raise NotThere(
            f"{said['file']} has no column {target!r} of 0 and 1.", "Name the target under [data] target."
        )
    if protected and protected not in whole.columns:
        raise NotThere(f"{said['file']} has no column {protected!r}.", "Name one under [data] protected.")
    counts = [whole.column(target).count(value) for value in ("0", "1")]
    if min(counts) < LEAST:
        raise NotThere(
            f"{said['file']} has {counts[1]} rows with {target} and {counts[0]} without it; "
            f"at least {LEAST} of each are asked.",
            "Take a larger table.",
        )
    names = [name for name in whole.columns if name != target]
    numeric = tuple(name for name in names if np.isfinite(whole.numbers(name)).mean() > 0.5)
    held = _held_back(whole.numbers(target), inspection.seed)
    later = whole.take(np.flatnonzero(held))
    return Ground(
        None,
        target,
        protected,
        tuple(sorted(set(whole.column(protected)))) if protected else (),
        numeric,
        tuple(name for name in names if name not in numeric and _is_category(whole, name))[:MOST_NAMES],
        whole.take(np.flatnonzero(~held)),
        later.without(target),
        later.numbers(target),
    )


def _is_category(rows: Table, name: str) -> bool:
    return len(set(rows.column(name))) <= MOST_VALUES


def _own_file(inspection: Inspection, path: str, sha256: str) -> Table:
    content = inspection.repository.files.get(path)
    if content is None:
        raise NotThere(f"groundup.toml names the file {path}, which is not committed.", "Commit it, packed.")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotThere(
            f"{path} does not have the checksum that groundup.toml names.",
            "Fetch the file again with data/fetch.py and copy the new lines, or find out who changed it.",
        )
    try:
        return read_table(_unpacked(content), path)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise NotThere(f"{path} cannot be read: {error}", "Commit a CSV, or a CSV packed by gzip.") from error


def _unpacked(content: bytes) -> bytes:
    if content[:2] != b"\x1f\x8b":
        return content
    unpacker = zlib.decompressobj(wbits=31)
    plain = unpacker.decompress(content, LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError("unpacked, it is larger than 16 MiB.")
    return plain


def _held_back(y: np.ndarray, seed: int) -> np.ndarray:
    """A random quarter of each class."""
    rng = np.random.default_rng([DATA["LATER_SEED"], seed])
    held = np.zeros(len(y), bool)
    for value in (0, 1):
        rows = rng.permutation(np.flatnonzero(y == value))
        held[rows[: len(rows) // 4]] = True
    return held


# --- predictions --------------------------------------------------------------------------------


def predicted(inspection: Inspection, name: str, rows: Table) -> np.ndarray:
    """The probabilities of the learner's program, trained once on the early part. Raises NotThere."""
    model = inspection.once("risk/model", lambda: _train(inspection))
    suffix = Path(inspection.manifest.outputs.get("model", "")).suffix or ".model"

    def make() -> np.ndarray:
        with inspection.room() as room:
            path = f"groundup-audit/model{suffix}"
            room.write(path, model)
            return predicting.predict(inspection, room, rows, model=path)

    return inspection.once(f"risk/predicted/{name}", make)


def _train(inspection: Inspection) -> bytes:
    with inspection.room() as room:
        path = predicting.train(inspection, room, ground_of(inspection).early)
        return room.read(path) or b""


def scores(inspection: Inspection) -> np.ndarray:
    return predicted(inspection, "later", ground_of(inspection).later)


def baseline(inspection: Inspection) -> np.ndarray:
    """Logistic regression on the raw fields that are known in time, each by itself."""
    return inspection.once("risk/baseline", lambda: _baseline(ground_of(inspection)))


def _baseline(ground: Ground) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    X, Z = (_raw(rows, ground) for rows in (ground.early, ground.later))
    names = [sorted(set(ground.early.column(name))) for name in ground.categorical]
    for name, known in zip(ground.categorical, names, strict=True):
        X, Z = (
            np.column_stack([part, np.array(rows.column(name))[:, None] == np.array(known)])
            for part, rows in ((X, ground.early), (Z, ground.later))
        )
    middle = np.nanmedian(X, axis=0)
    X, Z = (np.where(np.isnan(part), middle, part).clip(-HUGE, HUGE) for part in (X, Z))
    scale = StandardScaler().fit(X)
    model = LogisticRegression(max_iter=2000).fit(scale.transform(X), ground.early.numbers(ground.target))
    return model.predict_proba(scale.transform(Z))[:, 1]


def _raw(rows: Table, ground: Ground) -> np.ndarray:
    columns = [rows.numbers(name) for name in ground.numeric]
    if ground.world is not None:
        columns.append(np.array([float(cell[11:13]) for cell in rows.column(ground.world.time)]))
    return np.column_stack(columns)


# --- for attribution ----------------------------------------------------------------------------


def shuffled_scores(
    inspection: Inspection, groups: Sequence[Sequence[str]], seed: int, others: int = 3000
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """(y, p, [p with the columns of a group shuffled together]) on all positive rows and `others` more."""
    ground = ground_of(inspection)
    rng = np.random.default_rng(seed)
    honest = rng.permutation(np.flatnonzero(ground.y == 0))[:others]
    kept = np.sort(np.concatenate([np.flatnonzero(ground.y == 1), honest]))
    sample, y = ground.later.take(kept), ground.y[kept]
    stacked = list(sample.rows)
    for group in groups:
        stacked += _shuffle(sample, group, rng.permutation(len(sample))).rows
    p = predicted(inspection, "shuffled", Table(sample.columns, tuple(stacked)))
    parts = np.split(p, len(groups) + 1)
    return y, parts[0], parts[1:]


def _shuffle(sample: Table, group: Sequence[str], order: np.ndarray) -> Table:
    for name in group:
        cells = sample.column(name)
        sample = sample.with_column(name, [cells[k] for k in order])
    return sample


def strong_pairs(ground: Ground, bound: float) -> list[tuple[str, str, float]]:
    """Numeric columns whose rank correlation on complete rows is above the bound, in absolute value."""
    from scipy.stats import spearmanr

    values = {name: ground.early.numbers(name) for name in ground.numeric}
    found = []
    for k, a in enumerate(ground.numeric):
        for b in ground.numeric[k + 1 :]:
            both = np.isfinite(values[a]) & np.isfinite(values[b])
            if both.sum() < 100 or min(np.ptp(values[a][both]), np.ptp(values[b][both])) == 0:
                continue
            rho = float(spearmanr(values[a][both], values[b][both]).statistic)
            if abs(rho) > bound:
                found.append((a, b, rho))
    return found


def rows_between(ground: Ground, first: datetime, last: datetime) -> int:
    """Rows of the early part on these days, both included."""
    days = [cell[:10] for cell in ground.early.column(ground.world.time)]
    return sum(f"{first:%Y-%m-%d}" <= day <= f"{last:%Y-%m-%d}" for day in days)
