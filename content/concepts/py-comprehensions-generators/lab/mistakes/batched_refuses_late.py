"""`batched(xs, 0)` is accepted without a word; the error comes only when somebody asks for a batch.

A function with `yield` in it runs none of its lines when it is called: it only makes a generator. The test of
n is one of these lines, so it waits for the first `next`, which may happen in another part of the program.

Ask yourself: which function would have to hold the test so that it is carried out at the call, and which one
the `yield`?
"""


def batched(it, n, drop_last=False):
    if n < 1:
        raise ValueError("a batch needs at least 1 item")
    yield from _batches(it, n, drop_last)
