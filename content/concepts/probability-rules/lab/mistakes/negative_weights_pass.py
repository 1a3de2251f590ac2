"""A table with a negative weight is accepted as long as the weights have a positive sum.

{"a": 3, "b": -1} becomes the probabilities 3/2 and -1/2. They sum to 1, and neither of them is a probability.

Ask yourself: which two things must hold for a table of numbers to be a distribution?
"""


class FiniteDist(FiniteDist):
    def __init__(self, weights):
        total = sum(weights.values(), Fraction(0))
        if total == 0:
            raise ValueError(weights)
        self.table = {x: weight / total for x, weight in weights.items() if weight != 0}
