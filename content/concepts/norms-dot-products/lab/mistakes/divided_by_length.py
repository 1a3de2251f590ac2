"""The projection divides by the length of v where its square is needed.

For a vector of length 1 the two are the same, so small tests pass. For any other, the shadow is too long
or too short, and what is left over is not at a right angle to v.

Ask yourself: should projecting on v and on ten times v give different points?
"""


def project(u, v):
    length = norm(v)
    if length == 0:
        raise ValueError("there is no projection on the zero vector")
    t = dot(u, v) / length
    return [t * b for b in v]
