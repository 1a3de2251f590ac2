"""Before the first window comes out, your function has read the whole source into a list.

For ten numbers nobody notices. From a sensor that never stops sending, or any source without end, it never
comes to its first window.

Ask yourself: how many items must be kept at any moment so that the next window can be made?
"""


def _windows(it, size, step):
    xs = list(it)
    for i in range(0, len(xs) - size + 1, step):
        yield tuple(xs[i : i + size])
