"""`merge` takes the plain average of the two means, whatever the sizes of the groups.

One value and three values then count for the same. As soon as the groups differ in size, the merged mean is
not the mean of all values, and the variance is measured from a wrong point as well.

Ask yourself: how many of the values have the first mean, so to speak, and how many the second?
"""


class RunningMoments(RunningMoments):
    def merge(self, other):
        if self.n == 0 or other.n == 0:
            return super().merge(other)
        both = RunningMoments()
        both.n = self.n + other.n
        gap = other._mean - self._mean
        both._mean = (self._mean + other._mean) / 2
        both._m2 = self._m2 + other._m2 + gap * gap * self.n * other.n / both.n
        return both
