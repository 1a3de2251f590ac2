"""An infinite term turns `kahan_sum` into `nan`, where the sum is infinite.

Once the total is infinite, `new - total` is inf - inf, which has no value. That `nan` is taken off the next
term, and from there it spreads.

Ask yourself: how large is the rounding error of an addition whose result is infinite, and is there anything
left to correct?
"""


def kahan_sum(xs):
    total, lost = 0.0, 0.0
    for x in xs:
        wanted = float(x) - lost
        new = total + wanted
        lost = (new - total) - wanted
        total = new
    return total
