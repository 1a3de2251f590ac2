"""`random()` can return exactly 1, and never 0: the state is divided without subtracting 1 first.

The usual promise is 0 <= u < 1. Code such as `int(u * n)` relies on it and, once in two thousand million
draws, steps past the end of a list.

Ask yourself: which are the smallest and the largest state, and what do they become?
"""


class MinStd(MinStd):
    def random(self):
        return self.next_int() / (MODULUS - 1)
