"""The statistics of a column with a missing value are NaN: every sum that NaN takes part in is NaN.

So nothing is filled: NaN is replaced by NaN.

Ask yourself: what is 1 + NaN + 5, and which values of the column should have been added?
"""


def _fit(self, X):
    X = as_table(X)
    columns = [X[:, j] for j in range(X.shape[1])]
    self.statistics_ = np.array([statistic(x, self.strategy, self.fill_value) for x in columns])
    self.indicated_ = [j for j in range(X.shape[1]) if missing(X)[:, j].any()]
    return self


SimpleImputer.fit = _fit
