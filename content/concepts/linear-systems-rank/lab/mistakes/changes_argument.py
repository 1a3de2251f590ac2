"""The matrix of the caller is gone after the call: elimination has worked in it and left the factor U
there.

`np.asarray` makes an array of a list, but an array of floats it hands back as it is, without a copy.
Whoever factors a matrix and then computes a residual with it computes with something else.

Ask yourself: after `U = np.asarray(A)`, is there one array in the memory or are there two?
"""


def square(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError("a square matrix is needed")
    return A
