"""Plain Python: rows are lists of floats, every sum is a loop, and NumPy only makes the results."""

import math

import numpy as np

EPS = math.ulp(1.0)


class LinAlgError(ValueError):
    """No unique solution."""


def rows_of(A):
    return [[float(x) for x in row] for row in A]


def square_rows(A):
    if np.ndim(A) != 2 or len(A) != len(A[0]):
        raise ValueError("not square")
    return rows_of(A)


def lu(A):
    work = square_rows(A)
    n = len(work)
    order, below = list(range(n)), [[] for _ in range(n)]
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(work[i][k]))
        for table in (work, order, below):
            table[k], table[best] = table[best], table[k]
        pivot = work[k][k]
        for i in range(k + 1, n):
            factor = work[i][k] / pivot if pivot else 0.0
            below[i].append(factor)
            work[i][k] = 0.0
            for j in range(k + 1, n):
                work[i][j] -= factor * work[k][j]
    lower = [below[i] + [1.0] + [0.0] * (n - 1 - i) for i in range(n)]
    return np.array(order), np.array(lower), np.array(work)


def one_solution(order, lower, upper, b):
    n = len(upper)
    y = []
    for i in range(n):
        y.append(b[order[i]] - sum(lower[i][j] * y[j] for j in range(i)))
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        known = sum(upper[i][j] * x[j] for j in range(i + 1, n))
        x[i] = (y[i] - known) / upper[i][i]
    return x


def solve(A, b):
    order, lower, upper = (part.tolist() for part in lu(A))
    n = len(upper)
    shape = np.shape(b)
    if len(shape) not in (1, 2) or shape[0] != n:
        raise ValueError("right-hand side does not fit")
    for k in range(n):
        largest = max(abs(float(row[k])) for row in A)
        if abs(upper[k][k]) <= 10 * n * EPS * largest:
            raise LinAlgError("singular")
    if len(shape) == 1:
        return np.array(one_solution(order, lower, upper, [float(x) for x in b]))
    columns = [one_solution(order, lower, upper, [float(row[j]) for row in b]) for j in range(shape[1])]
    return np.array(columns).reshape(shape[1], n).T


def det(A):
    order, _, upper = lu(A)
    order = order.tolist()
    n = len(order)
    wrong_pairs = sum(order[i] > order[j] for i in range(n) for j in range(i + 1, n))
    value = -1.0 if wrong_pairs % 2 else 1.0
    for k in range(n):
        value *= float(upper[k, k])
    return value


def inv(A):
    n = len(A)
    return solve(A, [[float(i == j) for j in range(n)] for i in range(n)])


def rref(A, tol=1e-10):
    work = rows_of(A)
    m, n = len(work), len(work[0])
    small = [tol * max(abs(row[j]) for row in work) for j in range(n)]
    pivots, row = [], 0
    for j in range(n):
        if row < m:
            best = max(range(row, m), key=lambda i: abs(work[i][j]))
            if abs(work[best][j]) <= small[j]:
                for i in range(row, m):
                    work[i][j] = 0.0
            else:
                work[row], work[best] = work[best], work[row]
                pivot = work[row][j]
                work[row] = [x / pivot for x in work[row]]
                for i in range(m):
                    if i != row:
                        factor = work[i][j]
                        work[i] = [x - factor * y for x, y in zip(work[i], work[row], strict=True)]
                pivots.append(j)
                row += 1
    return np.array(work), pivots


def null_space(A, tol=1e-10):
    R, pivots = rref(A, tol)
    n = R.shape[1]
    vectors = []
    for j in set(range(n)) - set(pivots):
        x = [0.0] * n
        x[j] = 1.0
        for row, pivot in enumerate(pivots):
            x[pivot] = -float(R[row, j])
        vectors.append(x)
    return np.array(vectors).reshape(len(vectors), n).T
