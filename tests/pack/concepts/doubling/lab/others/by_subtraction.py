"""Takes away the opposite, and lets Python refuse what has none."""


def double(x):
    return x - -x
