"""You stop when v no longer changes. With a negative eigenvalue it never stops changing.

Then Av points against v, and the normalised vector jumps from one side to the other for ever: v, -v, v, and
so on. It is the same eigenvector each time; only its sign is another. The loop runs to `max_iter` with the
answer in its hands.

Ask yourself: what is the length of v_new - v_old when v_new = -v_old?
"""


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x0 = square(A), np.asarray(x0, dtype=float)
    if x0.shape != A.shape[:1] or not x0.any():
        raise ValueError("bad start")
    v = x0 / norm(x0.tolist())
    n_iter = 0
    while True:
        image = matvec(A, v)
        length = norm(image.tolist())
        if length == 0 or n_iter == max_iter:
            return dot(v, image), v, n_iter
        if norm((image / length - v).tolist()) <= tol:
            return dot(v, image), v, n_iter
        v = image / length
        n_iter += 1
