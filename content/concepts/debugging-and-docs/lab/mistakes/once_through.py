"""You go through the list once and leave out each item that is not needed *at that moment*. The result may
still hold items that could go: an item may become needless only after a later one has gone.

And with a thousand items it takes a thousand calls, even if a single item is to blame.

Ask yourself: 1 can go only after 2 has gone. Your loop asks about 1, then about 2. When does it come back
to 1?
"""


def ddmin(items, fails):
    if not fails(items):
        raise ValueError("does not fail")
    i = 0
    while i < len(items):
        if fails(items[:i] + items[i + 1 :]):
            items = items[:i] + items[i + 1 :]
        else:
            i += 1
    return list(items)
