"""Your prediction is the probability of one particular order of successes and failures.

"2 of 3" can come about in three orders. The probabilities of all results for n trials should add up to
1, and yours do not.

Ask yourself: in how many places can the single failure of three trials stand?
"""


class BetaBinomial(BetaBinomial):
    def predictive(self, k, n):
        after = self.update(k, n)
        return math.exp(log_beta(after.a, after.b) - log_beta(self.a, self.b))
