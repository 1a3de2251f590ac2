"""A network of one hidden layer reads digits: trained on the first 1,200, tried on the other 597."""

import numpy as np
from mylib.ml.metrics import accuracy
from mylib.nn.modules import MLP
from mylib.nn.training import predict, train
from sklearn.datasets import load_digits

TRAIN = 1200  # the later digits come from other writers


def score() -> tuple[float, int]:
    """Accuracy on the later digits, and their number."""
    digits = load_digits()
    X, y = digits.data / 16, digits.target
    model = MLP([64, 64, 10], np.random.default_rng(0))
    train(model, X[:TRAIN], y[:TRAIN], epochs=30, seed=0)
    return accuracy(y[TRAIN:], predict(model, X[TRAIN:])), len(y) - TRAIN


if __name__ == "__main__":
    print(f"score {score()[0]:.6f}")
