"""`kahan_sum` is an ordinary running total: small terms vanish beside a large one.

1.0 + 1e-16 is 1.0 again, ten times over, although together the ten terms would have changed the result.
With many terms the errors of all additions pile up.

Ask yourself: after `new = total + x`, how can you find out, with floats alone, how much of x did not arrive?
"""


def kahan_sum(xs):
    total = 0.0
    for x in xs:
        total = total + float(x)
    return total
