"""One hidden layer of tanh units with softmax, its gradient written out by hand."""

import numpy as np


class Network:
    """Weights of a network from d inputs over h hidden units to k classes."""

    def __init__(self, d, h, k, seed=0):
        rng = np.random.default_rng(seed)
        self.weights = [
            rng.normal(0, d**-0.5, (d, h)),
            np.zeros(h),
            rng.normal(0, h**-0.5, (h, k)),
            np.zeros(k),
        ]

    def probabilities(self, X):
        """Rows X (n, d) to probabilities (n, k), and the hidden layer (n, h). Raises ValueError on odd d."""
        W1, b1, W2, b2 = self.weights
        hidden = np.tanh(X @ W1 + b1)
        logits = hidden @ W2 + b2
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True), hidden

    def gradients(self, X, y):
        """Of the mean cross-entropy of X (n, d), y (n,): arrays of the weights' shapes. Raises IndexError."""
        p, hidden = self.probabilities(X)
        p[np.arange(len(y)), y] -= 1
        p /= len(y)
        back = p @ self.weights[2].T * (1 - hidden**2)
        return [X.T @ back, back.sum(axis=0), hidden.T @ p, p.sum(axis=0)]

    def fit(self, X, y, epochs=40, batch=32, lr=0.1, momentum=0.9, seed=0):
        """Gradient descent in batches of X (n, d), y (n,). Raises FloatingPointError on a NaN."""
        rng = np.random.default_rng(seed)
        speed = [np.zeros_like(w) for w in self.weights]
        for _ in range(epochs):
            for rows in np.array_split(rng.permutation(len(X)), len(X) // batch):
                for w, v, g in zip(self.weights, speed, self.gradients(X[rows], y[rows]), strict=True):
                    v *= momentum
                    v -= lr * g
                    w += v
        if not all(np.isfinite(w).all() for w in self.weights):
            raise FloatingPointError("diverged")
        return self

    def predict(self, X):
        """Labels (n,) of X (n, d). Raises ValueError on another d."""
        return self.probabilities(X)[0].argmax(axis=1)
