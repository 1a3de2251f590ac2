"""The second parameter of `Normal` is treated as the variance: the spread is its square root.

With sigma 1 nobody notices, since 1 is its own square root. With sigma 4 the curve is half as wide as asked
for. Both conventions exist in books, N(mu, sigma^2) and N(mu, sigma), which is how this mistake is born.

Ask yourself: for Normal(1, 4), between which values should two thirds of all draws lie?
"""


class Normal(Normal):
    def __init__(self, mu, sigma):
        super().__init__(mu, sigma)
        self.sigma = math.sqrt(sigma)
