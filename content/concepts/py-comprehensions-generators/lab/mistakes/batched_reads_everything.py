"""Before the first batch comes out, your function has read the whole source into a list.

For ten numbers nobody notices. For a file larger than the memory it fails, and for a source without end it
never comes to its first batch at all.

Ask yourself: how many items must have been seen before a batch of 2 can be handed out?
"""


def _batches(it, n, drop_last):
    xs = list(it)
    for i in range(0, len(xs), n):
        if len(xs) - i >= n or not drop_last:
            yield xs[i : i + n]
