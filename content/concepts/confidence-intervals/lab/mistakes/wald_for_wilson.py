"""`wilson` returns the textbook interval, p +- z sqrt(p (1 - p) / n).

With no success in 30 trials it is [0, 0], as if 30 trials could prove that a share is 0. For a true
share of 0.05 it covers in 78 % of all cases instead of 95 %.

Ask yourself: at which p is the root computed, at the estimate or at the value that is being tried?
"""


def wilson(k, n, level=0.95):
    return wald(k, n, level)
