"""The result takes the type of A.

If A holds integers and B decimals, every entry is cut down to a whole number on being stored, without a
warning.

Ask yourself: what does an array of integers hold after you assign 1.75 to one of its entries?
"""

_right_matmul = matmul


def matmul(A, B):
    return _right_matmul(A, B).astype(np.asarray(A).dtype)
