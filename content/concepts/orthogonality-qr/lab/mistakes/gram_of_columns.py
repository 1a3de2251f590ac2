"""The projector is computed as A times its transpose. That stretches by the squared lengths of the
columns and mixes those that are not at right angles; applied twice, it does not give the same as once.

The formula is right for orthonormal columns and for no others.

Ask yourself: where does your matrix send the vector (1, 1), which lies on the line along (1, 1) already?
"""


def projector(A):
    _, R = qr_householder(A)
    for j, column in enumerate(np.asarray(A, dtype=float).T):
        refuse_dependent(R[j, j], norm(column), j)
    A = np.asarray(A, dtype=float)
    return A @ A.T
