"""When Newton's method has not arrived after max_iter steps, its last guess is returned as if it were a zero.

For a function without a zero the guesses jump about for ever, and the last one means nothing. A caller
cannot tell it from a result.

Ask yourself: what should a function return when it has found nothing?
"""


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    x = float(x0)
    for _ in range(max_iter):
        value = f(x)
        if value == 0:
            return x
        slope = df(x)
        if slope == 0:
            raise ValueError(f"the tangent at {x} is flat")
        step = value / slope
        x = x - step
        if abs(step) <= tol * max(1.0, abs(x)):
            break
    return x
