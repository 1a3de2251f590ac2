"""`var` divides by n - 1 when ddof is 0, and by n when it is 1.

"ddof" is the number that is taken off the count. With 0 it is the variance of the values themselves; with 1
it is the estimate for the population they come from, which is a little larger.

Ask yourself: which of the two results should be the larger one, and which one is it here?
"""


class RunningMoments(RunningMoments):
    def var(self, ddof=0):
        if ddof not in (0, 1) or self.n <= ddof:
            raise ValueError(ddof)
        return self._m2 / max(self.n - (1 - ddof), 1)
