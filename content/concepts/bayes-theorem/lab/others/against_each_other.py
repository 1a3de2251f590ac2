"""Each posterior from the log-ratios to all other hypotheses: p_h = 1 / sum over g of exp(s_g - s_h)."""

import math

from mylib.numeric.stable import sigmoid


def coin(bias, toss):
    return bias if toss == "H" else 1 - bias


def ppv(prevalence, sensitivity, specificity):
    if not all(0 <= share <= 1 for share in (prevalence, sensitivity, specificity)):
        raise ValueError("not a share")
    alarms = (1 - prevalence) * (1 - specificity)
    hits = prevalence * sensitivity
    if hits == 0 and alarms == 0:
        raise ValueError("there is no positive test")
    if hits == 0:
        return 0.0
    return 1 / (1 + alarms / hits)


def from_odds(prior_odds, ratios):
    if prior_odds <= 0 or any(ratio <= 0 for ratio in ratios):
        raise ValueError("odds and ratios must be positive")
    return float(sigmoid(math.fsum(map(math.log, [prior_odds, *ratios]))))


def posterior(prior, likelihood, data):
    scores = {}
    for h, weight in prior.items():
        if weight < 0:
            raise ValueError("a weight is negative")
        terms = [weight] + [likelihood(h, x) for x in data]
        scores[h] = -math.inf if 0 in terms else math.fsum(math.log(term) for term in terms)
    alive = [score for score in scores.values() if score > -math.inf]
    if not alive:
        raise ValueError("every hypothesis is ruled out")
    return {
        h: 0.0 if score == -math.inf else 1 / math.fsum(safe_exp(other - score) for other in alive)
        for h, score in scores.items()
    }


def safe_exp(x):
    return math.exp(x) if x < 700 else math.inf
