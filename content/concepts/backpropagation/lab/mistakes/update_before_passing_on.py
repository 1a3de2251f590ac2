"""A layer's weights are updated before the gradient is passed on through them.

The gradient belongs to the point at which the forward pass was made. Passing it back through weights
that have moved already gives the earlier layers a slightly wrong gradient: training mostly works, and a
gradient check fails.

Ask yourself: which weights did the forward pass use, and are they still there when dX is computed?
"""

import itertools


def train(X, y, hidden, lr, steps, rng):
    sizes = [X.shape[1], *hidden, int(y.max()) + 1]
    params = [
        [rng.normal(scale=np.sqrt(2 / d), size=(d, h)), np.zeros(h)] for d, h in itertools.pairwise(sizes)
    ]
    n = len(X)
    for _ in range(steps):
        logits, cache = mlp_forward(X, params, relu)
        dZ = softmax(logits)
        dZ[np.arange(n), y] -= 1
        dZ = dZ / n
        for i in reversed(range(len(params))):
            A, _ = cache[i]
            _, dW, db = linear_backward(dZ, A, params[i][0])
            params[i] = [params[i][0] - lr * dW, params[i][1] - lr * db]
            dA, _, _ = linear_backward(dZ, A, params[i][0])
            if i > 0:
                dZ = dA * drelu(cache[i - 1][1])
    return [tuple(layer) for layer in params]
