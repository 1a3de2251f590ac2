"""Rows of A meet rows of B.

For matrices of one square shape the result has the right shape, and is the product with B turned over
its diagonal. For others the sizes that are compared are the wrong ones.

Ask yourself: in the formula, which of the two indices of B stays the same while the sum runs?
"""


def matmul(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if A.ndim < 2 or B.ndim < 2 or A.shape[-1] != B.shape[-1]:
        raise ValueError("shapes do not fit")
    return (A[..., :, None, :] * B[..., None, :, :]).sum(axis=-1)
