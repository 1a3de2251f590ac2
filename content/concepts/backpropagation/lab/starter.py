"""Back-propagation through a multilayer perceptron by hand, and training with it.

Rows are examples. dOut stands for dL/dOut: a gradient has the shape of the thing it belongs to.
"""

import numpy as np

# Everything that you have built on the way here.
from mylib.core.rng import MinStd
from mylib.ml.split import train_test_split
from mylib.nn.activations import drelu, relu
from mylib.nn.forward import mlp_forward
from mylib.numeric.stable import log_softmax, softmax
from mylib.optim.gd import gradient_descent


def linear_backward(dOut, X, W):
    """Gradients of Out = X W + b.

    dOut: (n, h), X: (n, d), W: (d, h). Returns dX (n, d), dW (d, h), db (h,).
    """
    raise NotImplementedError("task 1")


def mlp_backward(dOut, cache, params, dact):
    """Gradients of all parameters of a multilayer perceptron.

    dOut: (n, k) at the output. cache: the pairs (A, Z) that mlp_forward returned. dact: slope of the
    activation, a function of the pre-activation. Returns one pair (dW, db) a layer, first layer first.
    """
    raise NotImplementedError("task 2")


def loss_and_grads(X, y, params):
    """Mean cross-entropy of a ReLU network with softmax head, and its gradients.

    X: (n, d), y: (n,) integer classes. Returns (loss, [(dW, db), ...]).
    """
    raise NotImplementedError("task 3")


def train(X, y, hidden, lr, steps, rng):
    """Full-batch gradient descent from He initialisation.

    hidden: sizes of the hidden layers. rng: numpy Generator; it draws the weights layer by layer as
    rng.normal(scale=sqrt(2 / d), size=(d, h)), biases start at 0. Returns params.
    """
    raise NotImplementedError("task 4")


def predict(X, params):
    """(n,) the class with the largest logit."""
    raise NotImplementedError("task 4")


def held_out_accuracy(X, y, hidden, lr, steps, seed):
    """Train on three quarters of the rows, stratified, and return the accuracy on the quarter that was
    held back.
    """
    raise NotImplementedError("task 4")


def _pack(layers):
    """Given: all parameters in one vector, for an optimiser that knows nothing of layers."""
    return np.concatenate([p.ravel() for layer in layers for p in layer])


def _unpack(theta, shapes):
    """Given: the way back; shapes are those of W, b, W, b, ..."""
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    parts = [part.reshape(shape) for part, shape in zip(np.split(theta, ends[:-1]), shapes, strict=True)]
    return list(zip(parts[::2], parts[1::2], strict=True))
