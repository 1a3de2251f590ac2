"""The spam filter: fit, save, load, probabilities. Used by train.py, predict.py, spam.py and run.py."""

import json
import random

import numpy as np
from mylib.charfeatures import CharTfidf
from mylib.ridge import Ridge, platt


def folds_of(families, n, seed):
    """A fold for each mail; all mails of a family in one. Families are dealt like cards, large ones first."""
    rng = random.Random(seed)
    members = {}
    for i, f in enumerate(families):
        members.setdefault(f, []).append(i)
    order = sorted(members)
    rng.shuffle(order)
    order.sort(key=lambda f: -len(members[f]))
    fold = np.zeros(len(families), int)
    for k, f in enumerate(order):
        fold[members[f]] = k % n
    return fold


class SpamFilter:
    def fit_raw(self, texts, y):
        self.features = CharTfidf(sizes=(3, 4), min_df=2).fit(texts)
        self.model = Ridge(penalty=0.5).fit(self.features.transform(texts), np.asarray(y) * 2.0 - 1)
        return self

    def scores(self, texts):
        return self.model.decision_function(self.features.transform(texts))

    def fit(self, texts, y, fold):
        """Two steps: out-of-fold scores give the scale and the threshold, all rows give the weights."""
        y = np.asarray(y, float)
        z = out_of_fold(texts, y, fold)
        self.a, self.b = platt(z, y)
        p = self.squash(z)
        ham = np.sort(p[y == 0])[::-1]
        self.threshold = float(np.nextafter(ham[int(0.005 * len(ham))], 1))
        return self.fit_raw(texts, y)

    def squash(self, z):
        return 1 / (1 + np.exp(-(self.a * z + self.b)))

    def probabilities(self, texts):
        return self.squash(self.scores(texts))

    def save(self, path):
        grams = list(self.features.columns)
        keep = {
            "grams": grams,
            "idf": self.features.idf,
            "w": self.model.w.tolist(),
            "b": float(self.model.b),
        }
        keep |= {"a": float(self.a), "shift": float(self.b), "threshold": self.threshold}
        with open(path, "w", encoding="utf-8") as f:
            json.dump(keep, f)


def load_filter(path):
    with open(path, encoding="utf-8") as f:
        kept = json.load(f)
    one = SpamFilter()
    one.features = CharTfidf(sizes=(3, 4), min_df=2)
    one.features.columns = {gram: i for i, gram in enumerate(kept["grams"])}
    one.features.idf = kept["idf"]
    one.model = Ridge()
    one.model.w, one.model.b = np.array(kept["w"]), kept["b"]
    one.a, one.b, one.threshold = kept["a"], kept["shift"], kept["threshold"]
    return one


def out_of_fold(texts, y, fold):
    z = np.zeros(len(y))
    for k in sorted(set(fold)):
        inside = [i for i in range(len(y)) if fold[i] != k]
        outside = [i for i in range(len(y)) if fold[i] == k]
        z[outside] = (
            SpamFilter()
            .fit_raw([texts[i] for i in inside], np.asarray(y)[inside])
            .scores([texts[i] for i in outside])
        )
    return z
