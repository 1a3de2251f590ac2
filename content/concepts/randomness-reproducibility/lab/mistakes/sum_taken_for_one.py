"""`sample_weighted` takes the weights for probabilities: u is compared with running sums of weights, but is
not stretched to their total.

With the weights 1, 0, 3 the first one swallows everything, since u is always below 1. Weights with a sum
below 1 leave a gap at the end.

Ask yourself: over which interval must u be spread if the running sums end at 4?
"""


def sample_weighted(rng, w):
    sums = list(accumulate(w, initial=0.0))
    if any(weight < 0 for weight in w) or not 0 < sums[-1] < float("inf"):
        raise ValueError("no probabilities")
    u = rng.random()
    return next((i for i, end in enumerate(sums[1:]) if u < end), len(w) - 1)
