import numpy as np
import pytest
from mylib.charfeatures import CharTfidf
from mylib.ridge import Ridge, platt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.linear_model import Ridge as SkRidge

TEXTS = ["cheap pills now", "a meeting  on monday", "", "pills on a monday", "x", "pills pills pills on on x"]


@pytest.mark.parametrize("min_df", [1, 2])
def test_char_features_are_sklearns(min_df):
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, min_df=min_df)
    expected = theirs.fit_transform(TEXTS).toarray()
    mine = CharTfidf((3, 4), min_df).fit(TEXTS)
    assert sorted(mine.columns) == list(theirs.get_feature_names_out())
    np.testing.assert_allclose(mine.transform(TEXTS).toarray(), expected, atol=1e-10)


def test_new_text_gets_no_new_columns():
    mine = CharTfidf().fit(TEXTS)
    assert mine.transform(["zzzz", "pills"]).shape == (2, len(mine.columns))
    assert mine.transform(["qqqq"]).nnz == 1 - 1


@pytest.mark.parametrize("penalty", [0.1, 1.0, 20.0])
def test_ridge_is_sklearns(penalty):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(15, 40)), rng.normal(size=15)
    mine, theirs = Ridge(penalty).fit(X, y), SkRidge(alpha=penalty).fit(X, y)
    np.testing.assert_allclose(mine.w, theirs.coef_, rtol=0, atol=1e-9)
    np.testing.assert_allclose(mine.decision_function(X), theirs.predict(X), rtol=0, atol=1e-9)


def test_platt_is_a_logistic_regression_of_one_feature():
    rng = np.random.default_rng(1)
    z = rng.normal(size=300)
    y = (z + rng.normal(size=300) > 0.4).astype(float)
    theirs = LogisticRegression(C=1e3, tol=1e-10).fit(z[:, None], y)
    a, b = platt(z, y)
    assert (a, b) == pytest.approx((theirs.coef_[0, 0], theirs.intercept_[0]), abs=2e-3)
