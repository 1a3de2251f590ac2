"""The rule of motion is chosen once, as a function; velocities lie in one flat array over all parameters.

Batches by sorting rows by random keys and splitting at fixed places.
"""

import numpy as np
from mylib.core.rng import MinStd as MinStd


def minibatches(n, batch_size, rng, drop_last=False):
    if batch_size < 1:
        raise ValueError("batch_size is below 1")
    keys = [rng.next_int() for _ in range(n)]
    order = np.argsort(keys, kind="stable")
    pieces = np.split(order, range(batch_size, n, batch_size)) if n else []
    return [piece for piece in pieces if len(piece) == batch_size or not drop_last]


def by_velocity(g, v, momentum):
    return v


def looking_ahead(g, v, momentum):
    return g + momentum * v


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        if not (lr >= 0 and weight_decay >= 0 and 0 <= momentum < 1):
            raise ValueError("lr, weight_decay or momentum is out of range")
        if nesterov and momentum <= 0:
            raise ValueError("nothing to look ahead along")
        self.lr = lr
        self.motion = looking_ahead if nesterov else by_velocity
        self.momentum, self.weight_decay = momentum, weight_decay
        self.flat = None
        self.lengths = []

    def step(self, params, grads):
        if [p.shape for p in params] != [g.shape for g in grads]:
            raise ValueError("shapes of parameters and gradients differ")
        lengths = [p.size for p in params]
        if self.flat is None:
            self.flat, self.lengths = np.zeros(sum(lengths)), lengths
        if lengths != self.lengths:
            raise ValueError("other parameters than before")
        g = np.concatenate([g.ravel() for g in grads])
        g = g + self.weight_decay * np.concatenate([p.ravel() for p in params])
        self.flat = self.momentum * self.flat + g
        move = self.lr * self.motion(g, self.flat, self.momentum)
        start = 0
        for p in params:
            p -= move[start : start + p.size].reshape(p.shape)
            start += p.size
