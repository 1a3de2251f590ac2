"""The smaller eigenvalue is computed as a difference of two nearly equal numbers, and little is left of it.

When one eigenvalue is much larger than the other, half the trace and the root agree in most of their digits.
Their difference consists of what rounding left over, or is 0 altogether.

Ask yourself: what is 5000000000.0 - 5000000000.0, and what is the determinant of [[1e10, 0], [0, 1e-10]]?
"""


def eig2(A):
    A = np.asarray(A, dtype=float)
    if A.shape != (2, 2):
        raise ValueError("a 2 x 2 matrix is needed")
    (a, b), (c, d) = A.tolist()
    middle = (a + d) / 2
    root = cmath.sqrt(((a - d) / 2) ** 2 + b * c)
    if root.imag or middle >= 0:
        return middle + root, middle - root
    return middle - root, middle + root
