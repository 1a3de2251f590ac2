"""Single numbers in Python loops, and an iterator class for the batches.

The optimiser remembers all past gradients, and adds them up with the powers of the momentum at every step.
"""

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.core.rng import shuffle


class minibatches:
    def __init__(self, n, batch_size, rng, drop_last=False):
        if batch_size < 1:
            raise ValueError(batch_size)
        self.rows = list(range(n))
        shuffle(rng, self.rows)
        self.size = batch_size
        self.fewest = batch_size if drop_last else 1

    def __iter__(self):
        return self

    def __next__(self):
        taken, self.rows = self.rows[: self.size], self.rows[self.size :]
        if len(taken) < self.fewest:
            raise StopIteration
        return np.array(taken, dtype=np.int64)


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        if min(lr, momentum, weight_decay) < 0 or momentum >= 1 or (nesterov and momentum == 0):
            raise ValueError("impossible settings")
        self.lr, self.mu, self.nesterov, self.decay = lr, momentum, nesterov, weight_decay
        self.past = []

    def step(self, params, grads):
        if len(params) != len(grads) or any(p.shape != g.shape for p, g in zip(params, grads, strict=True)):
            raise ValueError("parameters and gradients do not fit")
        if self.past and [len(slopes) for slopes in self.past[0]] != [p.size for p in params]:
            raise ValueError("the parameters have changed")
        pairs = zip(params, grads, strict=True)
        self.past.append([[self.slope(p, g, i) for i in range(p.size)] for p, g in pairs])
        for k, p in enumerate(params):
            for i in range(p.size):
                v = self.velocity(k, i)
                move = self.past[-1][k][i] + self.mu * v if self.nesterov else v
                p.flat[i] = p.flat[i] - self.lr * move

    def slope(self, p, g, i):
        return float(g.flat[i]) + self.decay * float(p.flat[i])

    def velocity(self, k, i):
        return sum(self.mu**age * step[k][i] for age, step in enumerate(reversed(self.past)))
