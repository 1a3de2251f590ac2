"""`wilson` has the right centre and a width of its own: z sqrt(c (1 - c) / (n + z^2)) around the centre c.

That is the Agresti-Coull interval. It is meant as a simple stand-in, and is always a little wider; with
no success it begins below 0.

Ask yourself: which p solve |k / n - p| = z sqrt(p (1 - p) / n), for k = 0?
"""


def wilson(k, n, level=0.95):
    z = normal_quantile(k, n, level)
    c = (k + z * z / 2) / (n + z * z)
    half = z * math.sqrt(c * (1 - c) / (n + z * z))
    return c - half, c + half
