"""The cache holds each layer's output where its pre-activation belongs.

The backward pass needs the slope of the activation *at the pre-activation*. From the output alone it
cannot be had for every activation, and a function that expects z gets f(z) instead.

Ask yourself: which of the two, Z or act(Z), comes straight out of `linear`?
"""


def mlp_forward(X, params, act):
    A, cache = np.asarray(X), []
    for i, (W, b) in enumerate(params):
        before = A
        Z = linear(A, W, b)
        A = act(Z.copy()) if i < len(params) - 1 else Z
        cache.append((before, A))
    return A, cache
