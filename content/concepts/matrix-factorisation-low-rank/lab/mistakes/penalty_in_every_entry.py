"""lam is added to every entry of the k x k matrix, where only its diagonal should grow.

That penalises the square of the sum of the entries of p, not the sum of their squares: large entries with
opposite signs cost nothing. The objective may then rise from one sweep to the next.

Ask yourself: which matrix M makes p^T M p equal to lam |p|^2?
"""


def best_rows(R, mask, Q, lam):
    from mylib.linalg.solve import solve

    k = Q.shape[1]
    rows = []
    for row, seen in zip(R, mask, strict=True):
        gram = Q[seen].T @ Q[seen] + lam
        rows.append(solve(gram + 1e-9 * identity(k), Q[seen].T @ row[seen]))
    return np.array(rows)
