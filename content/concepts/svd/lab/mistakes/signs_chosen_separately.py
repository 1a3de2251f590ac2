"""The signs of u_i and of v_i are chosen independently of each other, each so that it looks nice.

Each vector alone may be turned round. But s_i u_i v_i^T is one piece of A, and turning one of its two
vectors turns the whole piece into its negative.

Ask yourself: what becomes of u v^T if only u changes its sign, and what if both do?
"""

_right = svd


def svd(A):
    U, s, Vt = _right(A)
    return (
        U * np.where(U.sum(axis=0) < 0, -1.0, 1.0),
        s,
        Vt * np.where(Vt.sum(axis=1) < 0, -1.0, 1.0)[:, None],
    )
