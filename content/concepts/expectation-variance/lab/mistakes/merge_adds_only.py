"""`merge` adds the squared deviations of both groups, and the distance between the groups is lost.

Each group's deviations were measured from its own mean. Measured from the common mean they are larger: two
narrow groups at 0 and at 1000 have a wide spread together.

Ask yourself: if both groups consist of a single value, what is your merged variance, and what should it be?
"""


class RunningMoments(RunningMoments):
    def merge(self, other):
        both = RunningMoments()
        both.n = self.n + other.n
        if both.n > 0:
            both._mean = (self.n * self._mean + other.n * other._mean) / both.n
            both._m2 = self._m2 + other._m2
        return both
