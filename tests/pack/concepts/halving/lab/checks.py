"""Checks of lab-halving against NumPy."""

import numpy as np

from groundup.grading import check, close, probe, raises


@check("halve: undoes doubling", task=1)
def undoes(lab, rng):
    close(lab.halve(6), 3)
    for x in rng.normal(size=3).tolist():
        close(lab.halve(x), np.divide(x, 2), abs_tol=1e-12)


@check("halve: refuses what is not a number", task=1)
def refuses(lab, rng):
    raises(TypeError, lab.halve, "ab")


@probe
def six(lab):
    return lab.halve(6)


@probe
def seven(lab):
    return lab.halve(7)


@probe
def negative(lab):
    return lab.halve(-7)
