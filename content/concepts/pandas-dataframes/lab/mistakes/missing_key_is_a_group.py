"""Rows whose key is missing form a group of their own.

Those rows have nothing in common but that nobody knows where they belong: five orders without a customer
are not five orders of one customer. The brief leaves them out, as pandas does unless told otherwise.

Ask yourself: what would the mean of that group be a mean of?
"""


def group_places(keys):
    found = {}
    for i, key in enumerate(keys):
        found.setdefault(key, []).append(i)
    return {key: found[key] for key in sorted(found, key=lambda key: [missing_last(x) for x in key])}
