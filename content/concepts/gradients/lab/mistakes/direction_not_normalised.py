"""The slope along u grows with the length of u.

Slope is rise for a step of length 1. Walking along a vector of length 5 gains five times as much height
in each unit of time, but the hill has not become steeper.

Ask yourself: should the directions (3, 4) and (6, 8) have different slopes?
"""


def directional(f, x, u):
    x, u = np.asarray(x, dtype=float), np.asarray(u, dtype=float)
    if norm(u.ravel().tolist()) == 0:
        raise ValueError("the zero vector has no direction")
    return derivative(lambda t: f(x + t * u), 0.0)
