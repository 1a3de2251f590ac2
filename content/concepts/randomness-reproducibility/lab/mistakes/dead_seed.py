"""Seed 0 is accepted, and the generator then returns 0 for ever.

48271 times 0 is 0 again: the state never leaves it. The same happens for every multiple of 2**31 - 1.

Ask yourself: which start does the seed 2**31 - 1 give, and what is the first number after it?
"""


class MinStd(MinStd):
    def __init__(self, seed):
        self.state = seed % MODULUS
