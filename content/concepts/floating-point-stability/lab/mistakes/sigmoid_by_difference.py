"""`sigmoid` is exactly 0, or has few right digits, where the true value is small: at -40, and below.

You compute it as 1, or 1/2, minus something almost as large. The difference of two numbers near 1 is a
multiple of 1e-16, so that 4e-18 cannot come out. Its logarithm is then -inf, where -40 would be right.

Ask yourself: which subtraction in your formula has two nearly equal operands when x = -40?
"""


def sigmoid(x):
    return (1 + np.tanh(floats(x) / 2)) / 2
