"""The slope of SiLU keeps one term of the product rule and drops the other.

SiLU is z times a gate, and both change with z. With the gate alone the slope never becomes negative,
although SiLU falls for z below about -1.28.

Ask yourself: what does the product rule say for z times g(z)?
"""


def dsilu(z):
    return sigmoid(z)
