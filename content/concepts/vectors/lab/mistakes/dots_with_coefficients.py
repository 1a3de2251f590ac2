"""Each coefficient meets an *entry* here, where it should meet a whole *vector*: the result has one
entry for each vector, not one for each coordinate.

Your loop pairs the coefficients with the entries inside one vector. With as many vectors as entries the
shape even looks right, and only the numbers are wrong.

Ask yourself: with three coefficients and three vectors of length 2, how long must the combination be,
and how long is yours? To which vector does the first coefficient belong?
"""


def linear_combination(coeffs, vectors):
    if len(coeffs) != len(vectors):
        raise ValueError("one coefficient for each vector")
    if not vectors or any(len(v) != len(vectors[0]) for v in vectors):
        raise ValueError("vectors must have one common length")
    return [sum(c * x for c, x in zip(coeffs, v, strict=False)) for v in vectors]
