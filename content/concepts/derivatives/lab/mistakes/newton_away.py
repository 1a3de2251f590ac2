"""Newton's step goes the wrong way: it is added where it should be taken off.

Where the function is positive and rising, its zero lies behind, not ahead. Each step leads further away.

Ask yourself: f(x) = 4 and f'(x) = 2. Where does the tangent cross the axis, left or right of x?
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
        x = x + step
        if abs(step) <= tol * max(1.0, abs(x)):
            return x
    raise ValueError(f"no zero found in {max_iter} steps")
