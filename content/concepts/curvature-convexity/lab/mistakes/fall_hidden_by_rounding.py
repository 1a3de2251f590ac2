"""Near the minimum the line search refuses every step, since the fall of f is smaller than its last digit.

With values near a million, f cannot show a change below 1e-10. The gradient is much sharper: it would
tell the way for three or four digits more, but the run has stopped.

Ask yourself: which term of the condition is there for rounding, and how large is it?
"""


def step_length(f, x, d, slope):
    here = f(x)
    for k in range(TRIALS):
        t = 0.5**k
        if f(x + t * d) <= here + SHARE * t * slope:
            return t
    return 0.0
