"""The residual is compared with `tol` itself, so the answer depends on the units of the matrix.

In millimetres instead of kilometres, all entries are a million times larger, and so is the residual: rounding
alone keeps it above `tol` for ever. In units that are large, every vector passes at once, whatever its
direction.

Ask yourself: if A is multiplied by 1000, what happens to |Av - lam v|, and what happens to the eigenvector?
"""


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x0 = square(A), np.asarray(x0, dtype=float)
    if x0.shape != A.shape[:1] or not x0.any():
        raise ValueError("bad start")
    v = x0 / norm(x0.tolist())
    n_iter = 0
    while True:
        image = matvec(A, v)
        lam = dot(v, image)
        if norm((image - lam * v).tolist()) <= tol or n_iter == max_iter:
            return lam, v, n_iter
        v = image / norm(image.tolist())
        n_iter += 1
