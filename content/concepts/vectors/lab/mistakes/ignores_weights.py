"""The vectors are added as they are; the coefficients never act on them.

A combination first stretches each vector by its own coefficient and only then adds. Without the first
step every choice of weights gives the same vector.

Ask yourself: which line of your function would notice if all coefficients were doubled?
"""


def linear_combination(coeffs, vectors):
    if len(coeffs) != len(vectors) or not vectors:
        raise ValueError("one coefficient for each vector")
    total = vectors[0]
    for v in vectors[1:]:
        total = add(total, v)
    return total
