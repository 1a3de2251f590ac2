"""The gradient at the logits has the wrong sign: target minus probability.

Descent then climbs. The loss grows with every step, and the accuracy falls below chance.

Ask yourself: the right class has probability 0.2. Should a step of descent make its logit larger or
smaller, and what sign must its gradient have for that?
"""


def loss_and_grads(X, y, params):
    n = len(X)
    logits, cache = mlp_forward(X, params, relu)
    loss = -log_softmax(logits)[np.arange(n), y].mean()
    dLogits = -softmax(logits)
    dLogits[np.arange(n), y] += 1
    return float(loss), mlp_backward(dLogits / n, cache, params, drelu)
