"""The vector is multiplied again and again, and made one long only at the end.

A dominant eigenvalue of 3 makes it three times as long at every step. After some 650 steps its length is
more than a float can hold, and what comes out is `nan`. Below 1 it fades to zero in the same way.

Ask yourself: how long is A^k x after k steps, if the dominant eigenvalue is 10, and where do floats end?
"""


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x = square(A), np.asarray(x0, dtype=float)
    if x.shape != A.shape[:1] or not x.any():
        raise ValueError("bad start")
    n_iter = 0
    with np.errstate(all="ignore"):
        while True:
            image = A @ x
            lam = float(x @ image / (x @ x))
            if (
                np.sqrt(((image - lam * x) ** 2).sum()) <= tol * np.sqrt((image**2).sum())
                or n_iter == max_iter
            ):
                return lam, x / np.sqrt((x**2).sum()), n_iter
            x = image
            n_iter += 1
