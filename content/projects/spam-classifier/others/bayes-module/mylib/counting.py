"""Word counts as a dense array, columns in alphabetical order (lab-tfidf, without the weights)."""

import re

import numpy as np

WORD = re.compile(r"\b\w\w+\b")


class WordCounter:
    def fit(self, texts):
        self.words = sorted({w for t in texts for w in WORD.findall(t.lower())})
        self.place = {w: i for i, w in enumerate(self.words)}
        return self

    def transform(self, texts):
        counts = np.zeros((len(texts), len(self.words)))
        for row, t in enumerate(texts):
            for w in WORD.findall(t.lower()):
                if w in self.place:
                    counts[row, self.place[w]] += 1
        return counts
