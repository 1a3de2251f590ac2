"""Your update throws the prior away: the new belief depends on the last data alone.

It begins from Beta(1, 1) each time. Two updates in a row do not give what one update with all the data
gives.

Ask yourself: where in your update do the a and b of the present belief appear?
"""


class BetaBinomial(BetaBinomial):
    def update(self, k, n):
        return BetaBinomial(1 + possible(k, n), 1 + n - k)
