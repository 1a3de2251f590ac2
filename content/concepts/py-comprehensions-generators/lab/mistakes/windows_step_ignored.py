"""`step` is accepted and never looked at: a window comes out for every item.

Ask yourself: which line of your function would notice if `step` were 2?
"""


def _windows(it, size, step):
    window = deque(maxlen=size)
    for item in it:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
