"""Your x satisfies the first n equations exactly, and the others not at all. They have no influence on
it.

With more equations than unknowns it is tempting to make the system square by leaving some out. But least
squares listens to all of them, and usually satisfies none exactly.

Ask yourself: change the last entry of b. Which numbers of the right answer should move, and which of
yours do?
"""


def lstsq(A, b, method="qr"):
    A, b = np.asarray(A, dtype=float), np.asarray(b)
    if method not in ("qr", "normal") or len(A) < A.shape[1]:
        raise ValueError("unknown method, or too few rows")
    n = A.shape[1]
    return solve(A[:n], b[:n])
