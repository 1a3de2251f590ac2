"""The first step: your own counting of words, equal to scikit-learn's. It fails until mylib is here."""

import csv
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer as Oracle

MAIL = Path(__file__).parents[1] / "data" / "mail.csv"


def test_my_counts_equal_those_of_scikit_learn():
    from mylib.text.tfidf import CountVectorizer

    with open(MAIL, encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)][:50]
    theirs = Oracle(token_pattern=r"(?u)\b\w\w+\b").fit_transform(texts).toarray()
    mine = CountVectorizer().fit_transform(texts)
    np.testing.assert_array_equal(mine.to_dense(), theirs)
