"""Your value grows with the number of observations: twice the same data give twice the value.

The minimum is in the same place. But a gradient step gets n times as long, so that a learning rate which
suits a hundred observations diverges on ten thousand.

Ask yourself: which of the two, sum or mean, still has the same size when the data are repeated?
"""


def nll(logpdf, data):
    return float(-np.sum(logpdf(sample(data))))
