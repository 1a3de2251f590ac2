"""Models from mylib are those of scikit-learn."""

import numpy as np
import pytest
from mylib.ml.logistic import LogisticRegression, sigmoid
from mylib.ml.naive_bayes import MultinomialNB
from mylib.text.tfidf import CountVectorizer
from sklearn.linear_model import LogisticRegression as TheirLogistic
from sklearn.naive_bayes import MultinomialNB as TheirBayes


@pytest.fixture
def mail():
    rng = np.random.default_rng(3)
    words = np.array([f"w{n}" for n in range(12)])
    y = np.arange(40) % 2
    documents = [list(rng.choice(words[: 8 + 4 * label], size=15)) for label in y]
    return CountVectorizer().fit_transform(documents), y


@pytest.mark.parametrize("alpha", [0.1, 1.0])
def test_naive_bayes_equals_scikit_learn(mail, alpha):
    X, y = mail
    ours, theirs = MultinomialNB(alpha).fit(X, y), TheirBayes(alpha=alpha).fit(X.to_dense(), y)
    expected = theirs.predict_log_proba(X.to_dense())
    np.testing.assert_allclose(ours.feature_log_prob_, theirs.feature_log_prob_, atol=1e-10)
    np.testing.assert_allclose(ours.predict_log_proba(X), expected, atol=1e-10)
    np.testing.assert_allclose(ours.decision_function(X), expected[:, 1] - expected[:, 0], atol=1e-10)


def test_naive_bayes_does_not_underflow_on_a_long_message(mail):
    X, y = mail
    model = MultinomialNB().fit(X, y)
    long = type(X)(np.array([1e6]), np.array([11]), np.array([0, 1]), (1, 12))
    assert np.isfinite(model.predict_log_proba(long)).all()


def test_prior_counts_documents_and_not_words():
    X = CountVectorizer().fit_transform([["a"] * 50, ["b"], ["b"]])
    prior = MultinomialNB().fit(X, [1, 0, 0]).class_log_prior_
    np.testing.assert_allclose(np.exp(prior), [2 / 3, 1 / 3])


@pytest.mark.parametrize("C", [0.3, 5.0])
def test_logistic_regression_equals_scikit_learn(mail, C):
    X, y = mail
    ours = LogisticRegression(C).fit(X, y)
    theirs = TheirLogistic(C=C, solver="newton-cholesky", tol=1e-12).fit(X.to_dense(), y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_[0], atol=1e-4)
    np.testing.assert_allclose(ours.decision_function(X), theirs.decision_function(X.to_dense()), atol=1e-3)


def test_sigmoid_is_stable_and_symmetric():
    z = np.array([-1000.0, -2.0, 0.0, 2.0, 1000.0])
    np.testing.assert_allclose(sigmoid(z), [0, 0.11920292, 0.5, 0.88079708, 1], atol=1e-8)
