"""Every call of `next_int` starts again from the seed, so that all numbers of a generator are the same.

The generator is its state. A step that is computed and not stored is lost when the function returns. The same
is seen when a new generator is made, with the same seed, inside a loop.

Ask yourself: which name still holds the new state when `next_int` is called for the second time?
"""


class MinStd(MinStd):
    def next_int(self):
        return MULTIPLIER * self.state % MODULUS
