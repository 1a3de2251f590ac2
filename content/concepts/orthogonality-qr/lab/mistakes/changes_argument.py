"""The matrix of the caller is overwritten: after the call it holds Q, or what elimination by reflections
has left of it.

`np.asarray` hands an array of floats back as it is, without a copy. Whoever now computes A - Q R
subtracts from something else.

Ask yourself: which line of your function makes the second array that you write into?
"""


def tall(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape[0] < A.shape[1]:
        raise ValueError("a matrix with at least as many rows as columns is needed")
    return A
