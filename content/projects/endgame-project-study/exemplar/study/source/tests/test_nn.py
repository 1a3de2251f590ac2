import numpy as np
import pytest
from mylib.autograd.tensor import Tensor
from mylib.nn.modules import MLP, Linear
from mylib.nn.training import cross_entropy, predict, train
from mylib.optim.adam import Adam


def slope(f, x, at, h=1e-6):
    """The oracle of a gradient: a central difference."""
    up, down = x.copy(), x.copy()
    up[at] += h
    down[at] -= h
    return (f(up) - f(down)) / (2 * h)


def test_gradients_equal_central_differences():
    rng = np.random.default_rng(0)
    x, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=4)
    y = np.array([0, 3, 1, 2, 2])

    def loss(W):
        return float(cross_entropy((Tensor(x) @ Tensor(W) + Tensor(b)).relu(), y).data)

    tensor, bias = Tensor(W), Tensor(b)
    cross_entropy((Tensor(x) @ tensor + bias).relu(), y).backward()
    for at in np.ndindex(3, 4):
        assert np.isclose(tensor.grad[at], slope(loss, W, at), atol=1e-7)
    assert bias.grad.shape == (4,)


def test_a_tensor_used_twice_gets_both_gradients():
    a = Tensor(3.0)
    (a * a + a).backward()
    assert a.grad == 7.0


def test_backward_begins_at_a_scalar():
    with pytest.raises(ValueError):
        Tensor([1.0, 2.0]).backward()


def test_a_long_chain_needs_no_recursion():
    a = x = Tensor(1.0)
    for _ in range(5000):
        x = x + a
    x.backward()
    assert a.grad == 5001.0


def test_adam_takes_a_first_step_of_lr():
    p = Tensor([1.0, -2.0])
    p.grad = np.array([0.3, -50.0])
    Adam([p], lr=0.1).step()
    assert np.allclose(p.data, [0.9, -1.9], atol=1e-6)
    with pytest.raises(ValueError):
        Adam([Tensor(1.0)]).step()


def test_one_batch_can_be_learned_by_heart():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(16, 5)), rng.integers(0, 3, 16)
    model = MLP([5, 32, 3], rng)
    losses = train(model, X, y, epochs=200, lr=1e-2)
    assert losses[-1] < 0.01 < losses[0]
    assert np.array_equal(predict(model, X), y)


def test_parameters_are_found_by_name():
    assert [p.data.shape for p in MLP([4, 3, 2], np.random.default_rng(0)).parameters()] == [
        (4, 3), (3,), (3, 2), (2,)
    ]  # fmt: skip
    with pytest.raises(ValueError):
        Linear(0, 3, np.random.default_rng(0))
