"""Mini-batches in random order, and gradient descent with momentum as torch.optim.SGD does it.

Not covered: dampening, groups of parameters with settings of their own, and adaptive steps.
"""

from collections.abc import Iterator

import numpy as np
from mylib.core.rng import MinStd as MinStd  # passed on: callers make their generator from this module
from mylib.core.rng import shuffle

Array = np.ndarray


def minibatches(n: int, batch_size: int, rng: MinStd, drop_last: bool = False) -> Iterator[Array]:
    """One epoch: the row numbers 0, ..., n - 1 in a new random order, in arrays of shape (batch_size,).

    The last array is shorter where batch_size does not divide n; drop_last leaves it out.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}")
    order = list(range(n))
    shuffle(rng, order)
    stop = n - n % batch_size if drop_last else n
    for start in range(0, stop, batch_size):
        yield np.array(order[start : start + batch_size])


class SGD:
    """v <- momentum v + g, then p <- p - lr v, for each parameter p with its gradient g.

    g includes weight_decay p, the gradient of weight_decay |p|^2 / 2. nesterov moves by g + momentum v
    instead of v. `lr` may be changed between steps.
    """

    def __init__(
        self, lr: float, momentum: float = 0.0, nesterov: bool = False, weight_decay: float = 0.0
    ) -> None:
        if lr < 0 or weight_decay < 0 or not 0 <= momentum < 1:
            raise ValueError(
                f"lr {lr} and weight_decay {weight_decay} are >= 0, momentum {momentum} in [0, 1)"
            )
        if nesterov and momentum == 0:
            raise ValueError("nesterov looks ahead along the momentum: momentum must be positive")
        self.lr = lr
        self.momentum = momentum
        self.nesterov = nesterov
        self.weight_decay = weight_decay
        self.velocities: list[Array] = []  # one for each parameter, of its shape, from the first step on

    def step(self, params: list[Array], grads: list[Array]) -> None:
        """One update of all parameters, in place. params: the same ones, in the same order, at each step."""
        self.velocities = self.velocities or [np.zeros_like(p) for p in params]
        shapes = [p.shape for p in params]
        if not shapes == [g.shape for g in grads] == [v.shape for v in self.velocities]:
            raise ValueError(f"parameters of shapes {shapes} do not fit their gradients or velocities")
        for k, v in enumerate(self.velocities):
            p = params[k]
            g = grads[k] + self.weight_decay * p  # a new array: the caller's gradient stays as it is
            v *= self.momentum
            v += g
            p -= self.lr * (g + self.momentum * v if self.nesterov else v)
