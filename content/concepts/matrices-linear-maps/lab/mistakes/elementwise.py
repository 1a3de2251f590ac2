"""Entries in the same place are multiplied, which is what `*` does.

For square matrices this gives a matrix of the right shape with other numbers in it; for most rectangular
ones it is an error. It cannot compose maps: no entry outside place (i, j) has a say in entry (i, j).

Ask yourself: which entries of A and which entries of B does the first row of the product of the lesson's
example need?
"""


def matmul(A, B):
    return np.asarray(A) * np.asarray(B)
