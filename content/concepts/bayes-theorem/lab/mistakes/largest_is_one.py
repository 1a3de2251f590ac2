"""The best hypothesis gets 1, and the others their share of it: the numbers do not sum to 1.

The largest score is subtracted so that `exp` cannot overflow, which is the right first step. What is then
left out is the division by the sum.

Ask yourself: add up your results for two heads. What must a posterior sum to?
"""


def posterior(prior, likelihood, data):
    if any(weight < 0 for weight in prior.values()):
        raise ValueError(prior)
    scores = np.array(
        [log(weight) + kahan_sum(log(likelihood(h, x)) for x in data) for h, weight in prior.items()]
    )
    if not np.any(scores > -math.inf):
        raise ValueError("impossible data")
    return dict(zip(prior, np.exp(scores - scores.max()).tolist(), strict=True))
