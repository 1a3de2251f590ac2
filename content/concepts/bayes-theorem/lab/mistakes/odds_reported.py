"""`from_odds` returns the odds, not the probability that belongs to them.

Odds of 3 mean three cases for each one against, so they may be larger than 1, which no probability is.

Ask yourself: with three cases for and one against, how many are there in all, and which share of them is for?
"""

_probability = from_odds


def from_odds(prior_odds, ratios):
    p = _probability(prior_odds, ratios)
    return p / (1 - p) if p < 1 else math.inf
