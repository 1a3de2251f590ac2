"""Recursion: the gradients of all layers are those of the others, and one more; the loss by logsumexp."""

import numpy as np
from mylib.core.rng import MinStd
from mylib.ml.split import train_test_split
from mylib.nn.activations import drelu, relu
from mylib.nn.forward import mlp_forward
from mylib.numeric.stable import logsumexp
from mylib.optim.gd import gradient_descent


def linear_backward(dOut, X, W):
    return np.dot(dOut, np.transpose(W)), np.dot(np.transpose(X), dOut), np.dot(np.ones(len(dOut)), dOut)


def mlp_backward(dOut, cache, params, dact):
    *front, (A, _) = cache
    dA, dW, db = linear_backward(dOut, A, params[-1][0])
    if not front:
        return [(dW, db)]
    return [*mlp_backward(dA * dact(front[-1][1]), front, params[:-1], dact), (dW, db)]


def loss_and_grads(X, y, params):
    logits, cache = mlp_forward(X, params, relu)
    total = logsumexp(logits, axis=1)
    places = np.arange(len(y)) * logits.shape[1] + y  # of the right classes, in the flat array
    losses = total - logits.ravel()[places]
    slope = np.exp(logits - total[:, None])
    slope.flat[places] -= 1.0
    return float(np.mean(losses)), mlp_backward(slope / len(y), cache, params, drelu)


def start(sizes, rng):
    if len(sizes) < 2:
        return []
    d, h, *_ = sizes
    first = rng.normal(scale=np.sqrt(2 / d), size=(d, h)), np.zeros(h)
    return [first, *start(sizes[1:], rng)]


def packed(layers):
    return np.hstack([np.ravel(part) for layer in layers for part in layer])


def unpacked(theta, sizes):
    if len(sizes) < 2:
        return []
    d, h, *_ = sizes
    W, b, rest = np.split(theta, [d * h, d * h + h])
    return [(W.reshape(d, h), b), *unpacked(rest, sizes[1:])]


def train(X, y, hidden, lr, steps, rng):
    sizes = (X.shape[1], *hidden, int(np.max(y)) + 1)
    run = gradient_descent(
        lambda theta: packed(loss_and_grads(X, y, unpacked(theta, sizes))[1]),
        packed(start(sizes, rng)),
        lr,
        steps,
    )
    return unpacked(run["x"], sizes)


def predict(X, params):
    logits, _ = mlp_forward(X, params, relu)
    return np.array([int(np.argmax(row)) for row in logits])


def held_out_accuracy(X, y, hidden, lr, steps, seed):
    learn, hold = train_test_split(X.shape[0], 0.25, MinStd(seed), stratify=y)
    params = train(X[learn], y[learn], hidden, lr, steps, np.random.default_rng(seed))
    hits = sum(int(a == b) for a, b in zip(predict(X[hold], params), y[hold], strict=True))
    return hits / len(hold)
