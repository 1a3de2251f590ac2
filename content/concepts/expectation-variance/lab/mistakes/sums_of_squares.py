"""The variance is computed as the mean of the squares minus the square of the mean, from two running sums.

On paper that is right. Near a billion both terms are about 10 to the 18, where neighbouring floats are 128
apart, and their small difference is nothing but rounding: it may be 0, or 128, or negative.

Ask yourself: which quantity, close to the size of the answer, could be kept instead of the sum of squares?
"""


class RunningMoments(RunningMoments):
    def __init__(self):
        self.n, self._sum, self._squares = 0, 0.0, 0.0

    def push(self, x):
        self.n += 1
        self._sum += x
        self._squares += x * x

    def merge(self, other):
        both = RunningMoments()
        both.n = self.n + other.n
        both._sum = self._sum + other._sum
        both._squares = self._squares + other._squares
        return both

    @property
    def mean(self):
        if self.n == 0:
            raise ValueError("no values")
        return self._sum / self.n

    def var(self, ddof=0):
        if ddof not in (0, 1) or self.n <= ddof:
            raise ValueError(ddof)
        return (self._squares - self.n * self.mean**2) / (self.n - ddof)
