"""Adam (Kingma and Ba 2015, algorithm 1). It knows nothing of networks: only of things with data and grad."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np


class Parameter(Protocol):
    data: np.ndarray
    grad: np.ndarray | None


class Adam:
    """Steps of size lr along the mean of the gradients over the root of the mean of their squares.

    Raises ValueError where lr is not above 0. Data and gradients may have any shape (...).
    """

    def __init__(
        self, parameters: Iterable[Parameter], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999)
    ) -> None:
        if lr <= 0:
            raise ValueError(f"lr is {lr}; expected a number above 0.")
        self.parameters = list(parameters)
        self.lr, self.betas, self.t = lr, betas, 0
        self.means = [np.zeros_like(p.data) for p in self.parameters]
        self.squares = [np.zeros_like(p.data) for p in self.parameters]

    def step(self) -> None:
        """Change the data of every parameter, shape (...), in place. Raises ValueError without a gradient."""
        self.t += 1
        b1, b2 = self.betas
        for p, mean, square in zip(self.parameters, self.means, self.squares, strict=True):
            if p.grad is None:
                raise ValueError("A parameter has no gradient; call backward first.")
            mean += (1 - b1) * (p.grad - mean)
            square += (1 - b2) * (p.grad**2 - square)
            unbiased = mean / (1 - b1**self.t)
            scale = np.sqrt(square / (1 - b2**self.t)) + 1e-8
            p.data -= self.lr * unbiased / scale

    def zero_grad(self) -> None:
        """Forget the gradients, whatever their shape (...). Raises nothing."""
        for p in self.parameters:
            p.grad = None
