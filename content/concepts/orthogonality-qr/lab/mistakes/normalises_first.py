"""Each column is brought to length 1 first, and its projections are subtracted afterwards. What comes
out stands at right angles, but it is shorter than 1.

Subtracting takes something away from the length. A vector that had length 1 before does not have it
after.

Ask yourself: what is the length of (0.6, 0.8) after its projection on (1, 0) has been taken away?
"""


def qr_mgs(A):
    A = tall(A)
    n = A.shape[1]
    Q, R = np.zeros(A.shape), np.zeros((n, n))
    for j in range(n):
        R[j, j] = norm(A[:, j])
        refuse_dependent(R[j, j], norm(A[:, j]), j)
        rest = A[:, j] / R[j, j]
        for k in range(j):
            R[k, j] = Q[:, k] @ A[:, j]
            rest = rest - (Q[:, k] @ rest) * Q[:, k]
        Q[:, j] = rest
    return Q, R
