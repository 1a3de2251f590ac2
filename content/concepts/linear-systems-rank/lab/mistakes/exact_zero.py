"""A pivot is refused only if it is exactly 0. With decimals it hardly ever is: what ought to be zero
comes out as something like 5e-17, and you divide by it.

The entries of your x are then of size 1e16 and consist of nothing but rounding error, while the system
had no solution, or many.

Ask yourself: what does Python print for `0.3 - (0.1 / 0.3) * 0.9`, and what should it be? Compared with
which numbers is it small?
"""


def refuse_singular(U, largest):
    for k in range(len(U)):
        if U[k, k] == 0:
            raise LinAlgError("no unique solution")
