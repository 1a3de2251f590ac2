"""The size of the test set is rounded with `round`, which takes halves to the nearest even number.

`round(2.5)` is 2 in Python, and `round(3.5)` is 4. The task asks for halves to go up, always.

Ask yourself: what do `round(0.5)`, `round(1.5)` and `round(2.5)` print?
"""


def _n_test(n, test_size):
    return min(max(round(n * test_size), 1), n - 1)
