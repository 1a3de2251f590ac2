"""`log_softmax` gives `-inf` for entries that lie far below the largest one: the logarithm is taken of a
softmax that has already become 0.

exp(-2000) is smaller than every positive float, so the softmax is stored as 0, and nothing that is done
afterwards brings the -2000 back. In training, a loss of `inf` is followed by gradients of `nan`.

Ask yourself: which of your steps throws away the number that is asked for, and was it needed at all?
"""


def log_softmax(x, axis=-1):
    with np.errstate(divide="ignore"):
        return np.log(softmax(x, axis=axis))
