"""The gradient of the weights is transposed.

Its shape must be that of W, inputs times units. Where a layer is square the transpose fits as well, and
nothing complains: the network learns something else.

Ask yourself: which entry of X and which of dOut meet in the gradient of W[k, j], the weight from input k
to unit j?
"""


def linear_backward(dOut, X, W):
    return dOut @ W.T, dOut.T @ X, dOut.sum(axis=0)
