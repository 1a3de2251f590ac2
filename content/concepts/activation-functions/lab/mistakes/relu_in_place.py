"""`relu` overwrites the array that it was given.

The caller still needs the pre-activation: the slope is computed from it in the backward pass. After an
in-place ReLU there are no negative values left to tell which units were off.

Ask yourself: whose array does `z[z < 0] = 0` change?
"""


def relu(z):
    z = np.asarray(z)
    if z.dtype != float:
        z = z.astype(float)
    z[z < 0] = 0
    return z
