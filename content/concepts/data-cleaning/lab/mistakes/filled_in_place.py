"""`transform` writes into the array that it was given: the caller's missing values are gone.

Whoever wants to know afterwards what was missing can no longer find out, and fitting a second imputer on the
same array learns from filled values.

Ask yourself: is `np.asarray(X, dtype=float)` a new array if X is an array of floats already?
"""


def _transform(self, X):
    if not hasattr(self, "statistics_"):
        raise ValueError("fit first")
    X = as_table(X)
    if X.shape[1] != len(self.statistics_):
        raise ValueError("other columns")
    holes = missing(X)
    for j, value in enumerate(self.statistics_):
        X[holes[:, j], j] = value
    return np.hstack([X, holes[:, self.indicated_]]) if self.add_indicator else X


SimpleImputer.transform = _transform
