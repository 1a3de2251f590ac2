"""Vectors as plain lists, for the first day: no NumPy in here."""

from __future__ import annotations

from collections.abc import Sequence

Vector = Sequence[float]


def add(u: Vector, v: Vector) -> list[float]:
    """u + v, all of one length n. Raises ValueError where the lengths differ."""
    if len(u) != len(v):
        raise ValueError(f"Lengths {len(u)} and {len(v)} do not fit.")
    return [a + b for a, b in zip(u, v, strict=True)]


def scale(c: float, v: Vector) -> list[float]:
    """c times v, of the same length n. Raises nothing."""
    return [c * a for a in v]


def linear_combination(coeffs: Sequence[float], vectors: Sequence[Vector]) -> list[float]:
    """c1 v1 + ... + ck vk for k coefficients and k vectors of one length n.

    Raises ValueError where there is no vector, or where numbers or lengths differ.
    """
    if not vectors or len(coeffs) != len(vectors):
        raise ValueError(f"{len(coeffs)} coefficients for {len(vectors)} vectors.")
    total = scale(coeffs[0], vectors[0])
    for c, v in zip(coeffs[1:], vectors[1:], strict=True):
        total = add(total, scale(c, v))
    return total


def in_span_2d(u: Vector, v: Vector, w: Vector, tol: float = 1e-9) -> bool:
    """Whether w is a combination of u and v, all of length 2. Raises ValueError on another length."""
    if not len(u) == len(v) == len(w) == 2:
        raise ValueError("in_span_2d takes vectors of length 2.")
    if not _is_parallel(u, v, tol):
        return True  # two directions fill the plane
    longer = max(u, v, key=_size)
    return _is_parallel(longer, w, tol) if any(longer) else not any(w)


def _is_parallel(u: Vector, v: Vector, tol: float) -> bool:
    """Whether one is a multiple of the other; tol is relative to the area that they could span."""
    return abs(u[0] * v[1] - u[1] * v[0]) <= tol * _size(u) * _size(v)


def _size(v: Vector) -> float:
    return abs(v[0]) + abs(v[1])
