"""`n_unique` counts "missing" as one more value.

A value that is not known is not a further one. The two numbers, how many are missing and how many
different ones there are, are shown side by side because they say different things.

Ask yourself: how many different cities are named in ["a", None, "b"]?
"""

_described = described


def described(values):
    return _described(values) | {"n_unique": len(set(values))}
