"""Checks of lab-doubling against NumPy."""

import numpy as np

from groundup.grading import check, close, probe, raises


@check("double: adds a number to itself", task=1)
def adds(lab, rng):
    close(lab.double(3), 6)
    for x in rng.normal(size=3).tolist():
        close(lab.double(x), np.multiply(2, x), abs_tol=1e-12)


@check("double: refuses what is not a number", task=2)
def refuses(lab, rng):
    raises(TypeError, lab.double, "ab")


@probe
def three(lab):
    return lab.double(3)


@probe
def word(lab):
    return lab.double("ab")


@probe
def negative(lab):
    return lab.double(-2)
