"""What learners build, held against PyTorch in float64: values, gradients and steps.

The checks of a lab use other references, as the base install has no torch; these tests say that the
solutions, and so the checks that accept them, agree with it.
"""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.torch.conftest import Library

torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed: make test-torch installs it")
F = torch.nn.functional

pytestmark = [
    pytest.mark.torch,
    # torch.func compiles decompositions of its own in a way that torch itself deprecates.
    pytest.mark.filterwarnings("ignore:.torch.jit.script. is:DeprecationWarning"),
]

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "gelu": F.gelu,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "softplus": lambda z: F.softplus(z, threshold=1e3),  # above its threshold torch returns z itself
}


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def tensor(x: Any, *, track: bool = False) -> Any:
    return torch.tensor(np.asarray(x, dtype=float), dtype=torch.float64, requires_grad=track)


def slopes(f: Any, z: np.ndarray) -> np.ndarray:
    """The derivative of an elementwise f at each entry."""
    at = tensor(z, track=True)
    return torch.autograd.grad(f(at).sum(), at)[0].numpy()


def assert_same(ours: Any, theirs: Any, *, abs_tol: float = 0.0, rel_tol: float = 0.0) -> None:
    theirs = theirs.detach().numpy() if hasattr(theirs, "detach") else np.asarray(theirs)
    assert np.shape(ours) == theirs.shape
    assert_allclose(ours, theirs, rtol=rel_tol, atol=abs_tol)


# --- lab-activations: 1e-10 on [-50, 50]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_and_their_slopes(library: Library, name: str) -> None:
    module, theirs = library("nn.activations"), ACTIVATIONS[name]
    z = np.linspace(-50, 50, 2001).reshape(3, 23, 29)
    assert_same(getattr(module, name)(z), theirs(tensor(z)), abs_tol=1e-10, rel_tol=1e-10)
    assert_same(getattr(module, f"d{name}")(z), slopes(theirs, z), abs_tol=1e-10, rel_tol=1e-10)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_far_out_do_not_overflow(library: Library, name: str) -> None:
    module, z = library("nn.activations"), np.array([-1e4, 1e4])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_same(getattr(module, name)(z), ACTIVATIONS[name](tensor(z)), abs_tol=1e-10, rel_tol=1e-10)
        assert_same(getattr(module, f"d{name}")(z), slopes(ACTIVATIONS[name], z), abs_tol=1e-10)


@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_the_slope_at_the_kink_is_the_convention_of_torch(library: Library, name: str) -> None:
    z = np.zeros(1)
    assert_same(getattr(library("nn.activations"), f"d{name}")(z), slopes(ACTIVATIONS[name], z))


# --- lab-mlp-forward: 1e-12 with copied weights


def layers(rng: np.random.Generator, *sizes: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(rng.normal(size=(d, h)), rng.normal(size=h)) for d, h in pairwise(sizes)]


def copied(params: list[tuple[np.ndarray, np.ndarray]], activation: Any) -> Any:
    """The same network of torch, which keeps weights as (out, in)."""
    modules: list[Any] = []
    for W, b in params:
        linear = torch.nn.Linear(*W.shape, dtype=torch.float64)
        linear.weight.data, linear.bias.data = tensor(W.T), tensor(b)
        modules += [linear, activation()]
    return torch.nn.Sequential(*modules[:-1])


def test_linear_is_linear_of_torch(library: Library, rng: np.random.Generator) -> None:
    for shape in ((5,), (4, 5), (2, 3, 5)):
        X, W, b = rng.normal(size=shape), rng.normal(size=(5, 3)), rng.normal(size=3)
        theirs = F.linear(tensor(X), tensor(W.T), tensor(b))
        assert_same(library("nn.forward").linear(X, W, b), theirs, abs_tol=1e-12)


@pytest.mark.parametrize(("name", "activation"), [("relu", "ReLU"), ("tanh", "Tanh"), ("silu", "SiLU")])
def test_the_forward_pass_is_that_of_sequential(
    library: Library, rng: np.random.Generator, name: str, activation: str
) -> None:
    params, X = layers(rng, 4, 7, 6, 3), rng.normal(size=(9, 4))
    out, cache = library("nn.forward").mlp_forward(X, params, getattr(library("nn.activations"), name))
    assert_same(out, copied(params, getattr(torch.nn, activation))(tensor(X)), abs_tol=1e-12)
    assert [(A.shape, Z.shape) for A, Z in cache] == [((9, 4), (9, 7)), ((9, 7), (9, 6)), ((9, 6), (9, 3))]


def test_the_interpolator_passes_through_its_points_in_torch_too(
    library: Library, rng: np.random.Generator
) -> None:
    xs, ys = np.sort(rng.uniform(-3, 3, size=12)), rng.normal(size=12)
    network = copied(library("nn.forward").relu_interpolator(xs, ys), torch.nn.ReLU)
    assert_same(ys[:, None], network(tensor(xs[:, None])), abs_tol=1e-9)


# --- lab-backprop: relative error below 1e-8, every parameter


def worst(ours: np.ndarray, theirs: Any) -> float:
    theirs = theirs.numpy()
    assert ours.shape == theirs.shape
    return float(np.linalg.norm(ours - theirs) / np.linalg.norm(theirs))


def test_the_gradients_of_a_linear_layer(library: Library, rng: np.random.Generator) -> None:
    X, W, b, dOut = (rng.normal(size=size) for size in ((6, 5), (5, 3), (3,), (6, 3)))
    ours = library("nn.manual_backprop").linear_backward(dOut, X, W)
    tracked = [tensor(x, track=True) for x in (X, W, b)]
    theirs = torch.autograd.grad(tracked[0] @ tracked[1] + tracked[2], tracked, tensor(dOut))
    assert max(worst(a, n) for a, n in zip(ours, theirs, strict=True)) < 1e-8


@pytest.mark.parametrize(("name", "activation"), [("relu", "ReLU"), ("tanh", "Tanh"), ("gelu", "GELU")])
def test_the_gradients_of_every_parameter_of_three_layers(
    library: Library, rng: np.random.Generator, name: str, activation: str
) -> None:
    activations = library("nn.activations")
    params, X, dOut = layers(rng, 4, 7, 6, 3), rng.normal(size=(9, 4)), rng.normal(size=(9, 3))
    _, cache = library("nn.forward").mlp_forward(X, params, getattr(activations, name))
    slope = getattr(activations, f"d{name}")
    ours = library("nn.manual_backprop").mlp_backward(dOut, cache, params, slope)
    network = copied(params, getattr(torch.nn, activation))
    network(tensor(X)).backward(tensor(dOut))
    linears = [module for module in network if isinstance(module, torch.nn.Linear)]
    for (dW, db), linear in zip(ours, linears, strict=True):
        assert worst(dW.T, linear.weight.grad) < 1e-8
        assert worst(db, linear.bias.grad) < 1e-8


def test_loss_and_gradients_of_the_softmax_head(library: Library, rng: np.random.Generator) -> None:
    params, X, y = layers(rng, 4, 8, 5), rng.normal(size=(11, 4)), rng.integers(5, size=11)
    loss, grads = library("nn.manual_backprop").loss_and_grads(X, y, params)
    network = copied(params, torch.nn.ReLU)
    theirs = F.cross_entropy(network(tensor(X)), torch.tensor(y))
    theirs.backward()
    assert loss == pytest.approx(theirs.item(), rel=1e-12)
    for (dW, db), linear in zip(grads, (network[0], network[2]), strict=True):
        assert worst(dW.T, linear.weight.grad) < 1e-8
        assert worst(db, linear.bias.grad) < 1e-8


def test_training_follows_the_path_of_sgd(library: Library, rng: np.random.Generator) -> None:
    X, y = rng.normal(size=(20, 4)), np.arange(20) % 3
    ours = library("nn.manual_backprop").train(X, y, [6], 0.3, 40, np.random.default_rng(3))
    start = library("nn.manual_backprop").train(X, y, [6], 0.3, 0, np.random.default_rng(3))
    network = copied(start, torch.nn.ReLU)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.3)
    for _ in range(40):
        optimiser.zero_grad()
        F.cross_entropy(network(tensor(X)), torch.tensor(y)).backward()
        optimiser.step()
    for (W, b), linear in zip(ours, (network[0], network[2]), strict=True):
        assert_same(W.T, linear.weight, abs_tol=1e-10)
        assert_same(b, linear.bias, abs_tol=1e-10)


# --- lab-jacobian: 1e-6, and both products give the same number


def ours_of(x: np.ndarray) -> np.ndarray:
    return np.array([x[0] * x[1], np.sin(x[2]), np.exp(x[0] - x[2]), x[1] ** 3])


def theirs_of(x: Any) -> Any:
    return torch.stack([x[0] * x[1], torch.sin(x[2]), torch.exp(x[0] - x[2]), x[1] ** 3])


def test_the_jacobian_and_its_products(library: Library, rng: np.random.Generator) -> None:
    module = library("calculus.jacobian")
    x, v, u = rng.normal(size=3), rng.normal(size=3), rng.normal(size=4)
    J = torch.autograd.functional.jacobian(theirs_of, tensor(x))
    assert_same(module.jacobian(ours_of, x), J, abs_tol=1e-6)
    forward, backward = module.jvp(ours_of, x, v), module.vjp(ours_of, x, u)
    assert_same(forward, torch.func.jvp(theirs_of, (tensor(x),), (tensor(v),))[1], abs_tol=1e-6)
    assert_same(backward, torch.func.vjp(theirs_of, tensor(x))[1](tensor(u))[0], abs_tol=1e-6)
    assert u @ forward == pytest.approx(backward @ v, abs=1e-6)


@pytest.mark.parametrize("k", [1, 2, 6])
def test_the_jacobian_of_softmax(library: Library, rng: np.random.Generator, k: int) -> None:
    z = rng.normal(scale=3, size=k)
    ours = library("calculus.jacobian").softmax_jacobian(z)
    theirs = torch.autograd.functional.jacobian(lambda t: torch.softmax(t, 0), tensor(z))
    assert_same(ours, theirs, abs_tol=1e-12)
    assert_allclose(ours.sum(axis=1), 0, atol=1e-15)


def test_the_gradient_of_the_mean_squared_residual(library: Library, rng: np.random.Generator) -> None:
    X, w, y = rng.normal(size=(8, 3)), rng.normal(size=3), rng.normal(size=8)
    tracked = tensor(w, track=True)
    theirs = torch.autograd.grad(F.mse_loss(tensor(X) @ tracked, tensor(y)), tracked)[0]
    assert_same(library("calculus.jacobian").mse_grad(X, w, y), theirs, abs_tol=1e-12)


# --- lab-stable-numerics: 1e-12 relative, from -1e4 to 1e4 and at both infinities


@pytest.mark.parametrize("axis", [-1, 0])
@pytest.mark.parametrize("name", ["logsumexp", "softmax", "log_softmax"])
def test_what_is_taken_along_an_axis(
    library: Library, rng: np.random.Generator, name: str, axis: int
) -> None:
    x = rng.uniform(-1, 1, size=(6, 5)) * 10.0 ** rng.integers(0, 5, size=(6, 5))
    x[2, 3] = -np.inf
    theirs = getattr(torch, name)(tensor(x), axis)
    assert_same(getattr(library("numeric.stable"), name)(x, axis), theirs, rel_tol=1e-12, abs_tol=1e-300)


def test_a_row_that_is_masked_whole(library: Library) -> None:
    x = np.full((1, 3), -np.inf)
    assert_same(library("numeric.stable").logsumexp(x), torch.logsumexp(tensor(x), -1))


def test_what_is_taken_of_each_entry(library: Library) -> None:
    x = np.concatenate([np.linspace(-700, 700, 999), [-1e4, 1e4, -np.inf, np.inf]])
    stable = library("numeric.stable")
    assert_same(stable.sigmoid(x), torch.sigmoid(tensor(x)), rel_tol=1e-12)
    assert_same(stable.log1pexp(x), -F.logsigmoid(-tensor(x)), rel_tol=1e-12)


# --- lab-gradient-check: 1e-7, and the verdicts of torch.autograd.gradcheck


def test_numerical_gradients(library: Library, rng: np.random.Generator) -> None:
    x = rng.normal(size=(3, 2))
    tracked = tensor(x, track=True)
    theirs = torch.autograd.grad((torch.sin(tracked) * tracked**2).sum(), tracked)[0]
    ours = library("calculus.gradcheck").numerical_gradient(lambda x: np.sum(np.sin(x) * x**2), x)
    assert_same(ours, theirs, abs_tol=1e-7)


@pytest.mark.parametrize("error", [0.0, 1e-3])
def test_a_gradient_is_accepted_or_flagged_as_by_torch(
    library: Library, rng: np.random.Generator, error: float
) -> None:
    x, wrong = rng.uniform(1, 2, size=4), np.array([1, 1, 1 + error, 1])

    class Cubes(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return (x**3).sum()

        @staticmethod
        def backward(ctx: Any, out: Any) -> Any:
            return out * 3 * ctx.saved_tensors[0] ** 2 * tensor(wrong)

    theirs = torch.autograd.gradcheck(
        Cubes.apply, (tensor(x, track=True),), rtol=1e-5, atol=1e-7, raise_exception=False
    )
    ours, ratio = library("calculus.gradcheck").gradcheck(
        lambda x: np.sum(x**3), lambda x: 3 * x**2 * wrong, x
    )
    assert ours == theirs == (error == 0)
    assert (ratio <= 1) == ours


def test_relu_is_accepted_away_from_its_kink(library: Library) -> None:
    x = np.array([-1.0, 0.5, 2.0])
    passed, _ = library("calculus.gradcheck").gradcheck(
        lambda x: np.maximum(x, 0).sum(), lambda x: slopes(torch.relu, x), x
    )
    assert passed


def test_a_directional_derivative_is_the_product_with_the_unit_direction(
    library: Library, rng: np.random.Generator
) -> None:
    x, u = rng.normal(size=4), rng.normal(size=4)
    theirs = slopes(torch.exp, x) @ u / np.linalg.norm(u)
    ours = library("calculus.gradcheck").directional(lambda x: np.exp(x).sum(), x, u)
    assert ours == pytest.approx(theirs, rel=1e-7)


# --- lab-gradient-descent: iterates to 1e-10, a minimiser to 1e-5


def test_every_iterate_is_that_of_sgd(library: Library, rng: np.random.Generator) -> None:
    B, x0 = rng.normal(size=(4, 4)), rng.normal(size=4)
    A = B @ B.T + np.eye(4)
    lr = 1.9 / np.linalg.eigvalsh(A)[-1]
    ours = library("optim.gd").gradient_descent(lambda x: A @ x, x0, lr, 60)
    x = tensor(x0, track=True)
    optimiser = torch.optim.SGD([x], lr=lr)
    path = [x0]
    for _ in range(60):
        optimiser.zero_grad()
        (0.5 * x @ tensor(A) @ x).backward()
        optimiser.step()
        path.append(x.detach().numpy().copy())
    assert_same(ours["history"], np.array(path), abs_tol=1e-10)
    assert_same(ours["x"], path[-1], abs_tol=1e-10)


def test_the_minimiser_of_a_logistic_loss_is_that_of_lbfgs(
    library: Library, rng: np.random.Generator
) -> None:
    X = np.c_[np.ones(60), rng.normal(size=(60, 2))]
    y = (X @ [0.5, -1.0, 2.0] + rng.logistic(size=60) > 0).astype(float)

    def loss(w: Any) -> Any:
        return F.binary_cross_entropy_with_logits(tensor(X) @ w, tensor(y)) + 0.01 * (w @ w)

    def grad(w: np.ndarray) -> np.ndarray:
        tracked = tensor(w, track=True)
        return torch.autograd.grad(loss(tracked), tracked)[0].numpy()

    w = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [w], max_iter=200, tolerance_grad=1e-12, tolerance_change=0, line_search_fn="strong_wolfe"
    )

    def closure() -> Any:
        optimiser.zero_grad()
        value = loss(w)
        value.backward()
        return value

    optimiser.step(closure)
    ours = library("optim.gd").gradient_descent(grad, np.zeros(3), 2.0, 2000, tol=1e-9)
    assert_same(ours["x"], w, abs_tol=1e-5)


def test_backtracking_satisfies_the_condition_of_armijo_with_the_gradient_of_torch(library: Library) -> None:
    def f(x: np.ndarray) -> float:
        return float((1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2)

    def grad(x: np.ndarray) -> np.ndarray:
        at = tensor(x, track=True)
        return torch.autograd.grad((1 - at[0]) ** 2 + 100 * (at[1] - at[0] ** 2) ** 2, at)[0].numpy()

    x = np.array([-1.2, 1.0])
    slope = grad(x)
    t = library("optim.gd").backtracking(f, grad, x, -slope)
    assert f(x - t * slope) <= f(x) - 1e-4 * t * slope @ slope
    assert f(x - 2 * t * slope) > f(x) - 1e-4 * 2 * t * slope @ slope
