"""The projections on the single columns are added up. That is right if the columns are perpendicular. If
they lean on each other, what they share is counted twice.

The shadow on a plane is the sum of the shadows on two lines only if the lines meet at a right angle.

Ask yourself: project (1, 0) in this way on the space of (1, 0) and (1, 1), which is the whole plane.
Where should it go, and where does it go?
"""


def projector(A):
    _, R = qr_householder(A)
    for j, column in enumerate(np.asarray(A, dtype=float).T):
        refuse_dependent(R[j, j], norm(column), j)
    units = [np.asarray(column, dtype=float) / norm(column) for column in np.asarray(A).T]
    return sum(outer(q, q) for q in units)
