"""`gelu` uses the tanh approximation where the exact function was asked for.

The two differ by up to 0.0005. That is invisible in a plot, and enough to make a network loaded from
elsewhere give other outputs than it should.

Ask yourself: which of your two functions calls `erf`?
"""


def gelu(z):
    return gelu_tanh(z)


def dgelu(z):
    return dgelu_tanh(z)
