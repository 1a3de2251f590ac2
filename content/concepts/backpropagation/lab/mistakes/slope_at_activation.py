"""The slope of the activation is evaluated at its output instead of at its pre-activation.

`dact` is a function of the pre-activation Z. Given the output A it answers a different question. ReLU
happens to forgive it (positive outputs come from positive inputs); tanh and sigmoid do not.

Ask yourself: in `cache[i - 1]` and `cache[i]`, which array went into the activation and which came out?
"""


def mlp_backward(dOut, cache, params, dact):
    grads = []
    dZ = dOut
    for i in reversed(range(len(params))):
        A, _ = cache[i]
        dA, dW, db = linear_backward(dZ, A, params[i][0])
        grads.append((dW, db))
        if i > 0:
            dZ = dA * dact(A)
    return grads[::-1]
