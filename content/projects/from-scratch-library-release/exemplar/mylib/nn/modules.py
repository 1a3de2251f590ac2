"""Modules: parameters that find each other by name, and layers made of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from mylib.autograd.tensor import Tensor


class Module:
    """Whatever is assigned to it, Tensor or Module, is one of its parameters. Raises nothing; no shape."""

    def parameters(self) -> Iterator[Tensor]:
        """Every Tensor below, of any shape (...), in the order of assignment. Raises nothing."""
        for value in vars(self).values():
            if isinstance(value, Tensor):
                yield value
            elif isinstance(value, Module):
                yield from value.parameters()
            elif isinstance(value, list):
                for one in value:
                    if isinstance(one, Module):
                        yield from one.parameters()

    def __call__(self, x: Tensor) -> Tensor:
        raise NotImplementedError(f"{type(self).__name__} says not what it computes.")


class Linear(Module):
    """x (n, d) to x @ W + b (n, k), begun as by He et al. 2015. Raises ValueError where d or k is below 1."""

    def __init__(self, d: int, k: int, rng: np.random.Generator) -> None:
        if d < 1 or k < 1:
            raise ValueError(f"A layer from {d} to {k} has no weights.")
        self.W = Tensor(rng.normal(0.0, np.sqrt(2 / d), (d, k)))
        self.b = Tensor(np.zeros(k))

    def __call__(self, x: Tensor) -> Tensor:
        return x @ self.W + self.b


class MLP(Module):
    """Linear layers of the given widths with ReLU between: (n, widths[0]) to (n, widths[-1]).

    Raises ValueError where fewer than two widths are given.
    """

    def __init__(self, widths: list[int], rng: np.random.Generator) -> None:
        if len(widths) < 2:
            raise ValueError("An MLP needs a width to begin with and one to end with.")
        self.layers = [Linear(d, k, rng) for d, k in pairwise(widths)]

    def __call__(self, x: Tensor) -> Tensor:
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)
