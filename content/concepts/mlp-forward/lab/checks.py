"""Checks of lab-mlp-forward: scikit-learn's forward pass and numpy.interp as oracles, shapes, and the
cache.
"""

import itertools
import warnings

import numpy as np
from sklearn.neural_network import MLPRegressor

from groundup.grading import check, close, echo, equal, probe, raises, that


def relu(z):
    return np.maximum(z, 0)


def network(rng, *sizes):
    """Random params; no two layers alike."""
    return [(rng.normal(size=(d, h)), rng.normal(size=h)) for d, h in itertools.pairwise(sizes)]


def sklearn_output(X, params, name):
    """The same network in scikit-learn, with our weights put in."""
    sizes = tuple(W.shape[1] for W, _ in params[:-1])
    model = MLPRegressor(hidden_layer_sizes=sizes, activation=name, max_iter=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one step of fitting does not converge, and need not
        model.fit(X, np.zeros((len(X), params[-1][0].shape[1])) + np.arange(params[-1][0].shape[1]))
    model.coefs_ = [W for W, _ in params]
    model.intercepts_ = [b for _, b in params]
    return model.predict(X).reshape(len(X), -1)


@check("linear computes XW + b for a batch", task=1)
def linear_batch(lab, rng):
    close(lab.linear(np.array([[2, -1]]), np.array([[1, -1], [3, 2]]), np.array([2, 1])), np.array([[1, -3]]))
    for n, d, h in ((1, 1, 1), (1, 2, 3), (4, 3, 2), (3, 3, 3), (50, 20, 10)):
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
        close(lab.linear(X, W, b), np.einsum("nd,dh->nh", X, W) + b, abs_tol=1e-12)


@check("linear takes single rows, batches of batches and empty batches", task=1)
def linear_shapes(lab, rng):
    W, b = rng.normal(size=(4, 3)), rng.normal(size=3)
    for shape in ((4,), (2, 5, 4), (0, 4)):
        X = rng.normal(size=shape)
        close(lab.linear(X, W, b), np.tensordot(X, W, axes=1) + b, abs_tol=1e-12)


@check("Shapes that do not fit raise ValueError", task=1)
def linear_refusals(lab, rng):
    X, W, b = np.ones((2, 3)), np.ones((3, 4)), np.ones(4)
    raises(ValueError, lab.linear, np.ones((2, 4)), W, b)
    raises(ValueError, lab.linear, X, W, np.ones(3))
    raises(ValueError, lab.linear, X, W, np.ones((2, 1)))
    raises(ValueError, lab.linear, X, W, np.array(1.0))
    raises(ValueError, lab.linear, np.ones((4, 4)), np.ones((4, 4)), np.ones((4, 1)))


@check("One layer has no activation", task=2)
def one_layer(lab, rng):
    params = network(rng, 2, 2)
    X = rng.normal(size=(3, 2))
    out, _ = lab.mlp_forward(X, params, relu)
    close(out, X @ params[0][0] + params[0][1], abs_tol=1e-12)


@check("XOR comes out of the hand-made network", task=2)
def xor(lab, rng):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    params = [(np.array([[1, 1], [1, 1]]), np.array([0, -1])), (np.array([[1], [-2]]), np.array([0]))]
    out, _ = lab.mlp_forward(X, params, relu)
    equal(out, np.array([[0], [1], [1], [0]]))


@check("Any network gives what scikit-learn gives with the same weights", task=2)
def against_sklearn(lab, rng):
    for name, act in (("relu", relu), ("tanh", np.tanh)):
        for sizes in ((2, 3, 1), (4, 4, 4), (5, 8, 6, 2)):
            X, params = rng.normal(size=(7, sizes[0])), network(rng, *sizes)
            out, _ = lab.mlp_forward(X, params, act)
            close(out, sklearn_output(X, params, name), abs_tol=1e-12)


def pairs_of(cache, layers):
    that(len(cache) == layers, f"The cache of {layers} layers must have {layers} pairs; it has {len(cache)}.")
    for i, pair in enumerate(cache):
        that(len(pair) == 2, f"Entry {i} of the cache must be a pair (A, Z); it has {len(pair)} parts.")
    return cache


@check("The cache holds the input and the pre-activation of each layer", task=2)
def cache_holds(lab, rng):
    X, params = rng.normal(size=(5, 3)), network(rng, 3, 4, 4, 2)
    _, cache = lab.mlp_forward(X, params, np.tanh)
    A = X
    for i, ((got_A, got_Z), (W, b)) in enumerate(zip(pairs_of(cache, 3), params, strict=True)):
        Z = A @ W + b
        close(got_A, A, abs_tol=1e-12, message=f"Layer {i}: the cached input is wrong.")
        close(got_Z, Z, abs_tol=1e-12, message=f"Layer {i}: the cached pre-activation is wrong.")
        A = np.tanh(Z)


@check("An activation that works in place does not change the cache", task=2)
def cache_survives(lab, rng):
    given = np.array([[-1.5, 0.5], [2.0, -0.25]])
    _, after = echo(lab.relu_in_place, given)
    close(after[0], relu(given), abs_tol=0, message="`relu_in_place` is given: leave it as it was.")
    X, params = rng.normal(size=(6, 2)), network(rng, 2, 5, 1)
    _, cache = lab.mlp_forward(X, params, lab.relu_in_place)
    (_, Z), _ = pairs_of(cache, 2)
    close(
        Z,
        X @ params[0][0] + params[0][1],
        abs_tol=1e-12,
        message="The cached pre-activation was overwritten.",
    )


@check("Input and parameters are left as they were", task=2)
def forward_pure(lab, rng):
    X, params = rng.normal(size=(3, 2)), network(rng, 2, 3, 1)
    _, after = echo(lab.mlp_forward, X, params, np.tanh)
    close(after[0], X, abs_tol=0, message="`mlp_forward` changed X in place.")
    for (W, b), (W_after, b_after) in zip(params, after[1], strict=True):
        close(W_after, W, abs_tol=0, message="`mlp_forward` changed the weights in place.")
        close(b_after, b, abs_tol=0, message="`mlp_forward` changed a bias in place.")


def evaluate(params, x):
    """The network that the parameters describe, run by us."""
    A = np.asarray(x, dtype=float)[:, None]
    that(len(params) == 2, f"One hidden layer means two pairs (W, b); there are {len(params)}.")
    (W1, b1), (W2, b2) = ((np.asarray(W), np.asarray(b)) for W, b in params)
    units = b1.size
    that(
        (W1.shape, b1.shape, W2.shape, b2.shape) == ((1, units), (units,), (units, 1), (1,)),
        f"A network of one input, {units} hidden units and one output has the shapes (1, {units}), "
        f"({units},), ({units}, 1), (1,); these are {W1.shape}, {b1.shape}, {W2.shape}, {b2.shape}.",
    )
    return (relu(A @ W1 + b1) @ W2 + b2)[:, 0]


@check(
    "The interpolator passes through the points, straight between them and constant before the first", task=3
)
def interpolates(lab, rng):
    for m in (2, 3, 6, 25):
        xs, ys = np.cumsum(rng.uniform(0.2, 1.5, size=m)), rng.normal(size=m)
        params = lab.relu_interpolator(xs, ys)
        close(evaluate(params, xs), ys, abs_tol=1e-9)
        between = np.sort(rng.uniform(xs[0] - 2, xs[-1], size=20))
        close(evaluate(params, between), np.interp(between, xs, ys), abs_tol=1e-9)


@check("To the right of the last point the last slope goes on", task=3)
def extrapolates(lab, rng):
    params = lab.relu_interpolator(np.array([0.0, 1.0, 3.0]), np.array([1.0, 2.0, -2.0]))
    close(evaluate(params, [4.0, 5.0]), np.array([-4.0, -6.0]), abs_tol=1e-9)


@check("A single point gives a constant; impossible points raise ValueError", task=3)
def interpolator_edges(lab, rng):
    close(
        evaluate(lab.relu_interpolator(np.array([2.0]), np.array([-3.0])), [-1.0, 2.0, 9.0]), np.full(3, -3.0)
    )
    raises(ValueError, lab.relu_interpolator, np.array([0.0, 0.0]), np.array([1.0, 2.0]))
    raises(ValueError, lab.relu_interpolator, np.array([1.0, 0.0]), np.array([1.0, 2.0]))
    raises(ValueError, lab.relu_interpolator, np.array([0.0, 1.0]), np.array([1.0]))


PARAMS = [
    (np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([0.5, -1.0])),
    (np.array([[2.0, -1.0], [1.0, -3.0]]), np.array([-4.0, 0.25])),
]
X = np.array([[1.0, 2.0], [-1.0, 0.5]])


@probe
def square_layer(lab):
    return lab.linear(X, *PARAMS[0])


@probe
def wide_layer(lab):
    return lab.linear(
        np.array([[1.0, 2.0]]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([1.0, 0.0, -1.0])
    )


@probe
def column_bias(lab):
    return lab.linear(X, PARAMS[0][0], np.array([[1.0], [2.0]]))


@probe
def output(lab):
    return lab.mlp_forward(X, PARAMS, relu)[0]


@probe
def cached(lab):
    return [list(pair) for pair in lab.mlp_forward(X, PARAMS, relu)[1]]


@probe
def cached_after_in_place(lab):
    return [list(pair) for pair in lab.mlp_forward(X, PARAMS, lab.relu_in_place)[1]]


@probe
def points(lab):
    return evaluate(
        lab.relu_interpolator(np.array([0.0, 1.0, 3.0]), np.array([1.0, 2.0, -2.0])),
        [-1.0, 0.0, 1.0, 2.0, 3.0],
    )
