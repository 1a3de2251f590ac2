"""In `Exponential`, the quantiles multiply by the rate where the cdf has it as a rate.

The density and the cdf use `rate`, and the samples come out as if it were the mean: with rate 2 their average
is 2 and not one half. One parameter, two meanings, in one class.

Ask yourself: what is `cdf(ppf(0.5))` in your class, and what should it be?
"""


class Exponential(Exponential):
    def ppf(self, q):
        return -np.log1p(-probabilities(q)) * self.rate
