"""Bayes' theorem: a positive test, odds, and any number of hypotheses and observations."""

from collections.abc import Callable, Hashable

from mylib.numeric.stable import logsumexp, sigmoid  # your own


def coin(bias: float, toss: str) -> float:
    """Given: the likelihood of one toss, "H" or "T", of a coin with P(H) = bias. Leave it as it is."""
    return bias if toss == "H" else 1 - bias


def ppv(prevalence: float, sensitivity: float, specificity: float) -> float:
    """P(sick | positive test), the positive predictive value.

    prevalence: P(sick). sensitivity: P(positive | sick). specificity: P(negative | healthy).
    Raises ValueError if one of them is not in [0, 1], or if no test is ever positive.

    >>> round(ppv(0.01, 0.9, 0.95), 4)
    0.1538
    """
    raise NotImplementedError("task 1")


def from_odds(prior_odds: float, ratios: list[float]) -> float:
    """The probability that belongs to the odds prior_odds * ratios[0] * ratios[1] * ...

    prior_odds: P(H) / P(not H). ratios: P(x | H) / P(x | not H), one for each independent observation.
    Raises ValueError unless all of them are positive.

    >>> round(from_odds(0.5, [3, 2]), 4)
    0.75
    """
    raise NotImplementedError("task 2")


def posterior(
    prior: dict[Hashable, float], likelihood: Callable[[Hashable, object], float], data: list
) -> dict[Hashable, float]:
    """P(h | data) for each hypothesis h, proportional to prior[h] * product of likelihood(h, x) over data.

    prior: weights, not negative, in any scale. likelihood(h, x): the probability (or density) of one
    observation; observations are independent given h.
    Raises ValueError if the prior is no distribution, or if no hypothesis allows the data.

    >>> posterior({0.5: 1, 0.75: 1}, coin, ["H", "H"])  # 4/13 and 9/13
    {0.5: 0.3076923076923077, 0.75: 0.6923076923076923}
    """
    raise NotImplementedError("task 3")
