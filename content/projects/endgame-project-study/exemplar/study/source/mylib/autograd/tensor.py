"""Reverse-mode differentiation over arrays: each operation remembers how to pass its gradient on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

Pass = Callable[[np.ndarray], None]


class Tensor:
    """An array `data` of any shape (...) with its gradient `grad` of the same shape. Raises nothing."""

    def __init__(self, data: ArrayLike, parents: tuple[Tensor, ...] = ()) -> None:
        self.data = np.asarray(data, dtype=float)
        self.grad: np.ndarray | None = None
        self.parents = parents
        self.pass_on: Pass = lambda grad: None

    def backward(self) -> None:
        """Fill `grad` of everything that this scalar, of shape (), was made from. Raises ValueError else."""
        if self.data.shape != ():
            raise ValueError(f"backward begins at a scalar and not at shape {self.data.shape}.")
        self.grad = np.ones(())
        for tensor in reversed(self._order()):
            if tensor.grad is not None:
                tensor.pass_on(tensor.grad)

    def _order(self) -> list[Tensor]:
        """Everything below, parents first; no recursion, so that depth costs nothing."""
        order: list[Tensor] = []
        seen: set[int] = set()
        stack: list[tuple[Tensor, bool]] = [(self, False)]
        while stack:
            tensor, is_done = stack.pop()
            if is_done:
                order.append(tensor)
            elif id(tensor) not in seen:
                seen.add(id(tensor))
                stack.append((tensor, True))
                stack.extend((parent, False) for parent in tensor.parents)
        return order

    def receive(self, grad: np.ndarray) -> None:
        """Add a gradient of a shape (...) that this was broadcast to. Raises ValueError where it was not."""
        while grad.ndim > self.data.ndim:
            grad = grad.sum(axis=0)
        for axis, size in enumerate(self.data.shape):
            if size == 1 and grad.shape[axis] != 1:
                grad = grad.sum(axis=axis, keepdims=True)
        if grad.shape != self.data.shape:
            raise ValueError(f"A gradient of shape {grad.shape} for data of shape {self.data.shape}.")
        self.grad = grad.copy() if self.grad is None else self.grad + grad

    def __add__(self, other: Tensor) -> Tensor:
        out = Tensor(self.data + other.data, (self, other))

        def pass_on(grad: np.ndarray) -> None:
            self.receive(grad)
            other.receive(grad)

        out.pass_on = pass_on
        return out

    def __mul__(self, other: Tensor) -> Tensor:
        out = Tensor(self.data * other.data, (self, other))

        def pass_on(grad: np.ndarray) -> None:
            self.receive(grad * other.data)
            other.receive(grad * self.data)

        out.pass_on = pass_on
        return out

    def __matmul__(self, other: Tensor) -> Tensor:
        out = Tensor(self.data @ other.data, (self, other))

        def pass_on(grad: np.ndarray) -> None:
            self.receive(grad @ other.data.T)
            other.receive(self.data.T @ grad)

        out.pass_on = pass_on
        return out

    def relu(self) -> Tensor:
        """max(x, 0) of shape (...). Raises nothing."""
        out = Tensor(np.maximum(self.data, 0.0), (self,))
        out.pass_on = lambda grad: self.receive(grad * (self.data > 0))
        return out

    def log_softmax(self) -> Tensor:
        """Rows of logits (n, k) as log probabilities (n, k). Raises ValueError where there are none."""
        shifted = self.data - self.data.max(axis=-1, keepdims=True)
        logp = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        out = Tensor(logp, (self,))
        out.pass_on = lambda grad: self.receive(grad - np.exp(logp) * grad.sum(axis=-1, keepdims=True))
        return out

    def sum(self) -> Tensor:
        """The sum of all values, shape (). Raises nothing."""
        out = Tensor(self.data.sum(), (self,))
        out.pass_on = lambda grad: self.receive(np.broadcast_to(grad, self.data.shape))
        return out
