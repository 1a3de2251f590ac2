"""The gradient is divided by the number of rows twice: once for the mean in the loss, and once more.

Everything points the right way and is n times too small. Training creeps, and it creeps more slowly the
more data there is.

Ask yourself: the loss is a mean over n rows. In which one line does that 1/n enter the gradients?
"""


def loss_and_grads(X, y, params):
    n = len(X)
    logits, cache = mlp_forward(X, params, relu)
    loss = -log_softmax(logits)[np.arange(n), y].mean()
    dLogits = softmax(logits)
    dLogits[np.arange(n), y] -= 1
    grads = mlp_backward(dLogits / n, cache, params, drelu)
    return float(loss), [(dW / n, db / n) for dW, db in grads]
