"""`prob` counts the outcomes that belong to the event and divides by the number of outcomes.

That is right for fair dice and wrong for everything else: an urn with three red balls and a blue one
comes out at one half each. It treats "two things can happen" as "each happens half of the time".

Ask yourself: where in your calculation do the weights appear?
"""


class FiniteDist(FiniteDist):
    def prob(self, event):
        return Fraction(sum(1 for x in self.table if event(x)), len(self.table))
