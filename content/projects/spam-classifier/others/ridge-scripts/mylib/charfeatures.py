"""Character n-grams inside words with TF-IDF weights, as scikit-learn's char_wb (lab-tfidf)."""

import math
import re

from scipy.sparse import csr_matrix


class CharTfidf:
    def __init__(self, sizes=(3, 4), min_df=1):
        self.sizes = sizes
        self.min_df = min_df

    def grams(self, text):
        out = []
        for word in re.sub(r"\s\s+", " ", text).split():
            word = f" {word} "
            for n in self.sizes:
                if len(word) <= n:  # a short word counts once, as it is
                    out.append(word)
                    break
                out.extend(word[i : i + n] for i in range(len(word) - n + 1))
        return out

    def fit(self, texts):
        df = {}
        for text in texts:
            for gram in set(self.grams(text)):
                df[gram] = df.get(gram, 0) + 1
        kept = sorted(gram for gram in df if df[gram] >= self.min_df)
        self.columns = {gram: i for i, gram in enumerate(kept)}
        self.idf = [math.log((1 + len(texts)) / (1 + df[gram])) + 1 for gram in kept]
        return self

    def transform(self, texts):
        rows, cols, values = [], [], []
        for row, text in enumerate(texts):
            counts = {}
            for gram in self.grams(text):
                if gram in self.columns:
                    counts[self.columns[gram]] = counts.get(self.columns[gram], 0) + 1
            weights = {col: (1 + math.log(count)) * self.idf[col] for col, count in counts.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for col, w in weights.items():
                rows.append(row)
                cols.append(col)
                values.append(w / norm)
        return csr_matrix((values, (rows, cols)), shape=(len(texts), len(self.columns)))
