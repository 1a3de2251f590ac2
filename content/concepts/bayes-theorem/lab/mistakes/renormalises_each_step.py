"""After each observation the posterior is scaled to sum to 1, in plain numbers, not in logarithms.

That keeps the sum from vanishing, and it works as long as no hypothesis falls too far behind. One that drops
below 10 to the -324 becomes exactly 0, and from 0 nothing brings it back, whatever the later data say.

Ask yourself: after 900 heads, how likely is the coin of bias 0.2, and what should 900 tails make of that?
"""


def posterior(prior, likelihood, data):
    if any(weight < 0 for weight in prior.values()) or sum(prior.values()) == 0:
        raise ValueError(prior)
    total = sum(prior.values())
    now = {h: weight / total for h, weight in prior.items()}
    for x in data:
        now = {h: p * likelihood(h, x) for h, p in now.items()}
        total = sum(now.values())
        if total == 0:
            raise ValueError("impossible data")
        now = {h: p / total for h, p in now.items()}
    return now
