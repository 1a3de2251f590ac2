"""An input that does not fail is returned as if it were the smallest one that does.

Whoever reads the result will look for a bug in it and find none. If the whole input passes, the test, or
the report that it came from, is wrong, and that must be said at once.

Ask yourself: what do you know about the input when the very first test says "does not fail"?
"""

_ddmin = ddmin


def ddmin(items, fails):
    return _ddmin(items, fails) if fails(items) else list(items)
