"""Your rate parameter grows by 1 for each update, however many counts there are.

b counts the units of time (or of area) that were watched, and every count is one of them. Yours lets
three counts in one update weigh as if they had all happened in a single unit.

Ask yourself: with the counts 3, 0 and 4, over how many units did the 7 events come?
"""


class GammaPoisson(GammaPoisson):
    def update(self, counts):
        after = super().update(counts)
        return GammaPoisson(after.a, self.b + 1)
