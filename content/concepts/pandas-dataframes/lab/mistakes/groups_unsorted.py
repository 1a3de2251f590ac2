"""The groups come in the order in which their keys first occur.

That is the order of the dictionary you collected them in. It changes when the rows are shuffled, so that two
tables with the same content give different results.

Ask yourself: in which order does the brief promise the keys, and which line of yours sees to it?
"""


def group_places(keys):
    found = {}
    for i, key in enumerate(keys):
        if None not in key:
            found.setdefault(key, []).append(i)
    return found
