"""A trial point is accepted as soon as f is not larger there, however little has been gained.

A method may then make infinitely many steps with a total gain that stays small, and stop nowhere near a
minimum, jumping from one side of the valley to the other.

Ask yourself: how much should f fall for a step t, if its slope along the way is g . d?
"""


def step_length(f, x, d, slope):
    here = f(x)
    for k in range(TRIALS):
        t = 0.5**k
        if f(x + t * d) <= here + ROUNDING * abs(here):
            return t
    return 0.0
