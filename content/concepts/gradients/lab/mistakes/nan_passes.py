"""A gradient with `nan` in it passes.

Every comparison with `nan` is false, so "no entry is above the limit" is true. The test must ask the
other way round, or look for `nan` first.

Ask yourself: what do `nan > 1`, `nan <= 1` and `not (nan > 1)` say?
"""


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    x = np.asarray(x, dtype=float)
    a = np.asarray(grad(x.copy()), dtype=float)
    if a.shape != x.shape:
        return False, float("inf")
    if a.size == 0:
        return True, 0.0
    n = numerical_gradient(f, x)
    ratio = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
    return not (ratio > 1).any(), float(ratio.max())
