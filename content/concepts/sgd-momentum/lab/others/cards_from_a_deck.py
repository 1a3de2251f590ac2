"""Batches are dealt from a deck of rows that is popped from; velocities live in a dict and are replaced anew.

Nothing is updated with -=: parameters are written through p[...].
"""

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.core.rng import randbelow


def minibatches(n, batch_size, rng, drop_last=False):
    if batch_size <= 0:
        raise ValueError("a batch has at least one row")
    return deal(list(range(n)), batch_size, rng, drop_last)


def deal(deck, batch_size, rng, drop_last):
    hand = []
    while deck:
        hand.append(deck.pop(randbelow(rng, len(deck))))
        if len(hand) == batch_size:
            yield np.asarray(hand)
            hand = []
    if hand and not drop_last:
        yield np.asarray(hand)


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        for name, value in (("lr", lr), ("momentum", momentum), ("weight_decay", weight_decay)):
            if value < 0:
                raise ValueError(f"{name} is negative")
        if momentum >= 1:
            raise ValueError("momentum must stay below 1")
        if nesterov and not momentum:
            raise ValueError("nesterov without momentum")
        self.lr = lr
        self.settings = (momentum, nesterov, weight_decay)
        self.velocity = {}
        self.shapes = None

    def step(self, params, grads):
        momentum, nesterov, weight_decay = self.settings
        shapes = [np.shape(p) for p in params]
        if self.shapes is None:
            self.shapes = shapes
        if shapes != self.shapes or [np.shape(g) for g in grads] != shapes:
            raise ValueError("the lists do not fit")
        for k, p in enumerate(params):
            g = grads[k] + weight_decay * p
            old = self.velocity.get(k)
            new = g if old is None else momentum * old + g
            self.velocity[k] = new
            direction = g + momentum * new if nesterov else new
            p[...] = p - self.lr * direction
