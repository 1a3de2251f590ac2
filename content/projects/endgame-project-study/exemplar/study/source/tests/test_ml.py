import numpy as np
import pytest
from mylib.ml.boosting import BoostedTrees, sigmoid
from mylib.ml.metrics import accuracy, auroc
from mylib.ml.pca import PCA
from mylib.ml.tree import RegressionTree
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.decomposition import PCA as OraclePCA
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeRegressor


def test_pca_equals_the_oracle():
    X = load_iris().data
    mine, oracle = PCA(2).fit(X), OraclePCA(2).fit(X)
    assert np.allclose(mine.variance_ratio_, oracle.explained_variance_ratio_)
    assert np.allclose(np.abs(mine.components_), np.abs(oracle.components_))
    assert np.allclose(mine.restore(mine.transform(X)), oracle.inverse_transform(oracle.transform(X)))


def test_pca_refuses_more_components_than_there_are():
    with pytest.raises(ValueError):
        PCA(5).fit(np.eye(4))
    with pytest.raises(ValueError):
        PCA(0)


def test_tree_equals_the_oracle():
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(200, 4)), rng.normal(size=200)
    oracle = DecisionTreeRegressor(max_depth=3, min_samples_leaf=5).fit(X, y)
    assert np.allclose(RegressionTree(3, 5).fit(X, y).predict(X), oracle.predict(X))


def test_a_tree_without_a_split_is_a_mean():
    assert np.allclose(RegressionTree().fit(np.ones((20, 1)), np.arange(20.0)).predict([[7.0]]), 9.5)


def test_auroc_equals_the_oracle_with_ties():
    rng = np.random.default_rng(2)
    y, score = rng.integers(0, 2, 300), rng.integers(0, 9, 300)
    assert np.isclose(auroc(y, score), roc_auc_score(y, score))
    with pytest.raises(ValueError):
        auroc([1, 1], [0.1, 0.2])


def test_boosting_separates_the_tumours():
    X, y = load_breast_cancer(return_X_y=True)
    model = BoostedTrees(rounds=20).fit(X[::2], y[::2])
    assert auroc(y[1::2], model.predict_proba(X[1::2])) > 0.97


def test_sigmoid_does_not_overflow():
    assert np.array_equal(sigmoid(np.array([-1000.0, 0.0, 1000.0])), [0.0, 0.5, 1.0])


def test_accuracy():
    assert accuracy([0, 1, 1, 0], [0, 1, 0, 0]) == 0.75
    with pytest.raises(ValueError):
        accuracy([0], [0, 1])
