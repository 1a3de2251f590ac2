"""The slope of the sigmoid mixes output and input: one factor is the value of the sigmoid, the other
uses z itself.

The two agree only where z happens to equal the output. Elsewhere the slope is too large or even
negative, although the sigmoid rises everywhere.

Ask yourself: what does your formula give at z = 3, and can the slope of a rising function be that?
"""


def dsigmoid(z):
    return sigmoid(z) * (1 - _floats(z))
