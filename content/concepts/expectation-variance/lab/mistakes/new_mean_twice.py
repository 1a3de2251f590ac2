"""In `push`, the squared distance to the new mean is added, and the old mean is forgotten.

The new mean has already moved towards x, so the distance is too short and the variance comes out too small:
for 2, 4, 9 it is 5.67 where 8.67 is right. The growth is the product of two distances, one to each of the
two means.

Ask yourself: with two values, 0 and 2, what should M be, and what do you add at the second push?
"""


class RunningMoments(RunningMoments):
    def push(self, x):
        self.n += 1
        self._mean += (x - self._mean) / self.n
        self._m2 += (x - self._mean) ** 2
