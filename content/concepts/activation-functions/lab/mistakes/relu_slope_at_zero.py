"""The slope of ReLU counts z = 0 as positive.

After a ReLU, many values are exactly 0. A comparison that includes 0 lets gradient through all of these
units, dead ones included; applied to the output of a ReLU it is true everywhere.

Ask yourself: which entries of a ReLU's output satisfy `>= 0`?
"""


def drelu(z):
    return (_floats(z) >= 0).astype(float)
