"""`integrate` gives all inner points the same weight: that is the trapezoidal rule.

It replaces the curve by straight pieces. Simpson's rule puts a parabola through each three points, and gets
polynomials up to degree 3 exactly; here the integral of x^3 from 0 to 2 is 4.25 with four strips.

Ask yourself: which of the points lie in the middle of a parabola, and which at the seam of two?
"""


def integrate(f, a, b, n=1000):
    if n < 2 or n % 2 == 1:
        raise ValueError(n)
    y = f(np.linspace(a, b, n + 1))
    return float((b - a) / n * (y[0] / 2 + np.sum(y[1:-1]) + y[-1] / 2))
