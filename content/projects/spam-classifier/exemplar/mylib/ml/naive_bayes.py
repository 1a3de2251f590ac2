"""Multinomial naive Bayes for two classes, in logarithms throughout."""

import numpy as np


class MultinomialNB:
    """log P(w | c) = ln((N_cw + alpha) / (N_c + alpha V)); the prior counts documents, not words."""

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def fit(self, X, y):
        """X: CSR (n, V) of counts or weights; y: (n,) of 0 and 1."""
        y = np.asarray(y)
        totals = np.array([X.rmatvec((y == c).astype(float)) for c in (0, 1)]) + self.alpha  # (2, V)
        self.feature_log_prob_ = np.log(totals) - np.log(totals.sum(axis=1, keepdims=True))
        self.class_log_prior_ = np.log(np.array([np.mean(y == c) for c in (0, 1)]))
        return self

    def predict_log_proba(self, X):
        """(m, 2), each row normalised by log-sum-exp: long messages do not underflow."""
        joint = np.column_stack([X.matvec(row) for row in self.feature_log_prob_]) + self.class_log_prior_
        top = joint.max(axis=1, keepdims=True)
        return joint - top - np.log(np.exp(joint - top).sum(axis=1, keepdims=True))

    def decision_function(self, X):
        """(m,) log odds of class 1."""
        log_p = self.predict_log_proba(X)
        return log_p[:, 1] - log_p[:, 0]
