"""When the test itself raises, you take that for "it still fails". So the shrinking follows any crash that it
meets, and ends with an input that has nothing to do with your bug.

The exception may be a mistake in the test. Whoever called you must see it.

Ask yourself: what should happen if the name of the function in your test is misspelled?
"""


def without_chunks(items, size, fails):
    start = 0
    while start < len(items):
        rest = items[:start] + items[start + size :]
        try:
            failed = fails(rest)
        except Exception:
            failed = True
        if failed:
            items = rest
        else:
            start += size
    return list(items)
