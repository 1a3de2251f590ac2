"""The projection goes the wrong way: v is projected on u.

The result points along u. A shadow on v must lie on the line through v.

Ask yourself: of which of the two vectors must the result be a multiple?
"""


def project(u, v):
    if norm(v) == 0 or norm(u) == 0:
        raise ValueError("there is no projection on the zero vector")
    t = dot(u, v) / dot(u, u)
    return [t * a for a in u]
