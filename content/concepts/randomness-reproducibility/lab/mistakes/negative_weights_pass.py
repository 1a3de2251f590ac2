"""Negative weights are accepted as long as their sum is positive.

The running sums then go down as well as up, stretches overlap, and the probabilities are no longer the shares
of the weights. A minus sign in the data goes through unseen.

Ask yourself: with the weights -1 and 3, what would the probability of the first index have to be?
"""


def sample_weighted(rng, w):
    sums = list(accumulate(w, initial=0.0))
    if not 0 < sums[-1] < float("inf"):
        raise ValueError("no probabilities")
    u = rng.random() * sums[-1]
    return next(i for i, end in enumerate(sums[1:]) if u < end)
