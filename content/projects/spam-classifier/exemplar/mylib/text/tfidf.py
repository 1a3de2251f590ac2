"""Counts and TF-IDF of tokens, in compressed sparse rows. Equal to scikit-learn's on the same tokens.

Tokenising is the caller's: a document comes in as a list of tokens. Not covered: stop words, max_df, hashing.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class CSR:
    """A sparse matrix (n, d): row i holds data[indptr[i]:indptr[i+1]] in the columns indices[...]."""

    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray
    shape: tuple

    def matvec(self, x):
        """A x for x (d,): (n,)."""
        return self._row_sums(self.data * x[self.indices])

    def rmatvec(self, x):
        """A^T x for x (n,): (d,)."""
        return np.bincount(self.indices, self.data * x[self.rows()], minlength=self.shape[1])

    def rows(self):
        """The row of each stored value."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))

    def take(self, rows):
        """The given rows, as a matrix of their own."""
        pieces = [np.arange(self.indptr[row], self.indptr[row + 1]) for row in rows]
        at = np.concatenate([np.empty(0, dtype=int), *pieces])
        indptr = np.concatenate([[0], np.cumsum([len(piece) for piece in pieces])]).astype(int)
        return CSR(self.data[at], self.indices[at], indptr, (len(pieces), self.shape[1]))

    def to_dense(self):
        dense = np.zeros(self.shape)
        dense[self.rows(), self.indices] = self.data
        return dense

    def _row_sums(self, values):
        return np.bincount(self.rows(), values, minlength=self.shape[0])


class CountVectorizer:
    """Tokens to counts. `vocabulary_` maps a token, in sorted order, to its column."""

    def __init__(self, min_df=1):
        self.min_df = min_df

    def fit(self, documents):
        seen = {}
        for tokens in documents:
            for token in set(tokens):
                seen[token] = seen.get(token, 0) + 1
        kept = sorted(token for token, count in seen.items() if count >= self.min_df)
        self.vocabulary_ = {token: column for column, token in enumerate(kept)}
        return self

    def transform(self, documents):
        """A token that was not there when fitting is passed over; a document of such tokens is a zero row."""
        data, indices, indptr = [], [], [0]
        for tokens in documents:
            counts = {}
            for token in tokens:
                column = self.vocabulary_.get(token)
                if column is not None:
                    counts[column] = counts.get(column, 0) + 1
            for column in sorted(counts):
                indices.append(column)
                data.append(counts[column])
            indptr.append(len(indices))
        shape = (len(indptr) - 1, len(self.vocabulary_))
        return CSR(np.array(data, dtype=float), np.array(indices, dtype=int), np.array(indptr), shape)

    def fit_transform(self, documents):
        return self.fit(documents).transform(documents)


class TfidfTransformer:
    """idf = ln((1 + n) / (1 + df)) + 1 from the rows it was fitted on; rows have length 1, or 0."""

    def __init__(self, sublinear=False):
        self.sublinear = sublinear

    def fit(self, counts):
        df = np.bincount(counts.indices, minlength=counts.shape[1])
        self.idf_ = np.log((1 + counts.shape[0]) / (1 + df)) + 1
        return self

    def transform(self, counts):
        tf = 1 + np.log(counts.data) if self.sublinear else counts.data
        weights = tf * self.idf_[counts.indices]
        lengths = np.sqrt(counts._row_sums(weights**2))
        lengths[lengths == 0] = 1.0  # an empty document stays a zero row
        return CSR(weights / lengths[counts.rows()], counts.indices, counts.indptr, counts.shape)

    def fit_transform(self, counts):
        return self.fit(counts).transform(counts)
