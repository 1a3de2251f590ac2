"""Your update changes the belief that it is called on, and returns the same object.

Whoever keeps the prior, to compare or to try other data, finds it changed behind their back; calling it
twice counts the data twice.

Ask yourself: after `posterior = prior.update(7, 10)`, what is `prior.mean`?
"""


class BetaBinomial(BetaBinomial):
    def update(self, k, n):
        self.a, self.b = self.a + possible(k, n), self.b + n - k
        return self
