"""The axes in front have to be equal.

A stack of five matrices times one matrix is refused, although it has an obvious meaning: the same matrix
serves all five. It is how a layer with one matrix of weights treats a batch.

Ask yourself: what does `A * B` do with shapes (5, 1, 1) and (1, 1), and how could your sum make use of
it?
"""

_right_matmul = matmul


def matmul(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if A.shape[:-2] != B.shape[:-2]:
        raise ValueError("batches differ")
    return _right_matmul(A, B)
