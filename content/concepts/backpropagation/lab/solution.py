"""Back-propagation through a multilayer perceptron by hand, and training with it.

Rows are examples. dOut stands for dL/dOut: a gradient has the shape of the thing it belongs to.
"""

import itertools

import numpy as np
from mylib.core.rng import MinStd
from mylib.ml.split import train_test_split
from mylib.nn.activations import drelu, relu
from mylib.nn.forward import mlp_forward
from mylib.numeric.stable import log_softmax, softmax
from mylib.optim.gd import gradient_descent


def linear_backward(dOut, X, W):
    """Gradients of Out = X W + b.

    dOut: (n, h), X: (n, d), W: (d, h). Returns dX (n, d), dW (d, h), db (h,).
    """
    return dOut @ W.T, X.T @ dOut, dOut.sum(axis=0)


def mlp_backward(dOut, cache, params, dact):
    """Gradients of all parameters of a multilayer perceptron.

    dOut: (n, k) at the output. cache: the pairs (A, Z) that mlp_forward returned. dact: slope of the
    activation, a function of the pre-activation. Returns one pair (dW, db) a layer, first layer first.
    """
    grads = []
    dZ = dOut  # there is no activation after the last layer
    for i in reversed(range(len(params))):
        A, _ = cache[i]
        dA, dW, db = linear_backward(dZ, A, params[i][0])
        grads.append((dW, db))
        if i > 0:
            dZ = dA * dact(cache[i - 1][1])  # through the activation that made A
    return grads[::-1]


def loss_and_grads(X, y, params):
    """Mean cross-entropy of a ReLU network with softmax head, and its gradients.

    X: (n, d), y: (n,) integer classes. Returns (loss, [(dW, db), ...]).
    """
    n = len(X)
    logits, cache = mlp_forward(X, params, relu)  # (n, k)
    loss = -log_softmax(logits)[np.arange(n), y].mean()
    dLogits = softmax(logits)
    dLogits[np.arange(n), y] -= 1
    return float(loss), mlp_backward(dLogits / n, cache, params, drelu)


def train(X, y, hidden, lr, steps, rng):
    """Full-batch gradient descent from He initialisation.

    hidden: sizes of the hidden layers. rng: numpy Generator; it draws the weights layer by layer as
    rng.normal(scale=sqrt(2 / d), size=(d, h)), biases start at 0. Returns params.
    """
    sizes = [X.shape[1], *hidden, int(y.max()) + 1]
    params = [
        (rng.normal(scale=np.sqrt(2 / d), size=(d, h)), np.zeros(h)) for d, h in itertools.pairwise(sizes)
    ]
    shapes = [p.shape for layer in params for p in layer]

    def grad(theta):
        _, grads = loss_and_grads(X, y, _unpack(theta, shapes))
        return _pack(grads)

    found = gradient_descent(grad, _pack(params), lr, steps)
    return _unpack(found["x"], shapes)


def predict(X, params):
    """(n,) the class with the largest logit."""
    return mlp_forward(X, params, relu)[0].argmax(axis=1)


def held_out_accuracy(X, y, hidden, lr, steps, seed):
    """Train on three quarters of the rows, stratified, and return the accuracy on the quarter that was
    held back.
    """
    train_idx, test_idx = train_test_split(len(X), 0.25, MinStd(seed), stratify=y)
    params = train(X[train_idx], y[train_idx], hidden, lr, steps, np.random.default_rng(seed))
    return float((predict(X[test_idx], params) == y[test_idx]).mean())


def _pack(layers):
    """All parameters in one vector, for an optimiser that knows nothing of layers."""
    return np.concatenate([p.ravel() for layer in layers for p in layer])


def _unpack(theta, shapes):
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    parts = [part.reshape(shape) for part, shape in zip(np.split(theta, ends[:-1]), shapes, strict=True)]
    return list(zip(parts[::2], parts[1::2], strict=True))
