"""Your prediction puts the mean of p into the binomial formula, as if p were known.

It leaves out what is not known of p. Results far from the mean, such as all successes or none, come out
too improbable; the fewer the data, the more so.

Ask yourself: with Beta(1, 1), nothing known, is "3 of 3" any less probable than "2 of 3"?
"""


class BetaBinomial(BetaBinomial):
    def predictive(self, k, n):
        possible(k, n)
        p = self.mean
        return math.comb(n, k) * p**k * (1 - p) ** (n - k)
