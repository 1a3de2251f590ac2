"""Checks of lab-low-rank: NumPy's svd for the best approximation, and alternating least squares written
anew.
"""

import numpy as np

from groundup.grading import array, check, close, echo, equal, item, probe, raises, that

SMALL = [[3, 0], [4, 5]]
PRIME = 2**31 - 1
TABLE = [[5, 3, 0], [4, 0, 2], [0, 1, 4], [2, 2, 0]]
KNOWN = [[1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 0]]


# --- task 1 -------------------------------------------------------------------------------------


def approximated(lab, A, k):
    """L @ R, once both have the right shapes."""
    result, (m, n) = lab.truncate(A, k), np.shape(A)
    return array(item(result, 0), (m, k)) @ array(item(result, 1), (k, n))


def judged(lab, A, k):
    """L @ R, once it is known to be a best approximation of rank k."""
    got = approximated(lab, A, k)
    s = np.linalg.svd(np.asarray(A, dtype=float), compute_uv=False)
    least, size = float(np.sqrt((s[k:] ** 2).sum())), max(float(s[0]), 1e-300)
    close(
        float(np.linalg.norm(A - got)) / size,
        least / size,
        f"Frobenius norm of A - L R for k = {k}, over s_1",
        abs_tol=1e-9,
    )
    return got


@check("truncate: the example of the brief, and small matrices", task=1)
def truncate_example(lab, rng):
    close(approximated(lab, SMALL, 1), [[1.5, 1.5], [4.5, 4.5]], abs_tol=1e-12)
    close(approximated(lab, SMALL, 2), SMALL, abs_tol=1e-12)
    close(approximated(lab, [[1, 0, 0], [0, 3, 0]], 1), [[0, 0, 0], [0, 3, 0]], abs_tol=1e-12)
    close(approximated(lab, [[7]], 1), [[7]], abs_tol=1e-12)
    close(approximated(lab, np.zeros((2, 3)), 1), np.zeros((2, 3)), abs_tol=1e-12)


@check("truncate: the error is the root of the sum of the squares that are left out", task=1)
def truncate_error(lab, rng):
    for m, n in ((2, 2), (4, 3), (3, 5), (8, 8), (15, 6)):
        A = rng.normal(size=(m, n))
        for k in sorted({1, 2, min(m, n)}):
            judged(lab, A, k)
    whole = rng.integers(-5, 6, size=(6, 4))
    judged(lab, whole.tolist(), 2)
    for size in (1e8, 1e-8):
        judged(lab, size * rng.normal(size=(5, 4)), 2)


@check("truncate: the product agrees with NumPy's, and gives back what has rank k already", task=1)
def truncate_product(lab, rng):
    A = rng.normal(size=(6, 4)) * np.array([8.0, 4.0, 2.0, 1.0])
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    for k in (1, 2, 3):
        if s[k] < 0.9 * s[k - 1]:
            close(approximated(lab, A, k), (U[:, :k] * s[:k]) @ Vt[:k], abs_tol=1e-8)
    B = rng.normal(size=(7, 2)) @ rng.normal(size=(2, 5))
    close(judged(lab, B, 2), B, abs_tol=1e-9)
    close(judged(lab, B, 4), B, abs_tol=1e-9)


@check("truncate: refuses ranks that are too small or too large", task=1)
def truncate_refuses(lab, rng):
    close(approximated(lab, SMALL, 2), SMALL, abs_tol=1e-12)
    for A, k in ((SMALL, 0), (SMALL, 3), (SMALL, -1), (np.ones((4, 2)), 3), (np.ones((2, 4)), 3)):
        raises(ValueError, lab.truncate, A, k)


# --- task 2 -------------------------------------------------------------------------------------


@check("rank_for: the example of the brief, and shares that are met exactly", task=2)
def rank_example(lab, rng):
    equal(lab.rank_for([4, 2, 2, 1], 0.9), 3)
    equal(lab.rank_for([4, 2, 2, 1], 0.5), 1)
    equal(lab.rank_for([4, 2, 2, 1], 0.64), 1)
    equal(lab.rank_for([4, 2, 2, 1], 0.65), 2)
    equal(lab.rank_for([4, 2, 2, 1], 0.96), 3)
    equal(lab.rank_for([4, 2, 2, 1], 0.961), 4)
    equal(lab.rank_for([4, 2, 2, 1], 1), 4)
    equal(lab.rank_for([3.0], 0.1), 1)
    equal(lab.rank_for([2.0, 0.0, 0.0], 1.0), 1)


@check("rank_for: agrees with a plain count, in any unit", task=2)
def rank_random(lab, rng):
    for r in (2, 5, 30):
        s = np.sort(rng.uniform(0.1, 5, size=r))[::-1]
        held = np.cumsum(s**2) / np.sum(s**2)
        for k in (1, r // 2 + 1, r - 1):
            low = held[k - 2] if k > 1 else 0.0
            share = float((low + held[k - 1]) / 2)
            for unit in (1.0, 1e6, 1e-6):
                equal(lab.rank_for(unit * s, share), k)


@check("rank_for: rounding does not decide, and large whole numbers do not overflow", task=2)
def rank_rounding(lab, rng):
    for r in (3, 7, 10, 49):
        for k in (1, 2, r):
            equal(lab.rank_for(0.1 * np.ones(r), k / r), k)
    equal(lab.rank_for([0.3, 0.1], 0.9 + 5e-13), 1)
    equal(lab.rank_for([0.3, 0.1], 0.9 + 1e-10), 2)
    equal(lab.rank_for([4 * 10**9, 3 * 10**9], 0.64), 1)
    equal(lab.rank_for([4 * 10**9, 3 * 10**9], 0.7), 2)


@check("rank_for: refuses what are no singular values or no share", task=2)
def rank_refuses(lab, rng):
    equal(lab.rank_for([2, 1], 0.9), 2)
    for s, share in (
        ([2, 1], 0),
        ([2, 1], -0.5),
        ([2, 1], 1.001),
        ([0, 0], 0.5),
        ([], 0.5),
        (2.0, 0.5),
        ([[2, 1]], 0.5),
    ):
        raises(ValueError, lab.rank_for, s, share)


# --- task 3 -------------------------------------------------------------------------------------


def drawn(seed, count):
    """The next numbers of MinStd(seed).random()."""
    numbers = []
    for _ in range(count):
        seed = 48271 * seed % PRIME
        numbers.append((seed - 1) / (PRIME - 1))
    return np.array(numbers)


def alternated(R, mask, k, lam, iters, seed):
    """What als should give, with all rows of a half sweep solved at once."""
    M, filled = mask.astype(float), np.where(mask, R, 0.0)
    Q = drawn(seed, R.shape[1] * k).reshape(-1, k) - 0.5
    damping = lam * np.eye(k)
    for _ in range(iters):
        gram = np.einsum("ij,ja,jb->iab", M, Q, Q) + damping
        P = np.linalg.solve(gram, (filled @ Q)[:, :, None])[:, :, 0]
        gram = np.einsum("ij,ia,ib->jab", M, P, P) + damping
        Q = np.linalg.solve(gram, (filled.T @ P)[:, :, None])[:, :, 0]
    return P, Q


def fitted(lab, R, mask, k, lam, iters, seed):
    result, (m, n) = lab.als(R, mask, k, lam, iters, lab.MinStd(seed)), np.shape(R)
    return array(item(result, 0), (m, k)), array(item(result, 1), (n, k))


def objective(R, mask, P, Q, lam):
    return float((((R - P @ Q.T)[mask]) ** 2).sum() + lam * ((P**2).sum() + (Q**2).sum()))


def seed_from(rng):
    return int(rng.integers(1, PRIME))


@check("als: a table of ones, and rank 1 by hand", task=3)
def als_by_hand(lab, rng):
    q = float(drawn(5, 1)[0]) - 0.5
    p = 6 * q / (q * q + 0.5)
    P, Q = fitted(lab, [[6]], [[True]], 1, 0.5, 1, 5)
    close(P, [[p]], abs_tol=1e-10)
    close(Q, [[6 * p / (p * p + 0.5)]], abs_tol=1e-10)
    P, Q = fitted(lab, np.ones((3, 4)), np.ones((3, 4), dtype=bool), 1, 1e-6, 3, 7)
    close(P @ Q.T, np.ones((3, 4)), abs_tol=1e-4)


@check("als: the sweeps of the brief, exactly", task=3)
def als_exact(lab, rng):
    for m, n, k, lam, iters in ((3, 2, 1, 0.5, 1), (4, 5, 2, 0.1, 1), (4, 3, 2, 2.0, 3), (7, 9, 3, 0.3, 4)):
        R, mask, seed = rng.normal(size=(m, n)), rng.random(size=(m, n)) < 0.6, seed_from(rng)
        P, Q = fitted(lab, R, mask, k, lam, iters, seed)
        right = alternated(R, mask, k, lam, iters, seed)
        close(P, right[0], f"P of rank {k} after sweep {iters}", abs_tol=1e-7)
        close(Q, right[1], f"Q of rank {k} after sweep {iters}", abs_tol=1e-7)


@check("als: entries outside the mask are never read", task=3)
def als_holes(lab, rng):
    R, mask, seed = rng.normal(size=(5, 4)), rng.random(size=(5, 4)) < 0.6, seed_from(rng)
    mask[0, :2] = [True, False]
    right = alternated(R, mask, 2, 0.2, 2, seed)
    for hole in (0.0, 1e9, np.nan):
        P, Q = fitted(lab, np.where(mask, R, hole), mask, 2, 0.2, 2, seed)
        close(P, right[0], f"P with {hole:g} outside the mask", abs_tol=1e-7)
        close(Q, right[1], f"Q with {hole:g} outside the mask", abs_tol=1e-7)
    P, Q = fitted(lab, TABLE, KNOWN, 2, 0.2, 2, seed)
    right = alternated(np.array(TABLE), np.array(KNOWN, dtype=bool), 2, 0.2, 2, seed)
    close(P @ Q.T, right[0] @ right[1].T, "Whole numbers, and a mask of zeros and ones", abs_tol=1e-7)


@check("als: rows and columns without a known entry get zeros", task=3)
def als_empty_rows(lab, rng):
    R, mask, seed = rng.normal(size=(4, 5)), np.ones((4, 5), dtype=bool), seed_from(rng)
    mask[1], mask[:, 3] = False, False
    P, Q = fitted(lab, R, mask, 2, 0.1, 2, seed)
    close(P[1], np.zeros(2), "The row of P that belongs to a row of holes", abs_tol=1e-12)
    close(Q[3], np.zeros(2), "The row of Q that belongs to a column of holes", abs_tol=1e-12)
    right = alternated(R, mask, 2, 0.1, 2, seed)
    close(P @ Q.T, right[0] @ right[1].T, "P Q^T", abs_tol=1e-7)


@check("als: the objective never rises from sweep to sweep", task=3)
def als_monotone(lab, rng):
    R, mask, seed, lam = rng.normal(size=(8, 6)), rng.random(size=(8, 6)) < 0.7, seed_from(rng), 0.5
    before = np.inf
    for iters in (1, 2, 3, 6):
        value = objective(R, mask, *fitted(lab, R, mask, 2, lam, iters, seed), lam)
        that(
            bool(value <= before * (1 + 1e-9)),
            f"The objective is {value:.6g} after {iters} sweeps and was {before:.6g} before.",
        )
        before = value


@check("als: finds a hidden table of rank 3 of which 40 % is known", task=3)
def als_recovers(lab, rng):
    data = np.random.default_rng(7)  # the same for everybody: from some starts the method gets stuck
    T = data.normal(size=(50, 3)) @ data.normal(size=(3, 40))
    mask = data.random(size=T.shape) < 0.4
    P, Q = fitted(lab, np.where(mask, T, np.nan), mask, 3, 0.1, 6, 1)
    error = float(np.sqrt(np.mean((P @ Q.T - T)[~mask] ** 2)) / T.std())
    that(bool(error < 0.05), f"Where nothing was known, the error is {error:.2f} standard deviations.")


@check("als: refuses what does not fit", task=3)
def als_refuses(lab, rng):
    R, mask = np.ones((2, 3)), np.ones((2, 3), dtype=bool)
    close(fitted(lab, R, mask, 1, 1.0, 1, 9)[0], alternated(R, mask, 1, 1.0, 1, 9)[0], abs_tol=1e-9)
    for table, known, k, lam, iters in (
        (R, mask.T, 1, 1.0, 1),
        (R, mask[0], 1, 1.0, 1),
        (R, True, 1, 1.0, 1),
        (R[0], mask[0], 1, 1.0, 1),
        (R, mask, 0, 1.0, 1),
        (R, mask, 1, 0.0, 1),
        (R, mask, 1, -1.0, 1),
        (R, mask, 1, 1.0, 0),
    ):
        raises(ValueError, lab.als, table, known, k, lam, iters, lab.MinStd(1))


# --- task 4 -------------------------------------------------------------------------------------


@check("rmse: the example of the brief, and agreement with NumPy", task=4)
def rmse_right(lab, rng):
    mask = [[True, False], [True, True]]
    close(lab.rmse([[1, 2], [3, 4]], mask, [[1], [2]], [[1], [3]]), np.sqrt(5 / 3), as_type=float)
    close(lab.rmse([[1, 2], [3, 4]], [[1, 0], [1, 1]], [[1], [2]], [[1], [3]]), np.sqrt(5 / 3))
    close(lab.rmse([[1.0, 2.0]], [[True, True]], [[1]], [[1], [2]]), 0.0)
    for m, n, k in ((1, 1, 1), (3, 2, 1), (4, 6, 2)):
        R, P, Q = rng.normal(size=(m, n)), rng.normal(size=(m, k)), rng.normal(size=(n, k))
        mask = rng.random(size=(m, n)) < 0.5
        mask[0, 0] = True
        right = np.sqrt(np.mean(((R - P @ Q.T)[mask]) ** 2))
        close(lab.rmse(R, mask, P, Q), right)
        close(lab.rmse(np.where(mask, R, np.nan), mask, P, Q), right, "With nan outside the mask")


@check("rmse: refuses shapes that do not fit, and an empty mask", task=4)
def rmse_refuses(lab, rng):
    R, mask, P, Q = np.ones((2, 3)), np.ones((2, 3), dtype=bool), np.ones((2, 1)), np.ones((3, 1))
    close(lab.rmse(R, mask, 3 * P, Q), 2.0)
    for arguments in (
        (R, mask.T, P, Q),
        (R, mask[:1], P, Q),
        (R[:1], mask, P, Q),
        (R, mask, P[:1], Q),
        (R, mask, P, Q[:2]),
        (R, mask, P, np.ones((3, 2))),
        (R, ~mask, P, Q),
    ):
        raises(ValueError, lab.rmse, *arguments)


@check("Arguments are left as they were", task=1)
def untouched(lab, rng):
    R, mask = rng.normal(size=(4, 3)), rng.random(size=(4, 3)) < 0.7
    mask[0, 0] = True
    P, Q = rng.normal(size=(4, 2)), rng.normal(size=(3, 2))
    for function, arguments in (
        (lab.truncate, [R, 2]),
        (lab.rank_for, [np.array([3.0, 2.0]), 0.5]),
        (lab.als, [R, mask, 2, 0.5, 1, lab.MinStd(3)]),
        (lab.rmse, [R, mask, P, Q]),
    ):
        kept = [np.array(one) for one in arguments if isinstance(one, np.ndarray)]
        result, after = echo(function, *arguments)
        that(result is not None, "Nothing was returned.")
        arrays = [now for now, one in zip(after, arguments, strict=True) if isinstance(one, np.ndarray)]
        for now, before in zip(arrays, kept, strict=True):
            equal(now, before, message="An argument was changed in place")


# --- probes -------------------------------------------------------------------------------------


@probe
def product_of_rank_one(lab):
    return np.round(approximated(lab, SMALL, 1), 9)


@probe
def product_of_rank_two(lab):
    return np.round(approximated(lab, [[3.0, 0.0, 1.0], [4.0, 5.0, 0.0], [0.0, 1.0, 1.0]], 2), 7)


@probe
def rank_of_squares(lab):
    return lab.rank_for([4, 2, 2, 1], 0.9)


@probe
def rank_met_exactly(lab):
    return lab.rank_for([4, 3], 0.64)


def product(lab, R, mask, lam, iters):
    P, Q = fitted(lab, R, mask, 2, lam, iters, 11)
    return np.round(P @ Q.T, 6)


@probe
def full_table(lab):
    return product(lab, np.array(TABLE, dtype=float), np.ones((4, 3), dtype=bool), 0.3, 2)


@probe
def table_with_holes(lab):
    return product(lab, np.array(TABLE, dtype=float), np.array(KNOWN, dtype=bool), 0.3, 2)


@probe
def with_unit_penalty(lab):
    return product(lab, np.array(TABLE, dtype=float), np.array(KNOWN, dtype=bool), 1.0, 1)


@probe
def error(lab):
    return lab.rmse([[1, 2], [3, 4]], [[True, False], [True, True]], [[1], [2]], [[1], [3]])


@probe
def error_without_holes(lab):
    return lab.rmse([[1, 2], [3, 4]], np.ones((2, 2), dtype=bool), [[1], [2]], [[1], [3]])
