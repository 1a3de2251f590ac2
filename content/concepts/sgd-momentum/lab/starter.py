"""Mini-batches in random order, and gradient descent with momentum as torch.optim.SGD does it."""

from collections.abc import Iterator

import numpy as np
from mylib.core.rng import MinStd, shuffle  # your own generator: shuffle(rng, xs) works in place on a list

Array = np.ndarray


def minibatches(n: int, batch_size: int, rng: MinStd, drop_last: bool = False) -> Iterator[Array]:
    """One epoch: the row numbers 0, ..., n - 1 in a new random order, cut into integer arrays.

    Each array has shape (batch_size,). If batch_size does not divide n, the last one is shorter, or left
    out with drop_last=True. rng is the only source of chance.
    Raises ValueError if batch_size < 1.

    >>> [batch.tolist() for batch in minibatches(5, 2, MinStd(1))]  # for example
    [[3, 4], [2, 1], [0]]
    """
    raise NotImplementedError("task 1")


class SGD:
    """Gradient descent with momentum: v <- momentum v + g, then p <- p - lr v, for each parameter p.

    g is the gradient of p plus weight_decay p. With nesterov, p <- p - lr (g + momentum v).
    `lr` is an attribute that may be changed between steps.

    Raises ValueError if lr or weight_decay is negative, if momentum is not in [0, 1), or for nesterov with
    momentum 0.

    >>> p = np.array([1.0])
    >>> optimiser = SGD(lr=0.1, momentum=0.5)
    >>> for _ in range(3):
    ...     optimiser.step([p], [np.array([2.0])])
    >>> p
    array([0.15])
    """

    def __init__(
        self, lr: float, momentum: float = 0.0, nesterov: bool = False, weight_decay: float = 0.0
    ) -> None:
        raise NotImplementedError("task 2")

    def step(self, params: list[Array], grads: list[Array]) -> None:
        """One update of all parameters, in place; the gradients are not changed.

        params and grads: arrays of floats, one gradient of the same shape for each parameter. Every call
        passes the same parameters in the same order, so the k-th velocity belongs to the k-th parameter.

        Raises ValueError if parameters, gradients and velocities differ in number or in their shapes.
        """
        raise NotImplementedError("task 2")
