"""The eigenvalue that is returned belongs to the vector before the one that is returned.

The quotient is computed first and the step is made after it, so the two answers are of different ages. At
convergence nobody notices; after a few steps, or with a coarse tolerance, `lam` is not v . Av.

Ask yourself: which v stands in the product from which your `lam` was computed, and which one do you return?
"""


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x0 = square(A), np.asarray(x0, dtype=float)
    if x0.shape != A.shape[:1] or not x0.any():
        raise ValueError("bad start")
    v = x0 / norm(x0.tolist())
    lam, n_iter = dot(v, matvec(A, v)), 0
    while n_iter < max_iter:
        image = matvec(A, v)
        lam, length = dot(v, image), norm(image.tolist())
        if norm((image - lam * v).tolist()) <= tol * length:
            break
        v = image / length
        n_iter += 1
    return lam, v, n_iter
