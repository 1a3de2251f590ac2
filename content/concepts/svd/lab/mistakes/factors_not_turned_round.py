"""The singular values are inverted and the factors stay in their order: U diag(1/s) Vt.

A maps along v_i to u_i. What undoes it must lead from u_i back to v_i. Your product has the shape of A, where
the shape of its transpose is needed.

Ask yourself: which of the three factors of A acts first on a vector, and which must be undone first?
"""


def pinv(A, rcond=1e-12):
    U, s, Vt = svd(A)
    kept = s > rcond * s[0]
    return (U[:, kept] / s[kept]) @ Vt[kept]
