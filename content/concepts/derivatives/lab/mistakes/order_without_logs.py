"""The line is fitted to the error and the step themselves, not to their logarithms.

The slope of that line is how much error a unit of step costs, and it depends on the function. The order is an
exponent, and an exponent becomes a slope only between logarithms.

Ask yourself: if the error is 5 h^2, what is the slope of log(error) against log(h), and where has the 5 gone?
"""


def convergence_order(f, df, x, hs, method="central"):
    points = [(h, abs(derivative(f, x, h, method) - df(x))) for h in hs]
    mean_h = sum(a for a, _ in points) / len(points)
    mean_e = sum(b for _, b in points) / len(points)
    rise = sum((a - mean_h) * (b - mean_e) for a, b in points)
    return rise / sum((a - mean_h) ** 2 for a, _ in points)
