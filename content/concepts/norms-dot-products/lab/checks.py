"""Checks of lab-norms: NumPy's and SciPy's norms and cosine as oracles, and what must hold for any
vectors.
"""

import math
from fractions import Fraction

import numpy as np
from scipy.spatial import distance

from groundup.grading import check, close, echo, equal, probe, raises, that


def vectors(rng, *sizes):
    for n in sizes:
        yield rng.normal(size=n).tolist(), rng.normal(size=n).tolist()


@check("dot multiplies entry by entry and adds", task=1)
def dot_values(lab, rng):
    close(lab.dot([3, 4], [2, -1]), 2.0)
    for u, v in vectors(rng, 1, 2, 5, 40):
        close(lab.dot(u, v), float(np.dot(u, v)), abs_tol=1e-12)
    close(lab.dot([], []), 0.0)
    close(lab.dot([10**20, 1], [1, 1]), 1e20, rel_tol=1e-12)


@check("dot refuses vectors of different lengths", task=1)
def dot_refuses(lab, rng):
    raises(ValueError, lab.dot, [1.0, 2.0], [1.0])
    raises(ValueError, lab.dot, [1.0], [1.0, 2.0, 3.0])
    raises(ValueError, lab.dot, [], [1.0])


@check("norm agrees with NumPy for every p", task=2)
def norm_values(lab, rng):
    close(lab.norm([3, -4]), 5.0)
    close(lab.norm([3, -4], 1), 7.0)
    close(lab.norm([3, -4], math.inf), 4.0)
    for p in (1, 1.5, 2, 3, 10, math.inf):
        for u, _ in vectors(rng, 1, 2, 7, 30):
            close(lab.norm(u, p), float(np.linalg.norm(u, p)), rel_tol=1e-12)


@check("norm neither overflows nor vanishes", task=2)
def norm_scales(lab, rng):
    close(lab.norm([3e200, 4e200]), 5e200, rel_tol=1e-12)
    close(lab.norm([3e-200, -4e-200]), 5e-200, rel_tol=1e-12)
    close(lab.norm([3e150, 4e150], 3), 1e150 * 91 ** (1 / 3), rel_tol=1e-12)
    close(lab.norm([2.0, -2.0], 2000), 2.0 * 2 ** (1 / 2000), rel_tol=1e-12)


@check("norm of nothing is 0, and p below 1 is refused", task=2)
def norm_edges(lab, rng):
    for v in ([], [0.0], [0, 0, 0]):
        for p in (1, 2, 3, math.inf):
            close(lab.norm(v, p), 0.0, abs_tol=0)
    for p in (0.5, 0, -1):
        raises(ValueError, lab.norm, [1.0, 2.0], p)


@check("norm behaves like a length: scaling, and no detour is shorter", task=2)
def norm_properties(lab, rng):
    for p in (1, 2, 4, math.inf):
        for u, v in vectors(rng, 2, 6):
            c = float(rng.normal())
            close(lab.norm([c * x for x in u], p), abs(c) * lab.norm(u, p), rel_tol=1e-12)
            total = lab.norm([a + b for a, b in zip(u, v, strict=True)], p)
            that(
                total <= (lab.norm(u, p) + lab.norm(v, p)) * (1 + 1e-12),
                f"For p = {p}, |u + v| = {total:.6g} is more than |u| + |v|.",
            )


@check("cosine agrees with SciPy", task=3)
def cosine_values(lab, rng):
    close(lab.cosine([2, 1], [1, 2]), 0.8, abs_tol=1e-12)
    close(lab.cosine([1, 0], [0, 5]), 0.0, abs_tol=1e-12)
    for u, v in vectors(rng, 1, 2, 8, 50):
        close(lab.cosine(u, v), 1 - float(distance.cosine(u, v)), abs_tol=1e-12)


@check("cosine stays between -1 and 1, also for parallel vectors", task=3)
def cosine_clipped(lab, rng):
    for _ in range(40):
        u = rng.normal(size=3).tolist()
        for factor in (3.0, 0.1, -7.0):
            value = lab.cosine(u, [factor * x for x in u])
            that(-1 <= value <= 1, f"The cosine of {u} and {factor} times it is {value!r}, outside [-1, 1].")
            close(value, math.copysign(1.0, factor), abs_tol=1e-12)


@check("cosine takes huge and tiny vectors, and refuses zero ones", task=3)
def cosine_edges(lab, rng):
    close(lab.cosine([2e200, 1e200], [1e200, 2e200]), 0.8, abs_tol=1e-12)
    close(lab.cosine([2e-200, 1e-200], [1e-200, 2e-200]), 0.8, abs_tol=1e-12)
    raises(ValueError, lab.cosine, [0.0, 0.0], [1.0, 2.0])
    raises(ValueError, lab.cosine, [1.0, 2.0], [0, 0])


@check("project gives the stated multiple of v", task=4)
def project_values(lab, rng):
    close(lab.project([3, 4], [2, -1]), [0.8, -0.4], abs_tol=1e-12)
    for _ in range(5):
        u, v = rng.integers(-5, 6, size=3).tolist(), rng.integers(1, 6, size=3).tolist()
        t = Fraction(sum(a * b for a, b in zip(u, v, strict=True)), sum(b * b for b in v))
        close(lab.project(u, v), [float(t * b) for b in v], abs_tol=1e-12)


@check("What project leaves over is at a right angle to v, whatever the length of v", task=4)
def project_perpendicular(lab, rng):
    for u, v in vectors(rng, 2, 3, 10):
        for factor in (1.0, 25.0, 0.01):
            w = [factor * x for x in v]
            p = lab.project(u, w)
            rest = float(np.dot(np.subtract(u, p), v))
            that(abs(rest) < 1e-10, f"u - project(u, v) has dot product {rest:.3g} with v; it must be 0.")


@check("Projecting on the zero vector is refused; on a vector itself changes nothing", task=4)
def project_edges(lab, rng):
    raises(ValueError, lab.project, [1.0, 2.0], [0.0, 0.0])
    close(lab.project([1.5, -2.0], [1.5, -2.0]), [1.5, -2.0], abs_tol=1e-12)
    close(lab.project([0, 0], [1, 2]), [0.0, 0.0], abs_tol=1e-12)


@check("Arguments are left as they were", task=4)
def unchanged(lab, rng):
    u, v = [3.0, 4.0], [2.0, -1.0]
    for function in (lab.dot, lab.cosine, lab.project):
        _, after = echo(function, u, v)
        equal(after[0], u, "The first argument was changed in place.")
        equal(after[1], v, "The second argument was changed in place.")
    _, after = echo(lab.norm, v)
    equal(after[0], v, "`norm` changed its argument in place.")


@probe
def dots(lab):
    return lab.dot([3, 4], [2, -1])


@probe
def unequal_lengths(lab):
    return lab.dot([1.0, 2.0], [1.0])


@probe
def norms(lab):
    return [lab.norm([3, -4], 2), lab.norm([6, 8, -24], 2)]


@probe
def taxi(lab):
    return [lab.norm([3, -4], 1), lab.norm([1, -1], 1)]


@probe
def largest(lab):
    return lab.norm([3, -4], math.inf)


@probe
def huge(lab):
    return lab.norm([3e200, 4e200])


@probe
def parallel(lab):
    worst = 0.0
    for k in range(1, 60):
        u = [0.1 * k, 0.3, 0.7 / k]
        worst = max(worst, lab.cosine(u, [3 * x for x in u]))
    return worst > 1


@probe
def cosines(lab):
    return lab.cosine([2, 1], [1, 2])


@probe
def shadow(lab):
    return lab.project([3.0, 4.0], [2.0, -1.0])


@probe
def shadow_on_unit(lab):
    return lab.project([3.0, 4.0], [0.6, 0.8])
