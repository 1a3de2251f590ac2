"""With `keep="last"` the right records stay, in the wrong order: each stands where its first duplicate stood.

Writing a key of a dictionary again changes its value and leaves the key at its old place.

Ask yourself: records 1, 2, 1 came in. In which order were the two that stay?
"""

_dedupe = dedupe


def dedupe(rows, keys, keep="first"):
    if keep != "last":
        return _dedupe(rows, keys, keep)
    return list({tuple(row[name] for name in keys): row for row in rows}.values())
