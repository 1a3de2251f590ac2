"""Question families on norms, angles and projections."""

import itertools
from fractions import Fraction
from math import acos, asin, degrees, sqrt

import sympy

from groundup.grading import Number, Ordering, Question, Typical, Vector, family, tex


def some(rng, low=-6, high=6):
    return rng.choice([k for k in range(low, high + 1) if k])


def row(values):
    return "(" + ", ".join(map(str, values)) + ")"


def differ(*values):
    return all(abs(float(a) - float(b)) > 1e-9 for i, a in enumerate(values) for b in values[:i])


@family("p-norm", difficulty=-1)
def p_norm(rng):
    """An L1, L2 or L-infinity norm of an integer vector with mixed signs."""
    while True:
        v = [some(rng) for _ in range(rng.choice([2, 3, 4]))]
        p = rng.choice(["1", "2", r"\infty"])
        squares = sum(x * x for x in v)
        values = {"1": sum(map(abs, v)), "2": sympy.sqrt(squares), r"\infty": max(map(abs, v))}
        right = values[p]
        if p == "1":
            typical = [
                Typical(
                    sum(v),
                    "signs_dropped_late",
                    "The absolute values are taken before adding, entry by entry.",
                )
            ]
        elif p == "2":
            typical = [
                Typical(squares, "root_omitted", "That is the square of the length: the root is missing."),
                Typical(values["1"], "norm_one", "That is the sum of the absolute values, the L1 norm."),
            ]
        else:
            typical = [
                Typical(
                    max(v), "sign_kept", "The largest entry by absolute value counts, also if it is negative."
                ),
                Typical(values["1"], "norm_one", "That is the sum of the absolute values, the L1 norm."),
            ]
        if min(v) < 0 < max(v) and differ(right, *(t.value for t in typical)):
            break
    work = {
        "1": " + ".join(f"|{x}|" for x in v),
        "2": r"\sqrt{" + " + ".join(str(x * x) for x in v) + "}",
        r"\infty": r"\max(" + ", ".join(str(abs(x)) for x in v) + ")",
    }[p]
    return Question(
        prompt=rf"Let $u = {row(v)}$. What is $\lVert u \rVert_{{{p}}}$?",
        answer=Number(right),
        typical=typical,
        solution=rf"$\lVert u \rVert_{{{p}}} = {work} = {sympy.latex(right)}$.",
    )


@family("angle", difficulty=0)
def angle(rng):
    """The angle between two integer vectors, in degrees."""
    while True:
        n = rng.choice([2, 2, 3])
        u, v = [some(rng, -5, 5) for _ in range(n)], [some(rng, -5, 5) for _ in range(n)]
        dot = sum(a * b for a, b in zip(u, v, strict=True))
        uu, vv = sum(a * a for a in u), sum(b * b for b in v)
        if dot * dot == uu * vv:
            continue
        cosine = dot / sqrt(uu * vv)
        right = degrees(acos(cosine))
        wrong = [acos(cosine), degrees(asin(cosine)), 180 - right]
        if dot and all(abs(w - right) > 1 for w in wrong) and differ(*wrong):
            break
    return Question(
        prompt=f"What is the angle between $u = {row(u)}$ and $v = {row(v)}$, in degrees?",
        answer=Number(right, abs_tol=0.11, decimals=1),
        typical=[
            Typical(wrong[0], "radians", "That is the angle in radians."),
            Typical(wrong[1], "sine_used", "The quotient is the cosine of the angle, not its sine."),
            Typical(
                wrong[2],
                "sign_lost",
                "The sign of the dot product says whether the angle is below or above 90 degrees.",
            ),
        ],
        solution=(
            rf"$u \cdot v = {dot}$, $\lVert u \rVert = \sqrt{{{uu}}}$, $\lVert v \rVert = \sqrt{{{vv}}}$, so "
            rf"$\cos\theta \approx {cosine:.4f}$ and $\theta \approx {right:.1f}$ degrees."
        ),
    )


@family("projection", difficulty=0)
def projection(rng):
    """The projection of u on v, in exact fractions."""
    while True:
        n = rng.choice([2, 2, 3])
        u, v = [rng.randint(-5, 5) for _ in range(n)], [rng.randint(-3, 3) for _ in range(n)]
        dot = sum(a * b for a, b in zip(u, v, strict=True))
        uu, vv = sum(a * a for a in u), sum(b * b for b in v)
        root = sympy.sqrt(vv)
        if vv < 2 or uu < 2 or dot == 0 or vv > 30:
            continue
        right = [Fraction(dot * b, vv) for b in v]
        on_u = [Fraction(dot * a, uu) for a in u]
        by_length = [sympy.Rational(dot) * b / root for b in v]
        far = max(abs(float(a) - float(b)) for a, b in zip(right, by_length, strict=True)) > 1e-6
        if right != on_u and right != u and far and list(map(float, on_u)) != list(map(float, by_length)):
            break
    return Question(
        prompt=f"Let $u = {row(u)}$ and $v = {row(v)}$. What is the projection of $u$ on $v$?",
        answer=Vector(right),
        typical=[
            Typical(
                on_u,
                "projected_v_on_u",
                "That is the projection of $v$ on $u$: the result must be a multiple of $v$.",
            ),
            Typical(
                by_length,
                "divided_by_length",
                "One division by the length makes $v$ a direction; the dot product needs one as well.",
            ),
        ],
        solution=(
            rf"$u \cdot v = {dot}$ and $v \cdot v = {vv}$, so the projection is ${tex(Fraction(dot, vv))}\,v"
            rf" = {tex(right)}$."
        ),
    )


@family("nearest", difficulty=0)
def nearest(rng):
    """Order four points by distance, or by cosine similarity, from a query."""
    metric = rng.choice(["euclidean", "cosine"])
    while True:
        q = (rng.randint(1, 4), rng.randint(1, 4))
        points = [(rng.randint(0, 9), rng.randint(0, 9)) for _ in range(4)]
        if (0, 0) in points or len(set(points)) < 4:
            continue
        distance = [(p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 for p in points]
        similarity = [
            (p[0] * q[0] + p[1] * q[1]) / sqrt((p[0] ** 2 + p[1] ** 2) * (q[0] ** 2 + q[1] ** 2))
            for p in points
        ]
        by_distance = sorted(range(4), key=lambda i: distance[i])
        by_cosine = sorted(range(4), key=lambda i: -similarity[i])
        gaps = [abs(similarity[a] - similarity[b]) for a, b in itertools.pairwise(by_cosine)]
        if len(set(distance)) == 4 and min(gaps) > 0.015 and by_distance != by_cosine:
            break
    right, other = (by_distance, by_cosine) if metric == "euclidean" else (by_cosine, by_distance)
    asked = (
        "from the smallest Euclidean distance to the largest"
        if metric == "euclidean"
        else "from the largest cosine similarity to the smallest"
    )
    why = (
        "That is the order by angle; distance was asked for."
        if metric == "euclidean"
        else "That is the order by distance; the angle was asked for, whatever the lengths."
    )
    numbers = (
        ", ".join(rf"{row(points[i])}: $\sqrt{{{distance[i]}}}$" for i in right)
        if metric == "euclidean"
        else ", ".join(f"{row(points[i])}: {similarity[i]:.3f}" for i in right)
    )
    return Question(
        prompt=f"Put these points in order as seen from $q = {row(q)}$, {asked}.",
        answer=Ordering([f"${row(p)}$" for p in points], right),
        typical=[
            Typical(other, "other_metric", why),
            Typical(right[::-1], "reversed", "The order is turned round: the nearest comes first."),
        ],
        solution=f"{'Distances' if metric == 'euclidean' else 'Cosine similarities'}, in order: {numbers}.",
    )
