"""The slope of tanh is computed from tanh itself where its square is needed.

Without the square the slope at z = -2 comes out near 2, although tanh is almost flat there. The slope of
an odd function is even: the same at -z as at z.

Ask yourself: does your dtanh give the same number at -2 and at 2?
"""


def dtanh(z):
    return 1 - tanh(z)
