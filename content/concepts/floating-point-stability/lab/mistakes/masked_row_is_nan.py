"""A row in which everything is masked gives `nan` instead of `-inf`.

Its maximum is -inf, and your shift computes -inf - (-inf). Such a difference has no value. The sum of
exponentials itself does: it is 0, with the logarithm -inf.

Ask yourself: for which maxima is the subtraction meaningless, and what is the answer there?
"""


def logsumexp(x, axis=-1, keepdims=False):
    x = floats(x)
    top = np.max(x, axis=axis, keepdims=True)
    with np.errstate(invalid="ignore"):
        result = top + np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True))
    return result if keepdims else np.squeeze(result, axis=axis)[()]
