"""Multiplies by a half."""


def halve(x):
    return 0.5 * x
