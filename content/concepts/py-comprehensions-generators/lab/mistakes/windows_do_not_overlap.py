"""Your windows stand side by side like batches: each begins where the one before has ended.

A window moves on by `step` items, not by its own size. With step 1, every item but the first few belongs to
several windows.

Ask yourself: the first window of 3 begins at item 0. At which item does the next one begin if the step is 1?
What of the old window is still needed then?
"""


def _windows(it, size, step):
    window = []
    for item in it:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window = []
