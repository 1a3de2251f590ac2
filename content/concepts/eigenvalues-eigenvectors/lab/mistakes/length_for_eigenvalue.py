"""The eigenvalue is taken as the length of Av, and a length has no sign.

For a vector one long, |Av| is indeed the *size* of the eigenvalue. But an eigenvector that is turned
round at every step belongs to a negative eigenvalue, and the length cannot tell it from a positive one.

Ask yourself: what is |Av| for Av = -3v, and which number computed from v and Av is -3 there?
"""


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x0 = square(A), np.asarray(x0, dtype=float)
    if x0.shape != A.shape[:1] or not x0.any():
        raise ValueError("bad start")
    v = x0 / norm(x0.tolist())
    n_iter = 0
    while True:
        image = matvec(A, v)
        lam, length = dot(v, image), norm(image.tolist())
        if norm((image - lam * v).tolist()) <= tol * length or n_iter == max_iter:
            return length, v, n_iter
        v = image / length
        n_iter += 1
