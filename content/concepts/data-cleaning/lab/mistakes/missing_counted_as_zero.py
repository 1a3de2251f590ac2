"""Missing values take part in the mean and the median as zeros.

Nobody measured a zero. The statistics are drawn towards 0, the more the more is missing.

Ask yourself: two of three readings are known, 1 and 5. What would you put in for the third?
"""


def _fit(self, X):
    X = as_table(X)
    filled = np.where(missing(X), 0.0, X)
    self.statistics_ = np.array(
        [statistic(filled[:, j], self.strategy, self.fill_value) for j in range(X.shape[1])]
    )
    self.indicated_ = [j for j in range(X.shape[1]) if missing(X)[:, j].any()]
    return self


SimpleImputer.fit = _fit
