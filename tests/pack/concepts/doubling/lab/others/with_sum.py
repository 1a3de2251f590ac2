"""A loop over two equal numbers; words are refused by their type."""


def double(x):
    if type(x) not in (int, float):
        raise TypeError(f"{x!r} is no number")
    total = 0
    for _ in range(2):
        total += x
    return total
