"""The likelihoods are scaled to sum to 1, and the prior does not enter.

That is right if all hypotheses are equally likely beforehand, and only then. With no data at all, every
hypothesis comes out alike, whatever the prior said.

Ask yourself: what should the posterior be before the first observation?
"""


def posterior(prior, likelihood, data):
    if any(weight < 0 for weight in prior.values()):
        raise ValueError(prior)
    scores = np.array(
        [
            kahan_sum(log(likelihood(h, x)) for x in data) if weight > 0 else -math.inf
            for h, weight in prior.items()
        ]
    )
    if not np.any(scores > -math.inf):
        raise ValueError("impossible data")
    return dict(zip(prior, np.exp(scores - logsumexp(scores)).tolist(), strict=True))
