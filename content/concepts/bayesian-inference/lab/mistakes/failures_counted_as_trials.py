"""Your second parameter grows by all n trials instead of by the failures among them.

The successes are then counted on both sides. The posterior mean comes out too low, however many data
there are: for a coin that always shows heads it approaches one half.

Ask yourself: a is fed by the successes. After 10 trials with 7 of them, how many observations should a +
b have grown by?
"""


class BetaBinomial(BetaBinomial):
    def update(self, k, n):
        return BetaBinomial(self.a + possible(k, n), self.b + n)
