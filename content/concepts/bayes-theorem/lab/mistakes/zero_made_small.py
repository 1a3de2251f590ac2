"""A likelihood of 0 is replaced by a very small number, so that its logarithm exists.

What cannot happen then happens a little: a coin without heads keeps a small probability after it showed
heads. And where the other hypotheses have small likelihoods too, the invented number decides.

Ask yourself: which value of the logarithm makes `exp` return exactly 0.0?
"""


def log(p):
    return math.log(max(p, 1e-6))
