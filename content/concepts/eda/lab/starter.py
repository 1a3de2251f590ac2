"""A first look at a table: what each column is, how two columns go together, which columns are suspicious.

A missing value is None. No function changes what it is given.
"""

from mylib.data.frame import Frame  # yours; keep this line: the checks make their tables with it
from mylib.data.plotstats import quantile  # yours


def profile(frame: Frame) -> dict[str, dict]:
    """{name: {"kind", "n_missing", "n_unique", ...}}: numbers get quartiles, categories their top three."""
    raise NotImplementedError("task 2")


def kind_of(values: list) -> str:
    """ "constant", "datetime", "id", "numeric" or "categorical", by what the known values are."""
    raise NotImplementedError("task 1")


def association(x: list, y: list) -> float:
    """From 0 to 1: |Pearson| for numbers, eta for a number and a category, Cramer's V for categories."""
    raise NotImplementedError("task 3")


def suspects(frame: Frame, target: str) -> list[tuple[str, str]]:
    """(column, reason), in the order of the columns: "id", "constant", "association", "missingness"."""
    raise NotImplementedError("task 4")
