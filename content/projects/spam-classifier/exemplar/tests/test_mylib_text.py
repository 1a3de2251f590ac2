"""Features from mylib are those of scikit-learn, and near-duplicates are found."""

import numpy as np
import pytest
from mylib.text.minhash import clusters, jaccard, near_duplicates, shingles, signatures
from mylib.text.tfidf import CSR, CountVectorizer, TfidfTransformer
from sklearn.feature_extraction import text as oracle

DOCUMENTS = ["free pills free", "meeting on monday", "", "free meeting", "pills on monday on time"]
TOKENS = [document.split() for document in DOCUMENTS]


def test_counts_equal_scikit_learn_with_an_empty_document_among_them():
    theirs = oracle.CountVectorizer(analyzer=str.split).fit(DOCUMENTS)
    ours = CountVectorizer().fit(TOKENS)
    assert list(ours.vocabulary_) == list(theirs.get_feature_names_out())
    np.testing.assert_array_equal(ours.transform(TOKENS).to_dense(), theirs.transform(DOCUMENTS).toarray())


@pytest.mark.parametrize("min_df", [1, 2])
@pytest.mark.parametrize("sublinear", [False, True])
def test_tfidf_equals_scikit_learn(min_df, sublinear):
    theirs = oracle.TfidfVectorizer(analyzer=str.split, min_df=min_df, sublinear_tf=sublinear)
    expected = theirs.fit(DOCUMENTS[:4]).transform(DOCUMENTS).toarray()
    counts = CountVectorizer(min_df).fit(TOKENS[:4])
    weights = TfidfTransformer(sublinear).fit(counts.transform(TOKENS[:4]))
    np.testing.assert_allclose(weights.transform(counts.transform(TOKENS)).to_dense(), expected, atol=1e-12)


def test_unseen_words_make_a_zero_row():
    row = CountVectorizer().fit(TOKENS).transform([["unheard", "of"]])
    assert row.shape == (1, 6) and row.data.size == 0


def test_sparse_products_equal_dense_ones():
    X = CountVectorizer().fit_transform(TOKENS)
    rng = np.random.default_rng(0)
    x, z = rng.normal(size=X.shape[1]), rng.normal(size=X.shape[0])
    np.testing.assert_allclose(X.matvec(x), X.to_dense() @ x)
    np.testing.assert_allclose(X.rmatvec(z), X.to_dense().T @ z)
    np.testing.assert_array_equal(X.take([4, 0]).to_dense(), X.to_dense()[[4, 0]])
    assert isinstance(X.take([]), CSR) and X.take([]).shape == (0, 6)


def test_jaccard_of_shingles():
    a, b = shingles("a b c d"), shingles("a b c e")
    assert a == {"a b c", "b c d"} and shingles("a b") == {"a b"}
    assert jaccard(a, b) == pytest.approx(1 / 3) and jaccard(set(), set()) == 1


def test_signatures_estimate_jaccard():
    a, b = ({f"{n}" for n in range(start, start + 100)} for start in (0, 50))
    one, other = signatures([a, b], k=400)
    assert np.mean(one == other) == pytest.approx(1 / 3, abs=0.08)


def test_near_duplicates_are_joined_through_a_third_text():
    first = "buy our pills today and save half of the price " * 2
    texts = [first, first + "now", "something else entirely is said in here", first + "now or never"]
    pairs = near_duplicates(texts, 0.7)
    assert (0, 1) in pairs and all(2 not in pair for pair in pairs)
    found = clusters(4, pairs)
    assert found[0] == found[1] == found[3] != found[2]
    assert clusters(4, [(0, 1), (2, 3), (1, 2)]).tolist() == [0, 0, 0, 0]
