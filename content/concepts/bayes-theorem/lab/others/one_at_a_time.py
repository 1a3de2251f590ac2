"""Updates log-weights observation by observation, scaling after each; test and odds by counting cases."""

from math import exp, inf, log


def coin(bias, toss):
    return bias if toss == "H" else 1 - bias


def ppv(prevalence, sensitivity, specificity):
    if min(prevalence, sensitivity, specificity) < 0 or max(prevalence, sensitivity, specificity) > 1:
        raise ValueError("probabilities lie in [0, 1]")
    people = 1_000_000.0
    sick = people * prevalence
    found = sick * sensitivity
    alarmed = (people - sick) * (1 - specificity)
    if not found + alarmed:
        raise ValueError("nobody tests positive")
    return found / (found + alarmed)


def from_odds(prior_odds, ratios):
    z = 0.0
    for factor in (prior_odds, *ratios):
        if factor <= 0:
            raise ValueError(f"{factor} is not positive")
        z += log(factor)
    if z < 0:
        return exp(z) / (1 + exp(z))
    return 1 / (1 + exp(-z))


def posterior(prior, likelihood, data):
    weights = {}
    for hypothesis, weight in prior.items():
        if weight < 0:
            raise ValueError("negative weight")
        weights[hypothesis] = log(weight) if weight else -inf
    weights = scaled(weights)
    for x in data:
        for hypothesis in weights:
            if weights[hypothesis] > -inf:
                p = likelihood(hypothesis, x)
                weights[hypothesis] += log(p) if p else -inf
        weights = scaled(weights)
    return {hypothesis: exp(weight) for hypothesis, weight in weights.items()}


def scaled(weights):
    top = max(weights.values(), default=-inf)
    if top == -inf:
        raise ValueError("nothing is possible")
    total = 0.0
    for weight in weights.values():
        total += exp(weight - top)
    return {hypothesis: weight - top - log(total) for hypothesis, weight in weights.items()}
