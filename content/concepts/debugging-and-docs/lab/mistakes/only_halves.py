"""You stop as soon as neither half of the list fails alone. When two items are needed together, one in each
half, nothing is left out at all.

The chunks have to become smaller then: a half cannot go, but a quarter may.

Ask yourself: 3 and 6 are needed among 1 to 8. Can 1 and 2 be left out? Can 7 and 8? Which call of yours
asks that?
"""


def ddmin(items, fails):
    if not fails(items):
        raise ValueError("does not fail")
    while items:
        half = (len(items) + 1) // 2
        if fails(items[:half]) and half < len(items):
            items = items[:half]
        elif fails(items[half:]):
            items = items[half:]
        else:
            break
    return list(items)
