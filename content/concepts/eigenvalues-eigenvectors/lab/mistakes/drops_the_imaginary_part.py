"""Where the eigenvalues are complex, their imaginary part is lost: the root of a negative number was taken
from its absolute value, or set to zero.

A map that turns the plane keeps no direction, and the imaginary part is the amount by which it turns.
Without it a rotation looks like a stretching.

Ask yourself: which real vector does a quarter turn leave on its line, and which eigenvalues do you give it?
"""


def eig2(A):
    A = np.asarray(A, dtype=float)
    if A.shape != (2, 2):
        raise ValueError("a 2 x 2 matrix is needed")
    (a, b), (c, d) = A.tolist()
    middle = (a + d) / 2
    root = max(0.0, ((a - d) / 2) ** 2 + b * c) ** 0.5
    first = middle + copysign(1, middle) * root
    if first == 0:
        return 0j, 0j
    return complex(first), complex(2 * middle - first if root == 0 else (a * d - b * c) / first)
