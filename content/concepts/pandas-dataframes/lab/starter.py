"""A small data frame in plain Python: named columns of equal length, with groups, joins and pivots.

A missing value is None. No method changes a frame; each makes a new one.
"""


class Frame:
    """Columns by name, all of one length.

    >>> Frame({"city": ["Kiel", "Bonn"], "sales": [3, None]}).names
    ['city', 'sales']
    """

    def __init__(self, columns: dict[str, list]) -> None:
        """From {name: values}. ValueError if the lengths differ."""
        raise NotImplementedError("task 1")

    # task 1: names (a property), __len__ (rows), __getitem__ (a column as a list), to_dict()

    def select(self, names: list[str]) -> "Frame":
        """These columns, in this order."""
        raise NotImplementedError("task 2")

    def where(self, mask: list[bool]) -> "Frame":
        """The rows whose place in the mask is True. ValueError if the mask has another length."""
        raise NotImplementedError("task 2")

    def sort_by(self, names: list[str]) -> "Frame":
        """Ascending by the first name, ties by the next, then as before; missing values last."""
        raise NotImplementedError("task 2")

    def head(self, n: int = 5) -> "Frame":
        """The first n rows, or all of them if there are fewer."""
        raise NotImplementedError("task 2")

    def groupby(self, keys: list[str]) -> "Groups":
        """The rows by key; a row whose key has a missing part is in no group."""
        raise NotImplementedError("task 3")

    def merge(self, other: "Frame", on: list[str], how: str = "inner", suffixes=("_x", "_y")) -> "Frame":
        """Every row here beside every row of other with the same key; None matches None."""
        raise NotImplementedError("task 4")

    def pivot(self, index: str, columns: str, values: str) -> "Frame":
        """A row for each value of index, a column for each value of columns, None where nothing stood."""
        raise NotImplementedError("task 5")


class Groups:
    """What groupby gives."""

    def agg(self, spec: dict) -> Frame:
        """One row for each group, in order of the keys. spec: {column: "sum" or another aggregation}."""
        raise NotImplementedError("task 3")
