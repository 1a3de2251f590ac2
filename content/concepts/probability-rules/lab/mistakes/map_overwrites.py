"""In `map`, an outcome replaces an earlier one with the same image, and its probability is lost.

Squaring {-1: 1/4, 0: 1/4, 1: 1/2} then gives 1 the weight of the last outcome alone, and the whole table is
stretched to make up for what is missing. A dictionary keeps one value for each key: the last.

Ask yourself: which outcomes x have x * x equal to 1, and what is their probability together?
"""


class FiniteDist(FiniteDist):
    def map(self, f):
        return FiniteDist({f(x): p for x, p in self.table.items()})
