"""Bayes' theorem: a positive test, odds, and any number of hypotheses and observations.

Not covered: hypotheses that form a continuum, and observations that depend on each other.
"""

import math
from collections.abc import Callable, Hashable

import numpy as np
from mylib.numeric.stable import kahan_sum, logsumexp, sigmoid


def coin(bias: float, toss: str) -> float:
    """Given: the likelihood of one toss, "H" or "T", of a coin with P(H) = bias. Leave it as it is."""
    return bias if toss == "H" else 1 - bias


def ppv(prevalence: float, sensitivity: float, specificity: float) -> float:
    """P(sick | positive test), the positive predictive value.

    prevalence: P(sick). sensitivity: P(positive | sick). specificity: P(negative | healthy).
    Raises ValueError if one of them is not in [0, 1], or if no test is ever positive.
    """
    for share in (prevalence, sensitivity, specificity):
        if not 0 <= share <= 1:
            raise ValueError(f"{share} is not a probability")
    true_positive = prevalence * sensitivity
    false_positive = (1 - prevalence) * (1 - specificity)
    if true_positive + false_positive == 0:
        raise ValueError("with these numbers no test is ever positive")
    return true_positive / (true_positive + false_positive)


def from_odds(prior_odds: float, ratios: list[float]) -> float:
    """The probability that belongs to the odds prior_odds * ratios[0] * ratios[1] * ...

    prior_odds: P(H) / P(not H). ratios: P(x | H) / P(x | not H), one for each independent observation.
    Raises ValueError unless all of them are positive.
    """
    factors = [prior_odds, *ratios]
    return float(sigmoid(kahan_sum(math.log(factor) for factor in factors)))  # log raises for factors <= 0


def posterior(
    prior: dict[Hashable, float], likelihood: Callable[[Hashable, object], float], data: list
) -> dict[Hashable, float]:
    """P(h | data) for each hypothesis h, proportional to prior[h] * product of likelihood(h, x) over data.

    prior: weights, not negative, in any scale. likelihood(h, x): the probability (or density) of one
    observation; observations are independent given h. Computed with logarithms, since products underflow.
    Raises ValueError if the prior is no distribution, or if no hypothesis allows the data.
    """
    if any(weight < 0 for weight in prior.values()):
        raise ValueError(f"a prior weight is negative: {prior}")
    scores = {h: log(weight) + kahan_sum(log(likelihood(h, x)) for x in data) for h, weight in prior.items()}
    if not any(score > -math.inf for score in scores.values()):
        raise ValueError("no hypothesis with a positive prior allows these data")
    total = logsumexp(np.array(list(scores.values())))  # the logarithm of the denominator
    return {h: math.exp(score - total) for h, score in scores.items()}


def log(p: float) -> float:
    """The logarithm, with log(0) = -inf: what is impossible stays impossible."""
    return math.log(p) if p > 0 else -math.inf
