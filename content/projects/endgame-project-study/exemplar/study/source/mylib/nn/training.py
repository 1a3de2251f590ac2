"""The loop: batches in an order drawn from a seed, cross-entropy, one step each."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mylib.array.shapes import as_labels, as_matrix, one_hot
from mylib.autograd.tensor import Tensor
from mylib.nn.modules import Module
from mylib.optim.adam import Adam


def cross_entropy(logits: Tensor, y: np.ndarray) -> Tensor:
    """The mean of -log p of the true labels y (n,) under logits (n, k), shape ().

    Raises IndexError where a label is k or more.
    """
    n, k = logits.data.shape
    return (logits.log_softmax() * Tensor(one_hot(y, k) * (-1.0 / n))).sum()


def train(
    model: Module,
    X: ArrayLike,
    y: ArrayLike,
    *,
    epochs: int = 20,
    batch: int = 64,
    lr: float = 3e-3,
    seed: int = 0,
) -> list[float]:
    """Fit the model to X (n, d) and labels y (n,); returns the mean loss of each epoch, shape (epochs,).

    Raises ValueError where X and y do not fit or a loss is no finite number.
    """
    X = as_matrix(X)
    y = as_labels(y, len(X))
    rng = np.random.default_rng(seed)
    adam = Adam(model.parameters(), lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        batches = [order[i : i + batch] for i in range(0, len(X), batch)]
        losses.append(float(np.mean([_step(model, adam, X[rows], y[rows]) for rows in batches])))
    return losses


def _step(model: Module, adam: Adam, X: np.ndarray, y: np.ndarray) -> float:
    adam.zero_grad()
    loss = cross_entropy(model(Tensor(X)), y)
    if not np.isfinite(loss.data):
        raise ValueError("The loss is no finite number; a smaller lr may help.")
    loss.backward()
    adam.step()
    return float(loss.data)


def predict(model: Module, X: ArrayLike) -> np.ndarray:
    """The labels (n,) with the highest logit for X (n, d). Raises ValueError where X is no matrix."""
    return model(Tensor(as_matrix(X))).data.argmax(axis=1)
