"""`transform` computes the statistics anew, from the rows that it is about to fill.

Then what is put into a row depends on its neighbours: in a test set, on the other test rows, and for a
single patient on nothing at all. A model that was fitted on other numbers now meets values it has never
learned from, and an evaluation has looked at the test set.

Ask yourself: one row comes in, and its value is missing. From which rows should the number come?
"""


def _transform(self, X):
    if not hasattr(self, "statistics_"):
        raise ValueError("fit first")
    X = as_table(X)
    if X.shape[1] != len(self.statistics_):
        raise ValueError("other columns")
    holes, fitted = missing(X), self.indicated_
    self.fit(X)
    self.indicated_ = fitted
    filled = np.where(holes, self.statistics_, X)
    return np.hstack([filled, holes[:, fitted]]) if self.add_indicator else filled


SimpleImputer.transform = _transform
