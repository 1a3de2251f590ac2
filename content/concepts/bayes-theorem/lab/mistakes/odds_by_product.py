"""The likelihood ratios are multiplied, and a long list of them overflows or underflows on the way.

400 ratios of 10 make 10 to the 400, which is `inf`, and no later ratio brings it back: `inf` times 0.1 is
`inf`, and `inf` divided by `inf` is `nan`.

Ask yourself: which operation on logarithms does the work of this product, and how large do its numbers get?
"""


def from_odds(prior_odds, ratios):
    if not all(factor > 0 for factor in (prior_odds, *ratios)):
        raise ValueError("not positive")
    odds = prior_odds
    for ratio in ratios:
        odds *= ratio
    return odds / (1 + odds)
