"""The likelihoods themselves are multiplied. After about a thousand observations every product is 0.0.

Each factor is below 1, and doubles end near 10 to the -308 (with a last faint stretch to -324). Then the sum
of all products is 0.0 as well, and there is nothing to divide by.

Ask yourself: how small is one half to the power of 2,000, and what is its logarithm?
"""


def posterior(prior, likelihood, data):
    if any(weight < 0 for weight in prior.values()):
        raise ValueError(prior)
    scores = {h: weight * math.prod(likelihood(h, x) for x in data) for h, weight in prior.items()}
    total = sum(scores.values())
    if total == 0:
        raise ValueError("impossible data")
    return {h: score / total for h, score in scores.items()}
