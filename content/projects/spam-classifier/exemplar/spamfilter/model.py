"""The candidates, and the filter that is shipped: tokens -> mylib features -> mylib model -> probability."""

import json

import numpy as np
from mylib.ml.logistic import LogisticRegression, sigmoid
from mylib.ml.naive_bayes import MultinomialNB
from mylib.text.tfidf import CountVectorizer, TfidfTransformer

from spamfilter.features import tokens

CANDIDATES = {  # name: (which tokens, model)
    "naive-bayes-words": ({"pairs": False, "characters": False}, "naive-bayes"),
    "naive-bayes-pairs": ({"pairs": True, "characters": False}, "naive-bayes"),
    "logistic-words": ({"pairs": False, "characters": False}, "logistic"),
    "logistic-pairs": ({"pairs": True, "characters": False}, "logistic"),
    "logistic-characters": ({"pairs": False, "characters": True}, "logistic"),
}


class Filter:
    """`fit(texts, y)` learns vocabulary, idf and weights from these texts and no others."""

    def __init__(self, name, C=10.0, threshold=0.5, scale=1.0, shift=0.0):
        self.name, self.C, self.threshold = name, C, threshold
        self.scale, self.shift = scale, shift  # from log odds to calibrated ones: see train.fit
        self.kinds, self.family = CANDIDATES[name]

    def fit(self, texts, y):
        return self.fit_tokens([tokens(text, **self.kinds) for text in texts], y)

    def fit_tokens(self, documents, y):
        self.vectorizer = CountVectorizer(min_df=2)
        counts = self.vectorizer.fit_transform(documents)
        self.tfidf = TfidfTransformer(sublinear=True).fit(counts)
        if self.family == "naive-bayes":
            model = MultinomialNB(alpha=0.1).fit(counts, y)
            self.weights = model.feature_log_prob_[1] - model.feature_log_prob_[0]  # the model is linear
            self.bias = float(model.class_log_prior_[1] - model.class_log_prior_[0])
        else:
            model = LogisticRegression(C=self.C, tol=1e-6).fit(self.tfidf.transform(counts), y)
            self.weights, self.bias = model.coef_, model.intercept_
        return self

    def log_odds(self, documents):
        """(n,) of lists of tokens, as the model says it: naive Bayes is far too sure of itself."""
        X = self.vectorizer.transform(documents)
        if self.family == "logistic":
            X = self.tfidf.transform(X)
        return X.matvec(self.weights) + self.bias

    def probability(self, texts):
        """(n,) calibrated chance of spam, each message by itself."""
        return self.calibrated(self.log_odds([tokens(text, **self.kinds) for text in texts]))

    def calibrated(self, log_odds):
        return sigmoid(self.scale * log_odds + self.shift)

    def reasons(self, text, top=5):
        """The tokens that moved this message most, with their share of the log odds."""
        X = self.vectorizer.transform([tokens(text, **self.kinds)])
        if self.family == "logistic":
            X = self.tfidf.transform(X)
        moved = X.data * self.weights[X.indices]
        names = list(self.vectorizer.vocabulary_)
        return [(names[X.indices[i]], float(moved[i])) for i in np.argsort(-np.abs(moved))[:top]]

    def save(self, path):
        """JSON: can be read by anything, and loading it runs nothing."""
        table = {
            "name": self.name,
            "threshold": self.threshold,
            "scale": self.scale,
            "shift": self.shift,
            "bias": self.bias,
            "vocabulary": list(self.vectorizer.vocabulary_),
            "idf": self.tfidf.idf_.tolist(),
            "weights": self.weights.tolist(),
        }
        with open(path, "w", encoding="utf-8") as file:
            json.dump(table, file)

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            table = json.load(file)
        chosen = {name: table[name] for name in ("threshold", "scale", "shift")}
        self = cls(table["name"], **chosen)
        self.vectorizer, self.tfidf = CountVectorizer(min_df=2), TfidfTransformer(sublinear=True)
        self.vectorizer.vocabulary_ = {token: n for n, token in enumerate(table["vocabulary"])}
        self.tfidf.idf_ = np.array(table["idf"])
        self.weights, self.bias = np.array(table["weights"]), table["bias"]
        return self
