import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.metrics import roc_auc_score
from tinyml.linalg.power import leading, orthonormal
from tinyml.linalg.vectors import add, in_span_2d, linear_combination, scale
from tinyml.ml.components import variance_shares
from tinyml.ml.scores import auroc
from tinyml.ml.stumps import BoostedStumps
from tinyml.nn.network import Network

rng = np.random.default_rng(0)


def test_vectors():
    assert add([1, 2], [3, 5]) == [4, 7] and scale(3, [2, 1]) == [6, 3]
    assert linear_combination([2, 3], [[2, 1], [0, 3]]) == [4, 11]
    assert in_span_2d([2, 1], [4, 2], [8, 4]) and not in_span_2d([2, 1], [4, 2], [7, 11])
    assert in_span_2d([0, 0], [0, 0], [0, 0]) and not in_span_2d([0, 0], [0, 0], [1, 0])
    assert in_span_2d([1, 0], [0, 1], [5, -5]) and in_span_2d([0, 0], [1, 2], [0, 0])
    with pytest.raises(ValueError):
        add([1], [1, 2])
    with pytest.raises(ValueError):
        linear_combination([], [])


def test_power_iteration_finds_the_leading_vectors():
    A = rng.normal(size=(8, 8))
    S = A @ A.T
    values, V = leading(S, 3)
    assert np.allclose(values, np.linalg.eigvalsh(S)[::-1][:3])
    assert np.allclose(S @ V, V * values)
    with pytest.raises(ValueError):
        leading(S, 9)
    with pytest.raises(ValueError):
        orthonormal(np.zeros((2, 2)))


def test_components():
    X = rng.normal(size=(50, 6)) @ rng.normal(size=(6, 6))
    assert np.allclose(variance_shares(X, 2), PCA(2).fit(X).explained_variance_ratio_)


def test_auroc():
    y, s = rng.integers(0, 2, 100), rng.integers(0, 5, 100)
    assert np.isclose(auroc(y, s), roc_auc_score(y, s))
    with pytest.raises(ValueError):
        auroc([0], [0.5])


def test_stumps():
    X = rng.normal(size=(300, 3))
    y = (X[:, 1] > 0.2).astype(int)
    one = BoostedStumps(1).fit(X, y)
    feature, at, vote = one.rules[0]
    assert feature == 1 and abs(at - 0.2) < 0.1 and vote > 5
    assert ((one.score(X) > 0) == y).all()
    wavy = (np.abs(X[:, 0]) > 0.7).astype(int)
    assert ((BoostedStumps(60).fit(X, wavy).score(X) > 0) == wavy).mean() > 0.95
    assert ((BoostedStumps(1).fit(X, 1 - y).score(X) > 0) == 1 - y).all()
    with pytest.raises(ValueError):
        one.fit(X, y[:5])


def test_gradients_equal_differences():
    net, X, y = Network(4, 3, 2), rng.normal(size=(7, 4)), rng.integers(0, 2, 7)

    def loss():
        return -np.log(net.probabilities(X)[0][np.arange(7), y]).mean()

    for w, g in zip(net.weights, net.gradients(X, y), strict=True):
        at = tuple(0 for _ in w.shape)
        w[at] += 1e-6
        up = loss()
        w[at] -= 2e-6
        assert np.isclose((up - loss()) / 2e-6, g[at], atol=1e-7)
        w[at] += 1e-6


def test_a_network_learns():
    X = rng.normal(size=(400, 2))
    y = (X[:, 0] * X[:, 1] > 0).astype(int)
    net = Network(2, 16, 2).fit(X, y, epochs=60)
    assert (net.predict(X) == y).mean() > 0.95
    assert np.allclose(net.probabilities(X)[0].sum(axis=1), 1)
