"""einsum names every index; the forward pass is written again; descent steps on the layers themselves."""

import numpy as np
from mylib.core.rng import MinStd
from mylib.ml.split import train_test_split


def linear_backward(dOut, X, W):
    return (
        np.einsum("nh,dh->nd", dOut, W),
        np.einsum("nd,nh->dh", X, dOut, optimize=True),
        np.einsum("nh->h", dOut),
    )


def mlp_backward(dOut, cache, params, dact):
    grads = [None] * len(params)
    flowing = dOut
    for layer in range(len(params) - 1, -1, -1):
        before, _ = cache[layer]
        W, _ = params[layer]
        grads[layer] = (before.T @ flowing, flowing.sum(0))
        if layer:
            flowing = (flowing @ W.T) * dact(cache[layer - 1][1])
    return grads


def passed(X, params):
    cache = []
    for W, b in params:
        Z = X @ W + b
        cache.append((X, Z))
        X = np.where(Z > 0, Z, 0.0)
    return cache[-1][1], cache


def loss_and_grads(X, y, params):
    logits, cache = passed(np.asarray(X), params)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    onehot = np.eye(logits.shape[1])[y]
    loss = -(onehot * log_p).sum() / len(y)
    return float(loss), mlp_backward((np.exp(log_p) - onehot) / len(y), cache, params, lambda Z: Z > 0)


def train(X, y, hidden, lr, steps, rng):
    params, width = [], X.shape[1]
    for units in [*hidden, max(y) + 1]:
        params.append([rng.normal(scale=np.sqrt(2 / width), size=(width, units)), np.zeros(units)])
        width = units
    for _ in range(steps):
        _, grads = loss_and_grads(X, y, params)
        for layer, slopes in zip(params, grads, strict=True):
            layer[0] = layer[0] - lr * slopes[0]
            layer[1] = layer[1] - lr * slopes[1]
    return [tuple(layer) for layer in params]


def predict(X, params):
    return np.argmax(passed(X, params)[0], axis=-1)


def held_out_accuracy(X, y, hidden, lr, steps, seed):
    rows, held = train_test_split(len(y), 0.25, MinStd(seed), stratify=y)
    params = train(X[rows], y[rows], hidden, lr, steps, np.random.default_rng(seed))
    return float(np.mean(predict(X[held], params) == y[held]))
