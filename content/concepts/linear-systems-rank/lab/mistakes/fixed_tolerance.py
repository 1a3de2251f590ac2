"""A pivot counts as zero when it is below a fixed small number. So whether a system can be solved
depends on the units: the same distances in kilometres instead of micrometres, and your function refuses.

Multiplying a column by 1e-20 divides one unknown by 1e-20 and changes nothing else. What shows that a
pivot is nothing but rounding error is not its size, but its size compared with the numbers it was
computed from.

Ask yourself: is the diagonal matrix with entries 1e-20 and 1 hard to invert by hand?
"""


def refuse_singular(U, largest):
    for pivot in np.diag(U):
        if abs(pivot) <= 1e-12:
            raise LinAlgError("no unique solution")
