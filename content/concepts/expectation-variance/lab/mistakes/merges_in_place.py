"""`merge` changes the first summary and returns it.

The result is right, but the caller's own summary has taken in the values of the other: asked again for its
mean, it answers for both. A second merge with the same part then counts that part twice.

Ask yourself: after `c = a.merge(b)`, how many objects are there, and which names stand for the same one?
"""


class RunningMoments(RunningMoments):
    def merge(self, other):
        both = super().merge(other)
        self.n, self._mean, self._m2 = both.n, both._mean, both._m2
        return self
