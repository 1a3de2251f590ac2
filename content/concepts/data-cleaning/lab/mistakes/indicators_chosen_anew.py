"""Which columns get an indicator is decided by the rows given to `transform`.

So the width of the result, and the meaning of its columns, change with the rows. A model fitted on the one
cannot read the other.

Ask yourself: how many columns should come out if the new rows have no missing value at all?
"""


def _transform(self, X):
    if not hasattr(self, "statistics_"):
        raise ValueError("fit first")
    X = as_table(X)
    if X.shape[1] != len(self.statistics_):
        raise ValueError("other columns")
    holes = missing(X)
    filled = np.where(holes, self.statistics_, X)
    return np.hstack([filled, holes[:, holes.any(axis=0)]]) if self.add_indicator else filled


SimpleImputer.transform = _transform
