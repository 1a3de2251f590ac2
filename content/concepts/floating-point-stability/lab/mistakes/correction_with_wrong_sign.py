"""The rounding error of each addition is found, and then applied in the wrong direction: it counts twice.

`(new - total) - x` is what the addition added too much. If it was too little, the number is negative.

Ask yourself: the total is 1.0 and x = 1e-16 was lost completely. What is `(new - total) - x` then, and should
the next term become larger or smaller?
"""


def kahan_sum(xs):
    total, lost = 0.0, 0.0
    for x in xs:
        wanted = float(x) + lost
        new = total + wanted
        if math.isfinite(new):
            lost = (new - total) - wanted
        total = new
    return total
