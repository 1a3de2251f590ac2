"""Your mode is the mean. For a lopsided belief the two are different points.

The mean is where the density balances, the mode where it is highest. For Beta(2, 5) the highest point
lies clearly to the left of the balance point.

Ask yourself: where is the derivative of (a - 1) log p + (b - 1) log(1 - p) zero?
"""


class BetaBinomial(BetaBinomial):
    @property
    def mode(self):
        if self.a < 1 or self.b < 1 or self.a + self.b == 2:
            raise ValueError("no single highest point")
        return self.mean
