"""The gradient passes through the activations as if they were not there.

Going backwards through an activation multiplies by its slope. Without it, units that were off, or
saturated, receive blame that they cannot have caused.

Ask yourself: a ReLU unit was off for every row. How much does the loss change when its weights move a little?
"""


def mlp_backward(dOut, cache, params, dact):
    grads = []
    dZ = dOut
    for i in reversed(range(len(params))):
        A, _ = cache[i]
        dZ_before, dW, db = linear_backward(dZ, A, params[i][0])
        grads.append((dW, db))
        dZ = dZ_before
    return grads[::-1]
