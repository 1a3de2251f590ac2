"""Divides, and does without the lab that it could use."""


def halve(x):
    return x / 2
