"""Any method that is not "normal" is taken for "qr". A misspelt name, or one that you do not offer, runs
without a word.

Whoever asks for "svd" and gets an answer believes it came from there.

Ask yourself: for which names should your function do something, and what should it do with all others?
"""


def lstsq(A, b, method="qr"):
    A, b = np.asarray(A, dtype=float), np.asarray(b)
    if method == "normal":
        return solve(A.T @ A, A.T @ b)
    Q, R = qr_householder(A)
    return solve(R, Q.T @ b)
