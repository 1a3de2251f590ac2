"""Dependent columns pass: a column is refused only when nothing at all is left of it. In decimals a
crumb of 1e-17 is left, and divided by its own length it becomes a unit vector that points anywhere.

Such a direction is made of rounding errors. The factors still multiply to A, so nothing fails until
somebody trusts the extra direction.

Ask yourself: the crumb and the column it came from, how many digits of the column does it amount to?
"""


def refuse_dependent(new, length, j):
    if new == 0:
        raise ValueError("nothing is left of this column")
