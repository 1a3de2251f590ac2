"""Which messages belong together, and parts that never tear them apart."""

import numpy as np
from mylib.text.minhash import clusters, near_duplicates

from spamfilter.features import plain
from spamfilter.mail import parse

SAME = 0.3  # Jaccard of word triples from which two messages count as one template


def templates(texts):
    """(n,): the template of each message. Names, sums and links are what a campaign changes: taken out."""
    return clusters(len(texts), near_duplicates([_skeleton(text) for text in texts], SAME))


def _skeleton(raw):
    text, _ = plain(parse(raw).body)
    lines = text.strip().split("\n")
    return " ".join(word for word in " ".join(lines[1:]).split() if word.isalpha())  # without the greeting


def parts(groups, y, n, seed):
    """(len(groups),): a part 0..n-1 for each row, whole groups, spam and ham spread evenly over the parts."""
    rng = np.random.default_rng(seed)
    part = np.zeros(len(groups), dtype=int)
    names = np.unique(groups)
    mostly_spam = np.array([np.mean(y[groups == g]) >= 0.5 for g in names])
    for kind in (True, False):
        own = rng.permutation(names[mostly_spam == kind])
        sizes = np.array([np.sum(groups == g) for g in own])
        filled = np.zeros(n)
        for g in own[np.argsort(-sizes, kind="stable")]:  # large ones first, each to the lightest part
            lightest = int(np.argmin(filled))
            part[groups == g] = lightest
            filled[lightest] += np.sum(groups == g)
    return part
