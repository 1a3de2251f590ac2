"""All generators share one state: making a second one sets back the first, and each draw moves both.

The state is stored on the class, or in a name of the module. Two parts of a program then disturb each other,
and the numbers of one depend on how many the other has drawn.

Ask yourself: after `a = MinStd(1)` and `b = MinStd(2)`, where does `a` keep its state, and where does `b`?
"""


class MinStd(MinStd):
    def __init__(self, seed):
        if seed % MODULUS == 0:
            raise ValueError("a multiple of the modulus")
        MinStd.state = seed % MODULUS

    def next_int(self):
        MinStd.state = MULTIPLIER * MinStd.state % MODULUS
        return MinStd.state
