"""Q^T b is returned as it is. Those are the coordinates of the fitted part in the basis Q, not the
weights of the columns of A.

The fitted part is Q times your vector. But the question was for the x with A x equal to it, and A = Q R.

Ask yourself: which shape has R, and where in your function is it used?
"""


def lstsq(A, b, method="qr"):
    A, b = np.asarray(A, dtype=float), np.asarray(b)
    if method == "normal":
        return solve(A.T @ A, A.T @ b)
    if method != "qr":
        raise ValueError("unknown method")
    Q, R = qr_householder(A)
    if np.any(np.diag(R) <= 1e-13 * np.max(np.abs(A), axis=0)):
        raise ValueError("dependent columns")
    return Q.T @ b
