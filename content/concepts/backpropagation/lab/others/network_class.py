"""A class for a layer that remembers what went in, and sends back what comes; the functions are thin."""

from itertools import pairwise

import numpy as np
from mylib.core.rng import MinStd
from mylib.ml.split import train_test_split
from mylib.numeric.stable import log_softmax


class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forwards(self, X):
        self.X = X
        return X @ self.W + self.b

    def backwards(self, dOut):
        """The gradient for what went in; those for the parameters stay here."""
        dX, self.dW, self.db = linear_backward(dOut, self.X, self.W)
        return dX


def linear_backward(dOut, X, W):
    return dOut @ np.swapaxes(W, 0, 1), np.swapaxes(X, 0, 1) @ dOut, np.add.reduce(dOut)


def mlp_backward(dOut, cache, params, dact):
    layers = []
    for (W, b), (A, _) in zip(params, cache, strict=True):
        layer = Layer(W, b)
        layer.X = A
        layers.append(layer)
    slopes = [dact(Z) for _, Z in cache[:-1]] + [1.0]
    for layer, slope in zip(layers[::-1], slopes[::-1], strict=True):
        dOut = layer.backwards(dOut * slope)
    return [(layer.dW, layer.db) for layer in layers]


class Network:
    def __init__(self, params):
        self.layers = [Layer(W, b) for W, b in params]

    def logits(self, X):
        self.masks = []
        for layer in self.layers[:-1]:
            Z = layer.forwards(X)
            self.masks.append(Z > 0)
            X = Z * self.masks[-1]
        return self.layers[-1].forwards(X)

    def learn(self, dLogits):
        flowing = self.layers[-1].backwards(dLogits)
        for layer, mask in zip(self.layers[-2::-1], self.masks[::-1], strict=True):
            flowing = layer.backwards(flowing * mask)

    def loss(self, X, y):
        """The loss; its gradients are left in the layers."""
        log_p = log_softmax(self.logits(X), axis=1)
        picked = np.take_along_axis(log_p, np.reshape(y, (-1, 1)), axis=1)
        hit = np.arange(log_p.shape[1]) == np.reshape(y, (-1, 1))
        self.learn((np.exp(log_p) - hit) / len(y))
        return -float(picked.mean())


def loss_and_grads(X, y, params):
    network = Network(params)
    loss = network.loss(X, y)
    return loss, [(layer.dW, layer.db) for layer in network.layers]


def train(X, y, hidden, lr, steps, rng):
    sizes = [X.shape[1], *hidden, 1 + int(y.max())]
    params = []
    for d, h in pairwise(sizes):
        params.append((rng.normal(scale=np.sqrt(2 / d), size=(d, h)), np.zeros(h)))
    network = Network(params)
    for _ in range(steps):
        network.loss(X, y)
        for layer in network.layers:
            layer.W, layer.b = layer.W - lr * layer.dW, layer.b - lr * layer.db
    return [(layer.W, layer.b) for layer in network.layers]


def predict(X, params):
    return Network(params).logits(X).argmax(axis=1)


def held_out_accuracy(X, y, hidden, lr, steps, seed):
    split = train_test_split(len(X), 0.25, MinStd(seed), stratify=y)
    (X_train, X_test), (y_train, y_test) = ([part[rows] for rows in split] for part in (X, y))
    found = train(X_train, y_train, hidden, lr, steps, np.random.default_rng(seed))
    return float((predict(X_test, found) == y_test).sum() / len(y_test))
