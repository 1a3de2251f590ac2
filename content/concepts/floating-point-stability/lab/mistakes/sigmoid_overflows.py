"""`sigmoid` gives `nan` for large arguments.

exp(x) becomes `inf` above 709, and `inf / inf` has no value. The form exp(x) / (1 + exp(x)) is safe for
negative x only, just as 1 / (1 + exp(-x)) is for positive x.

Ask yourself: what is exp(800) on your computer, and by which power of e could you divide both lines of the
fraction so that it does not appear?
"""


def sigmoid(x):
    x = floats(x)
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(x)
        return e / (1 + e)
