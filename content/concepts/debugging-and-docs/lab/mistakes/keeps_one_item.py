"""At least one item always stays in your result, even if the program fails without any input at all.

That case is worth knowing: it says that the input has nothing to do with the failure.

Ask yourself: which call finds out whether the last remaining item is needed?
"""

_ddmin = ddmin


def ddmin(items, fails):
    return _ddmin(items, lambda part: bool(part) and fails(part)) if items else _ddmin(items, fails)
